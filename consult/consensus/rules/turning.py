"""What would change a result: how many of those who object would have to join, or how many more would have to speak."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from consult.consensus.rules.counts import Counted

Counts = Mapping[str, Mapping[str, int]]
IsMet = Callable[[Counted], bool]
STEPS = 1000
"""In how many steps a common share of agreement is looked for: to a tenth of a per cent."""


@dataclass(frozen=True, slots=True)
class Turning:
    """Of each category so many who object would join instead, and the criteria would be met."""

    by_category: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many would have to, all together."""
        return sum(self.by_category.values())


def alone(counts: Counts, is_met: IsMet) -> tuple[Turning, ...]:
    """Return, for each category in which that suffices, the fewest who object there and would have to join instead.

    Those with the fewest come first. `is_met` says of counts whether they meet the criteria; one more who joins never
    undoes that. Example: 3 for and 4 against where more than half is asked for take one.
    """
    found = []
    for category, row in counts.items():
        most = row.get("object", 0)
        if most and is_met(_turned(counts, {category: most})):
            found.append(Turning({category: _fewest(counts, category, most, is_met)}))
    return tuple(sorted(found, key=lambda one: (one.total, list(one.by_category))))


def together(counts: Counts, is_met: IsMet) -> Turning | None:
    """Return how many of each category would have to join so that the lowest shares rise alike until the criteria are met.

    None where they are not even if everybody joined, for then something else is missing: voices, or an answer to an
    objection. The common share is found to a tenth of a per cent, so it is one way among others and may be one too many.
    """
    if not is_met(_turned(counts, {category: row.get("object", 0) for category, row in counts.items()})):
        return None
    low, high = 0, STEPS
    while low < high:
        middle = (low + high) // 2
        if is_met(_turned(counts, _raised_to(counts, Fraction(middle, STEPS)))):
            high = middle
        else:
            low = middle + 1
    needed = {category: n for category, n in _raised_to(counts, Fraction(high, STEPS)).items() if n}
    return Turning(needed)


def _raised_to(counts: Counts, share: Fraction) -> dict[str, int]:
    """Return how many would have to join in each category for it to reach a share of agreement."""
    found = {}
    for category, row in counts.items():
        agree = sum(row.get(word, 0) for word in ("support", "can_live_with", "reservation"))
        against = row.get("object", 0)
        found[category] = min(against, max(0, ceil(share * (agree + against)) - agree))
    return found


def _fewest(counts: Counts, category: str, most: int, is_met: IsMet) -> int:
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        if is_met(_turned(counts, {category: middle})):
            high = middle
        else:
            low = middle + 1
    return high


def _turned(counts: Counts, turned: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Return the counts with so many of each category who support what they object to now."""
    return {
        category: {
            **row,
            "support": row.get("support", 0) + turned.get(category, 0),
            "object": row.get("object", 0) - turned.get(category, 0),
        }
        for category, row in counts.items()
    }
