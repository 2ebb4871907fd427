"""Rounds as organisers run them: found again by pages and downloads, with the seats that count in them."""

from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView
from consult.voting import service as voting

LIVE = frozenset({RoundState.ANNOUNCED, RoundState.OPEN})


def verify_seat(
    *, consultation_id: str, seat_id: str, state: participation.Verification, person_id: str, note: str
) -> participation.SeatView:
    """Return the seat in its new state; a verified one counts in every round that is not frozen."""
    standing = voting.live_standing(consultation_id, seat_id)
    seat = participation.verify_seat(
        consultation_id=consultation_id, seat_id=seat_id, state=state, by_person=person_id, note=note
    )
    is_verified = state is participation.Verification.VERIFIED
    rounds.note_verification(consultation_id=consultation_id, seat_id=seat_id, is_verified=is_verified)
    voting.restand(consultation_id, seat_id, standing)
    return seat


def newest_result(consultation_id: str, number: int | None = None) -> RoundView | None:
    """Return the round asked for, or the newest one with a frozen result, or None."""
    if number is not None:
        return rounds.round_by_number(consultation_id, number)
    frozen = [one for one in rounds.list_rounds(consultation_id) if one.frozen_at is not None]
    return frozen[-1] if frozen else None


def current_round(consultation_id: str) -> RoundView | None:
    """Return the round that is open or announced, else the newest one that was not cancelled, or None."""
    every = [one for one in rounds.list_rounds(consultation_id) if one.state is not RoundState.CANCELLED]
    live = [one for one in every if one.state in LIVE]
    return next(reversed(live or every), None)
