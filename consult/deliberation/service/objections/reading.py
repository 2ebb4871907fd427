"""Objections as they are looked for: those of a round, of a clause, of a seat; and what counting asks about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from consult.deliberation.rules.objections import UNANSWERED, ObjectionState
from consult.deliberation.service.objections.views import (
    ObjectionView,
    count_co_signers,
    electors_in,
    is_blocking,
    objection_views,
)
from consult.deliberation.tables import Objection
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.participation import service as participation
from consult.rounds import service as rounds


@dataclass(frozen=True, slots=True)
class ObjectionFacts:
    """What results keep of an objection: nobody's words, and nobody's name."""

    clause_uid: str
    number: int
    category: str | None
    state: str
    is_blocking: bool
    is_late: bool
    raised_at: datetime
    seat_id: str

    def as_json(self) -> dict[str, Any]:
        """Return the objection as results hold it, beside the clause that it is about; files add what is on record."""
        return {
            "number": self.number,
            "category": self.category,
            "state": self.state,
            "is_blocking": self.is_blocking,
            "is_late": self.is_late,
            "on_record": None,
        }


def objections_in(
    consultation_id: str, *, round_id: str | None = None, own_seat: str | None = None, reads_all: bool = False
) -> list[ObjectionView]:
    """Return the objections of a round, or of every round, in the order of their numbers."""
    wanted = select(Objection).where(Objection.consultation_id == consultation_id).order_by(Objection.number)
    if round_id is not None:
        wanted = wanted.where(Objection.round_id == round_id)
    rows = db.session.scalars(wanted).all()
    return objection_views(consultation_id, rows, own_seat=own_seat, reads_all=reads_all)


def objections_on(
    consultation_id: str, *, draft_id: str, clause_uid: str, own_seat: str | None = None
) -> list[ObjectionView]:
    """Return the objections to a clause of a draft, in the order of their numbers."""
    rows = db.session.scalars(
        select(Objection)
        .where(Objection.consultation_id == consultation_id, Objection.draft_id == draft_id)
        .where(Objection.clause_uid == clause_uid)
        .order_by(Objection.number)
    ).all()
    return objection_views(consultation_id, rows, own_seat=own_seat)


def objections_of(consultation_id: str, seat_id: str) -> list[ObjectionView]:
    """Return the objections that a seat has raised, as the seat reads them, in the order of their numbers."""
    rows = db.session.scalars(
        select(Objection)
        .where(Objection.consultation_id == consultation_id, Objection.seat_id == seat_id)
        .order_by(Objection.number)
    ).all()
    return objection_views(consultation_id, rows, own_seat=seat_id)


def objection_numbered(
    consultation_id: str, number: int, *, own_seat: str | None = None, reads_all: bool = False
) -> ObjectionView:
    """Return the objection with this number; refuse `not-found`."""
    row = db.session.scalars(
        select(Objection).where(Objection.consultation_id == consultation_id, Objection.number == number)
    ).one_or_none()
    if row is None:
        raise NotFound
    return objection_views(consultation_id, [row], own_seat=own_seat, reads_all=reads_all)[0]


def objection_facts(consultation_id: str, round_id: str) -> list[ObjectionFacts]:
    """Return what a round's results keep of each of its objections, in the order of their numbers."""
    rows = _rows_in(consultation_id, round_id)
    if not rows:
        return []
    contract = rounds.contract_of_round(consultation_id, round_id)
    seats = participation.seats_by_id(consultation_id, {row.seat_id for row in rows})
    electors = electors_in(consultation_id, {(round_id, row.seat_id) for row in rows})
    signed = count_co_signers(consultation_id, rows)
    return [
        ObjectionFacts(
            clause_uid=row.clause_uid,
            number=row.number,
            category=seats[row.seat_id].category,
            state=row.state,
            is_blocking=is_blocking(row, electors.get((round_id, row.seat_id)), signed.get(row.id, 0), contract),
            is_late=row.is_late,
            raised_at=row.raised_at,
            seat_id=row.seat_id,
        )
        for row in rows
    ]


def count_unanswered(*, consultation_id: str, round_id: str | None = None) -> int:
    """Return how many objections wait to be acknowledged or answered, of a round, whose publication waits for all, or of any."""
    waiting = select(func.count()).where(Objection.consultation_id == consultation_id, Objection.state.in_(UNANSWERED))
    return db.session.scalar(waiting if round_id is None else waiting.where(Objection.round_id == round_id)) or 0


def count_sustained(*, consultation_id: str) -> int:
    """Return how many objections stand after their answer and wait for someone who decides, before their round is published."""
    every = rounds.list_rounds(consultation_id)
    open_rounds = [one.id for one in every if one.state in rounds.UNPUBLISHED]
    waiting = select(func.count()).where(
        Objection.consultation_id == consultation_id,
        Objection.round_id.in_(open_rounds),
        Objection.state == ObjectionState.SUSTAINED,
    )
    return db.session.scalar(waiting) or 0


def _rows_in(consultation_id: str, round_id: str) -> Sequence[Objection]:
    return db.session.scalars(
        select(Objection)
        .where(Objection.consultation_id == consultation_id, Objection.round_id == round_id)
        .order_by(Objection.number)
    ).all()
