"""Joining: how a person or an organisation comes to a seat."""

from dataclasses import dataclass

from sqlalchemy import select

from consult.accounts import service as accounts
from consult.accounts.rules.identity import clean_name
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation.rules import territories
from consult.participation.rules.seats import PERSON_CATEGORY, MemberRole, Verification, name_key
from consult.participation.service.codes import code_hash, new_code, shown_code
from consult.participation.service.one_seat import (
    LONGEST_ORGANISATION,
    OrganisationRefused,
    has_seat,
    note_control,
    organisation_named,
    require_state_unseated,
)
from consult.participation.service.seats import SeatView, seat_of, seat_views
from consult.participation.tables import Membership, Organisation, Seat


class AlreadySeated(Refused):
    """A person speaks for one seat in a consultation."""

    code = "already-seated"
    status = 409
    sentence = msgid("You take part already. One person speaks for one seat; ask an organiser if it is the wrong one.")


class StillMember(Refused):
    """Someone who reads for one delegation leaves it before they take part elsewhere."""

    code = "still-member"
    status = 409
    sentence = msgid("You belong to a delegation, for which you read. Leave it on its page first, then take part here.")


class CategoryRefused(Refused):
    """The category is not one of the consultation's, or not one for this kind of holder."""

    code = "category-refused"
    status = 422
    sentence = msgid(
        "Choose one of the categories offered. People join as citizens, organisations as one of the others."
    )


class TerritoryRefused(Refused):
    """The country or territory is not in the consultation's list."""

    code = "territory-refused"
    status = 422
    sentence = msgid("Choose a country or territory from the list, or leave it open.")


class OrganisationTaken(Refused):
    """An organisation of this name takes part already."""

    code = "organisation-taken"
    status = 409
    sentence = msgid("An organisation of this name takes part already. Join it with the code its members have.")


class JoinCodeRefused(Refused):
    """No organisation of this consultation has this code."""

    code = "join-code-refused"
    status = 422
    sentence = msgid("No organisation here has this code. Check it with the person who gave it to you.")


@dataclass(frozen=True, slots=True)
class NewOrganisationSeat:
    """A seat just taken for an organisation, with the code that lets its other members join."""

    seat: SeatView
    join_code: str

    @property
    def shown_code(self) -> str:
        """The code in groups of four, as people read it aloud."""
        return shown_code(self.join_code)


def join_as_person(*, consultation_id: str, person_id: str, territory: str | None = None) -> SeatView:
    """Return the new seat of a person who speaks for themselves; refuse a second one.

    Where they are from is noted with their account, which tells their time zone.
    """
    consultation = consultations.consultation_by_id(consultation_id)
    _take_part(consultation_id, person_id)
    if PERSON_CATEGORY not in consultation.categories:
        raise CategoryRefused(field="category")
    _require_territory(consultation, territory)
    if territory is not None:
        accounts.note_territory(person_id=person_id, territory=territory)
    seat = _new_seat(consultation_id, PERSON_CATEGORY, territory, person_id=person_id)
    return _record_admission(seat, person_id)


def join_with_organisation(
    *,
    consultation_id: str,
    person_id: str,
    name: str,
    category: str,
    territory: str | None = None,
    controlled_by: str = "",
) -> NewOrganisationSeat:
    """Return the new seat of an organisation that the person speaks for, with the code for its other members.

    Refuses a person who has a seat, a category that is for people, and a name that takes part already; and where the
    terms of the consultation say so, a second government of one country or territory, and a second company of the group
    of the one by which this is `controlled_by`.
    """
    consultation = consultations.consultation_by_id(consultation_id)
    _take_part(consultation_id, person_id)
    if category not in consultation.categories or category == PERSON_CATEGORY:
        raise CategoryRefused(field="category")
    _require_territory(consultation, territory)
    require_state_unseated(consultation_id, category, territory)
    code = new_code()
    organisation = add_organisation(
        consultation_id=consultation_id, name=name, category=category, territory=territory, join_code=code
    )
    note_control(consultation_id, organisation, category, controlled_by)
    seat = _new_seat(consultation_id, category, territory, organisation_id=organisation)
    _add_member(consultation_id, organisation, person_id, MemberRole.SIGNATORY)
    return NewOrganisationSeat(_record_admission(seat, person_id), code)


def join_by_code(*, consultation_id: str, person_id: str, code: str) -> SeatView:
    """Return the organisation's seat that the person now speaks for too; refuse an unknown code.

    Where a signatory releases what the delegation says, whoever joins is a drafter until a signatory makes them more.
    """
    _take_part(consultation_id, person_id)
    organisation = db.session.scalars(
        select(Organisation).where(
            Organisation.consultation_id == consultation_id, Organisation.join_code_hash == code_hash(code)
        )
    ).one_or_none()
    if organisation is None:
        raise JoinCodeRefused(field="join_code")
    role = MemberRole.DRAFTER if organisation.two_step else MemberRole.SIGNATORY
    return _admit(consultation_id, organisation.id, person_id, role)


