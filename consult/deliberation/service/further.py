"""The comments on another clause that are also about one: where they show, and how many they are."""

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from consult.deliberation.rules.anchoring import AnchorState
from consult.deliberation.tables import Comment, CommentAnchor, FurtherClause
from consult.kernel.db import db


def further_clauses(consultation_id: str, comment_id: str) -> frozenset[str]:
    """Return the further clauses that a comment is about."""
    wanted = select(FurtherClause.clause_uid).where(
        FurtherClause.consultation_id == consultation_id, FurtherClause.comment_id == comment_id
    )
    return frozenset(db.session.scalars(wanted))


def also_about(consultation_id: str, clause_uid: str | None) -> Select[str]:
    """Return the query for the comments that are also about a clause."""
    return select(FurtherClause.comment_id).where(
        FurtherClause.consultation_id == consultation_id, FurtherClause.clause_uid == clause_uid
    )


def is_also_on(consultation_id: str, draft_id: str, clause_uid: str | None) -> ColumnElement[bool]:
    """Return the condition that a comment, or the one it answers, is also about a clause of a draft that it came to."""
    about = also_about(consultation_id, clause_uid)
    return and_(or_(Comment.id.in_(about), Comment.parent_id.in_(about)), _came_to(consultation_id, draft_id))


def further_counts(consultation_id: str, draft_id: str) -> dict[str | None, int]:
    """Return how many comments and replies stand on each clause of a draft for no other reason than that they are also about it."""
    here = select(CommentAnchor.comment_id).where(
        CommentAnchor.consultation_id == consultation_id,
        CommentAnchor.draft_id == draft_id,
        CommentAnchor.comment_id == Comment.id,
        CommentAnchor.clause_uid == FurtherClause.clause_uid,
        CommentAnchor.state != AnchorState.DETACHED,
    )
    rows = db.session.execute(
        select(FurtherClause.clause_uid, func.count(Comment.id.distinct()))
        .join(
            Comment,
            (Comment.consultation_id == FurtherClause.consultation_id)
            & or_(Comment.id == FurtherClause.comment_id, Comment.parent_id == FurtherClause.comment_id),
        )
        .where(FurtherClause.consultation_id == consultation_id, _came_to(consultation_id, draft_id))
        .where(or_(Comment.draft_id != draft_id, Comment.clause_uid.is_distinct_from(FurtherClause.clause_uid)))
        .where(~here.exists())
        .group_by(FurtherClause.clause_uid)
    )
    return dict(rows.all())


def _came_to(consultation_id: str, draft_id: str) -> ColumnElement[bool]:
    """Return the condition that a comment was made on a draft or went along to it, wherever it stands there."""
    came = select(CommentAnchor.comment_id).where(
        CommentAnchor.consultation_id == consultation_id, CommentAnchor.draft_id == draft_id
    )
    return or_(Comment.draft_id == draft_id, Comment.id.in_(came))
