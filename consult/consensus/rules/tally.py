"""Counting: the answers of a round by kind of seat, and the views of them that results are made of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from consult.consensus.rules.countries import SeatVoice


class SeatKind(NamedTuple):
    """What counting asks about a seat; seats that agree in all of it are counted together."""

    category: str
    counts: bool
    territory: str | None
    group: str | None
    is_flagged: bool = False


class Cell(NamedTuple):
    """A line of the tally: an item, a category, whether its seats count, and their answer."""

    item: str
    category: str
    counts: bool
    answer: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many seats of each kind gave each answer to each item."""

    cells: Mapping[tuple[str, SeatKind, str], int]

    def tally(self) -> dict[Cell, int]:
        """Return how many seats stand in each line of the tally, sorted."""
        found: Counter[Cell] = Counter()
        for (item, kind, answer), n in self.cells.items():
            found[Cell(item, kind.category, kind.counts, answer)] += n
        return dict(sorted(found.items()))

    def counted(self) -> dict[str, dict[str, dict[str, int]]]:
        """Return the answers of counting seats: by item, category and answer."""
        found: dict[str, dict[str, dict[str, int]]] = {}
        for cell, n in self.tally().items():
            if cell.counts:
                found.setdefault(cell.item, {}).setdefault(cell.category, {})[cell.answer] = n
        return found

    def flagged(self) -> dict[str, dict[str, dict[str, int]]]:
        """Return those of the answers of counting seats that come from flagged ones: by item, category and answer."""
        return Counts({cell: n for cell, n in self.cells.items() if cell[1].is_flagged}).counted()

    def not_counted(self) -> dict[str, dict[str, int]]:
        """Return how many answers do not count, because their seat is not verified: by item and category."""
        found: dict[str, dict[str, int]] = {}
        for cell, n in self.tally().items():
            if not cell.counts:
                of_item = found.setdefault(cell.item, {})
                of_item[cell.category] = of_item.get(cell.category, 0) + n
        return found

    def by_group(self) -> dict[str, dict[str, dict[str, int]]]:
        """Return the answers of seats that are in an opinion group: by item, group and answer."""
        found: dict[str, dict[str, dict[str, int]]] = {}
        for (item, kind, answer), n in self.cells.items():
            if kind.group is not None:
                of_group = found.setdefault(item, {}).setdefault(kind.group, {})
                of_group[answer] = of_group.get(answer, 0) + n
        return found

    def voices(self) -> dict[str, set[SeatVoice]]:
        """Return what counting seats that have a country said on each item."""
        found: dict[str, set[SeatVoice]] = {}
        for item, kind, answer in self.cells:
            if kind.counts and kind.territory:
                found.setdefault(item, set()).add(SeatVoice(kind.territory, kind.category, answer))
        return found
