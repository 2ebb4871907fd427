"""Where a comment stands among those on its clause, and which one waits next."""

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import aliased

from consult.deliberation.rules.words import PAGE_SIZE
from consult.deliberation.service.cases import is_in
from consult.deliberation.service.standing import is_on
from consult.deliberation.service.views import CommentView, comment_views
from consult.deliberation.tables import Comment
from consult.deliberation.tables import Disposition as DispositionRow
from consult.kernel.db import db
from consult.kernel.errors import NotFound


def comment_numbered(consultation_id: str, number: int) -> CommentView:
    """Return the comment with this number; refuse `not-found`."""
    rows = db.session.scalars(
        select(Comment).where(Comment.consultation_id == consultation_id, Comment.number == number)
    ).all()
    if not rows:
        raise NotFound
    return comment_views(consultation_id, rows)[0]


def page_of(consultation_id: str, comment: CommentView) -> int:
    """Return the page on which `comments_on` shows the comment, among those on its clause in its draft."""
    first = aliased(Comment)
    thread = func.coalesce(first.number, Comment.number)
    joined = (first.consultation_id == Comment.consultation_id) & (first.id == Comment.parent_id)
    parent = select(Comment.number).where(
        Comment.consultation_id == consultation_id, Comment.id == (comment.parent_id or comment.id)
    )
    place = (db.session.scalar(parent), comment.number)
    before = (
        select(func.count())
        .select_from(Comment)
        .outerjoin(first, joined)
        .where(
            Comment.consultation_id == consultation_id,
            is_on(consultation_id, comment.draft_id, comment.clause_uid),
            tuple_(thread, Comment.number) < place,
        )
    )
    return (db.session.scalar(before) or 0) // PAGE_SIZE + 1


def next_unproposed(consultation_id: str, comment: CommentView) -> str | None:
    """Return the id of the comment of the same round that waits for a proposal after this one, or the first, or None."""
    waiting = (
        select(Comment.id)
        .outerjoin(
            DispositionRow,
            (DispositionRow.consultation_id == Comment.consultation_id) & (DispositionRow.comment_id == Comment.id),
        )
        .where(Comment.consultation_id == consultation_id, Comment.round_id == comment.round_id)
        .where(is_in(None))
        .order_by(Comment.number <= comment.number, Comment.number)
        .limit(1)
    )
    return db.session.scalar(waiting)
