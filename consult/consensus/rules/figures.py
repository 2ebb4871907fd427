"""One category's figures: how many took a side, which share of them agrees, and with which margin."""

from collections.abc import Sequence
from dataclasses import dataclass

from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.margins import wilson_lower
from consult.consensus.rules.shares import Share, share_of


@dataclass(frozen=True, slots=True)
class Voices:
    """What the counting seats of one category answered, and how many such seats there are."""

    category: str
    seats: int
    counts: PositionCounts

    @property
    def is_required(self) -> bool:
        """Whether the category has a counting seat, and so decides."""
        return self.seats > 0


@dataclass(frozen=True, slots=True)
class Figures:
    """One category's share of agreement with its margin; None where nobody took a side.

    `sides` is how many seats agree or object, `need` how many of those a rule asks for.
    """

    category: str
    agreement: int
    sides: int
    need: int
    share: Share | None
    lower_bound: float | None

    @property
    def has_enough(self) -> bool:
        """Whether as many took a side as the rule asks for."""
        return self.sides >= self.need


def figures_of(voices: Voices, *, n_min: int = 1, reservations_agree: bool) -> Figures:
    """Return one category's figures.

    Agreement a = support + can_live_with + reservation, sides v = a + object, share a / v, need =
    max(1, min(n_min, seats - no_opinion)). Reservations leave both a and v unless they agree. Example: 3 support, 1
    reservation and 1 objection are a share of 4/5, and of 3/4 where reservations do not agree.
    """
    counts = voices.counts
    agreement = counts.support + counts.can_live_with + (counts.reservation if reservations_agree else 0)
    sides = agreement + counts.object
    return Figures(
        category=voices.category,
        agreement=agreement,
        sides=sides,
        need=max(1, min(n_min, voices.seats - counts.no_opinion)),
        share=share_of(agreement, sides),
        lower_bound=wilson_lower(agreement, sides),
    )


def weakest_of(figures: Sequence[Figures]) -> Figures | None:
    """Return the category with the lowest share, ties by lower bound, then by id; None when nothing counts."""
    known = [one for one in figures if one.share is not None]
    return min(known, key=lambda one: (one.share, one.lower_bound, one.category), default=None)
