"""The words of clause versions in the language in which their drafts were written."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from consult.drafting.tables import ClauseText, ClauseVersion, Draft
from consult.kernel.db import db


@dataclass(frozen=True, slots=True)
class SourceWords:
    """What a clause says in one draft, in the language in which that draft was written."""

    heading: str
    text: str
    lang: str


def source_words(consultation_id: str, version_ids: Iterable[str]) -> dict[str, SourceWords]:
    """Return the words of these clause versions in their source language, by version."""
    wanted = set(version_ids)
    if not wanted:
        return {}
    rows = db.session.execute(
        select(ClauseText.clause_version_id, ClauseText.heading, ClauseText.text, ClauseText.lang)
        .join(
            ClauseVersion,
            (ClauseVersion.consultation_id == ClauseText.consultation_id)
            & (ClauseVersion.id == ClauseText.clause_version_id),
        )
        .join(Draft, (Draft.consultation_id == ClauseVersion.consultation_id) & (Draft.id == ClauseVersion.draft_id))
        .where(ClauseText.consultation_id == consultation_id, ClauseText.clause_version_id.in_(wanted))
        .where(ClauseText.lang == Draft.language)
    )
    return {version: SourceWords(heading, text, lang) for version, heading, text, lang in rows}
