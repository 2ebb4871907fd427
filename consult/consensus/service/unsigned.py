"""Organisations whose votes were drafted and not signed when the round closed: a number for each category, and no more."""

from collections import Counter

from consult.participation import service as participation
from consult.participation.rules.seats import UNCATEGORISED
from consult.rounds.service import RoundView
from consult.voting import service as voting


def not_released_in(one: RoundView) -> dict[str, int]:
    """Return by category how many organisations have drafted votes in a round that nobody has signed.

    One that came after the opening and signed nothing at all is among them, though it was never entered in the round.
    """
    seats = participation.seats_by_id(one.consultation_id, voting.count_drafted(one.consultation_id, one.id))
    return dict(Counter(seat.category or UNCATEGORISED for seat in seats.values()))
