"""Deciding what becomes of each comment: one person proposes, another approves, and the log holds both."""

from dataclasses import dataclass

from sqlalchemy import select

from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.deliberation.rules.dispositions import (
    LONGEST_WORDING,
    OFFERED,
    Disposition,
    DispositionState,
    is_reason,
    is_wording,
    may_approve,
    may_be_duplicate,
)
from consult.deliberation.rules.words import Attribution, clean_text
from consult.deliberation.service.cases import Case, case_of
from consult.deliberation.service.causes import cite_comment
from consult.deliberation.service.outcomes import outcomes_of
from consult.deliberation.service.posting import TextRefused
from consult.deliberation.service.refused import (
    AlreadyApproved,
    ApprovalRefused,
    ChainRefused,
    DispositionChanged,
    DispositionNeeded,
    DuplicateRefused,
    NotAnswering,
    WordingNeeded,
)
from consult.deliberation.service.views import comment_row
from consult.deliberation.tables import Comment, Suggestion
from consult.deliberation.tables import Disposition as DispositionRow
from consult.drafting import service as drafting
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Forbidden
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed to become of a comment, as it was typed."""

    disposition: str
    reason: str
    duplicate_of: int | None = None
    wording: str = ""


def propose_disposition(
    *,
    consultation_id: str,
    comment_id: str,
    person_id: str,
    disposition: str,
    reason: str,
    seen: int,
    duplicate_of: int | None = None,
    wording: str = "",
) -> Case:
    """Return the comment with what is proposed to become of it, in place of an earlier proposal.

    `seen` is the version of the proposal that the person has read, 0 for none; `duplicate_of` the number of the comment
    that this one repeats; `wording` is the part that is taken of a suggestion that is accepted in part, and kept for
    nothing else. Refuses a round whose comments are not being answered, what is approved already, a proposal that was
    changed in between, and a decision, a reason or a wording that cannot stand.
    """
    proposal = Proposal(disposition, reason, duplicate_of, wording)
    put_proposal(
        consultation_id=consultation_id, comment_id=comment_id, person_id=person_id, seen=seen, proposal=proposal
    )
    return case_of(consultation_id=consultation_id, comment_id=comment_id, person_id=person_id)


def approve_disposition(*, consultation_id: str, comment_id: str, person_id: str, seen: int) -> Case:
    """Return the comment with what became of it, which everyone may read from now on and nobody can change.

    Refuses whoever proposed it, the comment's author, and the same as a proposal.
    """
    put_approval(consultation_id=consultation_id, comment_id=comment_id, person_id=person_id, seen=seen)
    return case_of(consultation_id=consultation_id, comment_id=comment_id, person_id=person_id)


def put_proposal(*, consultation_id: str, comment_id: str, person_id: str, seen: int, proposal: Proposal) -> int:
    """Do as `propose_disposition` does and return the proposal's version alone: for acts on many comments."""
    role, comment = role_of(consultation_id, person_id), answerable(consultation_id, comment_id)
    row = _locked(comment, seen)
    if proposal.disposition not in OFFERED:
        raise DispositionNeeded(field="disposition")
    words = _checked(proposal.reason)
    is_repeat = proposal.disposition == Disposition.DUPLICATE_OF
    repeated = _repeated(comment, proposal.duplicate_of) if is_repeat else None
    taken = _taken(comment, proposal.wording) if proposal.disposition == Disposition.ACCEPTED_IN_PART else None
    row = row or DispositionRow(consultation_id=consultation_id, comment_id=comment_id, version=0)
    row.disposition, row.reason, row.wording = proposal.disposition, words, taken
    row.duplicate_of = repeated.id if repeated else None
    row.state, row.version = DispositionState.PROPOSED, row.version + 1
    row.proposed_by, row.proposed_as, row.proposed_at = person_id, role, clock.now(db.session)
    db.session.add(row)
    db.session.flush()
    _record(LeafType.DISPOSITION_PROPOSE, comment, row, role, person_id)
    return row.version


def put_approval(*, consultation_id: str, comment_id: str, person_id: str, seen: int) -> None:
    """Do as `approve_disposition` does and return nothing: for acts on many comments."""
    role, comment = role_of(consultation_id, person_id), answerable(consultation_id, comment_id)
    row = _locked(comment, seen)
    if row is None or row.state != DispositionState.PROPOSED:
        raise DispositionChanged
    if not may_approve(proposer=row.proposed_by, approver=person_id, author=comment.author):
        raise ApprovalRefused
    row.state = DispositionState.APPROVED
    row.approved_by, row.approved_as, row.approved_at = person_id, role, clock.now(db.session)
    db.session.flush()
    cite_comment(consultation_id, comment)
    _record(LeafType.DISPOSITION_APPROVE, comment, row, role, person_id)


