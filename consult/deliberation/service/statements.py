"""The statements of statement rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from consult.deliberation.rules.words import (
    Moderated,
)
from consult.deliberation.tables import Statement
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement as other rooms see it."""

    id: str
    round_id: str
    number: int
    source_id: str | None
    text: str
    lang: str
    moderated: str


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
    first = (
        db.session.scalar(
            select(func.max(Statement.number)).where(
                Statement.consultation_id == consultation_id, Statement.round_id == round_id
            )
        )
        or 0
    )
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
        for place, one in enumerate(statements, start=1)
    ]
    if rows:
        db.session.execute(insert(Statement), rows)
    return list_statements(consultation_id, round_id)


def list_statements(consultation_id: str, round_id: str) -> list[StatementView]:
    """Return the round's statements in their order, the rejected ones too."""
    rows = db.session.scalars(
        select(Statement)
        .where(Statement.consultation_id == consultation_id, Statement.round_id == round_id)
        .order_by(Statement.number)
    )
    return [
        StatementView(row.id, row.round_id, row.number, row.source_id, row.text, row.lang, row.moderated)
        for row in rows
    ]
