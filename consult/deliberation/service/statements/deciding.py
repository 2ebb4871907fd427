"""What moderators decide on a statement, as it is kept with it."""

from consult.deliberation.rules.words import Moderated
from consult.deliberation.service.statements.views import StatementView, statement_row, statement_view
from consult.kernel import clock
from consult.kernel.db import db


def set_moderated(
    *, consultation_id: str, statement_id: str, to: Moderated, rule: str | None = None, note: str | None = None
) -> StatementView | None:
    """Return the statement, accepted or rejected from now on; None where it is so already or was withdrawn.

    Its words are never changed, and the answers that it has stay. Refuses `not-found`.
    """
    row = statement_row(consultation_id, statement_id)
    if row.withdrawn_at is not None or row.moderated == to:
        return None
    row.moderated, row.decided_at = to, clock.now(db.session)
    row.rejected_under, row.rejected_note = (rule, note) if to is Moderated.REJECTED else (None, None)
    db.session.flush()
    return statement_view(row)