def answerable(consultation_id: str, comment_id: str) -> Comment:
    """Return the comment's row; refuse one of a round whose comments are not being answered."""
    comment = comment_row(consultation_id, comment_id)
    if rounds.get_round(consultation_id, comment.round_id).state is not RoundState.DISPOSITIONS:
        raise NotAnswering
    return comment


def _locked(comment: Comment, seen: int) -> DispositionRow | None:
    """Return the proposal on a comment, or None; nobody else can change it before this transaction ends."""
    row = db.session.get(
        DispositionRow, (comment.consultation_id, comment.id), with_for_update=True, populate_existing=True
    )
    if row is not None and row.state == DispositionState.APPROVED:
        raise AlreadyApproved
    if (row.version if row and row.state != DispositionState.WITHDRAWN else 0) != seen:
        raise DispositionChanged
    return row


def _checked(reason: str) -> str:
    words = clean_text(reason)
    if words is None:
        raise TextRefused(field="reason")
    if not is_reason(words):
        raise rounds.ReasonNeeded(field="reason")
    return words


def _taken(comment: Comment, wording: str) -> str | None:
    """Return the part that is taken of what was asked for; refuse none where the comment suggests a wording."""
    words = clean_text(wording)
    if words is None:
        raise TextRefused(field="wording")
    if is_wording(words):
        return words
    if words or is_suggestion(comment):
        raise WordingNeeded(field="wording", most=LONGEST_WORDING)
    return None


def is_suggestion(comment: Comment) -> bool:
    """Whether a comment suggests how the text is to read."""
    return db.session.get(Suggestion, (comment.consultation_id, comment.id)) is not None


def _repeated(comment: Comment, number: int | None) -> Comment:
    """Return the comment with this number; refuse one that a duplicate may not name."""
    other = db.session.scalars(
        select(Comment).where(Comment.consultation_id == comment.consultation_id, Comment.number == number)
    ).one_or_none()
    known = outcomes_of(comment.consultation_id, [other.id], proposed=True) if other else {}
    becomes = next((outcome.disposition for outcome in known.values()), None)
    if other is None or not may_be_duplicate(comment=comment.id, other=other.id, becomes=becomes):
        raise DuplicateRefused(field="duplicate_of")
    if _is_repeated(comment):
        raise ChainRefused(field="duplicate_of")
    return other


def _is_repeated(comment: Comment) -> bool:
    """Whether another comment is called a duplicate of this one."""
    repeats = select(DispositionRow.comment_id).where(
        DispositionRow.consultation_id == comment.consultation_id,
        DispositionRow.duplicate_of == comment.id,
        DispositionRow.state != DispositionState.WITHDRAWN,
    )
    return db.session.scalar(select(repeats.exists())) or False


def role_of(consultation_id: str, person_id: str) -> Role:
    """Return the role in which the person decides: an editor's work comes before an organiser's."""
    roles = consultations.roles_of(consultation_id, person_id)
    for role in (Role.EDITOR, Role.ORGANISER):
        if role in roles:
            return role
    raise Forbidden


def _record(kind: LeafType, comment: Comment, row: DispositionRow, role: Role, person_id: str) -> None:
    """Put a step on record; what is proposed is nobody's to read before it is approved."""
    original = comment_row(comment.consultation_id, row.duplicate_of).number if row.duplicate_of else None
    moment = row.approved_at or row.proposed_at
    is_public = row.approved_at is not None and comment.attribution != Attribution.UNPUBLISHED
    ledger.append(
        log_id=comment.consultation_id,
        kind=kind,
        content={
            "comment": comment.number,
            "disposition": row.disposition,
            "reason": row.reason,
            **({"wording": row.wording} if row.wording else {}),
            "duplicate_of": original,
            "version": row.version,
        },
        at=moment,
        role=role,
        person=person_id,
        round_id=comment.round_id,
        subject=subject_of(comment),
        ref=comment.leaf,
        visible_from=moment if is_public else None,
    )


def subject_of(comment: Comment) -> str | None:
    """Return how leaves of the log name the clause that a comment is about, or None for the draft as a whole."""
    if comment.clause_uid is None or comment.clause_version_id is None:
        return None
    return drafting.subject_of(comment.clause_uid, comment.clause_version_id)
