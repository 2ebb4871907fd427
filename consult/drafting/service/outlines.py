"""A draft that is being written, taken up as an outline and laid down again, its numbers and its lineage true to it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, cast, delete, select, update

from consult.drafting.rules import Lineage, NegotiationState, Part, TextStatus, part_digest, text_digest
from consult.drafting.rules.outline import Entry, Outline, renumbered
from consult.drafting.rules.tracing import Link, Trace, links_of, trace
from consult.drafting.rules.wording import Words
from consult.drafting.service.confirming import unconfirm
from consult.drafting.service.following import draft_before, known_clauses
from consult.drafting.service.hindering import telling
from consult.drafting.service.reading import DraftView, draft_view, list_lineage
from consult.drafting.service.working import draft_in_work
from consult.drafting.tables import (
    Clause,
    ClauseLineage,
    ClauseText,
    ClauseTextRevision,
    ClauseVersion,
    Concordance,
    Draft,
    TranslationIssue,
)
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Work:
    """An unpublished draft that nobody else changes meanwhile: its parts, those of the draft before, and what became of them."""

    draft: Draft
    outline: tuple[Entry, ...]
    before: tuple[Entry, ...]
    links: frozenset[Link]
    moved: frozenset[str]


def take_up(consultation_id: str, draft_id: str) -> Work:
    """Return an unpublished draft to work on; refuse `not-found`, and a published one."""
    draft = draft_in_work(consultation_id, draft_id)
    before = draft_before(draft)
    rows = [Trace(Lineage(kind), origin, to) for kind, origin, to in list_lineage(consultation_id, draft_id)]
    return Work(
        draft=draft,
        outline=outline_of(draft),
        before=outline_of(before) if before else (),
        links=frozenset(links_of(rows)),
        moved=frozenset(row.successor for row in rows if row.kind is Lineage.MOVED and row.successor),
    )


def outline_of(draft: Draft | DraftView) -> tuple[Entry, ...]:
    """Return the parts of a draft with their words in its own language."""
    numbers = dict(
        db.session.execute(
            select(ClauseVersion.clause_uid, ClauseVersion.number).where(
                ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id
            )
        ).all()
    )
    return tuple(
        Entry(one.uid, one.kind, one.parent_uid, numbers[one.uid], Words(one.heading, one.text))
        for one in known_clauses(draft.consultation_id, draft.id)
    )


def lay_down(
    work: Work, after: Outline, *, links: Iterable[Link] | None = None, moved: Collection[str] = ()
) -> DraftView:
    """Return the draft with its parts as they are from now on, their numbers and the lineage true to them.

    Nobody has confirmed it any more. `links` say what became of the clauses of the draft before, where that differs
    from what it was, `moved` which parts have just been moved. Refuses numbers that would be too long.
    """
    with telling():
        numbered = renumbered(after, work.outline)
    said = {(one.uid, one.kind, one.words) for one in work.outline}
    fresh = [one for one in numbered if (one.uid, one.kind, one.words) not in said]
    _take_away(work.draft, {one.uid for one in work.outline} - {one.uid for one in numbered})
    write_parts(work.draft, numbered)
    if work.before:
        found = work.links if links is None else links
        write_lineage(work.draft, trace(work.before, numbered, set(found), {*work.moved, *moved}))
    scope = {"consultation_id": work.draft.consultation_id, "draft_id": work.draft.id}
    unconfirm(**scope, clauses={one.uid for one in fresh})
    return draft_view(work.draft)


def write_parts(draft: Draft, outline: Outline) -> None:
    """Have a draft hold these parts in this order, with their numbers and what they say in its own language."""
    scope = {"consultation_id": draft.consultation_id, "draft_id": draft.id}
    ids = dict(db.session.execute(select(ClauseVersion.clause_uid, ClauseVersion.id).filter_by(**scope)).all())
    _add_clauses(draft, {one.uid for one in outline} - set(ids))
    free = {"position": -1 - ClauseVersion.position, "number": "~" + cast(ClauseVersion.position, String)}
    db.session.execute(
        update(ClauseVersion).filter_by(**scope).values(free).execution_options(synchronize_session=False)
    )
    places = [(one, {**scope, **_standing(one, place)}) for place, one in enumerate(outline)]
    known = [{"id": ids[one.uid], **values} for one, values in places if one.uid in ids]
    if known:
        db.session.execute(update(ClauseVersion), known)
    db.session.expire_all()
    made = [
        ClauseVersion(id=new_id(), clause_uid=one.uid, negotiation_state=NegotiationState.OPEN, **values)
        for one, values in places
        if one.uid not in ids
    ]
    db.session.add_all(made)
    db.session.flush()
    _write_words(draft, outline, {**ids, **{one.clause_uid: one.id for one in made}})


def write_lineage(draft: Draft, traces: Sequence[Trace]) -> None:
    """Have a draft say this of what became of each clause; what was noted beside a row that stays is kept."""
    rows = db.session.scalars(
        select(ClauseLineage).filter_by(consultation_id=draft.consultation_id, draft_id=draft.id)
    ).all()
    kept = {(row.from_uid, row.to_uid): row for row in rows}
    for one in traces:
        row = kept.pop((one.origin, one.successor), None)
        if row is None:
            row = ClauseLineage(
                consultation_id=draft.consultation_id,
                id=new_id(),
                draft_id=draft.id,
                from_uid=one.origin,
                to_uid=one.successor,
            )
            db.session.add(row)
        row.kind = one.kind
    for row in kept.values():
        db.session.delete(row)
    db.session.flush()


def _take_away(draft: Draft, uids: Collection[str]) -> None:
    """Take clauses out of a draft, with everything that was kept of their words in it; their identity stays."""
    if not uids:
        return
    scope = {"consultation_id": draft.consultation_id}
    ids = select(ClauseVersion.id).filter_by(**scope, draft_id=draft.id).where(ClauseVersion.clause_uid.in_(uids))
    for table in (ClauseText, ClauseTextRevision, Concordance, TranslationIssue):
        db.session.execute(delete(table).filter_by(**scope).where(table.clause_version_id.in_(ids)))
    db.session.execute(
        delete(ClauseVersion).filter_by(**scope, draft_id=draft.id).where(ClauseVersion.clause_uid.in_(uids))
    )


def _add_clauses(draft: Draft, uids: Collection[str]) -> None:
    """Give parts an identity that no draft has held yet."""
    held = select(Clause.uid).where(Clause.consultation_id == draft.consultation_id, Clause.uid.in_(uids))
    new = set(uids) - set(db.session.scalars(held))
    db.session.add_all(Clause(consultation_id=draft.consultation_id, uid=uid) for uid in sorted(new))
    db.session.flush()


def _standing(one: Entry, place: int) -> dict[str, Any]:
    return {
        "parent_uid": one.parent,
        "kind": one.kind,
        "position": place,
        "number": one.number,
        "sha256": part_digest(Part(one.kind, one.number, one.words.heading, one.words.text)),
    }


def _write_words(draft: Draft, outline: Outline, ids: Mapping[str, str]) -> None:
    """Keep what parts say where that is new; words in other languages stay, and count as outdated by themselves."""
    scope = {"consultation_id": draft.consultation_id, "lang": draft.language}
    rows = db.session.scalars(
        select(ClauseText).filter_by(**scope).where(ClauseText.clause_version_id.in_(ids.values()))
    )
    known = {row.clause_version_id: row for row in rows}
    moment = clock.now(db.session)
    for one in outline:
        version_id, digest = ids[one.uid], text_digest(one.words.heading, one.words.text)
        row = known.get(version_id) or ClauseText(
            **scope, clause_version_id=version_id, status=TextStatus.AUTHORITATIVE, source_sha256=""
        )
        if row.source_sha256 != digest:
            row.heading, row.text = one.words.heading, one.words.text
            row.source_sha256, row.at = digest, moment
            db.session.add(row)
    db.session.flush()
