"""Whoever takes part accepts the legal notices in the same step, and is told when they have changed."""

import pytest

from consult.consultations import service as consultations
from consult.participation import service as participation
from tests.client import Client
from tests.conftest import Scene
from tests.world import NOTICES, World

WAYS = {
    "/join/person": {"territory": ""},
    "/join/organisation": {"organisation": "Clockworks (invented)", "category": "company", "territory": ""},
    "/join/code": {"join_code": "ABCD-EFGH-JKMN"},
}
SENTENCE = "Read the legal notices, then tick this box to accept them."


@pytest.mark.parametrize("way", WAYS)
def test_without_the_box_nobody_takes_part(newcomer: Client, world: World, scene: Scene, way: str) -> None:
    shown = newcomer.fill(f"{scene.home}/join", way, status=422, **WAYS[way])
    assert SENTENCE in shown.form(way).text
    assert [each for each in shown.form(way).all("a") if each.get("href") == f"{scene.home}/notices"]
    with world.reading():
        scope = {"consultation_id": scene.consultation.id, "person_id": scene.people["newcomer"]}
        assert participation.seat_of(**scope) is None
        assert consultations.acceptance_of(*scope.values()) is None


@pytest.mark.parametrize("way", ["/join/person", "/join/organisation"])
def test_who_joins_has_accepted_the_notices_in_the_language_in_which_they_are_shown(
    newcomer: Client, world: World, scene: Scene, way: str
) -> None:
    with world.acting():
        contents = {"ar": NOTICES}
        consultations.publish_notices(consultation_id=scene.consultation.id, contents=contents, by_person=None)
    newcomer.fill("/ar/c/principles/join", way, **WAYS[way], accept="y")
    with world.reading():
        found = consultations.acceptance_of(scene.consultation.id, scene.people["newcomer"])
    assert found is not None
    assert (found.version, found.lang, found.is_current) == (2, "ar", True)


def test_who_is_refused_a_seat_has_accepted_nothing(newcomer: Client, world: World, scene: Scene) -> None:
    newcomer.fill(f"{scene.home}/join", "/join/code", status=422, **WAYS["/join/code"], accept="y")
    with world.reading():
        assert consultations.acceptance_of(scene.consultation.id, scene.people["newcomer"]) is None


def test_a_member_who_joins_by_code_accepts_for_themselves(world: World, scene: Scene) -> None:
    first, person = world.a_person(), world.a_person("Sione Second")
    with world.acting():
        scope = {"consultation_id": scene.consultation.id, "person_id": first}
        code = participation.join_with_organisation(**scope, name="Clockworks (invented)", category="company").join_code
    second = Client(world.app, world.a_session(person))
    second.fill(f"{scene.home}/join", "/join/code", join_code=code, accept="y")
    with world.reading():
        found = consultations.acceptance_of(scene.consultation.id, person)
    assert found is not None
    assert found.is_current


def test_without_notices_there_is_no_box(newcomer: Client, world: World) -> None:
    made = world.a_consultation(has_notices=False)
    shown = newcomer.follow(newcomer.fill(f"/en/c/{made.slug}/join", "/join/person"))
    assert "You take part now" in shown.words
    assert "legal notices as they stand now" not in shown.words


def test_who_holds_a_seat_is_told_of_notices_that_they_have_not_accepted(
    newcomer: Client, world: World, scene: Scene
) -> None:
    page, told = f"{scene.home}/join", "You have not accepted the legal notices as they stand now."
    newcomer.fill(page, "/join/person", accept="y")
    assert told not in newcomer.get(page).words
    with world.acting():
        contents = {"ar": NOTICES}
        consultations.publish_notices(consultation_id=scene.consultation.id, contents=contents, by_person=None)
    shown = newcomer.get(page)
    assert told in shown.words
    newcomer.fill(shown.link("Read and accept them"), "/notices/accept")
    assert told not in newcomer.get(page).words


def test_a_consultation_without_citizens_offers_no_seat_for_oneself(newcomer: Client, world: World) -> None:
    made = world.a_consultation(categories=["company"])
    forms = [each.get("action") for each in newcomer.get(f"/en/c/{made.slug}/join").root.all("form")]
    assert [each.rsplit("/", 1)[1] for each in forms] == ["organisation", "code"]
    made = world.a_consultation(categories=["citizen"])
    forms = [each.get("action") for each in newcomer.get(f"/en/c/{made.slug}/join").root.all("form")]
    assert [each.rsplit("/", 1)[1] for each in forms] == ["person"]
