"""What an organiser needs to see: the timetable, and what still stands between now and publishing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consult.consultations import service as consultations
from consult.consultations.rules.policy import Act, Role, is_allowed
from consult.deliberation import service as deliberation
from consult.deliberation.service import Progress, objections
from consult.drafting import service as drafting
from consult.front.rules.checklist import DONE, Check, before_publishing
from consult.front.service.running import LIVE
from consult.kernel import clock
from consult.kernel.db import db
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


class Lack(StrEnum):
    """Someone without whom a step of the consultation will not be possible."""

    MODERATOR = "moderator"
    APPROVER = "approver"
    DECIDER = "decider"


def lacking_people(consultation_id: str, person_id: str | None) -> list[Lack]:
    """Return who is still missing for what comes, as one of the organisers sees it."""
    holders = consultations.role_holders(consultation_id)
    others = [each.role for each in holders if each.person_id != person_id]
    deciding = {each.person_id for each in holders if each.role is Role.DECISION_MAKER}
    in_office = rounds.list_decision_makers(consultation_id, at=clock.now(db.session))
    found = {
        Lack.MODERATOR: any(each.role is Role.MODERATOR for each in holders),
        Lack.APPROVER: any(is_allowed(Act.DISPOSE, roles=frozenset({each}), is_signed_in=True) for each in others),
        Lack.DECIDER: any(each.person_id in deciding for each in in_office),
    }
    return [lack for lack, is_there in found.items() if not is_there]


def unpublished_rounds(consultation_id: str) -> list[tuple[RoundView, Progress]]:
    """Return the rounds that are over and not published, the earliest first, with how far the answers are."""
    return [
        (one, deliberation.progress_of(consultation_id=consultation_id, round_id=one.id))
        for one in rounds.list_rounds(consultation_id)
        if one.is_finished and one.state not in DONE
    ]


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
        seats=len(participation.list_seats(consultation_id)),
        unverified=len(unverified_seats(consultation_id, one)),
        unanswered=unanswered,
        objecting=objections.count_unanswered(consultation_id=consultation_id, round_id=one.id) if one else 0,
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
