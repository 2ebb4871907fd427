"""Use cases that need rooms which do not lie below one another."""

from datetime import datetime

from consult.consensus import service as consensus
from consult.drafting import service as drafting
from consult.kernel.errors import Refused, msgid
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Terms
from consult.rounds.rules.states import RoundKind, RoundState


class RoundUnderway(Refused):
    """One round at a time is open on a text."""

    code = "round-underway"
    status = 409
    sentence = msgid("A round is announced or open already. Wait until it has closed, or cancel it with a reason.")


def start_round(
    *, consultation_id: str, terms: Terms, closes_at: datetime, opens_at: datetime, person_id: str | None
) -> rounds.RoundView:
    """Return a round on the newest published draft, announced and open, its contract fixed.

    Refuses when another round is under way, when nothing is published, and a rule that is not known here.
    """
    if any(one.state in {RoundState.ANNOUNCED, RoundState.OPEN} for one in rounds.list_rounds(consultation_id)):
        raise RoundUnderway
    draft = drafting.latest_draft(consultation_id, published=True)
    kind = RoundKind(terms.kind)
    if draft is None and kind is RoundKind.BALLOT:
        raise drafting.DraftUnpublished
    rule_version = consensus.rule_version(terms.rule, terms.parameters)
    planned = rounds.plan_round(
        consultation_id=consultation_id,
        kind=kind,
        draft_id=draft.id if draft and kind is RoundKind.BALLOT else None,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    rounds.announce_round(consultation_id=consultation_id, round_id=planned.id, by_person=person_id)
    return rounds.open_round(
        consultation_id=consultation_id,
        round_id=planned.id,
        terms=terms,
        rule_version=rule_version,
        formula_version=consensus.formula_version(),
        seats=participation.list_seats(consultation_id),
        by_person=person_id,
    )


def verify_seat(
    *, consultation_id: str, seat_id: str, state: participation.Verification, person_id: str, note: str
) -> participation.SeatView:
    """Return the seat in its new state; a verified one counts in every round that is not frozen."""
    seat = participation.verify_seat(
        consultation_id=consultation_id, seat_id=seat_id, state=state, by_person=person_id, note=note
    )
    if state is participation.Verification.VERIFIED:
        rounds.note_verified(consultation_id=consultation_id, seat_id=seat_id)
    return seat


def newest_result(consultation_id: str, number: int | None = None) -> rounds.RoundView | None:
    """Return the round asked for, or the newest one with a frozen result, or None."""
    if number is not None:
        return rounds.round_by_number(consultation_id, number)
    frozen = [one for one in rounds.list_rounds(consultation_id) if one.frozen_at is not None]
    return frozen[-1] if frozen else None


def current_round(consultation_id: str) -> rounds.RoundView | None:
    """Return the round that is open or announced, else the newest one, or None."""
    every = rounds.list_rounds(consultation_id)
    live = [one for one in every if one.state in {RoundState.OPEN, RoundState.ANNOUNCED}]
    return (live or every or [None])[-1]
