"""Roles: held from a grant to its revocation, read anew for every request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from consult.accounts import service as accounts
from consult.consultations.rules.policy import Act, Role, is_allowed
from consult.consultations.tables import Consultation, RoleGrant
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_keep
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class LastOrganiser(Refused):
    """A consultation never stands without an organiser."""

    code = "last-organiser"
    status = 409
    sentence = msgid("This is the last organiser, and a consultation needs one. Make someone else organiser first.")


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """A person and a role they hold."""

    person_id: str
    role: Role
    since: datetime


def grant_role(*, consultation_id: str, person_id: str, role: Role, granted_by: str | None) -> None:
    """Give a person a role; holding it already changes nothing.

    A parallel grant of the same role waits here until the first has committed.
    """
    moment = clock.now(db.session)
    row = {
        "consultation_id": consultation_id,
        "id": new_id(),
        "person_id": person_id,
        "role": role,
        "granted_by": granted_by,
        "granted_at": moment,
    }
    granted = insert_or_keep(RoleGrant, db.session).values(**row).on_conflict_do_nothing().returning(RoleGrant.id)
    if db.session.scalar(granted) is not None:
        _record_role(LeafType.ROLE_GRANT, consultation_id, person_id, role, granted_by, moment)


def hold_consultation(consultation_id: str) -> None:
    """Have everyone else who holds the consultation wait until this transaction ends: for what may be there only once."""
    db.session.execute(
        select(Consultation.id).where(Consultation.id == consultation_id).with_for_update(key_share=True)
    )


def revoke_role(*, consultation_id: str, person_id: str, role: Role, revoked_by: str | None) -> None:
    """Take a role from a person, effective with their next request; refuse to take the last organiser's."""
    # Two organisers who take the role from each other queue here, so that one of them stays.
    hold_consultation(consultation_id)
    holders = [holder for holder in role_holders(consultation_id) if holder.role is role]
    if role is Role.ORGANISER and {holder.person_id for holder in holders} == {person_id}:
        raise LastOrganiser
    row = db.session.scalars(_current_grants(consultation_id, person_id).where(RoleGrant.role == role)).one_or_none()
    if row is not None:
        row.revoked_at = clock.now(db.session)
        db.session.flush()
        _record_role(LeafType.ROLE_REVOKE, consultation_id, person_id, role, revoked_by, row.revoked_at)


def roles_of(consultation_id: str, person_id: str | None) -> frozenset[Role]:
    """Return the roles the person holds now."""
    if person_id is None:
        return frozenset()
    rows = db.session.scalars(_current_grants(consultation_id, person_id)).all()
    return frozenset(Role(row.role) for row in rows)


def role_holders(consultation_id: str) -> list[RoleHolder]:
    """Return who holds which role now, without the participants."""
    rows = db.session.scalars(
        select(RoleGrant)
        .where(RoleGrant.consultation_id == consultation_id, RoleGrant.revoked_at.is_(None))
        .where(RoleGrant.role != Role.PARTICIPANT)
        .order_by(RoleGrant.granted_at)
    )
    return [RoleHolder(row.person_id, Role(row.role), row.granted_at) for row in rows]


@dataclass(frozen=True, slots=True)
class May:
    """Says whether someone may do an act in the consultation that the address names.

    A consultation that is not announced is not there for anyone without a role in it.
    """

    act: Act

    def __call__(self, person: str | None, address: Mapping[str, Any], /) -> bool:
        """Return whether the person may; refuse `not-found` for what they may not know of."""
        consultation = db.session.scalars(
            select(Consultation).where(Consultation.slug == str(address["slug"]))
        ).one_or_none()
        roles = roles_of(consultation.id, person) if consultation else frozenset()
        if not _is_there(consultation, roles):
            raise NotFound
        return is_allowed(self.act, roles=roles, is_signed_in=person is not None)


def may(act: Act) -> May:
    """Return the predicate that guards pages for this act."""
    return May(act)


@ledger.reader
def may_read_log(log_id: str, person: str | None) -> bool:
    """Whether the log is that of a consultation which is there for the person."""
    return _is_there(db.session.get(Consultation, log_id), roles_of(log_id, person))


def may_create(person: str | None, _address: Mapping[str, Any], /) -> bool:
    """Whether the person may create consultations in this installation."""
    return person is not None and accounts.has_instance_role(person_id=person, role=accounts.InstanceRole.ORGANISER)


def _is_there(consultation: Consultation | None, roles: frozenset[Role]) -> bool:
    return consultation is not None and (consultation.announced_at is not None or bool(roles))


def _current_grants(consultation_id: str, person_id: str) -> Any:  # noqa: ANN401 - a Select whose type says nothing more
    return select(RoleGrant).where(
        RoleGrant.consultation_id == consultation_id,
        RoleGrant.person_id == person_id,
        RoleGrant.revoked_at.is_(None),
    )


def _record_role(
    kind: LeafType, consultation_id: str, person_id: str, role: Role, by: str | None, moment: datetime
) -> None:
    ledger.append(
        log_id=consultation_id,
        kind=kind,
        content={"person": person_id, "role": str(role)},
        at=moment,
        role=Role.ORGANISER,
        person=by,
    )
