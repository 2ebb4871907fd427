"""Raising an objection to a clause, and signing one of another seat with it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from consult.consultations.service import Role
from consult.deliberation.rules.objections import RAISED, STANDING, ObjectionState, Proposal
from consult.deliberation.service.objections.refused import (
    AlreadySigned,
    ObjectionMoved,
    ObjectionOverruled,
    ObjectionsOver,
    ObjectionStands,
    ObjectionUnreadable,
    ObjectorNeeded,
    OwnObjection,
)
from consult.deliberation.service.objections.saying import read_objection
from consult.deliberation.tables import Objection, ObjectionCosigner, ObjectionEvent
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.kernel import clock, counters, idempotency
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract, Disclosure
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView

SERIES = "objection"


@dataclass(frozen=True, slots=True)
class ObjectionReceipt:
    """What whoever raises an objection, or signs one, is told."""

    number: int
    receipt: str
    at: datetime


def raise_objection(
    *,
    consultation_id: str,
    round_id: str,
    person_id: str,
    clause: ClauseView,
    reason: str,
    proposal: str,
    proposed: str,
    harm: str,
    lang: str,
    is_named: bool,
    key: str,
) -> ObjectionReceipt:
    """Return what the person is told of an objection of their seat to a clause of the round's draft.

    `proposal` says whether the clause should read as `proposed` or be taken out. Whether it can block is fixed now, by
    the round's contract; once the round has closed it is late, and never does. Requests with one key raise it once.
    Refuses a round that has not opened or is published, someone without a seat or who does not sign for it, a second
    standing objection of the seat to the clause, one after one that was overruled, and what is missing or too long.
    """
    asked = (round_id, clause.version_id, reason, proposal, proposed, harm, is_named)
    earlier = _earlier(person_id, key, "objection", asked)
    if earlier is not None:
        return earlier
    one, contract = _unpublished(consultation_id, round_id)
    if clause.draft_id != one.draft_id:
        raise NotFound
    seat = signing_seat(consultation_id, person_id)
    is_late = one.state is not RoundState.OPEN or clock.now(db.session) >= one.closes_at
    said = read_objection(clause, reason=reason, proposal=proposal, proposed=proposed, harm=harm)
    row = Objection(
        consultation_id=consultation_id,
        id=new_id(),
        number=counters.next_number(db.session, scope=consultation_id, series=SERIES),
        round_id=round_id,
        draft_id=clause.draft_id,
        clause_uid=clause.uid,
        clause_version_id=clause.version_id,
        seat_id=seat.id,
        author=person_id,
        reason=said.reason,
        proposed=said.proposed,
        harm=said.harm,
        lang=lang,
        is_named=is_named or always_named(seat, contract),
        blocking=contract.may_block(seat.category),
        is_late=is_late,
        state=ObjectionState.OPEN,
        raised_at=clock.now(db.session),
    )
    _require_only_one(row)
    if not is_late:
        rounds.admit(consultation_id=consultation_id, round_id=round_id, seat=seat)
    receipt = _keep(row, clause, contract)
    return _told(person_id, key, ObjectionReceipt(row.number, receipt.code, row.raised_at))


def co_sign(*, consultation_id: str, number: int, person_id: str, key: str) -> ObjectionReceipt:
    """Return what the person is told once their seat signs an objection of another seat with it.

    Refuses a round that is not open, someone without a seat or who does not sign for it, an objection of one's own seat,
    one that the seat has signed, one that stands no longer, and one whose words are not public.
    """
    earlier = _earlier(person_id, key, "cosign", (number,))
    if earlier is not None:
        return earlier
    row = locked_objection(consultation_id, number)
    _, contract = rounds.require_open(consultation_id=consultation_id, round_id=row.round_id)
    seat = signing_seat(consultation_id, person_id)
    if seat.id == row.seat_id:
        raise OwnObjection
    if row.state not in STANDING:
        raise ObjectionMoved
    if has_signed(consultation_id, row.id, seat.id):
        raise AlreadySigned
    if not contract.objections["public"] or row.hidden_under is not None:
        raise ObjectionUnreadable
    rounds.admit(consultation_id=consultation_id, round_id=row.round_id, seat=seat)
    moment = clock.now(db.session)
    db.session.add(
        ObjectionCosigner(
            consultation_id=consultation_id,
            objection_id=row.id,
            seat_id=seat.id,
            category=seat.category,
            person_id=person_id,
            at=moment,
        )
    )
    db.session.flush()
    receipt = ledger.append(
        log_id=consultation_id,
        kind=LeafType.OBJECTION_COSIGN,
        content={"objection": number, "seat": seat.id},
        at=moment,
        role=Role.PARTICIPANT,
        person=person_id,
        round_id=row.round_id,
        subject=drafting.subject_of(row.clause_uid, row.clause_version_id),
        ref=row.leaf,
    )
    return _told(person_id, key, ObjectionReceipt(number, receipt.code, moment))


def has_signed(consultation_id: str, objection_id: str, seat_id: str) -> bool:
    """Whether a seat signs an objection with the one that raised it."""
    return db.session.get(ObjectionCosigner, (consultation_id, objection_id, seat_id)) is not None


def signing_seat(consultation_id: str, person_id: str) -> SeatView:
    """Return the seat for which the person signs; refuse `no-seat`, and whoever does not sign for it."""
    seat = participation.require_seat(consultation_id=consultation_id, person_id=person_id)
    if not participation.signs_for(seat, person_id):
        raise ObjectorNeeded
    return seat


def always_named(seat: SeatView, contract: Contract) -> bool:
    """Whether an objection of the seat is shown with its name whatever it would like: an organisation's on roll call."""
    return seat.organisation_id is not None and contract.disclosure.get(seat.category or "") == Disclosure.ROLL_CALL


