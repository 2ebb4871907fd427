"""Drafts that are still being worked on."""

from consult.drafting.tables import Draft
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid


class DraftPublished(Refused):
    """A published draft stays."""

    code = "draft-published"
    status = 409
    sentence = msgid("This draft is published, and a published draft stays as it is. Bring in the next draft instead.")


def draft_in_work(consultation_id: str, draft_id: str) -> Draft:
    """Return the row of a draft that is not published, which nobody else changes meanwhile.

    Refuses `not-found`, and a draft that is published.
    """
    draft = db.session.get(Draft, (consultation_id, draft_id), with_for_update=True)
    if draft is None:
        raise NotFound
    if draft.published_at is not None:
        raise DraftPublished
    return draft
