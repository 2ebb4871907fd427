"""Who gave reasons: the seats that commented on a clause, or objected to it with an act of their own."""

from datetime import datetime

from sqlalchemy import or_, select

from consult.deliberation.tables import Comment, Objection
from consult.kernel.db import db


def seats_with_reasons(consultation_id: str, *, before: datetime) -> set[tuple[str, str]]:
    """Return the seats that had said something of a clause by a moment, each with the clause; what was taken back by then is nothing."""
    said = (
        select(Comment.seat_id, Comment.clause_uid)
        .where(Comment.consultation_id == consultation_id, Comment.clause_uid.is_not(None))
        .where(Comment.created_at <= before, or_(Comment.withdrawn_at.is_(None), Comment.withdrawn_at > before))
    )
    objected = select(Objection.seat_id, Objection.clause_uid).where(
        Objection.consultation_id == consultation_id, Objection.raised_at <= before
    )
    return {(seat, uid) for query in (said, objected) for seat, uid in db.session.execute(query) if uid is not None}
