"""Seats: one for each voice, found by person or by id, verified step by step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, text

from consult.accounts import service as accounts
from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation.rules.seats import MemberRole, Verification, signing_roles
from consult.participation.tables import Membership, Organisation, Seat, TerritoryName
from consult.participation.tables import Verification as VerificationStep


class NoSeat(Refused):
    """Only someone who takes part can do this."""

    code = "no-seat"
    status = 403
    sentence = msgid("You need a seat for this. Take part first, as a person or for an organisation.")


class OwnSeat(Refused):
    """Nobody verifies the seat that they speak for."""

    code = "own-seat"
    status = 409
    sentence = msgid(
        "You speak for this seat, so someone else has to decide on it. Ask another verifier or organiser to."
    )


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat as other rooms see it."""

    id: str
    consultation_id: str
    person_id: str | None
    organisation_id: str | None
    source_id: str | None
    name: str
    category: str | None
    territory: str | None
    verification: str
    created_at: datetime


def seat_of(*, consultation_id: str, person_id: str) -> SeatView | None:
    """Return the seat the person speaks for now, or None: their organisation's, else their own."""
    as_member = (
        select(Seat)
        .join(
            Membership,
            (Membership.consultation_id == Seat.consultation_id) & (Membership.organisation_id == Seat.organisation_id),
        )
        .where(Seat.consultation_id == consultation_id, Membership.person_id == person_id, Membership.until.is_(None))
        .where(Membership.role != MemberRole.READER)
    )
    own = select(Seat).where(Seat.consultation_id == consultation_id, Seat.person_id == person_id)
    seat = db.session.scalars(as_member).first() or db.session.scalars(own).first()
    return seat_views([seat])[0] if seat else None


def require_seat(*, consultation_id: str, person_id: str) -> SeatView:
    """Return the seat the person speaks for; refuse `no-seat`."""
    seat = seat_of(consultation_id=consultation_id, person_id=person_id)
    if seat is None:
        raise NoSeat
    return seat


def signs_for(seat: SeatView, person_id: str) -> bool:
    """Whether the person may bind the seat: their own, or that of an organisation for which they sign now."""
    if seat.organisation_id is None:
        return seat.person_id == person_id
    return person_id in signers_of(seat.consultation_id, seat.organisation_id)


def signers_of(consultation_id: str, organisation_id: str) -> frozenset[str]:
    """Return who signs for an organisation now: its signatories, and its alternates while every signatory is absent."""
    rows = db.session.execute(
        select(Membership.person_id, Membership.role, Membership.absent_until).where(
            Membership.consultation_id == consultation_id,
            Membership.organisation_id == organisation_id,
            Membership.role.in_([MemberRole.SIGNATORY, MemberRole.ALTERNATE]),
            Membership.until.is_(None),
        )
    ).all()
    absences = [row.absent_until for row in rows if row.role == MemberRole.SIGNATORY]
    signing = signing_roles(absences, clock.now(db.session))
    return frozenset(row.person_id for row in rows if row.role in signing)


def list_seats(consultation_id: str) -> list[SeatView]:
    """Return every seat of the consultation, in the order in which they were taken."""
    rows = db.session.scalars(
        select(Seat).where(Seat.consultation_id == consultation_id).order_by(Seat.created_at, Seat.id)
    ).all()
    return seat_views(rows)


