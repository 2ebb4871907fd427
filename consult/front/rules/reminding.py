"""Whom to remind first: seats that have not answered, from where the fewest are heard of those that were wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from consult.consensus.rules.gaps import Targets
from consult.consensus.rules.suppression import PUBLIC, SMALLEST_CELL

LARGEST_BATCH = 500
Cell = tuple[str, str]
"""A category and a region."""


@dataclass(frozen=True, slots=True)
class Voter:
    """A seat that could answer in a round: where it stands, whether it has, and whether it was written to."""

    seat_id: str
    category: str
    region: str
    has_answered: bool
    is_reminded: bool

    @property
    def is_waiting(self) -> bool:
        """Whether the seat may still be reminded."""
        return not self.has_answered and not self.is_reminded


@dataclass(frozen=True, slots=True)
class Count:
    """How many seats of a category and region are written to; without a region, of the whole category.

    `seats` is None where the number would tell what a few seats did whose answers are not public.
    """

    category: str
    region: str | None
    seats: int | None


def next_batch(voters: Sequence[Voter], targets: Targets, *, most: int = LARGEST_BATCH) -> list[Voter]:
    """Return the seats to be written to next: at most so many, those of the cells that are heard least first.

    A cell is heard by how many of its seats have answered, over its target, or over its seats where it has none.
    Example: of two cells with two answers each, one of ten seats without a target and one of which four are wanted, the
    former comes first.
    """
    cells: dict[Cell, list[Voter]] = {}
    for one in voters:
        cells.setdefault((one.category, one.region), []).append(one)
    heard = {cell: _heard(seats, targets.get(cell, 0)) for cell, seats in cells.items()}
    turn = sorted(cells, key=lambda cell: (heard[cell], cell))
    waiting = [one for cell in turn for one in sorted(cells[cell], key=lambda one: one.seat_id) if one.is_waiting]
    return waiting[:most]


def counted(
    batch: Sequence[Voter], voters: Sequence[Voter], order: Sequence[str], disclosure: Mapping[str, str]
) -> list[Count]:
    """Return how many seats of each cell a batch is written to, in the order of the categories, without any name.

    Of a category whose answers are not public only the whole is told, as the overview tells how many have voted; and
    not even that where 1 to 4 of its seats have answered, or 1 to 4 are written to.
    """
    found = []
    for category in order:
        chosen = [one for one in batch if one.category == category]
        if not chosen:
            continue
        if disclosure.get(category) in PUBLIC:
            regions = sorted({one.region for one in chosen})
            found += [Count(category, region, sum(one.region == region for one in chosen)) for region in regions]
            continue
        answered = sum(one.has_answered for one in voters if one.category == category)
        is_small = any(0 < n < SMALLEST_CELL for n in (answered, len(chosen)))
        found.append(Count(category, None, None if is_small else len(chosen)))
    return found


def _heard(seats: Sequence[Voter], target: int) -> Fraction:
    return Fraction(sum(one.has_answered for one in seats), target or len(seats))
