"""What may be shown of who stands behind a suggestion: counts, never seats, and no small cells."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from consult.consensus.rules.suppression import SMALLEST_CELL, hidden_categories

STANCES = ("support", "oppose")
UNCATEGORISED = "uncategorised"


class Said(NamedTuple):
    """How many seats of a category say one thing of a suggestion, and to which position it would move them, if any."""

    category: str | None
    stance: str
    moves_to: str | None
    seats: int


class CategoryBacking(NamedTuple):
    """How many seats of one category support a suggestion, and how many oppose it."""

    category: str
    support: int
    oppose: int


@dataclass(frozen=True, slots=True)
class Backing:
    """What everybody may see: in all, by category, and how many seats would move their position.

    `support`, `oppose` and `movers` are None where too few have spoken. `left_out` are the categories of which nothing
    is shown, and `moves` how many would move to each position, empty where too few would move at all.
    """

    support: int | None = 0
    oppose: int | None = 0
    movers: int | None = 0
    categories: tuple[CategoryBacking, ...] = ()
    left_out: tuple[str, ...] = ()
    moves: tuple[tuple[str, int], ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether nobody has said anything yet."""
        return self.support == 0 and self.oppose == 0


def backing_of(said: Sequence[Said], disclosure: Mapping[str, str], scale: Sequence[str]) -> Backing:
    """Return what may be shown of what was said.

    Categories that answer by roll call are shown whatever their number. Of protected ones the same is left out as of a
    result: fewer than five, or unanimous below twenty, with those that must cover for them. Where the totals less what
    is shown would still tell, no category is shown, and the totals only from five seats on: who has spoken at all is
    known to nobody. To which positions seats would move is shown in all, and only where at least five would.
    """
    rows = _rows(said)
    hidden = hidden_categories(rows, STANCES, disclosure)
    support, oppose = (sum(row[stance] for row in rows) for stance in STANCES)
    if hidden.with_totals and support + oppose < SMALLEST_CELL:
        return Backing(None, None, None)
    moves = _moves(said)
    shown = [row for row in rows if row["category"] not in hidden.categories and not hidden.with_totals]
    return Backing(
        support=support,
        oppose=oppose,
        movers=moves.total(),
        categories=tuple(CategoryBacking(row["category"], row["support"], row["oppose"]) for row in shown),
        left_out=tuple(sorted(hidden.categories)) if shown else (),
        moves=tuple((each, moves[each]) for each in scale if moves[each]) if moves.total() >= SMALLEST_CELL else (),
    )


def _rows(said: Sequence[Said]) -> list[dict[str, Any]]:
    counted: dict[str, Counter[str]] = {}
    for one in said:
        counted.setdefault(one.category or UNCATEGORISED, Counter())[one.stance] += one.seats
    return [
        {"category": category, "n": stances.total(), **{stance: stances[stance] for stance in STANCES}}
        for category, stances in sorted(counted.items())
    ]


def _moves(said: Sequence[Said]) -> Counter[str]:
    moves: Counter[str] = Counter()
    for one in said:
        if one.moves_to:
            moves[one.moves_to] += one.seats
    return moves
