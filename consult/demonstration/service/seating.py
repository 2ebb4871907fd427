"""Seats are taken, joined by further members, and verified."""

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.demonstration.rules.acts import Join, JoinToo, MakeDrafter, Person, Verify
from consult.demonstration.rules.script import SOURCE
from consult.demonstration.service.stage import Stage, address_of
from consult.front import service as front
from consult.participation import service as participation
from consult.participation.rules.seats import PERSON_CATEGORY, MemberRole, Verification


def join(stage: Stage, act: Join) -> None:
    """Have the seat's first member take it."""
    seat = act.seat
    role = stage.hosts.get(seat.key)
    person = _add_person(stage, seat.members[0], role)
    scope = {"consultation_id": stage.consultation_id, "person_id": person, "territory": seat.territory}
    if seat.category == PERSON_CATEGORY:
        taken = participation.join_as_person(**scope)
    else:
        made = participation.join_with_organisation(**scope, name=seat.key, category=seat.category)
        taken, stage.join_codes[seat.key] = made.seat, made.join_code
    stage.people[seat.key], stage.seats[seat.key] = [person], taken.id


def join_too(stage: Stage, act: JoinToo) -> None:
    """Have another member join the organisation by its code."""
    person = _add_person(stage, act.member, None)
    participation.join_by_code(consultation_id=stage.consultation_id, person_id=person, code=stage.join_codes[act.seat])
    stage.people[act.seat].append(person)


def make_drafter(stage: Stage, act: MakeDrafter) -> None:
    """Have the organisation's first member make another one a drafter."""
    members = stage.people[act.seat]
    participation.set_member_role(
        consultation_id=stage.consultation_id,
        person_id=members[0],
        member_id=members[act.member],
        role=MemberRole.DRAFTER,
    )


def verify(stage: Stage, act: Verify) -> None:
    """Have the verifier verify the seat."""
    front.verify_seat(
        consultation_id=stage.consultation_id,
        seat_id=stage.seats[act.seat],
        state=Verification.VERIFIED,
        person_id=stage.officials["verifier"],
        note="",
    )


def _add_person(stage: Stage, person: Person, role: str | None) -> str:
    """Return the id of someone new, who accepts the legal notices in the language in which they read."""
    address = address_of(role) if role else None
    added = accounts.add_person(name=person.name, email=address, locale=person.locale).id
    lang = person.locale or SOURCE
    consultations.accept_notices(consultation_id=stage.consultation_id, person_id=added, lang=lang)
    return added
