"""Moves between a round's states: each one recorded, closing exactly once."""

from collections.abc import Mapping
from datetime import datetime

from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import FINISHED, Capacity, RoundState, may_move
from consult.rounds.service.records import (
    ReasonNeeded,
    RoleTaken,
    RoundClosed,
    RoundNotOpen,
    RoundView,
    SecondPersonNeeded,
    WrongMove,
    contract_of_round,
    list_consents,
    locked_round,
    one_round,
    round_view,
)
from consult.rounds.tables import ClosingConsent, Round, RoundEvent

LONGEST_REASON = 1000
LATER = frozenset({RoundState.DISPOSITIONS, RoundState.PUBLISHED, RoundState.ARCHIVED, RoundState.CANCELLED})
UNPUBLISHED = frozenset({RoundState.OPEN, RoundState.CLOSED, RoundState.DISPOSITIONS})
"""The states in which objections are raised and answered."""


def require_open(*, consultation_id: str, round_id: str) -> tuple[RoundView, Contract]:
    """Return the round and its contract if answers may be given now, by the database's clock.

    The round cannot close while the caller's transaction runs. Refuses `round-not-open` and `round-closed`.
    """
    row = db.session.scalars(
        one_round(consultation_id, round_id).with_for_update(read=True).execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound
    if row.state in FINISHED:
        raise RoundClosed(at=min(row.closed_at or row.closes_at, row.closes_at))
    if row.state != RoundState.OPEN:
        raise RoundNotOpen
    if clock.now(db.session) >= row.closes_at:
        raise RoundClosed(at=row.closes_at)
    return round_view(row), contract_of_round(consultation_id, round_id)


def require_unpublished(*, consultation_id: str, round_id: str) -> tuple[RoundView, Contract]:
    """Return the round and its contract if it has opened and is not published; neither happens to it while the caller acts.

    Refuses `round-not-open` before the opening, and `wrong-move` once the round is published or cancelled.
    """
    row = db.session.scalars(
        one_round(consultation_id, round_id).with_for_update(read=True).execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound
    if row.opened_at is None:
        raise RoundNotOpen
    if row.state not in UNPUBLISHED:
        raise WrongMove
    return round_view(row), contract_of_round(consultation_id, round_id)


def hold(*, consultation_id: str, round_id: str) -> RoundView:
    """Return the round as it is now; nobody else acts in it or moves it before this transaction ends."""
    return round_view(locked_round(consultation_id, round_id))


def consent_to_close(*, consultation_id: str, round_id: str, capacity: Capacity, person_id: str, reason: str) -> bool:
    """Record one of the two consents to an early close; return whether both are there now, from two people.

    Refuses a second consent of the same person or in the same role, a missing reason, and a round that is not open or
    whose deadline has passed.
    """
    words = require_reason(reason)
    row, moment = locked_round(consultation_id, round_id), clock.now(db.session)
    if row.state != RoundState.OPEN or moment >= row.closes_at:
        raise WrongMove
    given = list_consents(consultation_id, round_id)
    if any(one.person_id == person_id for one in given):
        raise SecondPersonNeeded
    if any(one.capacity is capacity for one in given):
        raise RoleTaken
    consent = ClosingConsent(
        consultation_id=consultation_id,
        round_id=round_id,
        capacity=capacity,
        person_id=person_id,
        reason=words,
        at=moment,
    )
    db.session.merge(consent)  # in place of one whose giver has lost the role
    db.session.flush()
    return {one.capacity for one in given} | {capacity} == set(Capacity)


def close(
    *, consultation_id: str, round_id: str, by_role: str, by_person: str | None, reason: str = "", early: bool = False
) -> RoundView | None:
    """Return the round, closed now, or None if it was closed already; nobody can vote once this has committed.

    Without `early` the deadline must have passed. The log is drained first, so that every act acknowledged
    before the close stands before it.
    """
    row = locked_round(consultation_id, round_id)
    if row.state in FINISHED:
        return None
    moment = clock.now(db.session)
    if row.state != RoundState.OPEN or (not early and moment < row.closes_at):
        raise WrongMove
    ledger.drain(consultation_id)
    row.closed_at = moment
    move(row, RoundState.CLOSED, by_role=by_role, by_person=by_person, reason=reason)
    ledger.drain(consultation_id)
    return round_view(row)


def mark_frozen(*, consultation_id: str, round_id: str) -> RoundView:
    """Return the round with the moment at which its tallies were frozen."""
    row = locked_round(consultation_id, round_id)
    row.frozen_at = clock.now(db.session)
    db.session.flush()
    return round_view(row)


def advance(
    *, consultation_id: str, round_id: str, to: RoundState, by_role: str, by_person: str | None, reason: str = ""
) -> RoundView:
    """Return the round in a later state: dispositions, published, archived, or cancelled with a reason.

    Refuses `wrong-move` for every other state: announcing, opening and closing do more than that.
    """
    if to not in LATER:
        raise WrongMove
    words = require_reason(reason) if to is RoundState.CANCELLED else reason.strip()
    row = locked_round(consultation_id, round_id)
    if to is RoundState.PUBLISHED:
        row.published_at = clock.now(db.session)
    move(row, to, by_role=by_role, by_person=by_person, reason=words)
    return round_view(row)


MOVE_LEAVES: Mapping[RoundState, LeafType] = {
    RoundState.ANNOUNCED: LeafType.ROUND_ANNOUNCE,
    RoundState.OPEN: LeafType.ROUND_OPEN,
    RoundState.CLOSED: LeafType.ROUND_CLOSE,
    RoundState.DISPOSITIONS: LeafType.ROUND_DISPOSITIONS,
    RoundState.PUBLISHED: LeafType.ROUND_PUBLISH,
    RoundState.ARCHIVED: LeafType.ROUND_ARCHIVE,
    RoundState.CANCELLED: LeafType.ROUND_CANCEL,
}


def move(row: Round, target: RoundState, *, by_role: str, by_person: str | None, reason: str = "") -> None:
    """Take the round to another state and put that on record; refuse `wrong-move`."""
    origin = RoundState(row.state)
    if not may_move(origin, target):
        raise WrongMove
    moment = clock.now(db.session)
    row.state = target
    remember(row, "moved", origin, by_role, by_person, reason, moment)
    ledger.append(
        log_id=row.consultation_id,
        kind=MOVE_LEAVES[target],
        content={"round": row.number, "state": str(target), "reason": reason},
        at=moment,
        role=by_role,
        person=by_person,
        round_id=row.id,
        visible_from=moment,
    )


def remember(
    row: Round, kind: str, origin: str, by_role: str, by_person: str | None, reason: str, at: datetime
) -> None:
    """Add one line to the round's history."""
    db.session.add(
        RoundEvent(
            consultation_id=row.consultation_id,
            id=new_id(),
            round_id=row.id,
            kind=kind,
            from_state=origin,
            to_state=row.state,
            at=at,
            by_role=by_role,
            by_person=by_person,
            reason=reason,
        )
    )
    db.session.flush()


def require_reason(reason: str) -> str:
    """Return the reason in its plain form; refuse `reason-needed` for none, and for one that is too long."""
    words = reason.strip()
    if not 1 <= len(words) <= LONGEST_REASON:
        raise ReasonNeeded(field="reason")
    return words
