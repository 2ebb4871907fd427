"""People: one address is one person's, a name is what they want to be called, a territory is noted once."""

import pytest

from consult.accounts import service
from consult.accounts.service import AddressTaken, InstanceRole
from consult.kernel.errors import Collided, NotFound
from consult.kernel.ids import new_id
from tests.world import World

AMINA = "amina@example.org"


def test_a_person_is_found_by_their_address_and_shown_without_it(world: World) -> None:
    person = world.a_person("Amina Otieno", email=AMINA)
    with world.reading():
        found = service.find_person_by_email(" AMINA@example.org ")
        assert found == service.get_person(person)
        assert AMINA not in repr(found)
        assert service.find_person_by_email("no address") is None


def test_nobody_is_found_under_an_id_that_nobody_has(world: World) -> None:
    with world.reading(), pytest.raises(NotFound):
        service.get_person(new_id())


def test_people_are_found_together(world: World) -> None:
    first, second = world.a_person("Amina Otieno"), world.a_person("Bo Chen")
    with world.reading():
        assert {one.name for one in service.people([first, second, first]).values()} == {"Amina Otieno", "Bo Chen"}
        assert service.people([]) == {}


def test_two_people_cannot_have_one_address(world: World) -> None:
    world.a_person(email=AMINA)
    with pytest.raises(Collided):
        world.a_person(email=AMINA)


def test_an_address_can_be_given_to_someone_who_has_none(world: World) -> None:
    with world.acting():
        person = service.add_person(name="First organiser", email=None).id
        assert not service.has_address(person)
        service.give_address(person_id=person, email=AMINA)
        service.give_address(person_id=person, email=AMINA)
        assert service.has_address(person)


def test_an_address_that_someone_has_is_given_to_nobody_else(world: World) -> None:
    world.a_person(email=AMINA)
    other = world.a_person()
    with pytest.raises(AddressTaken), world.acting():
        service.give_address(person_id=other, email=AMINA)


def test_a_territory_is_noted_where_none_is_known_and_stays(world: World) -> None:
    person = world.a_person()
    for territory in ("NA", "FR"):
        with world.acting():
            service.note_territory(person_id=person, territory=territory)
    with world.reading():
        assert service.get_person(person).territory == "NA"


def test_a_profile_changes_name_language_and_zone_and_nothing_else(world: World) -> None:
    person = world.a_person()
    with world.acting():
        service.note_territory(person_id=person, territory="NA")
        changed = service.update_profile(person_id=person, name=" Amina  O. ", locale="ar", time_zone="Africa/Windhoek")
    assert (changed.name, changed.locale, changed.time_zone, changed.territory) == (
        "Amina O.",
        "ar",
        "Africa/Windhoek",
        "NA",
    )


def test_a_role_in_the_installation_is_held_once(world: World) -> None:
    person = world.a_person()
    with world.acting():
        for _ in range(2):
            service.grant_instance_role(person_id=person, role=InstanceRole.ORGANISER)
        assert service.has_instance_role(person_id=person, role=InstanceRole.ORGANISER)
        assert not service.has_instance_role(person_id=person, role=InstanceRole.ADMINISTRATOR)
