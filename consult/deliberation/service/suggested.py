"""Suggestions as they are read: on one clause or in a whole draft, with their replies and what they collide with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Select, func, select

from consult.deliberation.rules.colliding import collisions, in_order
from consult.deliberation.rules.words import PAGE_SIZE
from consult.deliberation.service.accepted import TAKEN
from consult.deliberation.service.supporting import (
    Cell,
    OwnStance,
    count_stances,
    stances_of_seat,
    suggested_comment,
)
from consult.deliberation.service.views import CommentView, comment_views
from consult.deliberation.service.wordings import SuggestedWords
from consult.deliberation.tables import Comment, Suggestion
from consult.kernel.db import db


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A suggestion as pages show it: the comment with its wording and replies, and what others say of it.

    `collides_with` are the numbers of the suggestions that touch the same words; `cells` the whole figures, which are
    for nobody to see before small cells are left out; `own` what the reader's seat says, `is_own` whether it made it.
    """

    comment: CommentView
    words: SuggestedWords
    collides_with: tuple[int, ...]
    cells: tuple[Cell, ...]
    own: OwnStance | None
    is_own: bool

    @property
    def is_shown(self) -> bool:
        """Whether its words may be read."""
        return not self.comment.is_hidden and not self.comment.is_unpublished

    @property
    def is_accepted(self) -> bool:
        """Whether two people have decided to take it up, whole or in part."""
        return self.comment.outcome is not None and self.comment.outcome.disposition in TAKEN

    @property
    def is_live(self) -> bool:
        """Whether its words may still come into the text: they are shown, and nobody has decided against them."""
        return self.is_shown and (self.comment.outcome is None or self.is_accepted)


@dataclass(frozen=True, slots=True)
class SuggestionPage:
    """Some suggestions, and how many there are in all."""

    suggestions: tuple[SuggestionView, ...]
    total: int
    page: int
    pages: int


def suggestions_on(
    *, consultation_id: str, clause_uid: str, draft_id: str, seat_id: str | None = None, page: int = 1
) -> SuggestionPage:
    """Return one page of what is suggested for a clause as it stands in a draft, in the order of the clause's words.

    With a seat also what it says of each.
    """
    every = _read(consultation_id, _on(consultation_id, draft_id).where(Comment.clause_uid == clause_uid))
    pages = max(1, -(-len(every) // PAGE_SIZE))
    chosen = min(max(1, page), pages)
    shown = every[(chosen - 1) * PAGE_SIZE : chosen * PAGE_SIZE]
    return SuggestionPage(tuple(_with_others(consultation_id, shown, seat_id)), len(every), chosen, pages)


def suggestions_in(*, consultation_id: str, draft_id: str, seat_id: str | None = None) -> list[SuggestionView]:
    """Return every suggestion on a draft, those on each clause together and in the order of its words.

    With a seat also what it says of each.
    """
    return _with_others(consultation_id, _read(consultation_id, _on(consultation_id, draft_id)), seat_id)


def suggestion_of(*, consultation_id: str, comment_id: str, seat_id: str | None = None) -> SuggestionView:
    """Return one suggestion, with a seat also what it says of it; refuse `not-found` for what is none."""
    row = suggested_comment(consultation_id, comment_id)
    on_clause = _on(consultation_id, row.draft_id).where(Comment.clause_uid == row.clause_uid)
    chosen = [view for view in _read(consultation_id, on_clause) if view.comment.id == comment_id]
    return _with_others(consultation_id, chosen, seat_id)[0]


def suggestion_counts(*, consultation_id: str, draft_id: str) -> dict[str, int]:
    """Return how many suggestions each clause of a draft has."""
    rows = db.session.execute(
        _on(consultation_id, draft_id).with_only_columns(Comment.clause_uid, func.count()).group_by(Comment.clause_uid)
    )
    return {uid: count for uid, count in rows if uid}


def page_of_suggestion(consultation_id: str, comment: CommentView) -> int | None:
    """Return the page on which `suggestions_on` shows a suggestion or what answers one; None for another comment."""
    on_clause = _on(consultation_id, comment.draft_id).where(Comment.clause_uid == comment.clause_uid)
    numbered = [view.comment.id for view in _read(consultation_id, on_clause)]
    first = comment.parent_id or comment.id
    return numbered.index(first) // PAGE_SIZE + 1 if first in numbered else None


def _on(consultation_id: str, draft_id: str) -> Select[Comment]:
    joined = (Suggestion.consultation_id == Comment.consultation_id) & (Suggestion.comment_id == Comment.id)
    said = select(Comment).join(Suggestion, joined)
    return said.where(Comment.consultation_id == consultation_id, Comment.draft_id == draft_id)


def _read(consultation_id: str, wanted: Select[Comment]) -> list[SuggestionView]:
    """Return suggestions clause by clause, in the order of the words that they touch, with what they collide with."""
    rows = db.session.scalars(wanted.order_by(Comment.number)).all()
    clauses: dict[str | None, list[CommentView]] = {}
    for view in comment_views(consultation_id, rows):
        clauses.setdefault(view.clause_uid, []).append(view)
    return [one for views in clauses.values() for one in _of_clause(views)]


def _of_clause(views: Sequence[CommentView]) -> list[SuggestionView]:
    read = [
        SuggestionView(view, view.suggestion, (), (), None, is_own=False)
        for view in views
        if view.suggestion is not None
    ]
    collides = collisions(one.words.touch for one in read if one.is_live)
    by_number = {one.words.number: one for one in read}
    ordered = [by_number[touch.number] for touch in in_order(one.words.touch for one in read)]
    return [replace(one, collides_with=collides.get(one.words.number, ())) for one in ordered]


def _with_others(consultation_id: str, views: Sequence[SuggestionView], seat_id: str | None) -> list[SuggestionView]:
    """Return the suggestions with what others say of them: their replies, their support, and what the seat says."""
    ids = [view.comment.id for view in views]
    cells = count_stances(consultation_id=consultation_id, comment_ids=ids)
    own = stances_of_seat(consultation_id=consultation_id, seat_id=seat_id, comment_ids=ids) if seat_id else {}
    replies = _replies(consultation_id, ids)
    return [
        replace(
            view,
            comment=replace(view.comment, replies=tuple(replies.get(view.comment.id, ()))),
            cells=tuple(cells.get(view.comment.id, ())) if view.is_shown else (),
            own=own.get(view.comment.id),
            is_own=view.comment.seat_id == seat_id,
        )
        for view in views
    ]


def _replies(consultation_id: str, ids: Sequence[str]) -> Mapping[str | None, list[CommentView]]:
    rows = db.session.scalars(
        select(Comment)
        .where(Comment.consultation_id == consultation_id, Comment.parent_id.in_(ids))
        .order_by(Comment.number)
    ).all()
    found: dict[str | None, list[CommentView]] = {}
    for view in comment_views(consultation_id, rows):
        found.setdefault(view.parent_id, []).append(view)
    return found
