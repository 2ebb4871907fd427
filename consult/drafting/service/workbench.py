"""Translations as translators see them: how far a language has come, and each clause beside its source."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select

from consult.drafting.rules import Piece, redline, text_digest
from consult.drafting.rules.tokens import squeezed
from consult.drafting.rules.translation import MISSING, Progress, progress_of, status_now
from consult.drafting.rules.wording import Words
from consult.drafting.service.reading import ClauseView, DraftView, clause_by_uid, clauses_of
from consult.drafting.service.revisions import latest_numbers, latest_revision, revisions_of, words_with_digest
from consult.drafting.tables import ClauseText, ClauseTextRevision, ClauseVersion
from consult.kernel.db import db


@dataclass(frozen=True, slots=True)
class Revised:
    """One version of a translation, and what it changed in the version before it."""

    version: int
    status: str
    heading: str
    text: str
    by_person: str | None
    at: datetime
    note: str
    changed_heading: tuple[Piece, ...]
    changed_text: tuple[Piece, ...]

    @property
    def is_reworded(self) -> bool:
        """Whether it says something else than the version before it."""
        return any(piece.kind != "kept" for piece in (*self.changed_heading, *self.changed_text))


@dataclass(frozen=True, slots=True)
class Standing:
    """What a clause is in one language: its source, and the words readers are shown, whose status is told.

    `waits` says that newer words wait for a review. `translator` and `reviewed_by` are people's ids.
    """

    source: ClauseView
    lang: str
    status: str
    words: Words | None
    waits: bool
    translator: str | None
    reviewed_by: str | None
    at: datetime | None

    @property
    def is_machine_made(self) -> bool:
        """Whether nobody but a machine has written these words."""
        return self.status == "machine"


@dataclass(frozen=True, slots=True)
class Work:
    """A clause to be translated: how it stands, its newest words, what changed in the source since, and its history."""

    standing: Standing
    newest: Words
    seen: int
    newest_by: str | None
    newest_status: str
    source_heading: tuple[Piece, ...]
    source_text: tuple[Piece, ...]
    history: tuple[Revised, ...]


def standings_of(draft: DraftView, lang: str) -> list[Standing]:
    """Return how each part of the draft stands in a language, in the order of the text."""
    sources = clauses_of(draft, lang=draft.language)
    texts = _texts_of(draft, lang)
    numbers = latest_numbers(draft.consultation_id, [one.version_id for one in sources], lang)
    waiting = _waiting(draft, lang, numbers, texts)
    return [_standing(one, lang, texts.get(one.version_id), waits=one.version_id in waiting) for one in sources]


def translation_progress(draft: DraftView, lang: str, *, kinds: Collection[str] = ()) -> Progress:
    """Return how far a draft is translated, its parts of some kinds only where kinds are named."""
    sources = [one for one in clauses_of(draft, lang=draft.language) if not kinds or one.kind in kinds]
    if lang == draft.language:
        return progress_of(one.status for one in sources)
    texts = _texts_of(draft, lang)
    return progress_of(_status(one, texts.get(one.version_id)) for one in sources)


def languages_of(draft: DraftView) -> list[str]:
    """Return the languages in which some part of the draft has words, the one that it is written in first."""
    rows = db.session.scalars(
        select(ClauseText.lang)
        .join(
            ClauseVersion,
            (ClauseVersion.consultation_id == ClauseText.consultation_id)
            & (ClauseVersion.id == ClauseText.clause_version_id),
        )
        .where(ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id)
        .distinct()
    )
    return sorted(rows, key=lambda lang: (lang != draft.language, lang))


def standing_of(draft: DraftView, uid: str, lang: str) -> Standing:
    """Return how one part of the draft stands in a language; refuse `not-found`."""
    source = clause_by_uid(draft, uid, lang=draft.language)
    row = db.session.get(ClauseText, (draft.consultation_id, source.version_id, lang))
    latest = latest_revision(draft.consultation_id, source.version_id, lang)
    waits = latest is not None and row is not None and _is_newer(latest, row)
    return _standing(source, lang, row, waits=waits)


def work_on(draft: DraftView, uid: str, lang: str) -> Work:
    """Return what a translator of one part of the draft needs to see; refuse `not-found`."""
    standing = standing_of(draft, uid, lang)
    source = standing.source
    kept = revisions_of(draft.consultation_id, source.version_id, lang)
    newest = kept[-1] if kept else None
    row = db.session.get(ClauseText, (draft.consultation_id, source.version_id, lang))
    made_from = newest.source_sha256 if newest else row.source_sha256 if row else None
    heading, text = _source_since(draft.consultation_id, source, made_from)
    words = Words(newest.heading, newest.text) if newest else standing.words or Words("", "")
    source_now = text_digest(source.heading, source.text)
    return Work(
        standing=standing,
        newest=words,
        seen=newest.version if newest else 0,
        newest_by=newest.by_person if newest else standing.translator,
        newest_status=status_now(newest.status, newest.source_sha256, source_now) if newest else standing.status,
        source_heading=heading,
        source_text=text,
        history=_history(kept),
    )


def improved_at(draft: DraftView, version_id: str, lang: str) -> datetime | None:
    """Return when the words readers are shown in a language took the place of others, or None if they never did."""
    kept = revisions_of(draft.consultation_id, version_id, lang)
    shown = [one for one in kept if one.status not in {"draft", "machine", "outdated"}]
    moments = [later.at for earlier, later in pairwise(shown) if earlier.sha256 != later.sha256]
    return moments[-1] if moments else None


def _texts_of(draft: DraftView, lang: str) -> dict[str, ClauseText]:
    rows = db.session.scalars(
        select(ClauseText)
        .join(
            ClauseVersion,
            (ClauseVersion.consultation_id == ClauseText.consultation_id)
            & (ClauseVersion.id == ClauseText.clause_version_id),
        )
        .where(ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id)
        .where(ClauseText.lang == lang)
    )
    return {row.clause_version_id: row for row in rows}


def _waiting(draft: DraftView, lang: str, numbers: dict[str, int], texts: dict[str, ClauseText]) -> set[str]:
    """Return the clause versions whose newest words are not those that readers are shown."""
    rows = db.session.scalars(
        select(ClauseTextRevision)
        .where(ClauseTextRevision.consultation_id == draft.consultation_id, ClauseTextRevision.lang == lang)
        .where(ClauseTextRevision.clause_version_id.in_(numbers))
    )
    newest = (row for row in rows if row.version == numbers[row.clause_version_id])
    return {
        row.clause_version_id
        for row in newest
        if row.clause_version_id in texts and _is_newer(row, texts[row.clause_version_id])
    }


def _is_newer(latest: ClauseTextRevision, row: ClauseText) -> bool:
    return latest.sha256 != text_digest(row.heading, row.text)


def _status(source: ClauseView, row: ClauseText | None) -> str:
    if row is None:
        return MISSING
    return str(status_now(row.status, row.source_sha256, text_digest(source.heading, source.text)))


def _standing(source: ClauseView, lang: str, row: ClauseText | None, *, waits: bool) -> Standing:
    return Standing(
        source=source,
        lang=lang,
        status=_status(source, row),
        words=Words(row.heading, row.text) if row else None,
        waits=waits,
        translator=row.translator if row else None,
        reviewed_by=row.reviewed_by if row else None,
        at=row.at if row else None,
    )


def _source_since(
    consultation_id: str, source: ClauseView, made_from: str | None
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return what changed in the source since a translation was made from it; nothing where that is not known."""
    if made_from is None or made_from == text_digest(source.heading, source.text):
        return (), ()
    before = words_with_digest(consultation_id, made_from)
    if before is None:
        return (), ()
    return _redlines(before, (source.heading, source.text))


def _history(kept: Sequence[ClauseTextRevision]) -> tuple[Revised, ...]:
    found: list[Revised] = []
    before = ("", "")
    for one in kept:
        words = (one.heading, one.text)
        heading, text = _redlines(before, words) if found else _redlines(words, words)
        found.append(
            Revised(one.version, one.status, one.heading, one.text, one.by_person, one.at, one.note, heading, text)
        )
        before = words
    return tuple(found)


def _redlines(before: tuple[str, str], after: tuple[str, str]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    return redline(squeezed(before[0]), squeezed(after[0])), redline(squeezed(before[1]), squeezed(after[1]))
