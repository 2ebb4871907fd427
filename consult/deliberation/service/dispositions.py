"""Deciding what becomes of each comment: one person proposes, another approves, and the log holds both."""

from dataclasses import dataclass

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
from consult.deliberation.service.deciding import Deciding, deciding
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
from consult.deliberation.tables import Comment
from consult.deliberation.tables import Disposition as DispositionRow
from consult.kernel.db import db
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
    on = deciding(consultation_id=consultation_id, person_id=person_id, ids=[comment_id])
    put_proposal(on, comment_id, seen=seen, proposal=Proposal(disposition, reason, duplicate_of, wording))
    on.keep()
    return case_of(consultation_id=consultation_id, comment_id=comment_id, person_id=person_id)


def approve_disposition(*, consultation_id: str, comment_id: str, person_id: str, seen: int) -> Case:
    """Return the comment with what became of it, which everyone may read from now on and nobody can change.

    Refuses whoever proposed it, the comment's author, and the same as a proposal.
    """
    on = deciding(consultation_id=consultation_id, person_id=person_id, ids=[comment_id])
    put_approval(on, comment_id, seen=seen)
    on.keep()
    return case_of(consultation_id=consultation_id, comment_id=comment_id, person_id=person_id)


def put_proposal(on: Deciding, comment_id: str, *, seen: int, proposal: Proposal) -> int:
    """Do as `propose_disposition` does to one of the comments of an act, and return the proposal's version."""
    comment = answerable(on, comment_id)
    row = _seen(on, comment, seen)
    if proposal.disposition not in OFFERED:
        raise DispositionNeeded(field="disposition")
    words = _checked(proposal.reason)
    is_repeat = proposal.disposition == Disposition.DUPLICATE_OF
    repeated = _repeated(on, comment, proposal.duplicate_of) if is_repeat else None
    taken = _taken(on, comment, proposal.wording) if proposal.disposition == Disposition.ACCEPTED_IN_PART else None
    row = row or DispositionRow(consultation_id=on.consultation_id, comment_id=comment_id, version=0)
    row.disposition, row.reason, row.wording = proposal.disposition, words, taken
    row.duplicate_of = repeated.id if repeated else None
    row.state, row.version = DispositionState.PROPOSED, row.version + 1
    row.proposed_by, row.proposed_as, row.proposed_at = on.person_id, on.role, on.moment
    db.session.add(row)
    on.rows[comment_id] = row
    _record(on, LeafType.DISPOSITION_PROPOSE, comment, row)
    return row.version


def put_approval(on: Deciding, comment_id: str, *, seen: int) -> None:
    """Do as `approve_disposition` does to one of the comments of an act."""
    comment = answerable(on, comment_id)
    row = _seen(on, comment, seen)
    if row is None or row.state != DispositionState.PROPOSED:
        raise DispositionChanged
    if not may_approve(proposer=row.proposed_by, approver=on.person_id, author=comment.author):
        raise ApprovalRefused
    row.state = DispositionState.APPROVED
    row.approved_by, row.approved_as, row.approved_at = on.person_id, on.role, on.moment
    if comment_id in on.cited:
        row.clause_change_id = on.cited[comment_id]
    _record(on, LeafType.DISPOSITION_APPROVE, comment, row)


def answerable(on: Deciding, comment_id: str) -> Comment:
    """Return the comment's row; refuse one of a round whose comments are not being answered."""
    comment = on.comment(comment_id)
    if on.states[comment.round_id] is not RoundState.DISPOSITIONS:
        raise NotAnswering
    return comment


def _seen(on: Deciding, comment: Comment, seen: int) -> DispositionRow | None:
    """Return the proposal on a comment, or None; refuse another than the one that was seen."""
    row = on.rows.get(comment.id)
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


def _taken(on: Deciding, comment: Comment, wording: str) -> str | None:
    """Return the part that is taken of what was asked for; refuse none where the comment suggests a wording."""
    words = clean_text(wording)
    if words is None:
        raise TextRefused(field="wording")
    if is_wording(words):
        return words
    if words or comment.id in on.suggested:
        raise WordingNeeded(field="wording", most=LONGEST_WORDING)
    return None


def _repeated(on: Deciding, comment: Comment, number: int | None) -> Comment:
    """Return the comment with this number; refuse one that a duplicate may not name."""
    other, becomes = on.numbered(number)
    if other is None or not may_be_duplicate(comment=comment.id, other=other.id, becomes=becomes):
        raise DuplicateRefused(field="duplicate_of")
    if comment.id in on.repeated:
        raise ChainRefused(field="duplicate_of")
    return other


def _record(on: Deciding, kind: LeafType, comment: Comment, row: DispositionRow) -> None:
    """Put a step on record; what is proposed is nobody's to read before it is approved."""
    is_approval = kind is LeafType.DISPOSITION_APPROVE
    original = comment_row(on.consultation_id, row.duplicate_of).number if row.duplicate_of else None
    content = {
        "disposition": row.disposition,
        "reason": row.reason,
        **({"wording": row.wording} if row.wording else {}),
        "duplicate_of": original,
        "version": row.version,
    }
    is_public = is_approval and comment.attribution != Attribution.UNPUBLISHED
    on.record(kind, comment, content, role=on.role, person=on.person_id, at=on.moment, is_public=is_public)
