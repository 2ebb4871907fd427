"""The ratings of one item from 1 to 9, in the three regions that the rules of panels read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

LOWEST, HIGHEST = 1, 9
LOW, MIDDLE, HIGH = (1, 3), (4, 6), (7, 9)

Region = tuple[int, int]
"""The lowest and the highest rating of a region."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """How many raters gave an item each rating from 1 to 9, and how many gave none; refuses others with ValueError.

    Whoever has no opinion is no rater of the item: left out of every share, and reported (a house rule [H]).
    """

    counts: tuple[int, ...] = (0,) * HIGHEST
    no_opinion: int = 0

    def __post_init__(self) -> None:
        if len(self.counts) != HIGHEST or any(type(n) is not int or n < 0 for n in (*self.counts, self.no_opinion)):
            raise ValueError(f"not counts of ratings: {self.counts}, {self.no_opinion}")

    @classmethod
    def of(cls, values: Iterable[int], *, no_opinion: int = 0) -> "Ratings":
        """Return the ratings given one by one; refuses what is not a whole number from 1 to 9 with ValueError."""
        counted = Counter(values)
        unknown = sorted(set(counted) - set(range(LOWEST, HIGHEST + 1)))
        if unknown:
            raise ValueError(f"not ratings from {LOWEST} to {HIGHEST}: {unknown}")
        return cls(tuple(counted[value] for value in range(LOWEST, HIGHEST + 1)), no_opinion)

    @property
    def n(self) -> int:
        """How many rated the item."""
        return sum(self.counts)

    @property
    def values(self) -> tuple[int, ...]:
        """Every rating, the lowest first."""
        return tuple(value for value, n in enumerate(self.counts, start=LOWEST) for _ in range(n))

    def within(self, region: Region) -> int:
        """Return how many ratings lie in a region, both ends among them."""
        return sum(self.counts[region[0] - LOWEST : region[1]])
