"""How clauses keep their identity from one draft to the next, and what is kept of that."""

from collections.abc import Sequence

from sqlalchemy import select

from consult.drafting.rules import ClauseKind, Known, Part, Step
from consult.drafting.tables import Clause, ClauseLineage, ClauseText, ClauseVersion, Draft
from consult.kernel.db import db
from consult.kernel.ids import new_id


def known_clauses(consultation_id: str, draft_id: str) -> list[Known]:
    """Return the clauses of a draft with their words in its own language."""
    rows = db.session.execute(
        select(
            ClauseVersion.clause_uid,
            Clause.hint,
            ClauseVersion.position,
            ClauseVersion.kind,
            ClauseText.heading,
            ClauseText.text,
            ClauseVersion.parent_uid,
        )
        .join(
            Clause, (Clause.consultation_id == ClauseVersion.consultation_id) & (Clause.uid == ClauseVersion.clause_uid)
        )
        .join(
            ClauseText,
            (ClauseText.consultation_id == ClauseVersion.consultation_id)
            & (ClauseText.clause_version_id == ClauseVersion.id),
        )
        .join(Draft, (Draft.consultation_id == ClauseVersion.consultation_id) & (Draft.id == ClauseVersion.draft_id))
        .where(Draft.consultation_id == consultation_id, Draft.id == draft_id, ClauseText.lang == Draft.language)
        .order_by(ClauseVersion.position)
    )
    return [
        Known(uid, hint, position, ClauseKind(kind), heading, text, parent)
        for uid, hint, position, kind, heading, text, parent in rows
    ]


def give_identity(consultation_id: str, parts: Sequence[Part], steps: Sequence[Step]) -> list[str]:
    """Return the identity of each part: its origin's, that of an earlier clause with its explicit id, or a new one."""
    clauses = db.session.scalars(select(Clause).where(Clause.consultation_id == consultation_id)).all()
    by_uid = {clause.uid: clause for clause in clauses}
    by_hint = {clause.hint: clause for clause in clauses if clause.hint}
    uids: list[str] = []
    for part, step in zip(parts, steps, strict=False):
        clause = by_uid[step.origin] if step.origin and step.carries else by_hint.get(part.hint or "")
        if clause is None:
            clause = Clause(consultation_id=consultation_id, uid=new_id(), hint=part.hint)
            db.session.add(clause)
        elif clause.hint is None and part.hint not in by_hint:
            clause.hint = part.hint
        uids.append(clause.uid)
    db.session.flush()
    return uids


def add_lineage(draft: Draft, steps: Sequence[Step], uids: Sequence[str]) -> None:
    """Keep what became of each clause on the way to this draft."""
    for step in steps:
        db.session.add(
            ClauseLineage(
                consultation_id=draft.consultation_id,
                id=new_id(),
                draft_id=draft.id,
                from_uid=step.origin,
                to_uid=uids[step.part] if step.part is not None else None,
                kind=step.kind,
            )
        )


def draft_before(draft: Draft) -> Draft | None:
    """Return the draft that comes before this one, or None for the first."""
    return db.session.scalars(
        select(Draft).where(Draft.consultation_id == draft.consultation_id, Draft.number == draft.number - 1)
    ).one_or_none()


def unmapped(draft: Draft) -> set[str]:
    """Return the clauses of the draft before of which this one does not say what became of them."""
    before = draft_before(draft)
    if before is None:
        return set()
    mapped = select(ClauseLineage.from_uid).where(
        ClauseLineage.consultation_id == draft.consultation_id,
        ClauseLineage.draft_id == draft.id,
        ClauseLineage.from_uid.is_not(None),
    )
    known = select(ClauseVersion.clause_uid).where(
        ClauseVersion.consultation_id == before.consultation_id, ClauseVersion.draft_id == before.id
    )
    return set(db.session.scalars(known)) - set(db.session.scalars(mapped))
