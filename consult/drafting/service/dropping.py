"""Drafts that nobody has consulted on yet, taken away again."""

from sqlalchemy import delete, select

from consult.drafting.service.settling import forget_negotiation
from consult.drafting.service.working import draft_in_work
from consult.drafting.tables import (
    ChangeSource,
    Clause,
    ClauseChange,
    ClauseLineage,
    ClauseText,
    ClauseTextRevision,
    ClauseVersion,
    Concordance,
    Draft,
    MachineRequest,
)
from consult.kernel.db import db


def drop_draft(*, consultation_id: str, draft_id: str) -> None:
    """Take an unpublished draft away, with its words and the clauses that stand in no other draft.

    Refuses a draft that is published.
    """
    draft_in_work(consultation_id, draft_id)
    forget_negotiation(consultation_id=consultation_id, draft_id=draft_id)
    versions = select(ClauseVersion.id).where(
        ClauseVersion.consultation_id == consultation_id, ClauseVersion.draft_id == draft_id
    )
    elsewhere = select(ClauseVersion.clause_uid).where(ClauseVersion.consultation_id == consultation_id)
    changes = select(ClauseChange.id).where(
        ClauseChange.consultation_id == consultation_id, ClauseChange.draft_id == draft_id
    )
    for statement in (
        delete(ChangeSource).where(
            ChangeSource.consultation_id == consultation_id, ChangeSource.change_id.in_(changes)
        ),
        delete(ClauseChange).where(ClauseChange.consultation_id == consultation_id, ClauseChange.draft_id == draft_id),
        delete(MachineRequest).where(
            MachineRequest.consultation_id == consultation_id, MachineRequest.draft_id == draft_id
        ),
        *(
            delete(each).where(each.consultation_id == consultation_id, each.clause_version_id.in_(versions))
            for each in (ClauseTextRevision, Concordance)
        ),
        delete(ClauseText).where(
            ClauseText.consultation_id == consultation_id, ClauseText.clause_version_id.in_(versions)
        ),
        delete(ClauseLineage).where(
            ClauseLineage.consultation_id == consultation_id, ClauseLineage.draft_id == draft_id
        ),
        delete(ClauseVersion).where(
            ClauseVersion.consultation_id == consultation_id, ClauseVersion.draft_id == draft_id
        ),
        delete(Clause).where(Clause.consultation_id == consultation_id, Clause.uid.not_in(elsewhere)),
        delete(Draft).where(Draft.consultation_id == consultation_id, Draft.id == draft_id),
    ):
        db.session.execute(statement)
    db.session.flush()
    db.session.expire_all()
