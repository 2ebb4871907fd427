"""The statements that wait for a moderator: how many there are, the first of them, and the one after another."""

from collections.abc import Collection

from sqlalchemy import func, select

from consult.deliberation.service.statements.views import WAITS, StatementView, of_round, statement_view
from consult.deliberation.tables import Statement
from consult.kernel.db import db


def count_waiting(consultation_id: str, round_ids: Collection[str]) -> int:
    """Return how many statements of these rounds wait for a moderator."""
    query = select(func.count()).select_from(Statement).where(Statement.consultation_id == consultation_id, WAITS)
    return db.session.scalar(query.where(Statement.round_id.in_(round_ids))) or 0


def statements_waiting(consultation_id: str, round_id: str, *, limit: int, after: int = 0) -> list[StatementView]:
    """Return the first statements of a round after this number that wait for a moderator, oldest first."""
    query = of_round(consultation_id, round_id).where(WAITS, Statement.number > after).limit(limit)
    return [statement_view(row) for row in db.session.scalars(query)]
