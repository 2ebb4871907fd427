"""Translations go along to the next draft: as they are where the source is unchanged, as outdated where it is not."""

from sqlalchemy import select

from consult.drafting.rules import text_digest
from consult.drafting.tables import ClauseText, ClauseTextRevision, ClauseVersion, Draft
from consult.kernel.db import db


def carry_texts(*, consultation_id: str, draft_id: str) -> int:
    """Return how many texts in other languages a draft took over from the draft before it.

    A clause that kept its identity keeps its translations, with who made and who reviewed them; where its source
    reads differently they are outdated. Words that the draft has in a language already stay.
    """
    draft = db.session.get_one(Draft, (consultation_id, draft_id))
    before = db.session.scalars(
        select(Draft)
        .where(Draft.consultation_id == consultation_id, Draft.number < draft.number)
        .order_by(Draft.number.desc())
        .limit(1)
    ).one_or_none()
    if before is None:
        return 0
    places, known = _followed(before, draft), _texts(draft)
    carried = [
        _carried(row, places[row.clause_version_id])
        for row in _texts(before).values()
        if row.clause_version_id in places
        and row.lang != before.language
        and (places[row.clause_version_id], row.lang) not in known
    ]
    db.session.add_all(carried)
    db.session.add_all(_first_version(row) for row in carried)
    db.session.flush()
    return len(carried)


def _followed(before: Draft, draft: Draft) -> dict[str, str]:
    """Return which clause version of the later draft is the clause of each version of the earlier one."""
    later = _places(draft)
    return {version: later[uid] for uid, version in _places(before).items() if uid in later}


def _places(draft: Draft) -> dict[str, str]:
    rows = db.session.execute(
        select(ClauseVersion.clause_uid, ClauseVersion.id).where(
            ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id
        )
    )
    return {uid: version for uid, version in rows}  # noqa: C416 - a row is no pair for dict()


def _texts(draft: Draft) -> dict[tuple[str, str], ClauseText]:
    rows = db.session.scalars(
        select(ClauseText)
        .join(
            ClauseVersion,
            (ClauseVersion.consultation_id == ClauseText.consultation_id)
            & (ClauseVersion.id == ClauseText.clause_version_id),
        )
        .where(ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id)
    )
    return {(row.clause_version_id, row.lang): row for row in rows}


def _carried(row: ClauseText, version_id: str) -> ClauseText:
    """Return the words for another version of the clause; its source's digest tells whether they are outdated there."""
    return ClauseText(
        consultation_id=row.consultation_id,
        clause_version_id=version_id,
        lang=row.lang,
        heading=row.heading,
        text=row.text,
        status=row.status,
        translator=row.translator,
        reviewed_by=row.reviewed_by,
        source_sha256=row.source_sha256,
        at=row.at,
    )


def _first_version(row: ClauseText) -> ClauseTextRevision:
    return ClauseTextRevision(
        consultation_id=row.consultation_id,
        clause_version_id=row.clause_version_id,
        lang=row.lang,
        version=1,
        heading=row.heading,
        text=row.text,
        status=row.status,
        by_person=row.reviewed_by or row.translator,
        source_sha256=row.source_sha256,
        sha256=text_digest(row.heading, row.text),
        at=row.at,
    )
