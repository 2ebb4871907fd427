"""A state has one seat and so has a group of companies, unless the round's contract says otherwise."""

from typing import Any

import pytest

from consult.consultations.service import ConsultationView
from consult.participation import service as participation
from consult.participation.service import (
    CorporateGroupSeated,
    NamedOrganisation,
    NewOrganisationSeat,
    OrganisationRefused,
    OrganisationTaken,
    StateSeated,
    Verification,
)
from tests.client import Client
from tests.conftest import Scene
from tests.server import at_once
from tests.world import World


def join(
    world: World, made: ConsultationView, name: str, category: str = "government", **given: Any
) -> NewOrganisationSeat:
    person = world.a_person()
    with world.acting():
        return participation.join_with_organisation(
            consultation_id=made.id, person_id=person, name=name, category=category, **given
        )


def test_a_second_government_of_a_country_is_told_to_join_the_seat_of_the_first(world: World) -> None:
    made = world.a_consultation()
    first = join(world, made, "Ministry of Clocks", territory="NA")
    with pytest.raises(StateSeated) as refused:
        join(world, made, "Agency of Hours", territory="NA")
    assert refused.value.facts == {"name": "Ministry of Clocks"}
    join(world, made, "Ministry of Fields", territory="KE")
    join(world, made, "A ministry that does not say where")
    join(world, made, "Clockworks", "company", territory="NA")
    person = world.a_person()
    with world.acting():
        seat = participation.join_by_code(consultation_id=made.id, person_id=person, code=first.join_code)
    assert seat.name == "Ministry of Clocks"


def test_a_seat_that_was_refused_or_that_nobody_speaks_for_keeps_no_government_out(world: World) -> None:
    made, verifier = world.a_consultation(), world.a_person()
    false = join(world, made, "Not the ministry", territory="NA").seat
    with world.acting():
        participation.verify_seat(
            consultation_id=made.id, seat_id=false.id, state=Verification.REFUSED, by_person=verifier
        )
        participation.seats_named(
            consultation_id=made.id,
            organisations=[NamedOrganisation("Parliament of Namibia", "government", "NA")],
            by_person=verifier,
        )
    join(world, made, "Ministry of Clocks", territory="NA")


def test_of_two_ministries_that_join_at_once_one_takes_the_seat(world: World) -> None:
    made = world.a_consultation()

    def try_it(name: str) -> bool:
        try:
            join(world, made, name, territory="NA")
        except StateSeated:
            return False
        return True

    assert sorted(at_once(lambda: try_it("Ministry of Clocks"), lambda: try_it("Agency of Hours"))) == [False, True]


def test_a_second_company_of_a_group_is_told_to_join_the_seat_of_the_first(world: World) -> None:
    made = world.a_consultation()
    join(world, made, "Clockworks", "company", controlled_by="Holding (invented)")
    join(world, made, "Fieldworks", "company", controlled_by="Another holding")
    join(world, made, "Nobody's", "company")
    for name, parent in (
        ("Springworks", "holding (invented)"),
        ("Gearworks", "Clockworks"),
        ("Holding (Invented)", ""),
        ("Holding (Invented)", "Fieldworks"),
    ):
        with pytest.raises(CorporateGroupSeated) as refused:
            join(world, made, name, "company", controlled_by=parent)
        assert refused.value.facts["name"] in {"Clockworks", "Fieldworks"}
    join(world, made, "Union of clockmakers", "civil_society", controlled_by="Clockworks")
    with pytest.raises(OrganisationTaken):
        join(world, made, "Clockworks", "company")
    with pytest.raises(OrganisationRefused):
        join(world, made, "Springworks", "company", controlled_by="\u200b")


def test_the_contract_may_give_each_ministry_and_each_company_a_seat(world: World) -> None:
    made = world.a_consultation()
    world.a_draft(made)
    world.closed(world.a_round(made, one_per_state=False, one_per_corporate_group=False))
    for number in range(2):
        join(world, made, f"Ministry {number}", territory="NA")
        join(world, made, f"Company {number}", "company", controlled_by="Holding (invented)")
    assert join(world, made, "Holding (invented)", "company").seat.name == "Holding (invented)"
    with world.reading():
        assert participation.seat_terms_of(made.id) == participation.SeatTerms(False, False)


def test_the_page_says_which_seat_to_join_and_keeps_what_was_typed(
    world: World, scene: Scene, newcomer: Client
) -> None:
    join(world, scene.consultation, "Ministry of Clocks", territory="NA")
    page = f"{scene.home}/join"
    assert "A country or territory has one government seat" in newcomer.get(page).words
    told = newcomer.fill(
        page,
        "/join/organisation",
        organisation="Agency of Hours",
        category="government",
        territory="NA",
        accept="y",
        status=409,
    )
    assert "join the seat of Ministry of Clocks with the code that its members have" in told.words
    assert (
        next(each for each in told.root.all("input") if each.get("name") == "organisation").get("value")
        == "Agency of Hours"
    )
