"""What became of comments, as it is read: decided by two people, or proposed by one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from consult.deliberation.rules.dispositions import Disposition, DispositionState
from consult.deliberation.rules.satisfaction import Satisfaction, satisfaction_now
from consult.deliberation.tables import Comment
from consult.deliberation.tables import Disposition as DispositionRow
from consult.kernel import clock
from consult.kernel.db import db
from consult.rounds import service as rounds


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a comment, or is proposed to, with the reason and the roles of the two people: never their names.

    `duplicate_of` is the number of the comment that it repeats; `round_number` is that of the comment's round;
    `wording` the part of a suggestion that is taken. `satisfaction` is None until the decision is approved, and its
    words and role are those of whoever said so. `change_id` names the published change that cites the comment.
    """

    disposition: str
    reason: str
    duplicate_of: int | None
    state: str
    proposed_as: str
    proposed_at: datetime
    approved_as: str | None
    approved_at: datetime | None
    version: int
    round_number: int
    wording: str | None = None
    satisfaction: Satisfaction | None = None
    satisfaction_words: str | None = None
    satisfaction_as: str | None = None
    change_id: str | None = None

    @property
    def is_approved(self) -> bool:
        """Whether a second person has approved it, so that everyone may read it."""
        return self.state == DispositionState.APPROVED

    def without_words(self) -> "Outcome":
        """Return what may be told of a comment that its author chose not to publish: the decision alone."""
        silent = replace(self, reason="", duplicate_of=None, wording=None, change_id=None)
        return replace(silent, satisfaction=None, satisfaction_words=None, satisfaction_as=None)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many comments a round has, hidden ones and replies too, and how far the decisions on them are."""

    total: int
    proposed: int
    approved: int

    @property
    def undecided(self) -> int:
        """How many comments still wait for a decision that two people stand behind."""
        return self.total - self.approved

    @property
    def unproposed(self) -> int:
        """How many comments nobody has proposed a decision on."""
        return self.undecided - self.proposed


def outcomes_of(consultation_id: str, ids: Iterable[str], *, proposed: bool = False) -> dict[str, Outcome]:
    """Return what became of these comments, by their ids; with `proposed` also what waits for a second person."""
    wanted_ids, other = set(ids), aliased(Comment)
    if not wanted_ids:
        return {}
    wanted = (
        select(DispositionRow, Comment.round_id, other.number)
        .join(
            Comment,
            (Comment.consultation_id == DispositionRow.consultation_id) & (Comment.id == DispositionRow.comment_id),
        )
        .outerjoin(
            other,
            (other.consultation_id == DispositionRow.consultation_id) & (other.id == DispositionRow.duplicate_of),
        )
        .where(DispositionRow.consultation_id == consultation_id, DispositionRow.comment_id.in_(wanted_ids))
        .where(DispositionRow.state != DispositionState.WITHDRAWN)
    )
    if not proposed:
        wanted = wanted.where(DispositionRow.state == DispositionState.APPROVED)
    rows = db.session.execute(wanted).all()
    if not rows:
        return {}
    numbers = {one.id: one.number for one in rounds.list_rounds(consultation_id)}
    now = clock.now(db.session)
    return {row.comment_id: _outcome(row, other_number, numbers[round_id], now) for row, round_id, other_number in rows}


def progress_of(*, consultation_id: str, round_id: str) -> Progress:
    """Return how far the decisions on a round's comments are."""
    rows = db.session.execute(
        select(DispositionRow.state, func.count())
        .select_from(Comment)
        .outerjoin(
            DispositionRow,
            (DispositionRow.consultation_id == Comment.consultation_id) & (DispositionRow.comment_id == Comment.id),
        )
        .where(Comment.consultation_id == consultation_id, Comment.round_id == round_id)
        .group_by(DispositionRow.state)
    )
    counted = Counter(dict(rows.all()))
    return Progress(counted.total(), counted[DispositionState.PROPOSED], counted[DispositionState.APPROVED])


def count_dispositions(*, consultation_id: str, round_id: str) -> Mapping[Disposition, int]:
    """Return how many comments of a round were decided on in each way, which nobody else than two people did."""
    rows = db.session.execute(
        select(DispositionRow.disposition, func.count())
        .join(
            Comment,
            (Comment.consultation_id == DispositionRow.consultation_id) & (Comment.id == DispositionRow.comment_id),
        )
        .where(Comment.consultation_id == consultation_id, Comment.round_id == round_id)
        .where(DispositionRow.state == DispositionState.APPROVED)
        .group_by(DispositionRow.disposition)
    )
    counted = dict(rows.all())
    return {each: counted.get(each, 0) for each in Disposition}


def count_undecided(*, consultation_id: str, round_id: str) -> int:
    """Return how many comments of a round have no approved disposition; publishing waits for all of them."""
    return progress_of(consultation_id=consultation_id, round_id=round_id).undecided


def _outcome(row: DispositionRow, other_number: int | None, round_number: int, now: datetime) -> Outcome:
    told = satisfaction_now(row.satisfaction, approved_at=row.approved_at, now=now) if row.approved_at else None
    return Outcome(
        disposition=row.disposition,
        reason=row.reason,
        duplicate_of=other_number,
        state=row.state,
        proposed_as=row.proposed_as,
        proposed_at=row.proposed_at,
        approved_as=row.approved_as,
        approved_at=row.approved_at,
        version=row.version,
        round_number=round_number,
        wording=row.wording,
        satisfaction=told,
        satisfaction_words=row.satisfaction_words,
        satisfaction_as=row.satisfaction_as,
        change_id=row.clause_change_id,
    )
