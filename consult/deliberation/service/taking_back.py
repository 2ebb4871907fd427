"""Taking a proposal or an approval back, as long as nobody has acted on it since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consult.consultations.service import Role
from consult.deliberation.rules.dispositions import DispositionState
from consult.deliberation.service.dispositions import answerable, role_of, subject_of
from consult.deliberation.service.refused import DispositionChanged
from consult.deliberation.tables import Comment
from consult.deliberation.tables import Disposition as DispositionRow
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class ApprovedSince(Refused):
    """A proposal that a second person has approved is not taken back by the first."""

    code = "approved-since"
    status = 409
    sentence = msgid("Someone has approved the proposal since, so it stands. Open the comment to read the decision.")


class HeardSince(Refused):
    """A decision of which the author has said something stands."""

    code = "heard-since"
    status = 409
    sentence = msgid(
        "Someone has said since whether they are satisfied with the answer, so it stands. Open the comment to read it."
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal as it stands, so that it can be put back: its words are part of the log, and so is who proposed it."""

    version: int
    content: Mapping[str, Any] | None


def standing_of(*, consultation_id: str, comment_id: str) -> Standing:
    """Return what is proposed on a comment now, to be given back to `withdraw_proposal`; no content where nothing is."""
    row = _row(consultation_id, comment_id)
    if row is None or row.state == DispositionState.WITHDRAWN:
        return Standing(0, None)
    content = {
        "disposition": row.disposition,
        "reason": row.reason,
        "wording": row.wording,
        "duplicate_of": row.duplicate_of,
        "proposed_by": row.proposed_by,
        "proposed_as": row.proposed_as,
        "proposed_at": clock.to_text(row.proposed_at),
    }
    return Standing(row.version, content)


def withdraw_proposal(
    *, consultation_id: str, comment_id: str, person_id: str, seen: int, before: Mapping[str, Any] | None
) -> None:
    """Take one's own proposal back and put `before` in its place, which `standing_of` gave; None puts nothing there.

    Refuses `disposition-changed` where another proposal has taken its place, `approved-since`, and a round whose
    comments are not being answered.
    """
    role, comment = role_of(consultation_id, person_id), answerable(consultation_id, comment_id)
    row = _row(consultation_id, comment_id)
    if row is not None and row.state == DispositionState.APPROVED:
        raise ApprovedSince
    if row is None or row.state != DispositionState.PROPOSED or (row.version, row.proposed_by) != (seen, person_id):
        raise DispositionChanged
    if before is None:
        row.state = DispositionState.WITHDRAWN
    else:
        row.disposition, row.reason = before["disposition"], before["reason"]
        row.wording, row.duplicate_of = before["wording"], before["duplicate_of"]
        row.proposed_by, row.proposed_as = before["proposed_by"], before["proposed_as"]
        row.proposed_at = clock.from_text(before["proposed_at"])
        row.version += 1
    _record(comment, row, role, person_id, taken_back=DispositionState.PROPOSED)


def withdraw_approval(*, consultation_id: str, comment_id: str, person_id: str, seen: int) -> None:
    """Take one's own approval back: what was proposed waits for a second person again, and nobody else reads it.

    Refuses `disposition-changed` where someone has acted on it, `heard-since`, and a round whose comments are not
    being answered.
    """
    role, comment = role_of(consultation_id, person_id), answerable(consultation_id, comment_id)
    row = _row(consultation_id, comment_id)
    if row is None or row.state != DispositionState.APPROVED or (row.version, row.approved_by) != (seen, person_id):
        raise DispositionChanged
    if row.satisfaction is not None:
        raise HeardSince
    row.state = DispositionState.PROPOSED
    row.approved_by = row.approved_as = row.approved_at = row.clause_change_id = None
    _record(comment, row, role, person_id, taken_back=DispositionState.APPROVED)


def _row(consultation_id: str, comment_id: str) -> DispositionRow | None:
    """Return the decision on a comment; nobody else can change it before this transaction ends."""
    return db.session.get(DispositionRow, (consultation_id, comment_id), with_for_update=True, populate_existing=True)


def _record(comment: Comment, row: DispositionRow, role: Role, person_id: str, *, taken_back: DispositionState) -> None:
    db.session.flush()
    moment: datetime = clock.now(db.session)
    was_public = taken_back is DispositionState.APPROVED
    ledger.append(
        log_id=comment.consultation_id,
        kind=LeafType.DISPOSITION_WITHDRAW,
        content={"comment": comment.number, "taken_back": taken_back, "version": row.version},
        at=moment,
        role=role,
        person=person_id,
        round_id=comment.round_id,
        subject=subject_of(comment),
        ref=comment.leaf,
        visible_from=moment if was_public else None,
    )
