"""Warnings before a deadline: what is drafted and not signed by then does not count."""

from dataclasses import dataclass
from datetime import datetime

import structlog

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.kernel import chores, clock
from consult.kernel.db import db
from consult.kernel.transaction import transaction
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView
from consult.voting.rules import FIRST_WARNING, warning_due
from consult.voting.service.proposing import count_drafted, waiting_votes

UNSIGNED_LETTER = "unsigned-votes"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Unsigned:
    """How many votes are drafted for a seat in an open round and wait for a signature.

    `is_urgent` says that the round closes within the time in which signatories are warned.
    """

    number: int
    count: int
    closes_at: datetime
    is_urgent: bool


def takes_votes(one: RoundView) -> bool:
    """Whether votes can be given in the round now, by the database's clock."""
    return one.state is RoundState.OPEN and clock.now(db.session) < one.closes_at


def unsigned_of(one: RoundView, seat: SeatView) -> Unsigned | None:
    """Return what waits for a signature of the seat while the round takes votes; None where nothing does."""
    if not takes_votes(one):
        return None
    count = len(waiting_votes(consultation_id=one.consultation_id, round_id=one.id, seat=seat))
    left = one.closes_at - clock.now(db.session)
    return Unsigned(one.number, count, one.closes_at, is_urgent=left <= FIRST_WARNING) if count else None


@chores.chore
def warn_of_unsigned() -> int:
    """Write to those who sign for organisations with drafted votes, 72 hours and again 24 hours before a round closes.

    Each gets each letter once for a deadline: a deadline that was put off is warned of anew. Return how many letters
    this call added. A round in which that fails is logged and keeps no other one waiting.
    """
    return sum(_warn(one) for one in rounds.rounds_closing_within(FIRST_WARNING))


def _warn(one: RoundView) -> int:
    try:
        with transaction():
            left = one.closes_at - clock.now(db.session)
            hours = warning_due(left)
            waiting = count_drafted(one.consultation_id, one.id) if hours else {}
            seats = participation.seats_by_id(one.consultation_id, waiting)
            return sum(_write(one, seat, waiting[seat.id], hours or 0) for seat in seats.values())
    except Exception:
        log.exception("signatories not warned", consultation=one.consultation_id, round=one.number)
        return 0


def _write(one: RoundView, seat: SeatView, count: int, hours: int) -> int:
    consultation = consultations.consultation_by_id(one.consultation_id)
    closes_at = clock.to_text(one.closes_at)
    return accounts.write_to(
        people=participation.signers_of(one.consultation_id, seat.organisation_id or ""),
        key=f"{UNSIGNED_LETTER}:{one.id}:{hours}:{closes_at}",
        letter=UNSIGNED_LETTER,
        locale=consultation.language,
        parameters={
            "slug": consultation.slug,
            "title": consultation.title,
            "number": one.number,
            "organisation": seat.name,
            "count": count,
            "closes_at": closes_at,
        },
    )
