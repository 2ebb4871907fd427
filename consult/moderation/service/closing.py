"""The end of a round: closed at its deadline by a worker, earlier by two people; published when all is answered."""

import structlog

from consult.consensus import service as consensus
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.service import objections
from consult.kernel import chores
from consult.kernel.errors import Refused, msgid
from consult.kernel.transaction import transaction
from consult.ledger import service as ledger
from consult.moderation.service.flagging import flagged_in
from consult.rounds import service as rounds
from consult.rounds.rules.states import Capacity, RoundState

log = structlog.get_logger()


class Undecided(Refused):
    """A round is published only when every comment has an answer."""

    code = "undecided"
    status = 409
    sentence = msgid(
        "Not every comment has an answer yet; the number of those that wait is %(count)s. Decide on each, then publish."
    )


class Unanswered(Refused):
    """A round is published only when every objection has an answer."""

    code = "unanswered"
    status = 409
    sentence = msgid(
        "Not every objection has an answer yet; the number of those that wait is %(count)s. Answer each, then publish."
    )


def consent_to_close(
    *, consultation_id: str, round_id: str, capacity: Capacity, person_id: str, reason: str
) -> rounds.RoundView | None:
    """Consent to closing a round early; return it closed when this was the second consent, else None."""
    both = rounds.consent_to_close(
        consultation_id=consultation_id, round_id=round_id, capacity=capacity, person_id=person_id, reason=reason
    )
    if not both:
        return None
    return close_round(
        consultation_id=consultation_id,
        round_id=round_id,
        person_id=person_id,
        by_role=capacity,
        reason=reason,
        early=True,
    )


def close_round(
    *,
    consultation_id: str,
    round_id: str,
    person_id: str | None = None,
    by_role: str = "organiser",
    reason: str = "",
    early: bool = False,
) -> rounds.RoundView | None:
    """Return the round, closed and its result frozen in one transaction, or None if it was closed already."""
    closed = rounds.close(
        consultation_id=consultation_id,
        round_id=round_id,
        by_role=by_role,
        by_person=person_id,
        reason=reason,
        early=early,
    )
    if closed is None:
        return None
    consensus.freeze(consultation_id=consultation_id, round_id=round_id, flagged=flagged_in(closed))
    ledger.drain(consultation_id)
    return rounds.get_round(consultation_id, round_id)


@chores.chore
def close_overdue() -> int:
    """Close every round whose deadline has passed; return how many this call closed.

    A round that cannot be closed now is logged and keeps no other one waiting.
    """
    return sum(_close_at_deadline(one) for one in rounds.overdue_rounds())


def start_dispositions(*, consultation_id: str, round_id: str, person_id: str) -> rounds.RoundView:
    """Return the round in the state in which its comments are answered; an editor does that, or an organiser."""
    roles = consultations.roles_of(consultation_id, person_id)
    return rounds.advance(
        consultation_id=consultation_id,
        round_id=round_id,
        to=RoundState.DISPOSITIONS,
        by_role=Role.EDITOR if Role.EDITOR in roles else Role.ORGANISER,
        by_person=person_id,
    )


def publish_round(*, consultation_id: str, round_id: str, person_id: str) -> rounds.RoundView:
    """Return the round, published, its verdicts found with the objections as they stand; refuse while anything has no answer."""
    scope = {"consultation_id": consultation_id, "round_id": round_id}
    waiting = deliberation.count_undecided(**scope)
    if waiting:
        raise Undecided(count=waiting)
    rounds.hold(**scope)
    unanswered = objections.count_unanswered(**scope)
    if unanswered:
        raise Unanswered(count=unanswered)
    published = rounds.advance(**scope, to=RoundState.PUBLISHED, by_role=Role.ORGANISER, by_person=person_id)
    consensus.conclude(**scope)
    return published


def _close_at_deadline(one: rounds.RoundView) -> bool:
    try:
        with transaction():
            now = rounds.apply_changes(consultation_id=one.consultation_id, round_id=one.id)
            has_moved = now.closes_at > one.closes_at
            closed = not has_moved and close_round(consultation_id=one.consultation_id, round_id=one.id) is not None
    except Exception:
        log.exception("round not closed at its deadline", consultation=one.consultation_id, round=one.number)
        return False
    if closed:
        log.info("round closed at its deadline", consultation=one.consultation_id, round=one.number)
    return closed
