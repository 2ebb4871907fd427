"""Comments as those who decide on them see them: with all their words, what is proposed, and what waits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from consult.deliberation.rules.dispositions import DISPOSITIONS_PAGE_SIZE, DispositionState, may_approve
from consult.deliberation.service.outcomes import Outcome, outcomes_of
from consult.deliberation.service.reading import pages_of
from consult.deliberation.service.views import CommentView, comment_row, comment_views
from consult.deliberation.tables import Comment
from consult.deliberation.tables import Disposition as DispositionRow
from consult.kernel.db import db


@dataclass(frozen=True, slots=True)
class Case:
    """A comment with all its words, what is proposed or decided on it, and whether this person may approve that."""

    comment: CommentView
    outcome: Outcome | None
    may_approve: bool

    @property
    def version(self) -> int:
        """Which proposal this is, from 1; 0 where there is none."""
        return self.outcome.version if self.outcome else 0


@dataclass(frozen=True, slots=True)
class CasePage:
    """Some of the comments that wait, and how many wait in all."""

    cases: tuple[Case, ...]
    total: int
    page: int
    pages: int


def case_of(*, consultation_id: str, comment_id: str, person_id: str) -> Case:
    """Return the comment as this person decides on it; refuse `not-found`."""
    return _cases(consultation_id, [comment_row(consultation_id, comment_id)], person_id)[0]


def cases_by_id(*, consultation_id: str, ids: Collection[str], person_id: str) -> list[Case]:
    """Return these comments as this person decides on them, oldest first; those that are not there are left out."""
    rows = db.session.scalars(
        select(Comment)
        .where(Comment.consultation_id == consultation_id, Comment.id.in_(set(ids)))
        .order_by(Comment.number)
    ).all()
    return _cases(consultation_id, rows, person_id)


def waiting_cases(
    *, consultation_id: str, round_id: str, state: DispositionState | None, person_id: str, page: int = 1
) -> CasePage:
    """Return one page of a round's comments whose decision is in this state, None for no proposal; oldest first."""
    wanted = (
        select(Comment)
        .outerjoin(
            DispositionRow,
            (DispositionRow.consultation_id == Comment.consultation_id) & (DispositionRow.comment_id == Comment.id),
        )
        .where(Comment.consultation_id == consultation_id, Comment.round_id == round_id)
        .where(is_in(state))
    )
    size = DISPOSITIONS_PAGE_SIZE
    total, chosen, pages = pages_of(wanted, page, size)
    rows = db.session.scalars(wanted.order_by(Comment.number).limit(size).offset((chosen - 1) * size)).all()
    return CasePage(tuple(_cases(consultation_id, rows, person_id)), total, chosen, pages)


def is_in(state: DispositionState | None) -> ColumnElement[bool]:
    """Return the condition that a comment's decision, joined to it or missing, is in this state: None for no proposal."""
    if state is None:
        return or_(DispositionRow.state.is_(None), DispositionRow.state == DispositionState.WITHDRAWN)
    return DispositionRow.state == state


def _cases(consultation_id: str, rows: Sequence[Comment], person_id: str) -> list[Case]:
    outcomes = outcomes_of(consultation_id, [row.id for row in rows], proposed=True)
    proposals = db.session.execute(
        select(DispositionRow.comment_id, DispositionRow.proposed_by)
        .where(DispositionRow.consultation_id == consultation_id, DispositionRow.comment_id.in_(set(outcomes)))
        .where(DispositionRow.state == DispositionState.PROPOSED)
    )
    authors = {row.id: row.author for row in rows}
    open_to = {
        comment
        for comment, proposer in proposals
        if may_approve(proposer=proposer, approver=person_id, author=authors[comment])
    }
    views = comment_views(consultation_id, rows, for_review=True)
    return [Case(view, outcomes.get(view.id), view.id in open_to) for view in views]
