"""Every comment of a round in few words, for those who look over thousands at once; and who said the same."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from consult.consultations.service import Role
from consult.deliberation.rules.dispositions import DispositionState
from consult.deliberation.service.views import CommentView, comment_views
from consult.deliberation.tables import Comment, Suggestion
from consult.deliberation.tables import Disposition as DispositionRow
from consult.kernel.db import db


class Line(NamedTuple):
    """A comment without its words: where it stands, in which language, and how far the decision on it is.

    A tuple, because thousands are made for one page.

    `state` is None where nothing is proposed. For those who answer alone: readers do not learn what is proposed.
    """

    id: str
    number: int
    clause_uid: str | None
    lang: str
    attribution: str
    created_at: datetime
    is_suggestion: bool
    state: str | None
    disposition: str | None
    approved_at: datetime | None
    satisfaction: str | None
    version: int

    @property
    def is_decided(self) -> bool:
        """Whether two people stand behind the decision."""
        return self.state == DispositionState.APPROVED


def lines_in(*, consultation_id: str, round_id: str) -> list[Line]:
    """Return every comment of a round in few words, in the order of their numbers: one query, however many there are."""
    rows: Sequence[Any] = db.session.execute(
        select(
            *(Comment.id, Comment.number, Comment.clause_uid, Comment.lang, Comment.attribution),
            *(Comment.created_at, Suggestion.comment_id.is_not(None), DispositionRow.state),
            *(DispositionRow.disposition, DispositionRow.approved_at),
            *(DispositionRow.satisfaction, func.coalesce(DispositionRow.version, 0)),
        )
        .outerjoin(DispositionRow, _standing())
        .outerjoin(Suggestion, _suggested())
        .where(Comment.consultation_id == consultation_id, Comment.round_id == round_id)
        .order_by(Comment.number)
    ).all()
    return [Line(*row) for row in rows]


def languages_in(consultation_id: str) -> frozenset[str]:
    """Return the languages in which there are comments."""
    return frozenset(
        db.session.scalars(select(Comment.lang).where(Comment.consultation_id == consultation_id).distinct())
    )


def seats_behind(*, consultation_id: str, round_id: str) -> Mapping[int, str]:
    """Return which seat each comment of a round is of, by the comment's number."""
    rows = db.session.execute(
        select(Comment.number, Comment.seat_id).where(
            Comment.consultation_id == consultation_id, Comment.round_id == round_id
        )
    )
    return dict(rows.all())


def words_in(*, consultation_id: str, round_id: str) -> list[tuple[str, str]]:
    """Return the id and the words of every comment of a round, with the change it asks for, in the order of numbers."""
    rows = db.session.execute(
        select(Comment.id, Comment.markdown, Comment.proposed)
        .where(Comment.consultation_id == consultation_id, Comment.round_id == round_id)
        .order_by(Comment.number)
    )
    return [(comment, f"{said}\n{asked or ''}") for comment, said, asked in rows]


def edition_of(*, consultation_id: str, round_id: str) -> tuple[int, int]:
    """Return two numbers that change whenever a comment of a round is added or its words are: to know what is stale."""
    count, versions = db.session.execute(
        select(func.count(), func.coalesce(func.sum(Comment.version), 0)).where(
            Comment.consultation_id == consultation_id, Comment.round_id == round_id
        )
    ).one()
    return count, versions


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What decides whether a comment can be proposed on, approved or heard on, without its words."""

    author: str | None
    state: str | None
    proposer: str | None
    is_suggestion: bool
    is_repeated: bool
    said_themselves: bool


def decision_facts(consultation_id: str, ids: Collection[str]) -> Mapping[str, DecisionFacts]:
    """Return what decides on these comments, by comment: two queries, however many there are."""
    wanted = set(ids)
    repeated = set(
        db.session.scalars(
            select(DispositionRow.duplicate_of)
            .where(DispositionRow.consultation_id == consultation_id, DispositionRow.duplicate_of.in_(wanted))
            .where(DispositionRow.state != DispositionState.WITHDRAWN)
        )
    )
    rows = db.session.execute(
        select(
            *(Comment.id, Comment.author, DispositionRow.state, DispositionRow.proposed_by),
            *(Suggestion.comment_id.is_not(None), DispositionRow.satisfaction_as),
        )
        .outerjoin(DispositionRow, _standing())
        .outerjoin(Suggestion, _suggested())
        .where(Comment.consultation_id == consultation_id, Comment.id.in_(wanted))
    )
    return {
        comment: DecisionFacts(author, state, proposer, suggests, comment in repeated, said_as == Role.PARTICIPANT)
        for comment, author, state, proposer, suggests, said_as in rows
    }


def _standing() -> ColumnElement[bool]:
    """Return how a comment is joined with what is proposed or decided, and not with what was taken back."""
    return (
        (DispositionRow.consultation_id == Comment.consultation_id)
        & (DispositionRow.comment_id == Comment.id)
        & (DispositionRow.state != DispositionState.WITHDRAWN)
    )


def _suggested() -> ColumnElement[bool]:
    return (Suggestion.consultation_id == Comment.consultation_id) & (Suggestion.comment_id == Comment.id)


def count_repeats(consultation_id: str, ids: Collection[str]) -> Mapping[str, int]:
    """Return how many comments are decided to be duplicates of each of these; those that nobody repeats are left out."""
    rows = db.session.scalars(
        select(DispositionRow.duplicate_of)
        .where(DispositionRow.consultation_id == consultation_id, DispositionRow.duplicate_of.in_(set(ids)))
        .where(DispositionRow.state == DispositionState.APPROVED)
    )
    return Counter(each for each in rows if each)


def originals_of(consultation_id: str, ids: Collection[str]) -> Mapping[str, CommentView]:
    """Return the comment that each of these repeats, by the id of the one that repeats it, as everyone may read it."""
    original = aliased(Comment)
    rows = db.session.execute(
        select(DispositionRow.comment_id, original)
        .join(
            original,
            (original.consultation_id == DispositionRow.consultation_id) & (original.id == DispositionRow.duplicate_of),
        )
        .where(DispositionRow.consultation_id == consultation_id, DispositionRow.comment_id.in_(set(ids)))
        .where(DispositionRow.state == DispositionState.APPROVED)
    ).all()
    views = comment_views(consultation_id, list({row.id: row for _, row in rows}.values()))
    known = {view.id: view for view in views}
    return {comment: known[row.id] for comment, row in rows}
