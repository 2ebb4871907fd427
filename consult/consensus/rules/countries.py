"""The view by country: one country, one voice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.shares import Share, share_of

GOVERNMENT = "government"
GOVERNMENT_SEAT = "government_seat"


@dataclass(frozen=True, slots=True)
class SeatVoice:
    """What a counting seat answered, with its country, if it has one, and its category."""

    territory: str | None
    category: str
    position: str


@dataclass(frozen=True, slots=True)
class CountryVoice:
    """A country's one position on an item, by the contract's way of finding it."""

    territory: str
    position: str


@dataclass(frozen=True, slots=True)
class CountryView:
    """How many countries took each position, which did, and the share of agreement among them."""

    counts: PositionCounts
    share: Share | None
    voices: tuple[CountryVoice, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the view as files show it, the countries in the order of their codes."""
        return {
            "n": self.counts.n,
            **self.counts.as_json(),
            "share": self.share.as_json() if self.share else None,
            "list": [{"country": one.territory, "position": one.position} for one in self.voices],
        }


def voices_of_countries(seats: Iterable[SeatVoice], *, way: str = GOVERNMENT_SEAT) -> tuple[CountryVoice, ...]:
    """Return each country's position, found in the contract's way: that of its government seat.

    A country whose government took no position is not among them. Refuses other ways with ValueError.
    """
    if way != GOVERNMENT_SEAT:
        raise ValueError(f"way of finding a country's position: {way}")
    found = [
        CountryVoice(seat.territory, seat.position) for seat in seats if seat.territory and seat.category == GOVERNMENT
    ]
    return _one_for_each(found)


def view_of_countries(voices: Iterable[CountryVoice], *, reservations_agree: bool = True) -> CountryView:
    """Return the view by country.

    A country with several voices that differ has no one position and is left out. The share is agreement over
    agreement and objection; reservations are in both, or in neither if they do not count as agreement.
    """
    single = _one_for_each(voices)
    counts = PositionCounts.of_words(one.position for one in single)
    agreement = counts.support + counts.can_live_with + (counts.reservation if reservations_agree else 0)
    return CountryView(counts, share_of(agreement, agreement + counts.object), single)


def _one_for_each(voices: Iterable[CountryVoice]) -> tuple[CountryVoice, ...]:
    different: Sequence[CountryVoice] = sorted(set(voices), key=lambda one: (one.territory, one.position))
    territories = [one.territory for one in different]
    return tuple(one for one in different if territories.count(one.territory) == 1)
