"""One seat for a state and one for a group of companies: whoever else belongs to it becomes a member of that seat."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import select

from consult.accounts.rules.identity import clean_name
from consult.consultations import service as consultations
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_id
from consult.participation.rules.groups import group_of
from consult.participation.rules.seats import COMPANY, GOVERNMENT, Verification, name_key
from consult.participation.tables import Organisation, Seat

LONGEST_ORGANISATION = 200
STANDS_FOR_NOBODY = (Verification.IMPORTED, Verification.REFUSED)
"""Seats that keep no other from being taken: one that others named and nobody speaks for, and one that was refused."""


class OrganisationRefused(Refused):
    """An organisation's name needs readable characters."""

    code = "organisation-refused"
    status = 422
    sentence = msgid("Give the organisation's name in 1 to 200 readable characters.")


class StateSeated(Refused):
    """A state has one seat, of which its ministries and agencies are members."""

    code = "state-seated"
    status = 409
    sentence = msgid(
        "This country or territory has a government seat already: %(name)s. Ministries and agencies are members of one seat, so join the seat of %(name)s with the code that its members have."
    )


class CorporateGroupSeated(Refused):
    """A group of companies has one seat, of which all its companies are members."""

    code = "corporate-group-seated"
    status = 409
    sentence = msgid(
        "A company of the same group takes part already: %(name)s. A group has one seat, so join the seat of %(name)s with the code that its members have."
    )


@dataclass(frozen=True, slots=True)
class SeatTerms:
    """Whether a state has one seat, and whether a group of companies has."""

    one_per_state: bool = True
    one_per_corporate_group: bool = True


Says = Callable[[str], SeatTerms | None]
SAYS: list[Says] = []
"""Who knows the terms of a consultation; what nobody says has its usual value."""


def says_seat_terms(says: Says) -> Says:
    """Register who says on which terms seats of a consultation are taken."""
    SAYS.append(says)
    return says


def seat_terms_of(consultation_id: str) -> SeatTerms:
    """Return on which terms seats of the consultation are taken now."""
    return next((found for says in SAYS if (found := says(consultation_id)) is not None), SeatTerms())


def require_state_unseated(consultation_id: str, category: str, territory: str | None) -> None:
    """Refuse a second government seat of one country or territory, where the terms say so."""
    if category != GOVERNMENT or territory is None or not seat_terms_of(consultation_id).one_per_state:
        return
    consultations.hold_consultation(consultation_id)
    taken = db.session.scalar(
        select(Organisation.name)
        .join(Seat, (Seat.consultation_id == Organisation.consultation_id) & (Seat.organisation_id == Organisation.id))
        .where(Seat.consultation_id == consultation_id, Seat.category == GOVERNMENT, Seat.territory == territory)
        .where(Seat.verification.not_in(STANDS_FOR_NOBODY))
        .order_by(Seat.created_at, Seat.id)
        .limit(1)
    )
    if taken is not None:
        raise StateSeated(field="territory", name=taken)


def require_group_unseated(
    consultation_id: str, category: str, organisation_id: str | None, parent: str | None
) -> None:
    """Refuse a second seat of one group of companies, where the terms say so.

    The group is that of the organisation, if it is known, and of the one that controls it.
    """
    if category != COMPANY or not seat_terms_of(consultation_id).one_per_corporate_group:
        return
    consultations.hold_consultation(consultation_id)
    controlled = _controlled(consultation_id)
    group = {one for start in (organisation_id, parent) if start for one in group_of(start, controlled)}
    taken = _seated_company(consultation_id, group - {organisation_id})
    if taken is not None:
        raise CorporateGroupSeated(field="controlled_by", name=taken)


def note_control(consultation_id: str, organisation_id: str, category: str, controlled_by: str) -> None:
    """Keep by which company another is controlled; refuse a second seat of their group."""
    parent = controlling(consultation_id, controlled_by) if category == COMPANY else None
    if parent is not None and parent != organisation_id:
        db.session.get_one(Organisation, (consultation_id, organisation_id)).controlled_by = parent
        db.session.flush()
    require_group_unseated(consultation_id, category, organisation_id, parent)


def controlling(consultation_id: str, name: str) -> str | None:
    """Return the id of the company that controls another, known by its name from now on; None for no name.

    It takes part only once someone joins for it. Refuses a name that cannot be read.
    """
    if not name.strip():
        return None
    called = clean_name(name, LONGEST_ORGANISATION)
    key = name_key(called or "")
    if called is None or len(key) > LONGEST_ORGANISATION:
        raise OrganisationRefused(field="controlled_by")
    found = organisation_named(consultation_id, key)
    if found is not None:
        return found.id
    row = Organisation(
        consultation_id=consultation_id,
        id=new_id(),
        name=called,
        name_key=key,
        category=COMPANY,
        created_at=clock.now(db.session),
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def organisation_named(consultation_id: str, key: str) -> Organisation | None:
    """Return the organisation whose name has this key, or None; it may have no seat, if others only named it."""
    return db.session.scalars(
        select(Organisation).where(Organisation.consultation_id == consultation_id, Organisation.name_key == key)
    ).one_or_none()


def has_seat(organisation: Organisation) -> bool:
    """Whether the organisation takes part, rather than being named by another only."""
    found = select(Seat.id).where(
        Seat.consultation_id == organisation.consultation_id, Seat.organisation_id == organisation.id
    )
    return db.session.scalar(found) is not None


def _controlled(consultation_id: str) -> dict[str, str]:
    """Return by which organisation each that is controlled is."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.controlled_by).where(
            Organisation.consultation_id == consultation_id, Organisation.controlled_by.is_not(None)
        )
    )
    return {one: parent for one, parent in rows if parent is not None}


def _seated_company(consultation_id: str, organisations: Iterable[str | None]) -> str | None:
    return db.session.scalar(
        select(Organisation.name)
        .join(Seat, (Seat.consultation_id == Organisation.consultation_id) & (Seat.organisation_id == Organisation.id))
        .where(
            Organisation.consultation_id == consultation_id, Organisation.id.in_([one for one in organisations if one])
        )
        .where(Seat.category == COMPANY, Seat.verification.not_in(STANDS_FOR_NOBODY))
        .order_by(Seat.created_at, Seat.id)
        .limit(1)
    )
