"""What each change of a draft goes back to: who drafted it and why, its class, its sources, and who confirmed it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from consult.accounts.rules.identity import clean_name
from consult.consultations.service import Role
from consult.drafting.rules.changes import (
    CLASSES,
    EDITORIAL,
    LONGEST_DRAFTER,
    LONGEST_NOTE,
    LONGEST_REASON,
    Changed,
    Source,
    SourceKind,
    changed,
)
from consult.drafting.service.reading import list_lineage
from consult.drafting.service.working import draft_in_work
from consult.drafting.tables import ChangeSource, ClauseChange, Draft
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class NotChanged(Refused):
    """Only a change has a source."""

    code = "clause-not-changed"
    status = 409
    sentence = msgid("This clause says the same as in the draft before, so there is no change to explain.")


class DrafterNeeded(Refused):
    """Whoever reads a change asks who wrote it."""

    code = "drafter-needed"
    status = 422
    sentence = msgid("Say who drafted the new words, in at most %(most)s characters.")


class ChangeReasonNeeded(Refused):
    """Whoever reads a change asks why it was made."""

    code = "change-reason-needed"
    status = 422
    sentence = msgid("Say why the clause was changed, in at most %(most)s characters.")


class ClassNeeded(Refused):
    """The class of a change decides whether votes on the clause still stand."""

    code = "change-class-needed"
    status = 422
    sentence = msgid("Choose the class of the change, from 1 to 4. In doubt it is 3.")


class SourceNeeded(Refused):
    """Every change goes back to something."""

    code = "change-source-needed"
    status = 422
    sentence = msgid(
        "Name at least one source of the change: a comment by its number, a meeting, or a note of your own."
    )


class SourceIncomplete(Refused):
    """A source is something that a reader can look up."""

    code = "change-source-incomplete"
    status = 422
    sentence = msgid("Say what each source is: the number of what was said, or a note of at most %(most)s characters.")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a change says of itself; `proposed_by` and `confirmed_by` are people, for those who edit alone."""

    clause_uid: str
    drafter: str
    reason: str
    change_class: int
    sources: tuple[Source, ...]
    proposed_by: str | None
    confirmed_by: str | None
    confirmed_at: datetime | None
    change_id: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether nobody needs to confirm it any more."""
        return self.change_class not in EDITORIAL or self.confirmed_at is not None


def cite_change(
    *,
    consultation_id: str,
    draft_id: str,
    clause_uid: str,
    drafter: str,
    reason: str,
    change_class: int | None,
    sources: Sequence[Source],
    by_person: str | None,
) -> Citation:
    """Return what a change of an unpublished draft says of itself from now on, in place of what it said before.

    A confirmation is gone with it. That a comment, an objection or a meeting is there is for the caller to check.
    Refuses a clause that has not changed, and a missing or overlong drafter, reason, class or source.
    """
    draft = draft_in_work(consultation_id, draft_id)
    if clause_uid not in {one.uid for one in list_changed(consultation_id, draft.id)}:
        raise NotChanged
    checked = _checked(drafter, reason, change_class)
    told = _checked_sources(sources)
    row = change_row(consultation_id, draft_id, clause_uid) or ClauseChange(
        consultation_id=consultation_id, id=new_id(), draft_id=draft_id, clause_uid=clause_uid
    )
    row.drafter, row.reason, row.change_class = checked
    row.proposed_by, row.proposed_at = by_person, clock.now(db.session)
    row.confirmed_by = row.confirmed_at = None
    db.session.add(row)
    db.session.flush()
    _keep_sources(row, told)
    return citation_of(row, told)


def changes_of(consultation_id: str, draft_id: str) -> dict[str, Citation]:
    """Return what the changes of a draft say of themselves, by the identity of the clause; those without a word are left out."""
    rows = db.session.scalars(
        select(ClauseChange).where(ClauseChange.consultation_id == consultation_id, ClauseChange.draft_id == draft_id)
    ).all()
    sources = sources_of(consultation_id, [row.id for row in rows])
    return {row.clause_uid: citation_of(row, sources.get(row.id, [])) for row in rows}


def list_changed(consultation_id: str, draft_id: str) -> list[Changed]:
    """Return every clause that a draft changes or leaves out, in the order of its lineage."""
    return changed(list_lineage(consultation_id, draft_id))


def record_changes(draft: Draft, subjects: Mapping[str, str]) -> None:
    """Put on record, for everyone, what each change of a draft that is being published says of itself.

    `subjects` says how leaves name the clauses that changed.
    """
    for uid, citation in changes_of(draft.consultation_id, draft.id).items():
        ledger.append(
            log_id=draft.consultation_id,
            kind=LeafType.CLAUSE_REVISE,
            content={
                "draft": draft.number,
                "class": citation.change_class,
                "drafter": citation.drafter,
                "reason": citation.reason,
                "sources": [{"kind": str(one.kind), "ref": one.ref, "note": one.note} for one in citation.sources],
            },
            at=draft.published_at or clock.now(db.session),
            role=Role.EDITOR,
            person=citation.proposed_by,
            subject=subjects.get(uid),
            visible_from=draft.published_at,
        )


def _checked(drafter: str, reason: str, change_class: int | None) -> tuple[str, str, int]:
    who, why = clean_name(drafter, LONGEST_DRAFTER), clean_name(reason, LONGEST_REASON)
    if who is None:
        raise DrafterNeeded(field="drafter", most=LONGEST_DRAFTER)
    if why is None:
        raise ChangeReasonNeeded(field="reason", most=LONGEST_REASON)
    if change_class not in CLASSES:
        raise ClassNeeded(field="change_class")
    return who, why, change_class


def _checked_sources(sources: Sequence[Source]) -> list[Source]:
    """Return each source once, its note in one form."""
    told = []
    for one in sources:
        note = clean_name(one.note, LONGEST_NOTE) or ""
        checked = Source(one.kind, one.ref, note)
        if not checked.is_complete or (one.note.strip() and not note):
            raise SourceIncomplete(field="sources", most=LONGEST_NOTE)
        told.append(checked)
    if not told:
        raise SourceNeeded(field="sources")
    return list(dict.fromkeys(told))


def change_row(consultation_id: str, draft_id: str, clause_uid: str) -> ClauseChange | None:
    """Return the row of what a change says of itself, or None."""
    return db.session.scalars(
        select(ClauseChange).where(
            ClauseChange.consultation_id == consultation_id,
            ClauseChange.draft_id == draft_id,
            ClauseChange.clause_uid == clause_uid,
        )
    ).one_or_none()


def _keep_sources(row: ClauseChange, sources: Sequence[Source]) -> None:
    _drop_sources([row])
    db.session.add_all(
        ChangeSource(
            consultation_id=row.consultation_id,
            id=new_id(),
            change_id=row.id,
            place=place,
            kind=one.kind,
            ref=one.ref,
            note=one.note,
        )
        for place, one in enumerate(sources)
    )
    db.session.flush()


def drop_changes(rows: Sequence[ClauseChange]) -> None:
    """Take back what these changes say of themselves."""
    _drop_sources(rows)
    for row in rows:
        db.session.delete(row)


def _drop_sources(rows: Sequence[ClauseChange]) -> None:
    for row in rows:
        db.session.execute(
            delete(ChangeSource).where(
                ChangeSource.consultation_id == row.consultation_id, ChangeSource.change_id == row.id
            )
        )


def sources_of(consultation_id: str, ids: Collection[str]) -> dict[str, list[Source]]:
    """Return the sources of these changes, by their ids, each in the order in which they were given."""
    rows = db.session.scalars(
        select(ChangeSource)
        .where(ChangeSource.consultation_id == consultation_id, ChangeSource.change_id.in_(ids))
        .order_by(ChangeSource.change_id, ChangeSource.place)
    )
    found: dict[str, list[Source]] = {}
    for row in rows:
        found.setdefault(row.change_id, []).append(Source(SourceKind(row.kind), row.ref, row.note))
    return found


def citation_of(row: ClauseChange, sources: Sequence[Source]) -> Citation:
    """Return the row as other rooms see it."""
    return Citation(
        clause_uid=row.clause_uid,
        drafter=row.drafter,
        reason=row.reason,
        change_class=row.change_class,
        sources=tuple(sources),
        proposed_by=row.proposed_by,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
        change_id=row.id,
    )
