"""Items on which people who otherwise differ agree, those that matter and lack agreement, and those that go without saying."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from consult.consensus.rules.lists.items import Item, Part

HALF = 0.5
"""A smallest lower bound above this says that more than half would agree even if the next voices differed."""
MATTERS = Fraction(1)
"""From this mean importance on, "somewhat", a clause is of high importance."""
GOES_WITHOUT_SAYING = Fraction(1, 2)
"""Below this mean importance a clause that meets the criteria is one of those on which everybody agrees anyway."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """An item with which every part surely agrees, with the part whose lower bound is smallest; `is_partial` where some are not shown."""

    item: Item
    lowest: Part
    is_partial: bool


@dataclass(frozen=True, slots=True)
class Priority:
    """A clause that matters and lacks agreement: its importance, the part with the smallest bound, and how much is at stake."""

    item: Item
    importance: Fraction
    lowest: Part | None
    at_stake: float
    is_partial: bool


def bridges(items: Iterable[Item]) -> tuple[Bridge, ...]:
    """Return the items that more than half of every part agrees with, surely, the largest smallest lower bound first.

    Surely is a lower bound above 1/2. At least two parts must have taken a side, and none may be silent. What is left out must not agree less, as far as
    the state tells. Ties go to the higher mean of shares, then by number. Example: 45 of 50 and 40 of 50 come before
    5 of 5 and 5 of 5, since the smallest bounds are 0.67 and 0.57.
    """
    found = [
        Bridge(item, item.lowest, item.left_out > 0)
        for item in items
        if item.lowest is not None and len(item.parts) > 1 and not item.silent and item.holds_everywhere
        if item.lowest.lower_bound > HALF
    ]
    return tuple(sorted(found, key=lambda one: (-one.lowest.lower_bound, -_mean(one.item), one.item.place)))


def priorities(items: Iterable[Item]) -> tuple[Priority, ...]:
    """Return the clauses of high importance whose smallest lower bound is low, those with most at stake first.

    High is a mean importance of 1 or more out of 2, low a bound up to 1/2. At stake is importance x (1 - bound): the
    bound is 0 where a part is silent. Example: an importance of 3/2 and a bound of 0.2 come to 1.2.
    """
    found = []
    for item in items:
        bound = 0.0 if item.silent or item.lowest is None else item.lowest.lower_bound
        is_known = item.lowest is not None or item.silent > 0
        if item.importance is not None and item.importance >= MATTERS and is_known and bound <= HALF:
            lowest = None if item.silent else item.lowest
            at_stake = float(item.importance) * (1 - bound)
            found.append(Priority(item, item.importance, lowest, at_stake, item.left_out > 0))
    return tuple(sorted(found, key=lambda one: (-one.at_stake, one.item.place)))


def sky_is_blue(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the clauses that meet the criteria and matter little to people, the least important first.

    They are agreement that costs nothing, and are shown apart, so that nobody counts them as what a round achieved.
    """
    told = [(one.importance, one) for one in items if one.is_met and one.importance is not None]
    little = [pair for pair in told if pair[0] < GOES_WITHOUT_SAYING]
    return tuple(one for _, one in sorted(little, key=lambda pair: (pair[0], pair[1].place)))


def in_order(found: Iterable[Bridge], intercepts: Mapping[str, float]) -> dict[str, int]:
    """Return for each bridge that has an intercept its place by that intercept, from 1: an aid beside the list's own order."""
    known = [one.item for one in found if one.item.id in intercepts]
    known.sort(key=lambda item: (-intercepts[item.id], item.place))
    return {item.id: place for place, item in enumerate(known, start=1)}


def _mean(item: Item) -> Fraction:
    return sum((part.share for part in item.parts), Fraction(0)) / len(item.parts)
