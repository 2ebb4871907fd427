"""The statements of a round as other rooms see them, and as organisers and imports add them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, insert, or_, select

from consult.deliberation.rules.statements import sameness
from consult.deliberation.rules.words import Moderated
from consult.deliberation.tables import Statement
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id

WAITS: ColumnElement[bool] = and_(
    Statement.seat_id.is_not(None),
    Statement.moderated == Moderated.UNMODERATED,
    Statement.withdrawn_at.is_(None),
)
"""`StatementView.is_waiting` as the database asks it."""

ASKED: ColumnElement[bool] = or_(
    Statement.moderated == Moderated.ACCEPTED,
    and_(Statement.moderated == Moderated.UNMODERATED, Statement.seat_id.is_(None)),
)
"""`StatementView.is_asked` as the database asks it."""


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
            "sameness": sameness(one.text),
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
    return _views(of_round(consultation_id, round_id).where(~WAITS, Statement.withdrawn_at.is_(None)))


def asked_statements(consultation_id: str, round_id: str) -> list[StatementView]:
    """Return the statements that people are asked about in a round, in their order."""
    return _views(of_round(consultation_id, round_id).where(ASKED))


def asked_ids(consultation_id: str, round_id: str) -> set[str]:
    """Return the ids of the statements that people are asked about in a round, without reading any words."""
    return set(db.session.scalars(of_round(consultation_id, round_id).where(ASKED).with_only_columns(Statement.id)))


def origins_of(consultation_id: str, round_id: str) -> dict[str, tuple[str | None, str]]:
    """Return of each statement that people are asked about the seat that submitted it, if one did, and its language."""
    asked = of_round(consultation_id, round_id).where(ASKED)
    rows = db.session.execute(asked.with_only_columns(Statement.id, Statement.seat_id, Statement.lang))
    return {item: (seat, lang) for item, seat, lang in rows}


def every_statement(consultation_id: str, round_id: str) -> list[StatementView]:
    """Return every statement of a round in their order, also what nobody but its author and moderators may read."""
    return _views(of_round(consultation_id, round_id))


def statements_of_seat(*, consultation_id: str, round_id: str, seat_id: str) -> list[StatementView]:
    """Return what a seat has submitted in a round, newest first, whatever became of it: for it alone."""
    rows = db.session.scalars(
        select(Statement)
        .where(Statement.consultation_id == consultation_id, Statement.round_id == round_id)
        .where(Statement.seat_id == seat_id)
        .order_by(Statement.number.desc())
    )
    return [statement_view(row) for row in rows]


def count_of_seat(consultation_id: str, round_id: str, seat_id: str) -> int:
    """Return how many statements a seat has submitted in a round, whatever became of them."""
    query = of_round(consultation_id, round_id).where(Statement.seat_id == seat_id).order_by(None)
    return db.session.scalar(query.with_only_columns(func.count())) or 0


def same_statements(consultation_id: str, round_id: str, text: str) -> list[StatementView]:
    """Return the statements of a round that say the same in the same words and were not withdrawn, in their order."""
    same = Statement.sameness == sameness(text)
    return _views(of_round(consultation_id, round_id).where(same, Statement.withdrawn_at.is_(None)))


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


def of_round(consultation_id: str, round_id: str) -> Select[Statement]:
    """Return a query of the statements of a round in their order."""
    return (
        select(Statement)
        .where(Statement.consultation_id == consultation_id, Statement.round_id == round_id)
        .order_by(Statement.number)
    )


def _views(query: Select[Statement]) -> list[StatementView]:
    return [statement_view(row) for row in db.session.scalars(query)]


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
