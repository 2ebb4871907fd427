"""Every wording of a draft's clauses."""

from sqlalchemy import select

from consult.drafting.service.reading import DraftView
from consult.drafting.tables import ClauseText, ClauseVersion
from consult.kernel.db import db


def every_text(draft: DraftView) -> dict[str, tuple[str, ...]]:
    """Return what each clause of a draft says, in the order of the draft: in its own language first, then in the others."""
    rows = db.session.execute(
        select(ClauseVersion.clause_uid, ClauseText.text)
        .join(
            ClauseText,
            (ClauseText.consultation_id == ClauseVersion.consultation_id)
            & (ClauseText.clause_version_id == ClauseVersion.id),
        )
        .where(ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id)
        .order_by(ClauseVersion.position, ClauseText.lang != draft.language, ClauseText.lang)
    )
    found: dict[str, tuple[str, ...]] = {}
    for uid, text in rows:
        found[uid] = (*found.get(uid, ()), text)
    return found


def versions_of(draft: DraftView) -> dict[str, str]:
    """Return the version of each clause of a draft, by the identity of the clause."""
    rows = db.session.execute(
        select(ClauseVersion.clause_uid, ClauseVersion.id).where(
            ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id
        )
    )
    return dict(rows.all())
