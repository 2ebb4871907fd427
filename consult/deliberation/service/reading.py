"""Comments as they are read: paged, with replies, without what may not be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from consult.deliberation.rules.dispositions import DispositionState
from consult.deliberation.rules.words import PAGE_SIZE, Moderation
from consult.deliberation.service.further import also_about
from consult.deliberation.service.outcomes import outcomes_of
from consult.deliberation.service.standing import is_on, with_origin
from consult.deliberation.service.views import CommentView, comment_row, comment_views
from consult.deliberation.service.wordings import is_suggestion
from consult.deliberation.tables import Comment
from consult.deliberation.tables import Disposition as DispositionRow
from consult.drafting import service as drafting
from consult.kernel.db import db


@dataclass(frozen=True, slots=True)
class CommentPage:
    """Some comments, and how many comments and replies there are in all."""

    comments: tuple[CommentView, ...]
    total: int
    page: int
    pages: int


def comments_on(
    *, consultation_id: str, clause_uid: str | None, draft_id: str | None = None, page: int = 1
) -> CommentPage:
    """Return one page of what was said on a clause as it stands in a draft, oldest thread first, replies in place.

    Those of earlier drafts that came along to the clause are among them, with the number of the draft they were made
    on; suggestions made on the draft, and what answers them, are not. A thread that goes on from the page before shows
    its first comment again. Without a draft: in every draft. Without a clause: on the draft as a whole.
    """
    said = select(Comment).where(Comment.consultation_id == consultation_id)
    if draft_id:
        said = said.where(is_on(consultation_id, draft_id, clause_uid))
    else:
        said = said.where(Comment.clause_uid == clause_uid, ~is_suggestion(consultation_id))
    total, chosen, pages = pages_of(said, page, PAGE_SIZE)
    first = aliased(Comment)
    rows = db.session.scalars(
        said.outerjoin(first, (first.consultation_id == Comment.consultation_id) & (first.id == Comment.parent_id))
        .order_by(func.coalesce(first.number, Comment.number), Comment.number)
        .limit(PAGE_SIZE)
        .offset((chosen - 1) * PAGE_SIZE)
    ).all()
    threads = _threads(consultation_id, rows)
    if draft_id:
        threads = with_origin(threads, drafting.draft_by_id(consultation_id, draft_id))
        threads = _marked(consultation_id, threads, clause_uid)
    return CommentPage(threads, total, chosen, pages)


def decided_on(*, consultation_id: str, round_id: str, clause_uid: str) -> list[CommentView]:
    """Return the comments on a clause in a round that two people have decided on, in the order of their numbers."""
    decided = decided_rows(consultation_id, round_id).where(Comment.clause_uid == clause_uid)
    return comment_views(consultation_id, db.session.scalars(decided.order_by(Comment.number)).all())


def comments_in(*, consultation_id: str, round_id: str, proposed: bool = False) -> list[CommentView]:
    """Return every comment of a round, replies too, in the order of their numbers, each with what became of it.

    With `proposed` also with what waits for a second person, which only those who answer may see.
    """
    wanted = select(Comment).where(Comment.consultation_id == consultation_id, Comment.round_id == round_id)
    views = comment_views(consultation_id, db.session.scalars(wanted.order_by(Comment.number)).all())
    if not proposed:
        return views
    outcomes = outcomes_of(consultation_id, [view.id for view in views], proposed=True)
    return [replace(view, outcome=outcomes.get(view.id)) for view in views]


def seats_heard(consultation_id: str, round_id: str) -> frozenset[str]:
    """Return the seats that said something in a round, whatever became of it."""
    rows = db.session.scalars(
        select(Comment.seat_id)
        .where(Comment.consultation_id == consultation_id, Comment.round_id == round_id)
        .distinct()
    )
    return frozenset(rows)


def get_comment(consultation_id: str, comment_id: str) -> CommentView:
    """Return the comment; refuse `not-found`."""
    return comment_views(consultation_id, [comment_row(consultation_id, comment_id)])[0]


def comment_for_review(consultation_id: str, comment_id: str) -> CommentView:
    """Return the comment with its words, hidden or not published as they may be: for those who moderate or answer.

    Refuses `not-found`.
    """
    rows = [comment_row(consultation_id, comment_id)]
    return comment_views(consultation_id, rows, for_review=True)[0]


def comments_by(*, consultation_id: str, seat_id: str) -> list[CommentView]:
    """Return what a seat has said, newest first, with what it did not publish and why each was decided on: for it alone."""
    rows = db.session.scalars(
        select(Comment)
        .where(Comment.consultation_id == consultation_id, Comment.seat_id == seat_id)
        .order_by(Comment.number.desc())
    ).all()
    return comment_views(consultation_id, rows, for_author=True)


def awaiting_review(*, consultation_id: str, limit: int = 50) -> list[CommentView]:
    """Return the comments that no moderator has looked at, oldest first."""
    rows = db.session.scalars(_unreviewed(consultation_id).order_by(Comment.number).limit(limit)).all()
    return comment_views(consultation_id, rows)


def count_awaiting_review(consultation_id: str) -> int:
    """Return how many comments no moderator has looked at."""
    return db.session.scalar(select(func.count()).select_from(_unreviewed(consultation_id).subquery())) or 0


def comments_by_id(consultation_id: str, ids: Iterable[str]) -> list[CommentView]:
    """Return the comments with these ids, oldest first."""
    rows = db.session.scalars(
        select(Comment)
        .where(Comment.consultation_id == consultation_id, Comment.id.in_(set(ids)))
        .order_by(Comment.number)
    ).all()
    return comment_views(consultation_id, rows)


def pages_of(wanted: Select[Any], page: int, size: int) -> tuple[int, int, int]:
    """Return how many rows a query has, the page of them that is shown for the one asked for, and how many pages."""
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    pages = max(1, -(-total // size))
    return total, min(max(1, page), pages), pages


def decided_rows(consultation_id: str, round_id: str) -> Select[Comment]:
    """Return the query for a round's comments that two people have decided on."""
    return (
        select(Comment)
        .join(
            DispositionRow,
            (DispositionRow.consultation_id == Comment.consultation_id) & (DispositionRow.comment_id == Comment.id),
        )
        .where(Comment.consultation_id == consultation_id, Comment.round_id == round_id)
        .where(DispositionRow.state == DispositionState.APPROVED)
    )


