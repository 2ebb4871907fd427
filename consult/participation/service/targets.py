"""Targets: how many seats of each category are wanted from each region; and seats as they are counted beside them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select

from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.kernel import clock
from consult.kernel.db import db, insert
from consult.kernel.errors import Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation.rules.facts import REGIONS
from consult.participation.rules.seats import MemberRole
from consult.participation.tables import Membership, Seat, Target

MOST_SEATS = 1_000_000
ANYWHERE = ""


class TargetRefused(Refused):
    """A target names a category and a region that there are, and a number of seats."""

    code = "target-refused"
    status = 422
    sentence = msgid("Give each number of seats as a whole number from 0 to 1,000,000, or leave it empty.")


@dataclass(frozen=True, slots=True)
class SeatTraits:
    """A seat as it is counted: who it is for, from where, and how far it is verified."""

    id: str
    category: str | None
    territory: str | None
    verification: str


def targets_of(consultation_id: str) -> dict[tuple[str, str], int]:
    """Return how many seats are wanted, by category and region; the region is empty where any will do."""
    rows = db.session.execute(
        select(Target.category, Target.region, Target.seats).where(Target.consultation_id == consultation_id)
    )
    return {(category, region): seats for category, region, seats in rows}


def set_targets(*, consultation_id: str, targets: Mapping[tuple[str, str], int], by_person: str) -> None:
    """Have these targets and no others; those of no seats are none. The log gets them.

    Refuses a category or region that there is not, and a number of seats that is none.
    """
    categories = consultations.consultation_by_id(consultation_id).categories
    for (category, region), seats in targets.items():
        if category not in categories or region not in {ANYWHERE, *REGIONS} or not 0 <= seats <= MOST_SEATS:
            raise TargetRefused
    wanted = {place: seats for place, seats in sorted(targets.items()) if seats}
    if wanted == targets_of(consultation_id):
        return
    db.session.execute(delete(Target).where(Target.consultation_id == consultation_id))
    rows = [
        {"consultation_id": consultation_id, "category": category, "region": region, "seats": seats}
        for (category, region), seats in wanted.items()
    ]
    if rows:
        db.session.execute(insert(Target, db.session).values(rows).on_conflict_do_nothing())
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.TARGET_SET,
        content={"targets": [[*place, seats] for place, seats in wanted.items()]},
        at=clock.now(db.session),
        role=Role.ORGANISER,
        person=by_person,
    )


def seat_traits(consultation_id: str) -> dict[str, SeatTraits]:
    """Return every seat as it is counted, by its id."""
    rows = db.session.execute(
        select(Seat.id, Seat.category, Seat.territory, Seat.verification).where(Seat.consultation_id == consultation_id)
    )
    return {row.id: SeatTraits(*row) for row in rows}


def people_to_write_to(consultation_id: str, seat_ids: Collection[str]) -> dict[str, str]:
    """Return the person to write to about each of these seats: its own, or the first signatory of its organisation.

    Seats of imported conversations have nobody.
    """
    of_these = (Seat.consultation_id == consultation_id, Seat.id.in_(seat_ids))
    own = select(Seat.id, Seat.person_id).where(*of_these, Seat.person_id.is_not(None))
    signing = (
        select(Seat.id, Membership.person_id)
        .join(
            Membership,
            (Membership.consultation_id == Seat.consultation_id) & (Membership.organisation_id == Seat.organisation_id),
        )
        .where(*of_these, Membership.until.is_(None), Membership.role == MemberRole.SIGNATORY)
        .order_by(Membership.since.desc(), Membership.id.desc())
    )
    found = [*db.session.execute(own), *db.session.execute(signing)]
    return {seat: person for seat, person in found if person is not None}