def locked_objection(consultation_id: str, number: int) -> Objection:
    """Return the objection as it is now, which nobody else changes before this transaction ends; refuse `not-found`."""
    row = db.session.scalars(
        select(Objection)
        .where(Objection.consultation_id == consultation_id, Objection.number == number)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def _unpublished(consultation_id: str, round_id: str) -> tuple[RoundView, Contract]:
    try:
        return rounds.require_unpublished(consultation_id=consultation_id, round_id=round_id)
    except rounds.WrongMove as over:
        raise ObjectionsOver from over


def _require_only_one(row: Objection) -> None:
    """Refuse a second objection while one stands, or after one was overruled in the round.

    Whoever raises at the same time waits for the number, and sees this one.
    """
    earlier = db.session.scalars(
        select(Objection).where(
            Objection.consultation_id == row.consultation_id,
            Objection.round_id == row.round_id,
            Objection.seat_id == row.seat_id,
            Objection.clause_uid == row.clause_uid,
        )
    ).all()
    for one in earlier:
        if one.settled_at is None:
            raise ObjectionStands(number=one.number)
        if one.state == ObjectionState.OVERRULED:
            raise ObjectionOverruled(number=one.number)


def _keep(row: Objection, clause: ClauseView, contract: Contract) -> ledger.Receipt:
    """Save an objection with its first step, and put it on record."""
    receipt = ledger.append(
        log_id=row.consultation_id,
        kind=LeafType.OBJECTION_CREATE,
        content={
            "number": row.number,
            "clause": clause.number,
            "harm": row.harm,
            "reason": row.reason,
            "proposal": Proposal.CHANGE if row.proposed else Proposal.DELETE,
            "proposed": row.proposed,
            "lang": row.lang,
            "named": row.is_named,
            "blocking": row.blocking,
            "late": row.is_late,
        },
        at=row.raised_at,
        role=Role.PARTICIPANT,
        person=row.author,
        round_id=row.round_id,
        subject=clause.subject,
        visible_from=row.raised_at if contract.objections["public"] else None,
    )
    row.leaf = receipt.leaf_hash
    db.session.add(row)
    db.session.flush()
    db.session.add(
        ObjectionEvent(
            consultation_id=row.consultation_id,
            objection_id=row.id,
            number=1,
            step=RAISED,
            state=row.state,
            role=Role.PARTICIPANT,
            person_id=row.author,
            words="",
            at=row.raised_at,
        )
    )
    db.session.flush()
    return receipt


def _earlier(person_id: str, key: str, action: str, asked: tuple[str | int | None, ...]) -> ObjectionReceipt | None:
    earlier = idempotency.earlier_answer(db.session, actor=person_id, key=key, action=action, content=asked)
    if earlier is None:
        return None
    return ObjectionReceipt(earlier["number"], earlier["receipt"], clock.from_text(earlier["at"]))


def _told(person_id: str, key: str, told: ObjectionReceipt) -> ObjectionReceipt:
    answer = {"number": told.number, "receipt": told.receipt, "at": clock.to_text(told.at)}
    idempotency.remember_answer(db.session, actor=person_id, key=key, answer=answer)
    return told