def _unreviewed(consultation_id: str) -> Select[Comment]:
    return select(Comment).where(
        Comment.consultation_id == consultation_id, Comment.moderation == Moderation.UNREVIEWED
    )


def _threads(consultation_id: str, rows: Sequence[Comment]) -> tuple[CommentView, ...]:
    """Return the rows as threads, with the first comment of each whether it is among them or not."""
    missing = {row.parent_id for row in rows if row.parent_id} - {row.id for row in rows}
    views = comments_by_id(consultation_id, filter(None, missing)) + comment_views(consultation_id, rows)
    replies: dict[str | None, list[CommentView]] = {}
    for view in views:
        replies.setdefault(view.parent_id, []).append(view)
    return tuple(replace(first, replies=tuple(replies.get(first.id, ()))) for first in replies.get(None, ()))


def _marked(consultation_id: str, views: Sequence[CommentView], clause_uid: str | None) -> tuple[CommentView, ...]:
    """Return comments as they stand on a clause: those on another clause that are also about it say so."""
    about = set(db.session.scalars(also_about(consultation_id, clause_uid)))
    return (
        tuple(
            replace(
                view,
                is_also=view.id in about and view.clause_uid != clause_uid,
                replies=_marked(consultation_id, view.replies, clause_uid),
            )
            for view in views
        )
        if about
        else tuple(views)
    )
