"""Items that divide people: all of them down the middle, or one part from another."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from consult.consensus.rules.lists.items import Item, Part

FEWEST = 5
"""Fewer voices than this divide nothing."""
CONTESTED = Fraction(1, 2)
"""From here on an item is contested: the smaller side has at least a quarter of the voices."""
APART = Fraction(3, 10)
"""From how far apart two shares of agreement divide the parts that they are of."""


@dataclass(frozen=True, slots=True)
class Contested:
    """An item and how contested it is: 0 where nobody, or everybody, is against it, 1 where the voices are halved."""

    item: Item
    score: Fraction


@dataclass(frozen=True, slots=True)
class Distance:
    """An item with the part that agrees most and the part that agrees least."""

    item: Item
    most: Part
    least: Part

    @property
    def points(self) -> Fraction:
        """How far apart their shares are."""
        return self.most.share - self.least.share


def contested(items: Iterable[Item]) -> tuple[Contested, ...]:
    """Return the items that divide everyone, the most contested first: 2 min(agree, against) / voices.

    Those who pass or have no opinion are among the voices and take no side. Items with fewer than 5 voices, whose totals
    are left out, or whose score is below 1/2 are not among them. Source: Talk to the City's score of controversy, which
    is highest where as many agree as disagree. Example: 40 for, 30 against and 10 without an opinion come to 3/4.
    """
    found = []
    for item in items:
        if item.agree is not None and item.against is not None and (item.voices or 0) >= FEWEST:
            score = Fraction(2 * min(item.agree, item.against), item.voices or 1)
            found.append(Contested(item, score))
    chosen = [one for one in found if one.score >= CONTESTED]
    return tuple(sorted(chosen, key=lambda one: (-one.score, one.item.place)))


def distances(items: Iterable[Item]) -> tuple[Distance, ...]:
    """Return the items on which two parts differ by 30 points or more, the widest apart first.

    Only parts in which 5 or more took a side are compared. Ties of parts go by name. Example: shares of 9/10, 1/2 and
    2/5 are 1/2 apart.
    """
    found = []
    for item in items:
        parts = sorted((part for part in item.parts if part.sides >= FEWEST), key=lambda part: part.name)
        if len(parts) > 1:
            most = max(parts, key=lambda part: part.share)
            least = min(parts, key=lambda part: part.share)
            found.append(Distance(item, most, least))
    chosen = [one for one in found if one.points >= APART]
    return tuple(sorted(chosen, key=lambda one: (-one.points, one.item.place)))
