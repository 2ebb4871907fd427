"""Drafts as they are read: in the reader's language where its words are there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from consult.drafting.rules import HEADINGS, ClauseKind, Figure, figure_of
from consult.drafting.rules.footnotes import MARK, runs_of
from consult.drafting.rules.grids import Grid, grid_of
from consult.drafting.rules.lines import Passage, numbered_lines
from consult.drafting.rules.translation import RELIABLE, status_now
from consult.drafting.tables import ClauseLineage, ClauseText, ClauseVersion, Draft
from consult.kernel.db import db
from consult.kernel.errors import NotFound


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
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A part of a draft in the reader's language; `lang` says which language its words really are in.

    `unreliable` is the status of words in the reader's language that do not stand for the source's, or empty.
    `footnotes` are those of the draft, label and number, where its words refer to any; of a footnote, `referred_by` is
    the number of the part that refers to it.
    """

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
    unreliable: str = ""
    footnotes: tuple[tuple[str, str], ...] = ()
    referred_by: str = ""

    @property
    def subject(self) -> str:
        """How leaves of the log name the clause in this version."""
        return subject_of(self.uid, self.version_id)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading with others under it: a principle or an annex."""
        return self.kind in HEADINGS

    @property
    def figure(self) -> Figure | None:
        """What it shows, if it is a figure."""
        return figure_of(self.text) if self.kind == ClauseKind.FIGURE else None

    @property
    def grid(self) -> Grid | None:
        """Its rows and cells, if it is a table that can be read as one."""
        return grid_of(self.text) if self.kind == ClauseKind.TABLE else None

    @property
    def runs(self) -> list[tuple[str, str]]:
        """Its words, each with the number of the footnote that it is the mark of, or with nothing."""
        numbers = dict(self.footnotes)
        return [(run.text, numbers.get(run.label or "", "")) for run in runs_of(self.plain)]

    @property
    def plain(self) -> str:
        """What it says in words alone: of a figure what its image shows."""
        return self.figure.alt if self.figure else self.text or self.heading


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
    notes = _notes(draft, versions, texts)
    numbers = {version.clause_uid: version.number for version in versions}
    return [_noted(_clause_view(draft, version, texts, lang), notes, numbers) for version in versions]


def lines_of(clauses: Iterable[ClauseView]) -> tuple[Passage, ...]:
    """Return the fixed rendering of a draft, given by its parts in their own language: numbered lines for each part."""
    return numbered_lines(
        (one.uid, one.number, one.heading, one.figure.alt if one.figure else one.text) for one in clauses
    )


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
    texts = _texts(draft, {draft.language, lang})
    found = _clause_view(draft, version, texts, lang)
    if found.kind != ClauseKind.FOOTNOTE and not MARK.search(found.text):
        return found
    around = db.session.scalars(
        select(ClauseVersion)
        .where(ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id)
        .where((ClauseVersion.kind == ClauseKind.FOOTNOTE) | (ClauseVersion.clause_uid == version.parent_uid))
        .order_by(ClauseVersion.position)
    ).all()
    return _noted(found, _notes(draft, around, texts), {each.clause_uid: each.number for each in around})


def _notes(
    draft: DraftView, versions: Iterable[ClauseVersion], texts: Mapping[tuple[str, str], ClauseText]
) -> tuple[tuple[str, str], ...]:
    """Return the label and the number of each footnote; labels are the same in every language."""
    notes = (version for version in versions if version.kind == ClauseKind.FOOTNOTE)
    return tuple((texts[note.id, draft.language].heading, note.number) for note in notes)


def _noted(view: ClauseView, notes: tuple[tuple[str, str], ...], numbers: Mapping[str, str]) -> ClauseView:
    """Return the part with the footnotes that it may refer to, and with what refers to it."""
    if view.kind == ClauseKind.FOOTNOTE:
        view = replace(view, referred_by=numbers.get(view.parent_uid or "", ""))
    return replace(view, footnotes=notes) if notes and MARK.search(view.text) else view


def _clause_view(
    draft: DraftView, version: ClauseVersion, texts: Mapping[tuple[str, str], ClauseText], lang: str
) -> ClauseView:
    words = source = texts[version.id, draft.language]
    unreliable, given = "", texts.get((version.id, lang))
    if given is not None and given is not source:
        status = status_now(given.status, given.source_sha256, source.source_sha256)
        words, unreliable = (given, "") if status in RELIABLE else (source, str(status))
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
        unreliable=unreliable,
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
        revision=row.revision,
    )