def admit_member(consultation_id: str, organisation_id: str, person_id: str, role: MemberRole) -> SeatView:
    """Return the seat of an organisation of which the person is a member from now on; refuse someone who has a seat."""
    _take_part(consultation_id, person_id)
    return _admit(consultation_id, organisation_id, person_id, role)


def _admit(consultation_id: str, organisation_id: str, person_id: str, role: MemberRole) -> SeatView:
    _add_member(consultation_id, organisation_id, person_id, role)
    seat = db.session.scalars(
        select(Seat).where(Seat.consultation_id == consultation_id, Seat.organisation_id == organisation_id)
    ).one()
    return _record_admission(seat, person_id)


def add_organisation(*, consultation_id: str, name: str, category: str, territory: str | None, join_code: str) -> str:
    """Return the id of a new organisation; refuse a name that takes part already, or that cannot be read.

    One that was named only as controlling another becomes one that takes part.
    """
    called = clean_name(name, LONGEST_ORGANISATION)
    key = name_key(called or "")
    if called is None or len(key) > LONGEST_ORGANISATION:
        raise OrganisationRefused(field="organisation")
    known = organisation_named(consultation_id, key)
    if known is not None and has_seat(known):
        raise OrganisationTaken(field="organisation")
    if known is not None:
        known.name, known.category, known.territory = called, category, territory
        known.join_code_hash = code_hash(join_code)
        db.session.flush()
        return known.id
    row = Organisation(
        consultation_id=consultation_id,
        id=new_id(),
        name=called,
        name_key=key,
        category=category,
        territory=territory,
        join_code_hash=code_hash(join_code),
        created_at=clock.now(db.session),
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def _take_part(consultation_id: str, person_id: str) -> None:
    """Make the person a participant; refuse someone who has a seat.

    The role comes first: the same person who joins elsewhere at the same moment waits there until this has committed.
    """
    consultations.grant_role(
        consultation_id=consultation_id, person_id=person_id, role=Role.PARTICIPANT, granted_by=None
    )
    if seat_of(consultation_id=consultation_id, person_id=person_id) is not None:
        raise AlreadySeated
    is_member = select(Membership.id).where(
        Membership.consultation_id == consultation_id, Membership.person_id == person_id, Membership.until.is_(None)
    )
    if db.session.scalar(is_member) is not None:
        raise StillMember


def _require_territory(consultation: consultations.ConsultationView, territory: str | None) -> None:
    if territory is not None and territory not in territories.codes(consultation.territory_list):
        raise TerritoryRefused(field="territory")


def _new_seat(
    consultation_id: str,
    category: str,
    territory: str | None,
    *,
    person_id: str | None = None,
    organisation_id: str | None = None,
) -> Seat:
    row = Seat(
        consultation_id=consultation_id,
        id=new_id(),
        person_id=person_id,
        organisation_id=organisation_id,
        category=category,
        territory=territory,
        verification=Verification.CLAIMED,
        created_at=clock.now(db.session),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _add_member(consultation_id: str, organisation_id: str, person_id: str, role: MemberRole) -> None:
    moment = clock.now(db.session)
    left = db.session.scalar(
        select(Membership.organisation_id)
        .where(Membership.consultation_id == consultation_id, Membership.person_id == person_id)
        .order_by(Membership.since.desc())
        .limit(1)
    )
    db.session.add(
        Membership(
            consultation_id=consultation_id,
            id=new_id(),
            organisation_id=organisation_id,
            person_id=person_id,
            role=role,
            since=moment,
        )
    )
    db.session.flush()
    if left is not None and left != organisation_id:
        # What they voted before stays with the old seat; the log says for everyone that someone changed sides.
        ledger.append(
            log_id=consultation_id,
            kind=LeafType.MEMBER_MOVE,
            content={"from": left, "to": organisation_id},
            at=moment,
            role=Role.PARTICIPANT,
            person=person_id,
        )


def _record_admission(seat: Seat, person_id: str) -> SeatView:
    """Return the seat, on record with the person who speaks for it from now on."""
    ledger.append(
        log_id=seat.consultation_id,
        kind=LeafType.SEAT_ADMIT,
        content={"seat": seat.id, "category": seat.category, "territory": seat.territory},
        at=clock.now(db.session),
        role=Role.PARTICIPANT,
        person=person_id,
    )
    return seat_views([seat])[0]
