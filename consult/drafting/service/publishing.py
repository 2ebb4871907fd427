"""Drafts as they are published: only with everything that their readers need to know of each change."""

from collections.abc import Mapping

from sqlalchemy import select

from consult.consultations.service import Role
from consult.drafting.rules import draft_digest
from consult.drafting.rules.publishing import ChangeState, Lack, Missing, Readiness, missing
from consult.drafting.service.changing import changes_of, list_changed, record_changes
from consult.drafting.service.concordance import require_concordance
from consult.drafting.service.following import draft_before, unmapped
from consult.drafting.service.reading import DraftView, draft_view, subject_of
from consult.drafting.service.settling import NotSettled, open_in_final
from consult.drafting.tables import ClauseVersion, Draft
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class LineageMissing(Refused):
    """A draft is published only when everyone can see what became of each clause of the draft before."""

    code = "lineage-missing"
    status = 409
    sentence = msgid(
        "The draft before this one is not published, or this one does not say what became of each of its clauses. "
        "Complete that first, then publish this draft."
    )


class LineageUnconfirmed(Refused):
    """What became of each clause is proposed by likeness; a person has to look at it."""

    code = "lineage-unconfirmed"
    status = 409
    sentence = msgid(
        "Nobody has confirmed yet what became of each clause of the draft before. Read it through, confirm it, then publish this draft."
    )


class ChangesUnexplained(Refused):
    """Whoever reads a change asks who wanted it."""

    code = "changes-unexplained"
    status = 409
    sentence = msgid(
        "Some changes do not say who drafted them, why, of what class they are and where they come from: "
        "%(clauses)s. Complete that first, then publish this draft. Numbers in brackets are those of clauses that were taken out."
    )


class ChangesUnconfirmed(Refused):
    """That a change is editorial is what two people say."""

    code = "changes-unconfirmed"
    status = 409
    sentence = msgid(
        "A change of class 1 or 2 needs a second editor who confirms it: %(clauses)s. Ask one to, then publish this draft. "
        "Numbers in brackets are those of clauses that were taken out."
    )


REFUSALS: Mapping[Lack, type[Refused]] = {
    Lack.DRAFT_BEFORE: LineageMissing,
    Lack.LINEAGE: LineageMissing,
    Lack.CONFIRMATION: LineageUnconfirmed,
    Lack.CITATIONS: ChangesUnexplained,
    Lack.SECOND_EDITOR: ChangesUnconfirmed,
    Lack.NEGOTIATION: NotSettled,
}
"""How publishing says no to a draft that lacks something."""


def lacks_of(consultation_id: str, draft_id: str) -> list[Missing]:
    """Return what the draft lacks before it can be published, each with the clauses that lack it; refuse `not-found`."""
    draft = db.session.get(Draft, (consultation_id, draft_id))
    if draft is None:
        raise NotFound
    return [] if draft.published_at else missing(_readiness(draft))


def publish_draft(*, consultation_id: str, draft_id: str, by_person: str | None) -> DraftView:
    """Return the draft, from now on unchangeable; publishing it twice changes nothing.

    Refuses a draft that comes before the one before it, that does not say what became of each clause of that one or
    whose lineage nobody confirmed, and a change without drafter, reason, class and source, or of class 1 or 2 without
    a second editor. Refuses a final draft with a clause that is open or in brackets, or whose authentic
    languages are not confirmed to say the same.
    """
    draft = db.session.get(Draft, (consultation_id, draft_id), with_for_update=True)
    if draft is None:
        raise NotFound
    if draft.published_at is not None:
        return draft_view(draft)
    lacking = missing(_readiness(draft))
    if lacking:
        raise REFUSALS[lacking[0].lack](clauses=lacking[0].named)
    require_concordance(draft_view(draft))
    versions = _versions(draft)
    _keep_classes(draft, versions)
    draft.sha256 = draft_digest((row.clause_uid, row.number, row.sha256) for row in versions)
    draft.published_at = clock.now(db.session)
    db.session.flush()
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.DRAFT_PUBLISH,
        content={"draft": draft.number, "title": draft.title, "sha256": draft.sha256},
        at=draft.published_at,
        role=Role.EDITOR,
        person=by_person,
        visible_from=draft.published_at,
    )
    record_changes(draft, _subjects(draft, versions))
    return draft_view(draft)


def _readiness(draft: Draft) -> Readiness:
    before = draft_before(draft)
    old = {row.clause_uid: row for row in _versions(before)} if before else {}
    new = {row.clause_uid: row for row in _versions(draft)}
    cited, left = changes_of(draft.consultation_id, draft.id), unmapped(draft)
    changes = []
    for one in list_changed(draft.consultation_id, draft.id) if before else []:
        row = new.get(one.uid) or old[one.uid]
        citation = cited.get(one.uid)
        is_settled = citation is not None and citation.is_settled
        changes.append(ChangeState(one.uid, row.number, one.uid not in new, citation is not None, is_settled))
    return Readiness(
        is_first=before is None,
        is_before_published=before is None or before.published_at is not None,
        unmapped=tuple(row.number for uid, row in old.items() if uid in left),
        is_confirmed=draft.lineage_at is not None,
        changes=tuple(sorted(changes, key=lambda one: (one.is_gone, (old if one.is_gone else new)[one.uid].position))),
        unsettled=open_in_final(draft_view(draft)),
    )


def _keep_classes(draft: Draft, versions: list[ClauseVersion]) -> None:
    """Give each clause that changed the class of its change."""
    cited = changes_of(draft.consultation_id, draft.id)
    for row in versions:
        row.change_class = cited[row.clause_uid].change_class if row.clause_uid in cited else None


def _subjects(draft: Draft, versions: list[ClauseVersion]) -> dict[str, str]:
    """Return how leaves name the clauses of the draft, and those that it takes out, as they stood in the draft before."""
    before = draft_before(draft)
    rows = [*(_versions(before) if before else ()), *versions]
    return {row.clause_uid: subject_of(row.clause_uid, row.id) for row in rows}


def _versions(draft: Draft) -> list[ClauseVersion]:
    return list(
        db.session.scalars(
            select(ClauseVersion)
            .where(ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id)
            .order_by(ClauseVersion.position)
        )
    )
