"""What an organiser needs to see: the timetable, and what still stands between now and publishing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consult.deliberation import service as deliberation
from consult.drafting import service as drafting
from consult.front.rules.checklist import Check, before_publishing
from consult.front.service.running import LIVE
from consult.participation import service as participation
from consult.participation.service import SeatView, Verification
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView

UNSETTLED = frozenset({Verification.CLAIMED, Verification.EVIDENCE_SENT})


class Event(StrEnum):
    """What happens at a moment of the timetable."""

    OPENS = "opens"
    OPENED = "opened"
    CLOSES = "closes"
    CLOSED = "closed"
    FROZEN = "frozen"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timetable."""

    at: datetime
    event: Event
    number: int


def timetable_of(consultation_id: str) -> list[Entry]:
    """Return what has happened in each round and what will, in the order of time."""
    entries = [
        Entry(at, event, one.number)
        for one in rounds.list_rounds(consultation_id)
        for event, at in (
            (Event.OPENS, one.opens_at if one.state is RoundState.ANNOUNCED else None),
            (Event.OPENED, one.opened_at),
            (Event.CLOSES, one.closes_at if one.state in LIVE else None),
            (Event.CLOSED, one.closed_at),
            (Event.FROZEN, one.frozen_at),
            (Event.PUBLISHED, one.published_at),
        )
        if at is not None
    ]
    return sorted(entries, key=lambda entry: entry.at)


def checks_of(consultation_id: str, one: RoundView | None) -> list[Check]:
    """Return what stands between now and the publication of the round."""
    unanswered = deliberation.count_undecided(consultation_id=consultation_id, round_id=one.id) if one else 0
    return before_publishing(
        has_text=drafting.latest_draft(consultation_id, published=True) is not None,
        state=one.state if one else None,
        unverified=len(unverified_seats(consultation_id, one)),
        unanswered=unanswered,
    )


def unverified_seats(consultation_id: str, one: RoundView | None) -> list[SeatView]:
    """Return the seats that wait for a verifier: those that will not count in the round unless they are verified.

    Without a round whose contract says which count, those of every category but the citizens'.
    """
    contract = rounds.contract_of_round(consultation_id, one.id) if one and one.opened_at else None
    return [
        seat
        for seat in participation.list_seats(consultation_id)
        if seat.verification in UNSETTLED
        and not (contract.counts(seat.category, seat.verification) if contract else seat.person_id)
    ]
