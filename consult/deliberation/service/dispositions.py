"""Deciding what becomes of each comment: one person proposes, another approves, and the log holds both."""

from sqlalchemy import select

from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.deliberation.rules.dispositions import (
    OFFERED,
    Disposition,
    DispositionState,
    is_reason,
    may_approve,
    may_be_duplicate,
)
from consult.deliberation.rules.words import Attribution, clean_text
from consult.deliberation.service.cases import Case, case_of
from consult.deliberation.service.outcomes import outcomes_of
from consult.deliberation.service.posting import TextRefused
from consult.deliberation.service.reading import comment_row
from consult.deliberation.tables import Comment
from consult.deliberation.tables import Disposition as DispositionRow
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Forbidden, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState


class NotAnswering(Refused):
    """Comments are decided on between the closing of their round and its publication."""

    code = "not-answering"
    status = 409
    sentence = msgid(
        "Comments are decided on after the answering of a round has begun and before the round is published. Open the page again to see how the round stands."
    )


class DispositionNeeded(Refused):
    """A decision says what became of the comment."""

    code = "disposition-needed"
    status = 422
    sentence = msgid("Choose what became of the comment.")


class DuplicateRefused(Refused):
    """A duplicate names another comment, which is none itself."""

    code = "duplicate-refused"
    status = 422
    sentence = msgid(
        "Give the number of the comment that this one repeats: another one of this consultation, and not one that is a duplicate itself."
    )


class AlreadyApproved(Refused):
    """What two people decided stands."""

    code = "already-approved"
    status = 409
    sentence = msgid(
        "Two people have decided on this comment already, and their decision stands. Open the page again to read it."
    )


class DispositionChanged(Refused):
    """Nobody approves or replaces a proposal that they have not read."""

    code = "disposition-changed"
    status = 409
    sentence = msgid(
        "Someone has changed the proposal since you opened this page. It is shown as it stands now; read it and decide again."
    )


class ApprovalRefused(Refused):
    """A decision takes two people, and the author of the comment is not the second one."""

    code = "approval-refused"
    status = 409
    sentence = msgid(
        "Neither who proposed a decision nor who wrote the comment can approve it. Ask another editor or organiser to."
    )


def propose_disposition(
    *,
    consultation_id: str,
    comment_id: str,
    person_id: str,
    disposition: str,
    reason: str,
    seen: int,
    duplicate_of: int | None = None,
) -> Case:
    """Return the comment with what is proposed to become of it, in place of an earlier proposal.

    `seen` is the version of the proposal that the person has read, 0 for none; `duplicate_of` the number of the comment
    that this one repeats. Refuses a round whose comments are not being answered, what is approved already, a proposal
    that was changed in between, and a decision or a reason that cannot stand.
    """
    role, comment = _role_of(consultation_id, person_id), _answerable(consultation_id, comment_id)
    row = _locked(comment, seen)
    if disposition not in OFFERED:
        raise DispositionNeeded(field="disposition")
    words = _checked(reason)
    repeated = _repeated(comment, duplicate_of) if disposition == Disposition.DUPLICATE_OF else None
    row = row or DispositionRow(consultation_id=consultation_id, comment_id=comment_id, version=0)
    row.disposition, row.reason = disposition, words
    row.duplicate_of = repeated.id if repeated else None
    row.state, row.version = DispositionState.PROPOSED, row.version + 1
    row.proposed_by, row.proposed_as, row.proposed_at = person_id, role, clock.now(db.session)
    db.session.add(row)
    db.session.flush()
    return _recorded(LeafType.DISPOSITION_PROPOSE, comment, role, person_id)


def approve_disposition(*, consultation_id: str, comment_id: str, person_id: str, seen: int) -> Case:
    """Return the comment with what became of it, which everyone may read from now on and nobody can change.

    Refuses whoever proposed it, the comment's author, and the same as a proposal.
    """
    role, comment = _role_of(consultation_id, person_id), _answerable(consultation_id, comment_id)
    row = _locked(comment, seen)
    if row is None:
        raise DispositionChanged
    if not may_approve(proposer=row.proposed_by, approver=person_id, author=comment.author):
        raise ApprovalRefused
    row.state = DispositionState.APPROVED
    row.approved_by, row.approved_as, row.approved_at = person_id, role, clock.now(db.session)
    db.session.flush()
    return _recorded(LeafType.DISPOSITION_APPROVE, comment, role, person_id)


def _answerable(consultation_id: str, comment_id: str) -> Comment:
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
    if (row.version if row else 0) != seen:
        raise DispositionChanged
    return row


def _checked(reason: str) -> str:
    words = clean_text(reason)
    if words is None:
        raise TextRefused(field="reason")
    if not is_reason(words):
        raise rounds.ReasonNeeded(field="reason")
    return words


def _repeated(comment: Comment, number: int | None) -> Comment:
    """Return the comment with this number; refuse one that a duplicate may not name."""
    other = db.session.scalars(
        select(Comment).where(Comment.consultation_id == comment.consultation_id, Comment.number == number)
    ).one_or_none()
    known = outcomes_of(comment.consultation_id, [other.id], proposed=True) if other else {}
    becomes = next((outcome.disposition for outcome in known.values()), None)
    if other is None or not may_be_duplicate(comment=comment.id, other=other.id, becomes=becomes):
        raise DuplicateRefused(field="duplicate_of")
    return other


def _role_of(consultation_id: str, person_id: str) -> Role:
    """Return the role in which the person decides: an editor's work comes before an organiser's."""
    roles = consultations.roles_of(consultation_id, person_id)
    for role in (Role.EDITOR, Role.ORGANISER):
        if role in roles:
            return role
    raise Forbidden


def _recorded(kind: LeafType, comment: Comment, role: Role, person_id: str) -> Case:
    """Return the case after this step, now on record; what is proposed is nobody's to read before it is approved."""
    case = case_of(consultation_id=comment.consultation_id, comment_id=comment.id, person_id=person_id)
    outcome = outcomes_of(comment.consultation_id, [comment.id], proposed=True)[comment.id]
    is_public = outcome.is_approved and comment.attribution != Attribution.UNPUBLISHED
    moment = outcome.approved_at or outcome.proposed_at
    ledger.append(
        log_id=comment.consultation_id,
        kind=kind,
        content={
            "comment": comment.number,
            "disposition": outcome.disposition,
            "reason": outcome.reason,
            "duplicate_of": outcome.duplicate_of,
            "version": outcome.version,
        },
        at=moment,
        role=role,
        person=person_id,
        round_id=comment.round_id,
        subject=case.comment.subject,
        ref=comment.leaf,
        visible_from=moment if is_public else None,
    )
    return case
