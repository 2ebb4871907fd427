"""The words of an objection, hidden and shown again; the objection itself stays where it is, and as it stands."""

from consult.deliberation.service.objections.raising import locked_objection
from consult.deliberation.service.objections.views import ObjectionView, objection_views
from consult.kernel.db import db


def set_hidden(*, consultation_id: str, number: int, rule: str | None, note: str | None) -> ObjectionView | None:
    """Return the objection with its words hidden under a rule, or shown again where there is none; refuse `not-found`.

    None where they are hidden already, or shown.
    """
    row = locked_objection(consultation_id, number)
    if (row.hidden_under is None) is (rule is None):
        return None
    row.hidden_under, row.hidden_note = rule, note
    db.session.flush()
    return objection_views(consultation_id, [row])[0]
