"""What is kept of the words of a clause in one language: every version, and the words that each was made from."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from consult.consultations.service import Role
from consult.drafting.rules import TextStatus, text_digest
from consult.drafting.service.reading import subject_of
from consult.drafting.tables import ClauseText, ClauseTextRevision, ClauseVersion, Draft
from consult.kernel.db import db
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


def latest_revision(consultation_id: str, version_id: str, lang: str) -> ClauseTextRevision | None:
    """Return the newest version of a clause's words in a language, or None where none is kept."""
    return db.session.scalars(
        select(ClauseTextRevision)
        .where(ClauseTextRevision.consultation_id == consultation_id)
        .where(ClauseTextRevision.clause_version_id == version_id, ClauseTextRevision.lang == lang)
        .order_by(ClauseTextRevision.version.desc())
        .limit(1)
    ).one_or_none()


def latest_numbers(consultation_id: str, version_ids: Iterable[str], lang: str) -> dict[str, int]:
    """Return the number of the newest version of each clause's words in a language, by clause version."""
    rows = db.session.execute(
        select(ClauseTextRevision.clause_version_id, func.max(ClauseTextRevision.version))
        .where(ClauseTextRevision.consultation_id == consultation_id, ClauseTextRevision.lang == lang)
        .where(ClauseTextRevision.clause_version_id.in_(set(version_ids)))
        .group_by(ClauseTextRevision.clause_version_id)
    )
    return dict(rows.all())


def revisions_of(consultation_id: str, version_id: str, lang: str) -> list[ClauseTextRevision]:
    """Return every version of a clause's words in a language, the first one first."""
    return list(
        db.session.scalars(
            select(ClauseTextRevision)
            .where(ClauseTextRevision.consultation_id == consultation_id)
            .where(ClauseTextRevision.clause_version_id == version_id, ClauseTextRevision.lang == lang)
            .order_by(ClauseTextRevision.version)
        )
    )


def keep_revision(row: ClauseText, *, by_person: str | None, note: str = "") -> ClauseTextRevision:
    """Return these words kept as the newest version in their language.

    Words that stood there before anything was kept become the first version, and so do those of the source where
    they are kept nowhere, so that what changed can always be shown.
    """
    before = latest_revision(row.consultation_id, row.clause_version_id, row.lang)
    if before is None:
        before = _keep_standing(row)
    kept = _revision(row, number=before.version + 1 if before else 1, by_person=by_person, note=note)
    db.session.add(kept)
    db.session.flush()
    return kept


def keep_source(version: ClauseVersion, draft: Draft) -> ClauseText:
    """Return the source's words of a clause, which are kept from now on whatever becomes of them."""
    source = db.session.get_one(ClauseText, (version.consultation_id, version.id, draft.language))
    digest = text_digest(source.heading, source.text)
    kept = select(ClauseTextRevision.version).where(
        ClauseTextRevision.consultation_id == version.consultation_id, ClauseTextRevision.sha256 == digest
    )
    if db.session.scalars(kept.limit(1)).one_or_none() is None:
        before = latest_revision(version.consultation_id, version.id, draft.language)
        db.session.add(_revision(source, number=before.version + 1 if before else 1, by_person=None))
        db.session.flush()
    return source


def words_with_digest(consultation_id: str, digest: str) -> tuple[str, str] | None:
    """Return the heading and the text that have this digest, or None where they are not kept."""
    kept = select(ClauseTextRevision.heading, ClauseTextRevision.text).where(
        ClauseTextRevision.consultation_id == consultation_id, ClauseTextRevision.sha256 == digest
    )
    of_a_draft = (
        select(ClauseText.heading, ClauseText.text)
        .join(
            ClauseVersion,
            (ClauseVersion.consultation_id == ClauseText.consultation_id)
            & (ClauseVersion.id == ClauseText.clause_version_id),
        )
        .join(Draft, (Draft.consultation_id == ClauseVersion.consultation_id) & (Draft.id == ClauseVersion.draft_id))
        .where(ClauseText.consultation_id == consultation_id, ClauseText.source_sha256 == digest)
        .where(ClauseText.lang == Draft.language)
    )
    for wanted in (kept, of_a_draft):
        found = db.session.execute(wanted.limit(1)).one_or_none()
        if found is not None:
            return found.heading, found.text
    return None


def record_text(version: ClauseVersion, kept: ClauseTextRevision, *, role: Role = Role.TRANSLATOR) -> None:
    """Put a version of a translation on record: what it says, and which words of the source it was made from."""
    ledger.append(
        log_id=version.consultation_id,
        kind=LeafType.TRANSLATION_PUBLISH,
        content={
            "lang": kept.lang,
            "status": str(kept.status),
            "sha256": kept.sha256,
            "source_sha256": kept.source_sha256,
        },
        at=kept.at,
        role=role,
        person=kept.by_person,
        subject=subject_of(version.clause_uid, version.id),
        visible_from=kept.at,
    )


def new_text(
    version: ClauseVersion,
    source: ClauseText,
    *,
    lang: str,
    words: tuple[str, str],
    status: TextStatus,
    translator: str | None,
    reviewed_by: str | None,
    at: datetime,
) -> ClauseText:
    """Return words of a clause in another language, made from the source as it stands, which nothing holds yet."""
    heading, text = words
    return ClauseText(
        consultation_id=version.consultation_id,
        clause_version_id=version.id,
        lang=lang,
        heading=heading,
        text=text,
        status=status,
        translator=translator,
        reviewed_by=reviewed_by,
        source_sha256=text_digest(source.heading, source.text),
        at=at,
    )


def _keep_standing(row: ClauseText) -> ClauseTextRevision | None:
    standing = db.session.get(ClauseText, (row.consultation_id, row.clause_version_id, row.lang))
    if standing is None:
        return None
    kept = _revision(standing, number=1, by_person=standing.reviewed_by or standing.translator)
    db.session.add(kept)
    db.session.flush()
    return kept


def _revision(row: ClauseText, *, number: int, by_person: str | None, note: str = "") -> ClauseTextRevision:
    return ClauseTextRevision(
        consultation_id=row.consultation_id,
        clause_version_id=row.clause_version_id,
        lang=row.lang,
        version=number,
        heading=row.heading,
        text=row.text,
        status=row.status,
        by_person=by_person,
        source_sha256=row.source_sha256,
        sha256=text_digest(row.heading, row.text),
        note=note,
        at=row.at,
    )
