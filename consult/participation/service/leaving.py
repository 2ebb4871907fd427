"""Leaving a delegation, removing someone from it, and the code with which others join it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation.rules.seats import MemberRole
from consult.participation.service.codes import code_hash, new_code, shown_code
from consult.participation.service.delegations import (
    LastSignatory,
    NotSignatory,
    require_delegation,
    require_leader,
)
from consult.participation.tables import Membership, Organisation


class RemovesOneself(Refused):
    """Whoever goes themself leaves."""

    code = "removes-oneself"
    status = 409
    sentence = msgid("This is you. To go yourself, leave the delegation on the page of its seat.")


def leave_delegation(*, consultation_id: str, person_id: str) -> str:
    """Return the name of the organisation of which the person is a member no longer.

    What they said and voted for it stays with its seat. Refuses someone who belongs to none, and its last signatory.
    """
    found = require_delegation(consultation_id=consultation_id, person_id=person_id)
    rows = _locked_members(consultation_id, found.organisation_id)
    own = next((row for row in rows if row.person_id == person_id), None)
    others = [row for row in rows if row.role == MemberRole.SIGNATORY and row.person_id != person_id]
    if own is not None and own.role == MemberRole.SIGNATORY and not others:
        raise LastSignatory
    if own is not None:
        own.until = moment = clock.now(db.session)
        db.session.flush()
        _record(LeafType.MEMBER_LEAVE, consultation_id, found.organisation_id, person_id, moment)
    return found.seat.name


def remove_member(*, consultation_id: str, person_id: str, member_id: str) -> None:
    """End the membership of someone else in the delegation for which the person signs.

    What they said and voted for it stays with its seat. Refuses anyone but a signatory, `not-found` for someone who is
    no member, and `removes-oneself`, so that a signatory is always left.
    """
    found = require_leader(consultation_id=consultation_id, person_id=person_id)
    if member_id == person_id:
        raise RemovesOneself
    rows = {row.person_id: row for row in _locked_members(consultation_id, found.organisation_id)}
    if person_id not in rows or rows[person_id].role != MemberRole.SIGNATORY:
        raise NotSignatory
    if member_id not in rows:
        raise NotFound
    rows[member_id].until = moment = clock.now(db.session)
    db.session.flush()
    _record(LeafType.MEMBER_REMOVE, consultation_id, found.organisation_id, person_id, moment)


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


def _locked_members(consultation_id: str, organisation_id: str) -> Sequence[Membership]:
    """Return who belongs to the organisation now; nobody else changes that before this transaction ends."""
    return db.session.scalars(
        select(Membership)
        .where(
            Membership.consultation_id == consultation_id,
            Membership.organisation_id == organisation_id,
            Membership.until.is_(None),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _record(kind: LeafType, consultation_id: str, organisation_id: str, person_id: str, moment: datetime) -> None:
    ledger.append(
        log_id=consultation_id,
        kind=kind,
        content={"organisation": organisation_id},
        at=moment,
        role=Role.PARTICIPANT,
        person=person_id,
    )