def seats_by_id(consultation_id: str, ids: Iterable[str]) -> dict[str, SeatView]:
    """Return the seats with these ids."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = db.session.scalars(select(Seat).where(Seat.consultation_id == consultation_id, Seat.id.in_(wanted))).all()
    return {view.id: view for view in seat_views(rows)}


def people_of_seats(consultation_id: str) -> dict[str, str]:
    """Return whose each seat of a single person is."""
    rows = db.session.execute(
        select(Seat.id, Seat.person_id).where(Seat.consultation_id == consultation_id, Seat.person_id.is_not(None))
    )
    return {seat: person for seat, person in rows if person}


def count_seats(consultation_id: str) -> dict[str | None, int]:
    """Return how many seats each category has."""
    rows = db.session.execute(
        select(Seat.category, func.count()).where(Seat.consultation_id == consultation_id).group_by(Seat.category)
    )
    return dict(rows.all())


def verify_seat(*, consultation_id: str, seat_id: str, state: Verification, by_person: str, note: str = "") -> SeatView:
    """Return the seat in its new state of verification; the step stays on record with who took it.

    Refuses a step of someone who speaks for the seat.
    """
    row = db.session.get(Seat, (consultation_id, seat_id))
    if row is None:
        raise NotFound
    own = seat_of(consultation_id=consultation_id, person_id=by_person)
    if own is not None and own.id == seat_id:
        raise OwnSeat
    moment = clock.now(db.session)
    row.verification = state
    db.session.add(
        VerificationStep(
            consultation_id=consultation_id,
            id=new_id(),
            seat_id=seat_id,
            state=state,
            by_person=by_person,
            at=moment,
            note=note,
        )
    )
    db.session.flush()
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.SEAT_VERIFY,
        content={"seat": seat_id, "state": str(state)},
        at=moment,
        role=Role.VERIFIER,
        person=by_person,
    )
    return seat_views([row])[0]


def add_imported_seats(*, consultation_id: str, source_ids: Sequence[str]) -> dict[str, str]:
    """Return the seat of each participant of an imported conversation, made now; they have no category."""
    moment = clock.now(db.session)
    made = {source: new_id() for source in source_ids}
    rows = [
        {
            "consultation_id": consultation_id,
            "id": seat,
            "source_id": source,
            "created_at": moment,
            "verification": Verification.IMPORTED,
        }
        for source, seat in made.items()
    ]
    if rows:
        db.session.execute(insert(Seat), rows)
        _look_at_seats()
    return made


def source_ids_of(consultation_id: str) -> dict[str, str]:
    """Return what the source of an imported conversation calls each of its seats; seats that were taken here are not among them."""
    rows = db.session.execute(
        select(Seat.id, Seat.source_id).where(Seat.consultation_id == consultation_id, Seat.source_id.is_not(None))
    )
    return {seat: source for seat, source in rows if source is not None}


def _look_at_seats() -> None:
    """Have PostgreSQL look at the seats it was just given.

    Until it has, it takes every index for equally good and checks the seat of each ballot by reading those of the whole
    consultation: 4,000 participants with 79,000 votes then take 10 seconds instead of 3.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text(f"ANALYZE {Seat.__tablename__}"))


def set_territory_name(*, consultation_id: str, territory: str, lang: str, name: str) -> None:
    """Give a country or territory the organiser's own name in one language."""
    db.session.merge(TerritoryName(consultation_id=consultation_id, territory=territory, lang=lang, name=name))
    db.session.flush()


def territory_overrides(consultation_id: str, lang: str) -> Mapping[str, str]:
    """Return the organiser's own names of countries and territories in this language."""
    rows = db.session.execute(
        select(TerritoryName.territory, TerritoryName.name).where(
            TerritoryName.consultation_id == consultation_id, TerritoryName.lang == lang
        )
    )
    return dict(rows.all())


def seat_views(rows: Sequence[Seat]) -> list[SeatView]:
    """Return the rows as other rooms see them; all belong to one consultation."""
    people = accounts.people({row.person_id for row in rows if row.person_id})
    wanted = {row.organisation_id for row in rows if row.organisation_id}
    names: dict[str, str] = {}
    if wanted:
        found = db.session.execute(
            select(Organisation.id, Organisation.name).where(
                Organisation.consultation_id == rows[0].consultation_id, Organisation.id.in_(wanted)
            )
        )
        names = dict(found.all())
    return [
        SeatView(
            id=row.id,
            consultation_id=row.consultation_id,
            person_id=row.person_id,
            organisation_id=row.organisation_id,
            source_id=row.source_id,
            name=_name(row, people, names),
            category=row.category,
            territory=row.territory,
            verification=row.verification,
            created_at=row.created_at,
        )
        for row in rows
    ]


def _name(row: Seat, people: Mapping[str, accounts.PersonView], names: Mapping[str, str]) -> str:
    if row.organisation_id:
        return names[row.organisation_id]
    if row.person_id:
        return people[row.person_id].name
    return row.source_id or ""
