"""Drafts that nobody has consulted on yet, taken away again."""

from sqlalchemy import delete, select

from consult.drafting.tables import Clause, ClauseLineage, ClauseText, ClauseVersion, Draft
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid


class DraftPublished(Refused):
    """A published draft stays."""

    code = "draft-published"
    status = 409
    sentence = msgid("This draft is published, and a published draft stays as it is. Bring in the next draft instead.")


def drop_draft(*, consultation_id: str, draft_id: str) -> None:
    """Take an unpublished draft away, with its words and the clauses that stand in no other draft.

    Refuses a draft that is published.
    """
    draft = db.session.get(Draft, (consultation_id, draft_id), with_for_update=True)
    if draft is None:
        raise NotFound
    if draft.published_at is not None:
        raise DraftPublished
    versions = select(ClauseVersion.id).where(
        ClauseVersion.consultation_id == consultation_id, ClauseVersion.draft_id == draft_id
    )
    elsewhere = select(ClauseVersion.clause_uid).where(ClauseVersion.consultation_id == consultation_id)
    for statement in (
        delete(ClauseText).where(
            ClauseText.consultation_id == consultation_id, ClauseText.clause_version_id.in_(versions)
        ),
        delete(ClauseLineage).where(
            ClauseLineage.consultation_id == consultation_id, ClauseLineage.draft_id == draft_id
        ),
        delete(ClauseVersion).where(
            ClauseVersion.consultation_id == consultation_id, ClauseVersion.draft_id == draft_id
        ),
        delete(Clause).where(Clause.consultation_id == consultation_id, Clause.uid.not_in(elsewhere)),
        delete(Draft).where(Draft.consultation_id == consultation_id, Draft.id == draft_id),
    ):
        db.session.execute(statement)
    db.session.flush()
    db.session.expire_all()
