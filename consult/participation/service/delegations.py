"""Delegations: who speaks for an organisation, in which role, and whether what they write is released by a signatory."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from consult.accounts import service as accounts
from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation.rules.seats import MemberRole
from consult.participation.service.seats import SeatView, seat_views, signers_of
from consult.participation.tables import Membership, Organisation, Seat


class NoDelegation(Refused):
    """Only a member of an organisation has a delegation."""

    code = "no-delegation"
    status = 403
    sentence = msgid("You speak for no organisation here. Join one with the code that its members have.")


class NotSignatory(Refused):
    """What a delegation says is released by those who sign for it."""

    code = "not-signatory"
    status = 403
    sentence = msgid("Only a signatory of your delegation can do this. Ask one of those named on its page.")


class LastSignatory(Refused):
    """Someone has to be able to release what a delegation says."""

    code = "last-signatory"
    status = 409
    sentence = msgid("This is your delegation's only signatory. Make someone else a signatory first.")


class AbsenceRefused(Refused):
    """An absence ends in the future."""

    code = "absence-refused"
    status = 422
    sentence = msgid("Give a day that is not over yet, at most a year from now, until which you are absent.")


LONGEST_ABSENCE = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Member:
    """A person who belongs to an organisation now, what they do for it, and until when they are absent, if they are."""

    person_id: str
    name: str
    role: MemberRole
    since: datetime
    absent_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    """An organisation with its seat and its members, as one of them sees it.

    With `two_step`, what members write waits until a signatory releases it.
    """

    organisation_id: str
    seat: SeatView
    two_step: bool
    role: MemberRole
    members: tuple[Member, ...]
    may_sign: bool
    """Whether the reader signs and releases what it says: a signatory, or an alternate while every signatory is absent."""

    @property
    def is_led_by_reader(self) -> bool:
        """Whether the reader decides who does what, which is never an alternate's."""
        return self.role is MemberRole.SIGNATORY

    @property
    def may_write(self) -> bool:
        """Whether the reader writes for the organisation."""
        return self.role is not MemberRole.READER

    @property
    def meaning(self) -> str:
        """The word for what the reader does in it; a drafter's depends on how the delegation says something."""
        is_released = self.two_step and self.role is MemberRole.DRAFTER
        return f"means_{self.role}_in_two_steps" if is_released else f"means_{self.role}"

    @property
    def has_alternate(self) -> bool:
        """Whether someone signs while every signatory is absent."""
        return any(one.role is MemberRole.ALTERNATE for one in self.members)

    @property
    def nobody_signs_until(self) -> datetime | None:
        """Until when every signatory is absent and no alternate stands in, or None while someone signs."""
        absences = [one.absent_until for one in self.signatories if one.absent_until]
        is_left_alone = not self.has_alternate and len(absences) == len(self.signatories)
        return min(absences, default=None) if is_left_alone else None

    @property
    def signatories(self) -> tuple[Member, ...]:
        """Those who release what the delegation says."""
        return tuple(one for one in self.members if one.role is MemberRole.SIGNATORY)


def delegation_of(*, consultation_id: str, person_id: str) -> Delegation | None:
    """Return the delegation that the person belongs to, whatever they do for it, or None."""
    own = db.session.scalars(_current(consultation_id).where(Membership.person_id == person_id)).one_or_none()
    if own is None:
        return None
    organisation = db.session.get_one(Organisation, (consultation_id, own.organisation_id))
    seat = db.session.scalars(
        select(Seat).where(Seat.consultation_id == consultation_id, Seat.organisation_id == organisation.id)
    ).one()
    members = _members(consultation_id, organisation.id)
    may_sign = person_id in signers_of(consultation_id, organisation.id)
    return Delegation(
        organisation.id, seat_views([seat])[0], organisation.two_step, MemberRole(own.role), members, may_sign
    )


def require_delegation(*, consultation_id: str, person_id: str) -> Delegation:
    """Return the delegation that the person belongs to; refuse `no-delegation`."""
    found = delegation_of(consultation_id=consultation_id, person_id=person_id)
    if found is None:
        raise NoDelegation
    return found


def require_signatory(*, consultation_id: str, person_id: str) -> Delegation:
    """Return the delegation that the person signs for now; refuse `no-delegation` and `not-signatory`."""
    found = require_delegation(consultation_id=consultation_id, person_id=person_id)
    if not found.may_sign:
        raise NotSignatory
    return found


