"""Which comments stand on a draft: those made on it, and those of earlier drafts that came along."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from consult.deliberation.rules.anchoring import AnchorState
from consult.deliberation.rules.dispositions import DISPOSITIONS_PAGE_SIZE, DispositionState
from consult.deliberation.service.further import further_counts, is_also_on
from consult.deliberation.service.views import CommentView, comment_views
from consult.deliberation.tables import Comment, CommentAnchor, Disposition, Suggestion
from consult.drafting import service as drafting
from consult.drafting.service import DraftView
from consult.kernel.db import db

UNDECIDED = "undecided"
"""What stands for a comment that two people have not decided on."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """A comment of an earlier draft with what became of it in a later one, and the clause it belongs to there."""

    comment: CommentView
    state: str
    why: str
    clause_uid: str | None


def is_on(consultation_id: str, draft_id: str, clause_uid: str | None) -> ColumnElement[bool]:
    """Return the condition that a comment stands on a clause of a draft, or on the whole of it.

    Suggestions made on the draft itself, and what answers them there, are shown by themselves; those of earlier drafts
    stand among the comments. So do comments on another clause that are also about this one.
    """
    came = select(CommentAnchor.comment_id).where(
        CommentAnchor.consultation_id == consultation_id,
        CommentAnchor.draft_id == draft_id,
        CommentAnchor.clause_uid == clause_uid,
        CommentAnchor.state != AnchorState.DETACHED,
    )
    return or_(
        and_(_made_on(consultation_id, draft_id), Comment.clause_uid == clause_uid),
        Comment.id.in_(came),
        is_also_on(consultation_id, draft_id, clause_uid),
    )


def comment_counts(*, consultation_id: str, draft_id: str) -> dict[str | None, int]:
    """Return how many comments and replies stand on each clause of a draft, without its suggestions, on the whole under None."""
    made = (
        select(Comment.clause_uid, func.count())
        .where(Comment.consultation_id == consultation_id, _made_on(consultation_id, draft_id))
        .group_by(Comment.clause_uid)
    )
    came = (
        select(CommentAnchor.clause_uid, func.count())
        .where(CommentAnchor.consultation_id == consultation_id, CommentAnchor.draft_id == draft_id)
        .where(CommentAnchor.state != AnchorState.DETACHED)
        .group_by(CommentAnchor.clause_uid)
    )
    counted: Counter[str | None] = Counter(further_counts(consultation_id, draft_id))
    for query in (made, came):
        counted.update(dict(db.session.execute(query).all()))
    return dict(counted)


def migration_counts(consultation_id: str, draft_id: str) -> dict[AnchorState, int]:
    """Return how many comments of earlier drafts were carried to a draft, found again in it, and detached from it."""
    rows = db.session.execute(
        select(CommentAnchor.state, func.count())
        .where(CommentAnchor.consultation_id == consultation_id, CommentAnchor.draft_id == draft_id)
        .group_by(CommentAnchor.state)
    )
    counted = dict(rows.all())
    return {state: counted.get(state, 0) for state in AnchorState}


def migrated(
    *, consultation_id: str, draft_id: str, state: AnchorState | None = None, page: int = 1
) -> tuple[list[Migrated], int, int, int]:
    """Return one page of the comments that came to a draft, or only of those in one state, in the order of their numbers.

    With it how many there are in all, which page it is, and how many pages there are.
    """
    wanted = (
        select(CommentAnchor)
        .join(
            Comment,
            (Comment.consultation_id == CommentAnchor.consultation_id) & (Comment.id == CommentAnchor.comment_id),
        )
        .where(CommentAnchor.consultation_id == consultation_id, CommentAnchor.draft_id == draft_id)
    )
    if state is not None:
        wanted = wanted.where(CommentAnchor.state == state)
    size = DISPOSITIONS_PAGE_SIZE
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    pages = max(1, -(-total // size))
    chosen = min(max(1, page), pages)
    anchors = db.session.scalars(wanted.order_by(Comment.number).limit(size).offset((chosen - 1) * size)).all()
    views = {one.id: one for one in _by_id(consultation_id, [one.comment_id for one in anchors])}
    found = [Migrated(views[one.comment_id], one.state, one.why, one.clause_uid) for one in anchors]
    return found, total, chosen, pages


def detached_numbers(consultation_id: str, draft_id: str) -> list[int]:
    """Return the numbers of the comments whose words or whose clause are no longer in a draft."""
    wanted = (
        select(Comment.number)
        .join(
            CommentAnchor,
            (CommentAnchor.consultation_id == Comment.consultation_id) & (CommentAnchor.comment_id == Comment.id),
        )
        .where(Comment.consultation_id == consultation_id, CommentAnchor.draft_id == draft_id)
        .where(CommentAnchor.state == AnchorState.DETACHED)
    )
    return list(db.session.scalars(wanted.order_by(Comment.number)))


def threads_on(*, consultation_id: str, clause_uid: str, draft_id: str) -> list[CommentView]:
    """Return every comment and suggestion that stands on a clause of a draft, in the order of their numbers, without replies."""
    came = select(CommentAnchor.comment_id).where(
        CommentAnchor.consultation_id == consultation_id,
        CommentAnchor.draft_id == draft_id,
        CommentAnchor.clause_uid == clause_uid,
        CommentAnchor.state != AnchorState.DETACHED,
    )
    made = and_(Comment.draft_id == draft_id, Comment.clause_uid == clause_uid)
    rows = db.session.scalars(
        select(Comment)
        .where(Comment.consultation_id == consultation_id, Comment.parent_id.is_(None))
        .where(or_(made, Comment.id.in_(came), is_also_on(consultation_id, draft_id, clause_uid)))
        .order_by(Comment.number)
    ).all()
    return comment_views(consultation_id, rows)


def outcome_counts(*, consultation_id: str, draft_id: str) -> dict[str | None, dict[str, int]]:
    """Return what became of the comments made on each clause of a draft: how many of each decision, `undecided` for none.

    Only what two people decided is told; comments on the draft as a whole stand under None.
    """
    decision = case((Disposition.state == DispositionState.APPROVED, Disposition.disposition), else_=UNDECIDED)
    rows = db.session.execute(
        select(Comment.clause_uid, decision, func.count())
        .outerjoin(
            Disposition,
            (Disposition.consultation_id == Comment.consultation_id) & (Disposition.comment_id == Comment.id),
        )
        .where(Comment.consultation_id == consultation_id, Comment.draft_id == draft_id)
        .group_by(Comment.clause_uid, decision)
    )
    found: dict[str | None, dict[str, int]] = {}
    for uid, name, count in rows:
        found.setdefault(uid, {})[name] = count
    return found


def with_origin(views: Sequence[CommentView], draft: DraftView) -> tuple[CommentView, ...]:
    """Return comments as they stand on a draft: each of an earlier one with the number of that draft."""
    if draft.number == 1:
        return tuple(views)
    numbers = {one.id: one.number for one in drafting.list_drafts(draft.consultation_id)}
    return tuple(_with_origin(view, draft, numbers) for view in views)


def _with_origin(view: CommentView, draft: DraftView, numbers: dict[str, int]) -> CommentView:
    made_on = numbers[view.draft_id] if view.draft_id != draft.id else None
    replies = tuple(_with_origin(reply, draft, numbers) for reply in view.replies)
    return replace(view, made_on=made_on, replies=replies)


def _made_on(consultation_id: str, draft_id: str) -> ColumnElement[bool]:
    suggested = (
        select(Suggestion.comment_id)
        .join(
            Comment,
            (Comment.consultation_id == Suggestion.consultation_id) & (Comment.id == Suggestion.comment_id),
        )
        .where(Suggestion.consultation_id == consultation_id, Comment.draft_id == draft_id)
    )
    first = func.coalesce(Comment.parent_id, Comment.id)
    return and_(Comment.draft_id == draft_id, first.not_in(suggested))


def _by_id(consultation_id: str, ids: Sequence[str]) -> list[CommentView]:
    rows = db.session.scalars(select(Comment).where(Comment.consultation_id == consultation_id, Comment.id.in_(ids)))
    return comment_views(consultation_id, rows.all())
