"""The comments that one person decides on in one act, read once however many there are, and put on record together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import select

from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.deliberation.rules.dispositions import DispositionState
from consult.deliberation.service.causes import newest_changes
from consult.deliberation.service.outcomes import outcomes_of
from consult.deliberation.tables import Comment, Suggestion
from consult.deliberation.tables import Disposition as DispositionRow
from consult.drafting import service as drafting
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Forbidden, NotFound
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.ledger.service import NewAct
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState


@dataclass(frozen=True)
class Deciding:
    """What one person decides in one act, and about which comments: whatever is asked of them is asked once.

    `rows` are the decisions on them, which nobody else changes before the transaction ends. What is done is on record
    once `keep` has been called.
    """

    consultation_id: str
    person_id: str
    role: Role
    moment: datetime
    comments: Mapping[str, Comment]
    rows: dict[str, DispositionRow]
    states: Mapping[str, RoundState]
    acts: list[NewAct] = field(default_factory=list)
    _numbered: dict[int | None, tuple[Comment | None, str | None]] = field(default_factory=dict)

    def comment(self, comment_id: str) -> Comment:
        """Return the comment's row; refuse `not-found`."""
        if comment_id not in self.comments:
            raise NotFound
        return self.comments[comment_id]

    def numbered(self, number: int | None) -> tuple[Comment | None, str | None]:
        """Return the comment with this number, and what becomes of it, each None where there is none."""
        if number not in self._numbered:
            other = db.session.scalars(
                select(Comment).where(Comment.consultation_id == self.consultation_id, Comment.number == number)
            ).one_or_none()
            known = outcomes_of(self.consultation_id, [other.id], proposed=True) if other else {}
            self._numbered[number] = other, next((outcome.disposition for outcome in known.values()), None)
        return self._numbered[number]

    @cached_property
    def suggested(self) -> frozenset[str]:
        """Those of the comments that suggest how the text is to read."""
        wanted = select(Suggestion.comment_id).where(
            Suggestion.consultation_id == self.consultation_id, Suggestion.comment_id.in_(set(self.comments))
        )
        return frozenset(db.session.scalars(wanted))

    @cached_property
    def repeated(self) -> frozenset[str | None]:
        """Those of the comments of which another is called a duplicate."""
        wanted = select(DispositionRow.duplicate_of).where(
            DispositionRow.consultation_id == self.consultation_id,
            DispositionRow.duplicate_of.in_(set(self.comments)),
            DispositionRow.state != DispositionState.WITHDRAWN,
        )
        return frozenset(db.session.scalars(wanted))

    @cached_property
    def cited(self) -> Mapping[str, str]:
        """The newest published change that cites each comment."""
        return newest_changes(self.consultation_id, {one.draft_id for one in self.comments.values()})

    def record(self, kind: LeafType, comment: Comment, content: Mapping[str, object], *, role: str, person: str | None, at: datetime, is_public: bool) -> None:  # fmt: skip
        """Put a step on a comment on record, once `keep` is called; what is not public is nobody's to read."""
        self.acts.append(
            NewAct(
                kind=kind,
                content={"comment": comment.number, **content},
                at=at,
                role=role,
                person=person,
                round_id=comment.round_id,
                subject=subject_of(comment),
                ref=comment.leaf,
                visible_from=at if is_public else None,
            )
        )

    def keep(self) -> None:
        """Write what was decided, and put it on record in the order in which it was."""
        db.session.flush()
        ledger.append_all(log_id=self.consultation_id, acts=self.acts)
        self.acts.clear()


def deciding(*, consultation_id: str, person_id: str, ids: Collection[str], role: Role | None = None) -> Deciding:
    """Return the comments that someone decides on in one act; refuse whoever may not, unless their `role` is given."""
    mine, wanted = role or role_of(consultation_id, person_id), set(ids)
    comments = db.session.scalars(
        select(Comment).where(Comment.consultation_id == consultation_id, Comment.id.in_(wanted))
    )
    rows = db.session.scalars(
        select(DispositionRow)
        .where(DispositionRow.consultation_id == consultation_id, DispositionRow.comment_id.in_(wanted))
        .order_by(DispositionRow.comment_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return Deciding(
        consultation_id=consultation_id,
        person_id=person_id,
        role=mine,
        comments={row.id: row for row in comments},
        rows={row.comment_id: row for row in rows},
        states={one.id: one.state for one in rounds.list_rounds(consultation_id)},
        moment=clock.now(db.session),
    )


def role_of(consultation_id: str, person_id: str) -> Role:
    """Return the role in which the person decides: an editor's work comes before an organiser's."""
    roles = consultations.roles_of(consultation_id, person_id)
    for role in (Role.EDITOR, Role.ORGANISER):
        if role in roles:
            return role
    raise Forbidden


def subject_of(comment: Comment) -> str | None:
    """Return how leaves of the log name the clause that a comment is about, or None for the draft as a whole."""
    if comment.clause_uid is None or comment.clause_version_id is None:
        return None
    return drafting.subject_of(comment.clause_uid, comment.clause_version_id)
