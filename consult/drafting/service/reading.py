"""Drafts as they are read: in the reader's language where its words are there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from consult.drafting.rules import TextStatus
from consult.drafting.rules.lines import Passage, numbered_lines
from consult.drafting.tables import ClauseLineage, ClauseText, ClauseVersion, Draft
from consult.kernel.db import db
from consult.kernel.errors import NotFound

RELIABLE = frozenset({TextStatus.AUTHORITATIVE, TextStatus.OFFICIAL, TextStatus.HUMAN_REVIEWED})
"""The states in which words in another language stand for the source's."""


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as other rooms see it."""

    id: str
    consultation_id: str
    number: int
    title: str
    symbol: str | None
    stage: str
    language: str
    sha256: str | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A part of a draft in the reader's language; `lang` says which language its words really are in."""

    uid: str
    version_id: str
    draft_id: str
    draft_number: int
    parent_uid: str | None
    kind: str
    position: int
    number: str
    heading: str
    text: str
    lang: str
    status: str
    is_source: bool

    @property
    def subject(self) -> str:
        """How leaves of the log name the clause in this version."""
        return subject_of(self.uid, self.version_id)


def subject_of(uid: str, version_id: str) -> str:
    """Return how leaves of the log name a clause in one version."""
    return f"clause:{uid}:{version_id}"


def latest_draft(consultation_id: str, *, published: bool = False) -> DraftView | None:
    """Return the newest draft, or the newest published one, or None."""
    wanted = select(Draft).where(Draft.consultation_id == consultation_id).order_by(Draft.number.desc()).limit(1)
    if published:
        wanted = wanted.where(Draft.published_at.is_not(None))
    row = db.session.scalars(wanted).one_or_none()
    return draft_view(row) if row else None


def draft_by_id(consultation_id: str, draft_id: str) -> DraftView:
    """Return the draft; refuse `not-found`."""
    row = db.session.get(Draft, (consultation_id, draft_id))
    if row is None:
        raise NotFound
    return draft_view(row)


def draft_by_number(consultation_id: str, number: int) -> DraftView:
    """Return the draft with this number; refuse `not-found`."""
    row = db.session.scalars(
        select(Draft).where(Draft.consultation_id == consultation_id, Draft.number == number)
    ).one_or_none()
    if row is None:
        raise NotFound
    return draft_view(row)


def list_drafts(consultation_id: str) -> list[DraftView]:
    """Return every draft, first to last."""
    rows = db.session.scalars(select(Draft).where(Draft.consultation_id == consultation_id).order_by(Draft.number))
    return [draft_view(row) for row in rows]


def clauses_of(draft: DraftView, *, lang: str) -> list[ClauseView]:
    """Return the draft's parts in order, each in the reader's language where its words are reliable, else in the source's."""
    versions = db.session.scalars(
        select(ClauseVersion)
        .where(ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id)
        .order_by(ClauseVersion.position)
    ).all()
    texts = _texts(draft, {draft.language, lang})
    return [_clause_view(draft, version, texts, lang) for version in versions]


def lines_of(clauses: Iterable[ClauseView]) -> tuple[Passage, ...]:
    """Return the fixed rendering of a draft, given by its parts in their own language: numbered lines for each part."""
    return numbered_lines((one.uid, one.number, one.heading, one.text) for one in clauses)


def clause_by_number(draft: DraftView, number: str, *, lang: str) -> ClauseView:
    """Return the part with this number; refuse `not-found`."""
    return _one_clause(draft, ClauseVersion.number == number, lang)


def clause_by_uid(draft: DraftView, uid: str, *, lang: str) -> ClauseView:
    """Return the part with this identity; refuse `not-found`."""
    return _one_clause(draft, ClauseVersion.clause_uid == uid, lang)


def newest_version(consultation_id: str, uid: str) -> tuple[DraftView, str]:
    """Return the newest published draft that holds the clause, and its number there; refuse `not-found`."""
    row = db.session.execute(
        select(Draft, ClauseVersion.number)
        .join(
            ClauseVersion,
            (ClauseVersion.consultation_id == Draft.consultation_id) & (ClauseVersion.draft_id == Draft.id),
        )
        .where(Draft.consultation_id == consultation_id, ClauseVersion.clause_uid == uid)
        .where(Draft.published_at.is_not(None))
        .order_by(Draft.number.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotFound
    return draft_view(row[0]), row[1]


def list_lineage(consultation_id: str, draft_id: str) -> list[tuple[str, str | None, str | None]]:
    """Return what became of each clause on the way to this draft: (kind, from, to)."""
    rows = db.session.execute(
        select(ClauseLineage.kind, ClauseLineage.from_uid, ClauseLineage.to_uid).where(
            ClauseLineage.consultation_id == consultation_id, ClauseLineage.draft_id == draft_id
        )
    )
    return [(kind, origin, successor) for kind, origin, successor in rows]


def count_clauses(draft: DraftView, kinds: Iterable[str]) -> int:
    """Return how many parts of these kinds the draft has."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(ClauseVersion)
            .where(ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id)
            .where(ClauseVersion.kind.in_(set(kinds)))
        )
        or 0
    )


def _texts(draft: DraftView, langs: set[str]) -> Mapping[tuple[str, str], ClauseText]:
    rows = db.session.scalars(
        select(ClauseText)
        .join(
            ClauseVersion,
            (ClauseVersion.consultation_id == ClauseText.consultation_id)
            & (ClauseVersion.id == ClauseText.clause_version_id),
        )
        .where(ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id)
        .where(ClauseText.lang.in_(langs))
    )
    return {(row.clause_version_id, row.lang): row for row in rows}


def _one_clause(draft: DraftView, condition: ColumnElement[bool], lang: str) -> ClauseView:
    version = db.session.scalars(
        select(ClauseVersion)
        .where(ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id)
        .where(condition)
    ).one_or_none()
    if version is None:
        raise NotFound
    return _clause_view(draft, version, _texts(draft, {draft.language, lang}), lang)


def _clause_view(
    draft: DraftView, version: ClauseVersion, texts: Mapping[tuple[str, str], ClauseText], lang: str
) -> ClauseView:
    words = texts.get((version.id, lang))
    if words is None or words.status not in RELIABLE:
        words = texts[version.id, draft.language]
    return ClauseView(
        uid=version.clause_uid,
        version_id=version.id,
        draft_id=draft.id,
        draft_number=draft.number,
        parent_uid=version.parent_uid,
        kind=version.kind,
        position=version.position,
        number=version.number,
        heading=words.heading,
        text=words.text,
        lang=words.lang,
        status=words.status,
        is_source=words.lang == draft.language,
    )


def draft_view(row: Draft) -> DraftView:
    """Return the row as other rooms see it."""
    return DraftView(
        id=row.id,
        consultation_id=row.consultation_id,
        number=row.number,
        title=row.title,
        symbol=row.symbol,
        stage=row.stage,
        language=row.language,
        sha256=row.sha256,
        published_at=row.published_at,
    )
