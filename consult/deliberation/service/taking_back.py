"""Taking a proposal or an approval back, as long as nobody has acted on it since."""

from collections.abc import Mapping
from typing import Any

from consult.deliberation.rules.dispositions import DispositionState
from consult.deliberation.service.deciding import Deciding
from consult.deliberation.service.dispositions import answerable
from consult.deliberation.service.refused import DispositionChanged
from consult.deliberation.tables import Comment
from consult.deliberation.tables import Disposition as DispositionRow
from consult.kernel import clock
from consult.kernel.errors import Refused, msgid
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


def standing_of(on: Deciding, comment_id: str) -> Mapping[str, Any] | None:
    """Return what is proposed on a comment now, to be given back to `withdraw_proposal`; None where nothing is.

    Its words are part of the log, and so is who proposed it.
    """
    row = on.rows.get(comment_id)
    if row is None or row.state == DispositionState.WITHDRAWN:
        return None
    return {
        "disposition": row.disposition,
        "reason": row.reason,
        "wording": row.wording,
        "duplicate_of": row.duplicate_of,
        "proposed_by": row.proposed_by,
        "proposed_as": row.proposed_as,
        "proposed_at": clock.to_text(row.proposed_at),
    }


def withdraw_proposal(on: Deciding, comment_id: str, *, seen: int, before: Mapping[str, Any] | None) -> None:
    """Take one's own proposal back and put `before` in its place, which `standing_of` gave; None puts nothing there.

    Refuses `disposition-changed` where another proposal has taken its place, `approved-since`, and a round whose
    comments are not being answered.
    """
    comment, row = answerable(on, comment_id), on.rows.get(comment_id)
    if row is not None and row.state == DispositionState.APPROVED:
        raise ApprovedSince
    if row is None or row.state != DispositionState.PROPOSED or (row.version, row.proposed_by) != (seen, on.person_id):
        raise DispositionChanged
    if before is None:
        row.state = DispositionState.WITHDRAWN
    else:
        row.disposition, row.reason = before["disposition"], before["reason"]
        row.wording, row.duplicate_of = before["wording"], before["duplicate_of"]
        row.proposed_by, row.proposed_as = before["proposed_by"], before["proposed_as"]
        row.proposed_at = clock.from_text(before["proposed_at"])
        row.version += 1
    _record(on, comment, row, taken_back=DispositionState.PROPOSED)


def withdraw_approval(on: Deciding, comment_id: str, *, seen: int) -> None:
    """Take one's own approval back: what was proposed waits for a second person again, and nobody else reads it.

    Refuses `disposition-changed` where someone has acted on it, `heard-since`, and a round whose comments are not
    being answered.
    """
    comment, row = answerable(on, comment_id), on.rows.get(comment_id)
    if row is None or row.state != DispositionState.APPROVED or (row.version, row.approved_by) != (seen, on.person_id):
        raise DispositionChanged
    if row.satisfaction is not None:
        raise HeardSince
    row.state = DispositionState.PROPOSED
    row.approved_by = row.approved_as = row.approved_at = row.clause_change_id = None
    _record(on, comment, row, taken_back=DispositionState.APPROVED)


def _record(on: Deciding, comment: Comment, row: DispositionRow, *, taken_back: DispositionState) -> None:
    on.record(
        LeafType.DISPOSITION_WITHDRAW,
        comment,
        {"taken_back": taken_back, "version": row.version},
        role=on.role,
        person=on.person_id,
        at=on.moment,
        is_public=taken_back is DispositionState.APPROVED,
    )
