"""What a second look is taken at: what became of each clause, and that a change is only editorial."""

from collections.abc import Collection

from sqlalchemy import select

from consult.consultations.service import Role
from consult.drafting.rules.changes import lineage_digest
from consult.drafting.service.changing import (
    Citation,
    change_row,
    citation_of,
    drop_changes,
    list_changed,
    sources_of,
)
from consult.drafting.service.following import unmapped
from consult.drafting.service.reading import DraftView, draft_view, list_lineage
from consult.drafting.service.working import draft_in_work
from consult.drafting.tables import ClauseChange
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class OwnChange(Refused):
    """That a change is editorial is what two people say."""

    code = "own-change"
    status = 409
    sentence = msgid("You entered this change yourself. Ask another editor or organiser to confirm its class.")


class LineageIncomplete(Refused):
    """Nobody confirms what is not there."""

    code = "lineage-incomplete"
    status = 409
    sentence = msgid(
        "This draft does not say yet what became of each clause of the draft before. Complete that first, then confirm it."
    )


def confirm_change(*, consultation_id: str, draft_id: str, clause_uid: str, by_person: str | None) -> Citation:
    """Return the change, whose class a second editor has confirmed; confirming twice changes nothing.

    Refuses whoever entered it, a change that says nothing of itself, and a published draft.
    """
    draft = draft_in_work(consultation_id, draft_id)
    row = change_row(consultation_id, draft_id, clause_uid)
    if row is None:
        raise NotFound
    if by_person is None or row.proposed_by == by_person:
        raise OwnChange
    if row.confirmed_at is None:
        row.confirmed_by, row.confirmed_at = by_person, clock.now(db.session)
        db.session.flush()
        ledger.append(
            log_id=consultation_id,
            kind=LeafType.CHANGE_CONFIRM,
            content={"draft": draft.number, "clause": clause_uid, "class": row.change_class},
            at=row.confirmed_at,
            role=Role.EDITOR,
            person=by_person,
            visible_from=None,
        )
    return citation_of(row, sources_of(consultation_id, [row.id]).get(row.id, []))


def confirm_lineage(*, consultation_id: str, draft_id: str, by_person: str | None) -> DraftView:
    """Return the draft, a person having confirmed what became of each clause of the draft before; again changes nothing.

    Refuses a draft that leaves a clause of the draft before unmentioned, and a published one.
    """
    draft = draft_in_work(consultation_id, draft_id)
    if unmapped(draft):
        raise LineageIncomplete
    if draft.lineage_at is None:
        draft.lineage_by, draft.lineage_at = by_person, clock.now(db.session)
        db.session.flush()
        ledger.append(
            log_id=consultation_id,
            kind=LeafType.LINEAGE_CONFIRM,
            content={
                "draft": draft.number,
                "sha256": lineage_digest(list_lineage(consultation_id, draft_id)),
            },
            at=draft.lineage_at,
            role=Role.EDITOR,
            person=by_person,
            visible_from=draft.lineage_at,
        )
    return draft_view(draft)


def unconfirm(*, consultation_id: str, draft_id: str, clauses: Collection[str] = ()) -> None:
    """Take back that a person confirmed the lineage of an unpublished draft, and the classes of the changes of these clauses.

    Every edit of a text or of a mapping calls it. What is said of clauses that do not change any more is dropped.
    Refuses a published draft.
    """
    draft = draft_in_work(consultation_id, draft_id)
    draft.lineage_by = draft.lineage_at = None
    still = {one.uid for one in list_changed(consultation_id, draft_id)}
    rows = db.session.scalars(
        select(ClauseChange).where(ClauseChange.consultation_id == consultation_id, ClauseChange.draft_id == draft_id)
    ).all()
    for row in rows:
        if row.clause_uid in clauses:
            row.confirmed_by = row.confirmed_at = None
    drop_changes([row for row in rows if row.clause_uid not in still])
    db.session.flush()
