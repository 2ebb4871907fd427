"""Seats of organisations that others name: nobody has claimed them, and nobody speaks for them yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from consult.accounts.rules.identity import clean_name
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation.rules import territories
from consult.participation.rules.seats import PERSON_CATEGORY, Verification, name_key
from consult.participation.service.joining import CategoryRefused
from consult.participation.service.one_seat import LONGEST_ORGANISATION, OrganisationRefused, organisation_named
from consult.participation.service.seats import SeatView, seat_views
from consult.participation.tables import Organisation, Seat


@dataclass(frozen=True, slots=True)
class NamedOrganisation:
    """An organisation as someone else names it."""

    name: str
    category: str
    territory: str | None


def seats_named(
    *, consultation_id: str, organisations: Sequence[NamedOrganisation], by_person: str | None
) -> dict[str, SeatView]:
    """Return the seat of each of these organisations by the key of its name, made unverified where there is none.

    An organisation that takes part already keeps its seat as it is. Refuses a name that cannot be read and a category
    that the consultation does not have for organisations; a territory that it does not know is passed over.
    """
    consultation = consultations.consultation_by_id(consultation_id)
    known = territories.codes(consultation.territory_list)
    found = _seats_by_name(consultation_id)
    for one in organisations:
        key = name_key(one.name)
        if key not in found:
            if one.category not in consultation.categories or one.category == PERSON_CATEGORY:
                raise CategoryRefused(field="category")
            found[key] = _add(consultation_id, one, key, one.territory if one.territory in known else None, by_person)
    views = {view.id: view for view in seat_views(list(found.values()))}
    return {key: views[seat.id] for key, seat in found.items()}


def _seats_by_name(consultation_id: str) -> dict[str, Seat]:
    rows = db.session.execute(
        select(Organisation.name_key, Seat)
        .join(Seat, (Seat.consultation_id == Organisation.consultation_id) & (Seat.organisation_id == Organisation.id))
        .where(Organisation.consultation_id == consultation_id)
    )
    return dict(rows.all())


def _add(consultation_id: str, one: NamedOrganisation, key: str, territory: str | None, by_person: str | None) -> Seat:
    called, moment = clean_name(one.name, LONGEST_ORGANISATION), clock.now(db.session)
    if called is None or len(key) > LONGEST_ORGANISATION:
        raise OrganisationRefused(field="organisation")
    scope = {"consultation_id": consultation_id, "category": one.category, "territory": territory, "created_at": moment}
    organisation = organisation_named(consultation_id, key)
    if organisation is None:
        organisation = Organisation(id=new_id(), name=called, name_key=key, **scope)
        db.session.add(organisation)
        db.session.flush()
    seat = Seat(id=new_id(), organisation_id=organisation.id, verification=Verification.IMPORTED, **scope)
    db.session.add(seat)
    db.session.flush()
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.SEAT_ADMIT,
        content={"seat": seat.id, "category": one.category, "territory": territory},
        at=moment,
        role=Role.ORGANISER,
        person=by_person,
    )
    return seat
