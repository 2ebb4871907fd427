"""Taking part: one person speaks for one seat, one organisation has one seat."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView, Role
from consult.kernel.errors import Refused
from consult.ledger import service as ledger
from consult.participation import service as participation
from consult.participation.service import NewOrganisationSeat, SeatView
from tests.world import World


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation(organiser=world.a_person())


def join(world: World, consultation: ConsultationView, person: str, **given: str | None) -> SeatView:
    with world.acting():
        return participation.join_as_person(consultation_id=consultation.id, person_id=person, **given)


def found(
    world: World, consultation: ConsultationView, person: str, name: str = "Clockworks", category: str = "company"
) -> NewOrganisationSeat:
    with world.acting():
        return participation.join_with_organisation(
            consultation_id=consultation.id, person_id=person, name=name, category=category, territory="NA"
        )


def join_by(world: World, consultation: ConsultationView, person: str, code: str) -> SeatView:
    with world.acting():
        return participation.join_by_code(consultation_id=consultation.id, person_id=person, code=code)


def seat_of(world: World, consultation: ConsultationView, person: str) -> SeatView | None:
    with world.reading():
        return participation.seat_of(consultation_id=consultation.id, person_id=person)


def test_a_person_s_seat_is_a_citizen_s_and_bears_their_name(world: World, consultation: ConsultationView) -> None:
    person = world.a_person("Carmen Citizen")
    seat = join(world, consultation, person, territory="BO")
    assert (seat.name, seat.category, seat.territory, seat.verification) == (
        "Carmen Citizen",
        "citizen",
        "BO",
        "claimed",
    )
    assert seat_of(world, consultation, person) == seat
    with world.reading():
        assert consultations.roles_of(consultation.id, person) == {Role.PARTICIPANT}


def test_where_a_person_says_they_live_is_noted_with_their_account_unless_it_is_known(world: World) -> None:
    person, first, second = world.a_person(), world.a_consultation(), world.a_consultation()
    join(world, first, person, territory="NA")
    join(world, second, person, territory="BO")
    delegate = world.a_person()
    found(world, first, delegate)
    with world.reading():
        assert accounts.get_person(person).territory == "NA"
        assert accounts.get_person(delegate).territory is None


def test_an_organisation_has_one_seat_that_all_its_members_speak_for(
    world: World, consultation: ConsultationView
) -> None:
    first, second = world.a_person(), world.a_person()
    made = found(world, consultation, first)
    assert join_by(world, consultation, second, made.join_code).id == made.seat.id
    assert seat_of(world, consultation, first) == seat_of(world, consultation, second) == made.seat
    assert (made.seat.name, made.seat.category, made.seat.territory) == ("Clockworks", "company", "NA")
    with world.reading():
        assert participation.count_seats(consultation.id) == {"company": 1}


@pytest.mark.parametrize(
    "spelt", [str.lower, lambda code: f" {code[:4]}-{code[4:8]} {code[8:]} ", lambda code: code.replace("0", "o")]
)
def test_a_code_is_read_in_any_spelling(
    world: World, consultation: ConsultationView, spelt: Callable[[str], str]
) -> None:
    made = found(world, consultation, world.a_person())
    assert made.shown_code.replace("-", "") == made.join_code
    assert join_by(world, consultation, world.a_person(), spelt(made.join_code)).id == made.seat.id


def test_a_code_opens_no_organisation_of_another_consultation(world: World, consultation: ConsultationView) -> None:
    made = found(world, consultation, world.a_person())
    for code in (made.join_code, "0" * 12, ""):
        with pytest.raises(participation.JoinCodeRefused):
            join_by(world, world.a_consultation(), world.a_person(), code)


def test_one_person_speaks_for_one_seat(world: World, consultation: ConsultationView) -> None:
    made = found(world, consultation, world.a_person())
    citizen = world.a_person()
    join(world, consultation, citizen)
    for again in (
        lambda: join(world, consultation, citizen),
        lambda: found(world, consultation, citizen, "Other works"),
        lambda: join_by(world, consultation, citizen, made.join_code),
    ):
        with pytest.raises(participation.AlreadySeated):
            again()
    assert join(world, world.a_consultation(), citizen).category == "citizen"


def test_a_person_who_joins_in_two_ways_at_once_has_one_seat(world: World, consultation: ConsultationView) -> None:
    person, start = world.a_person(), Barrier(3)

    def try_to(way: Callable[[], object]) -> bool:
        start.wait()
        try:
            way()
        except Refused:
            return False
        return True

    ways = (
        lambda: join(world, consultation, person),
        lambda: join(world, consultation, person),
        lambda: found(world, consultation, person),
    )
    with ThreadPoolExecutor() as threads:
        assert sorted(threads.map(try_to, ways)) == [False, False, True]
    with world.reading():
        assert sum(participation.count_seats(consultation.id).values()) == 1


@pytest.mark.parametrize("name", ["clockworks", "CLOCK\u200bWORKS", "  Clockworks ", "Ｃｌｏｃｋｗｏｒｋｓ"])
def test_a_name_that_reads_the_same_is_taken(world: World, consultation: ConsultationView, name: str) -> None:
    found(world, consultation, world.a_person(), "Clockworks")
    with pytest.raises(participation.OrganisationTaken):
        found(world, consultation, world.a_person(), name)
    assert found(world, world.a_consultation(), world.a_person(), name)


@pytest.mark.parametrize("name", ["", " ", "\u200b", "a\x00b", "x" * 201, "\ufdfa" * 12])
def test_a_name_that_cannot_be_read_or_kept_is_refused(world: World, consultation: ConsultationView, name: str) -> None:
    with pytest.raises(participation.OrganisationRefused):
        found(world, consultation, world.a_person(), name)


def test_organisations_take_no_category_of_people_and_none_that_is_not_offered(
    world: World, consultation: ConsultationView
) -> None:
    for category in ("citizen", "king", ""):
        with pytest.raises(participation.CategoryRefused):
            found(world, consultation, world.a_person(), category=category)
    without_citizens = world.a_consultation(categories=("government", "company"))
    with pytest.raises(participation.CategoryRefused):
        join(world, without_citizens, world.a_person())


def test_a_territory_outside_the_consultation_s_list_is_refused(world: World) -> None:
    members = world.a_consultation(territory_list="un_members")
    for territory in ("GL", "ZZ", "na", ""):
        with pytest.raises(participation.TerritoryRefused):
            join(world, members, world.a_person(), territory=territory)
    assert join(world, members, world.a_person(), territory="NA").territory == "NA"


def test_a_refused_try_leaves_nothing_behind(world: World, consultation: ConsultationView) -> None:
    person = world.a_person()
    with pytest.raises(participation.JoinCodeRefused):
        join_by(world, consultation, person, "0" * 12)
    with world.reading():
        assert consultations.roles_of(consultation.id, person) == frozenset()
    assert join(world, consultation, person)


def test_every_admission_is_recorded_with_its_seat(world: World, consultation: ConsultationView) -> None:
    people = [world.a_person() for _ in range(3)]
    own = join(world, consultation, people[0], territory="BO")
    made = found(world, consultation, people[1])
    join_by(world, consultation, people[2], made.join_code)
    with world.acting():
        ledger.drain(consultation.id)
    with world.reading():
        admitted = [act for act in ledger.replay(consultation.id) if act.leaf["type"] == "seat.admit"]
    assert [act.actor for act in admitted] == people
    assert [act.content and act.content["seat"] for act in admitted] == [own.id, made.seat.id, made.seat.id]


def test_an_organiser_s_own_name_for_a_territory_is_read_in_its_language(
    world: World, consultation: ConsultationView
) -> None:
    with world.acting():
        for name in ("Republic of Namibia", "Namibia (invented)"):
            participation.set_territory_name(consultation_id=consultation.id, territory="NA", lang="en", name=name)
    with world.reading():
        assert participation.territory_overrides(consultation.id, "en") == {"NA": "Namibia (invented)"}
        assert participation.territory_overrides(consultation.id, "ar") == {}


def test_a_seat_of_another_consultation_is_not_there(world: World, consultation: ConsultationView) -> None:
    seat, verifier = join(world, world.a_consultation(), world.a_person()), world.a_person()
    with world.reading():
        assert participation.seats_by_id(consultation.id, [seat.id]) == {}
    with pytest.raises(Refused, match="not-found"), world.acting():
        participation.verify_seat(
            consultation_id=consultation.id,
            seat_id=seat.id,
            state=participation.Verification.VERIFIED,
            by_person=verifier,
        )
