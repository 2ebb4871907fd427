"""Leaving a delegation, and the code with which others join it."""

from datetime import datetime

from sqlalchemy import select

from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation.rules.seats import MemberRole
from consult.participation.service.codes import code_hash, new_code, shown_code
from consult.participation.service.delegations import (
    LastSignatory,
    require_delegation,
    require_leader,
)
from consult.participation.tables import Membership, Organisation


def leave_delegation(*, consultation_id: str, person_id: str) -> str:
    """Return the name of the organisation of which the person is a member no longer.

    What they said and voted for it stays with its seat. Refuses someone who belongs to none, and its last signatory.
    """
    found = require_delegation(consultation_id=consultation_id, person_id=person_id)
    rows = db.session.scalars(
        select(Membership)
        .where(
            Membership.consultation_id == consultation_id,
            Membership.organisation_id == found.organisation_id,
            Membership.until.is_(None),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    own = next((row for row in rows if row.person_id == person_id), None)
    others = [row for row in rows if row.role == MemberRole.SIGNATORY and row.person_id != person_id]
    if own is not None and own.role == MemberRole.SIGNATORY and not others:
        raise LastSignatory
    if own is not None:
        own.until = moment = clock.now(db.session)
        db.session.flush()
        _record(LeafType.MEMBER_LEAVE, consultation_id, found.organisation_id, person_id, moment)
    return found.seat.name


def renew_join_code(*, consultation_id: str, person_id: str) -> str:
    """Return the new code with which others join the organisation, in groups of four; the one before opens nothing now.

    Refuses anyone but a signatory.
    """
    found = require_leader(consultation_id=consultation_id, person_id=person_id)
    row = db.session.get_one(Organisation, (consultation_id, found.organisation_id))
    code = new_code()
    row.join_code_hash = code_hash(code)
    db.session.flush()
    _record(LeafType.JOIN_CODE_RENEW, consultation_id, row.id, person_id, clock.now(db.session))
    return shown_code(code)


def _record(kind: LeafType, consultation_id: str, organisation_id: str, person_id: str, moment: datetime) -> None:
    ledger.append(
        log_id=consultation_id,
        kind=kind,
        content={"organisation": organisation_id},
        at=moment,
        role=Role.PARTICIPANT,
        person=person_id,
    )
