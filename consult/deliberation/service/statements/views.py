"""The statements of a round as other rooms see them, and as organisers and imports add them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from consult.deliberation.rules.words import Moderated
from consult.deliberation.tables import Statement
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement as other rooms see it; one that was submitted in the round has the seat that it comes from."""

    id: str
    round_id: str
    number: int
    source_id: str | None
    text: str
    lang: str
    moderated: str
    created_at: datetime
    seat_id: str | None = None
    leaf: str | None = None
    rejected_under: str | None = None
    rejected_note: str | None = None
    decided_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether it was submitted here and no moderator has decided on it."""
        return self.seat_id is not None and self.moderated == Moderated.UNMODERATED and self.withdrawn_at is None

    @property
    def is_asked(self) -> bool:
        """Whether people are asked about it: accepted, or asked unread in the conversation that it was imported from."""
        was_asked_unread = self.moderated == Moderated.UNMODERATED and self.seat_id is None
        return self.moderated == Moderated.ACCEPTED or was_asked_unread

    @property
    def is_public(self) -> bool:
        """Whether its words may stand in a result: no words that moderators kept from the round they were submitted in."""
        return self.seat_id is None or self.is_asked


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A statement before it has an identity."""

    text: str
    lang: str
    source_id: str | None = None
    source_author: str | None = None
    moderated: Moderated = Moderated.ACCEPTED
    is_seed: bool = False
    created_at: datetime | None = None


def add_statements(*, consultation_id: str, round_id: str, statements: Sequence[NewStatement]) -> list[StatementView]:
    """Return the statements, now part of the round, numbered on in the order given."""
    first = next_number(consultation_id, round_id)
    moment = clock.now(db.session)
    rows = [
        {
            "consultation_id": consultation_id,
            "id": new_id(),
            "round_id": round_id,
            "number": first + place,
            "source_id": one.source_id,
            "source_author": one.source_author,
            "text": one.text,
            "lang": one.lang,
            "moderated": one.moderated,
            "is_seed": one.is_seed,
            "created_at": one.created_at or moment,
        }
        for place, one in enumerate(statements)
    ]
    if rows:
        db.session.execute(insert(Statement), rows)
    return list_statements(consultation_id, round_id)


def next_number(consultation_id: str, round_id: str) -> int:
    """Return the number after the greatest one of the round, from 1."""
    greatest = db.session.scalar(
        select(func.max(Statement.number)).where(
            Statement.consultation_id == consultation_id, Statement.round_id == round_id
        )
    )
    return (greatest or 0) + 1


def list_statements(consultation_id: str, round_id: str) -> list[StatementView]:
    """Return the statements that are or were asked in a round, in their order: the rejected ones too.

    Those that wait for a moderator and those that were withdrawn are not among them: nobody has been asked about them.
    """
    every = every_statement(consultation_id, round_id)
    return [one for one in every if not one.is_waiting and one.withdrawn_at is None]


def every_statement(consultation_id: str, round_id: str) -> list[StatementView]:
    """Return every statement of a round in their order, also what nobody but its author and moderators may read."""
    rows = db.session.scalars(
        select(Statement)
        .where(Statement.consultation_id == consultation_id, Statement.round_id == round_id)
        .order_by(Statement.number)
    )
    return [statement_view(row) for row in rows]


def statements_of_seat(*, consultation_id: str, round_id: str, seat_id: str) -> list[StatementView]:
    """Return what a seat has submitted in a round, newest first, whatever became of it: for it alone."""
    rows = db.session.scalars(
        select(Statement)
        .where(Statement.consultation_id == consultation_id, Statement.round_id == round_id)
        .where(Statement.seat_id == seat_id)
        .order_by(Statement.number.desc())
    )
    return [statement_view(row) for row in rows]


def statements_waiting(consultation_id: str, round_id: str) -> list[StatementView]:
    """Return the statements of a round that wait for a moderator, oldest first."""
    return [one for one in every_statement(consultation_id, round_id) if one.is_waiting]


def statements_by_id(consultation_id: str, ids: Collection[str]) -> dict[str, StatementView]:
    """Return the statements with these ids."""
    rows = db.session.scalars(
        select(Statement).where(Statement.consultation_id == consultation_id, Statement.id.in_(ids))
    )
    return {row.id: statement_view(row) for row in rows}


def get_statement(consultation_id: str, statement_id: str) -> StatementView:
    """Return the statement; refuse `not-found`."""
    found = statements_by_id(consultation_id, [statement_id]).get(statement_id)
    if found is None:
        raise NotFound
    return found


def statement_numbered(consultation_id: str, round_id: str, number: int) -> StatementView:
    """Return the statement of a round with this number; refuse `not-found`."""
    row = db.session.scalars(
        select(Statement)
        .where(Statement.consultation_id == consultation_id, Statement.round_id == round_id)
        .where(Statement.number == number)
    ).one_or_none()
    if row is None:
        raise NotFound
    return statement_view(row)


def author_of(consultation_id: str, statement_id: str) -> str | None:
    """Return who submitted a statement, for letters to them alone; None for one that nobody did."""
    return db.session.scalar(
        select(Statement.author).where(Statement.consultation_id == consultation_id, Statement.id == statement_id)
    )


def statement_row(consultation_id: str, statement_id: str) -> Statement:
    """Return the statement's row as it is now, which nobody else changes before this transaction ends; refuse `not-found`."""
    row = db.session.scalars(
        select(Statement)
        .where(Statement.consultation_id == consultation_id, Statement.id == statement_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def statement_view(row: Statement) -> StatementView:
    """Return the row as other rooms see it."""
    return StatementView(
        id=row.id,
        round_id=row.round_id,
        number=row.number,
        source_id=row.source_id,
        text=row.text,
        lang=row.lang,
        moderated=row.moderated,
        created_at=row.created_at,
        seat_id=row.seat_id,
        leaf=row.leaf,
        rejected_under=row.rejected_under,
        rejected_note=row.rejected_note,
        decided_at=row.decided_at,
        withdrawn_at=row.withdrawn_at,
    )