def require_leader(*, consultation_id: str, person_id: str) -> Delegation:
    """Return the delegation of which the person is a signatory, which an alternate never is; refuse as for signing."""
    found = require_delegation(consultation_id=consultation_id, person_id=person_id)
    if not found.is_led_by_reader:
        raise NotSignatory
    return found


def is_two_step(seat: SeatView) -> bool:
    """Whether what is written for the seat waits until a signatory releases it."""
    if seat.organisation_id is None:
        return False
    return db.session.get_one(Organisation, (seat.consultation_id, seat.organisation_id)).two_step


def set_two_step(*, consultation_id: str, person_id: str, two_step: bool) -> Delegation:
    """Return the delegation, in which drafts are released by a signatory from now on, or no longer.

    Whoever joins by the code while it is so becomes a drafter. Refuses anyone but a signatory.
    """
    found = require_leader(consultation_id=consultation_id, person_id=person_id)
    row = db.session.get_one(Organisation, (consultation_id, found.organisation_id))
    if row.two_step != two_step:
        row.two_step = two_step
        db.session.flush()
        ledger.append(
            log_id=consultation_id,
            kind=LeafType.DELEGATION_MODE,
            content={"organisation": row.id, "two_step": two_step},
            at=clock.now(db.session),
            role=Role.PARTICIPANT,
            person=person_id,
        )
    return require_delegation(consultation_id=consultation_id, person_id=person_id)


def set_member_role(*, consultation_id: str, person_id: str, member_id: str, role: MemberRole) -> Delegation:
    """Return the delegation, in which the member has another role from now on.

    Refuses anyone but a signatory, `not-found` for someone who is no member, and to leave it without a signatory.
    """
    found = require_leader(consultation_id=consultation_id, person_id=person_id)
    every = db.session.scalars(
        _current(consultation_id)
        .where(Membership.organisation_id == found.organisation_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    row = next((one for one in every if one.person_id == member_id), None)
    if row is None:
        raise NotFound
    others = [one for one in every if one.role == MemberRole.SIGNATORY and one.person_id != member_id]
    if role is not MemberRole.SIGNATORY and not others:
        raise LastSignatory
    if row.role != role:
        row.role, row.absent_until = role, None
        db.session.flush()
        ledger.append(
            log_id=consultation_id,
            kind=LeafType.MEMBER_ROLE,
            content={"organisation": row.organisation_id, "person": member_id, "role": str(role)},
            at=clock.now(db.session),
            role=Role.PARTICIPANT,
            person=person_id,
        )
    return require_delegation(consultation_id=consultation_id, person_id=person_id)


def set_absence(*, consultation_id: str, person_id: str, until: datetime | None) -> Delegation:
    """Return the delegation, of which this signatory is absent until the moment, or is there again with None.

    While all its signatories are absent, its alternates sign. Refuses anyone but a signatory, and a moment that has
    passed or is more than a year away.
    """
    found = require_leader(consultation_id=consultation_id, person_id=person_id)
    moment = clock.now(db.session)
    if until is not None and not moment < until <= moment + LONGEST_ABSENCE:
        raise AbsenceRefused(field="until")
    row = db.session.scalars(_current(consultation_id).where(Membership.person_id == person_id)).one()
    if row.absent_until != until:
        row.absent_until = until
        db.session.flush()
        ledger.append(
            log_id=consultation_id,
            kind=LeafType.MEMBER_ABSENCE,
            content={"organisation": found.organisation_id, "until": clock.to_text(until) if until else None},
            at=moment,
            role=Role.PARTICIPANT,
            person=person_id,
        )
    return require_delegation(consultation_id=consultation_id, person_id=person_id)


def _current(consultation_id: str) -> Select[Membership]:
    return select(Membership).where(Membership.consultation_id == consultation_id, Membership.until.is_(None))


def _members(consultation_id: str, organisation_id: str) -> tuple[Member, ...]:
    rows = db.session.scalars(
        _current(consultation_id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Membership.since, Membership.id)
    ).all()
    people = accounts.people({row.person_id for row in rows})
    moment = clock.now(db.session)
    return tuple(
        Member(
            row.person_id,
            people[row.person_id].name,
            MemberRole(row.role),
            row.since,
            row.absent_until if row.absent_until and moment < row.absent_until else None,
        )
        for row in rows
    )
