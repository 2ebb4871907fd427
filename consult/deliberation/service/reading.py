"""Comments as they are read: paged, with replies, without what may not be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from consult.deliberation.rules.dispositions import DISPOSITIONS_PAGE_SIZE, DispositionState
from consult.deliberation.rules.words import (
    PAGE_SIZE,
    Attribution,
    Moderation,
)
from consult.deliberation.service.outcomes import Outcome, outcomes_of
from consult.deliberation.tables import Comment
from consult.deliberation.tables import Disposition as DispositionRow
from consult.drafting import service as drafting
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.participation import service as participation
from consult.participation.service import SeatView


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment as pages show it; a hidden one has no text here, and nobody's name unless it is published.

    `outcome` is what two people have decided on it, or None.
    """

    id: str
    number: int
    round_id: str
    draft_id: str
    clause_uid: str | None
    clause_version_id: str | None
    parent_id: str | None
    seat_id: str
    leaf: str
    kind: str
    lang: str
    html: str
    markdown: str
    proposed: str | None
    quote: str | None
    attribution: str
    author: str | None
    category: str | None
    territory: str | None
    moderation: str
    hidden_under: str | None
    hidden_note: str | None
    created_at: datetime
    outcome: Outcome | None = None
    replies: tuple["CommentView", ...] = ()

    @property
    def subject(self) -> str | None:
        """How leaves of the log name the clause that it is about, or None for the draft as a whole."""
        if self.clause_uid is None or self.clause_version_id is None:
            return None
        return drafting.subject_of(self.clause_uid, self.clause_version_id)

    @property
    def is_hidden(self) -> bool:
        """Whether a moderator hid the text."""
        return self.moderation == Moderation.HIDDEN

    @property
    def is_unpublished(self) -> bool:
        """Whether the author chose that neither name nor text is published."""
        return self.attribution == Attribution.UNPUBLISHED


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

    A thread that goes on from the page before shows its first comment again. Without a draft: in every draft. Without
    a clause: on the draft as a whole.
    """
    said = select(Comment).where(Comment.consultation_id == consultation_id, Comment.clause_uid == clause_uid)
    if draft_id:
        said = said.where(Comment.draft_id == draft_id)
    total, chosen, pages = pages_of(said, page, PAGE_SIZE)
    first = aliased(Comment)
    rows = db.session.scalars(
        said.outerjoin(first, (first.consultation_id == Comment.consultation_id) & (first.id == Comment.parent_id))
        .order_by(func.coalesce(first.number, Comment.number), Comment.number)
        .limit(PAGE_SIZE)
        .offset((chosen - 1) * PAGE_SIZE)
    ).all()
    return CommentPage(_threads(consultation_id, rows), total, chosen, pages)


def decided_comments(*, consultation_id: str, round_id: str, page: int = 1) -> CommentPage:
    """Return one page of a round's comments that two people have decided on, in the order of their numbers."""
    decided = _decided(consultation_id, round_id)
    size = DISPOSITIONS_PAGE_SIZE
    total, chosen, pages = pages_of(decided, page, size)
    rows = db.session.scalars(decided.order_by(Comment.number).limit(size).offset((chosen - 1) * size)).all()
    return CommentPage(tuple(comment_views(consultation_id, rows)), total, chosen, pages)


def decided_on(*, consultation_id: str, round_id: str, clause_uid: str) -> list[CommentView]:
    """Return the comments on a clause in a round that two people have decided on, in the order of their numbers."""
    decided = _decided(consultation_id, round_id).where(Comment.clause_uid == clause_uid)
    return comment_views(consultation_id, db.session.scalars(decided.order_by(Comment.number)).all())


def comment_counts(*, consultation_id: str, draft_id: str) -> dict[str | None, int]:
    """Return how many comments and replies each clause of a draft has, those on the whole draft under None."""
    rows = db.session.execute(
        select(Comment.clause_uid, func.count())
        .where(Comment.consultation_id == consultation_id, Comment.draft_id == draft_id)
        .group_by(Comment.clause_uid)
    )
    return dict(rows.all())


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


def comment_row(consultation_id: str, comment_id: str) -> Comment:
    """Return the comment's row; refuse `not-found`."""
    row = db.session.get(Comment, (consultation_id, comment_id))
    if row is None:
        raise NotFound
    return row


def pages_of(wanted: Select[Any], page: int, size: int) -> tuple[int, int, int]:
    """Return how many rows a query has, the page of them that is shown for the one asked for, and how many pages."""
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    pages = max(1, -(-total // size))
    return total, min(max(1, page), pages), pages


def _decided(consultation_id: str, round_id: str) -> Select[Comment]:
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


def comment_views(
    consultation_id: str, rows: Sequence[Comment], *, for_review: bool = False, for_author: bool = False
) -> list[CommentView]:
    """Return the rows as pages show them, each with what became of it.

    Those who moderate or answer alone read what is hidden; they and the author alone read what is not published, and
    why it was decided on as it was.
    """
    seats = participation.seats_by_id(consultation_id, {row.seat_id for row in rows})
    outcomes = outcomes_of(consultation_id, [row.id for row in rows])
    if not (for_review or for_author):
        silent = {row.id for row in rows if row.attribution == Attribution.UNPUBLISHED}
        outcomes |= {each: outcomes[each].without_words() for each in silent & outcomes.keys()}
    return [
        _comment_view(
            row,
            seats[row.seat_id],
            outcomes.get(row.id),
            shows_text=for_review or _may_be_read(row, for_author=for_author),
        )
        for row in rows
    ]


def _may_be_read(row: Comment, *, for_author: bool) -> bool:
    return row.moderation != Moderation.HIDDEN and (for_author or row.attribution != Attribution.UNPUBLISHED)


def _comment_view(row: Comment, seat: SeatView, outcome: Outcome | None, *, shows_text: bool) -> CommentView:
    named = row.attribution == Attribution.NAMED
    return CommentView(
        id=row.id,
        number=row.number,
        round_id=row.round_id,
        draft_id=row.draft_id,
        clause_uid=row.clause_uid,
        clause_version_id=row.clause_version_id,
        parent_id=row.parent_id,
        seat_id=row.seat_id,
        leaf=row.leaf,
        kind=row.kind,
        lang=row.lang,
        html=row.html if shows_text else "",
        markdown=row.markdown if shows_text else "",
        proposed=row.proposed if shows_text else None,
        quote=row.quote_exact if shows_text else None,
        attribution=row.attribution,
        author=seat.name if named else None,
        category=seat.category,
        territory=seat.territory if named else None,
        moderation=row.moderation,
        hidden_under=row.hidden_under,
        hidden_note=row.hidden_note,
        created_at=row.created_at,
        outcome=outcome,
    )
