"""Roles: given and taken back, effective with the next page, and never the last organiser's."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from consult.consultations import service as consultations
from consult.consultations.service import Act, LastOrganiser, Role
from consult.kernel.db import db
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from tests.client import Client
from tests.conftest import Scene
from tests.html import values
from tests.world import World

RACES = 8


def held(world: World, scene: Scene, person: str) -> frozenset[Role]:
    with world.reading():
        return consultations.roles_of(scene.consultation.id, person)


def take(world: World, scene: Scene, person: str, role: Role) -> None:
    with world.acting():
        consultations.revoke_role(
            consultation_id=scene.consultation.id, person_id=person, role=role, revoked_by=scene.people["organiser"]
        )


def test_a_role_is_held_from_its_grant_to_its_revocation_and_can_be_given_again(world: World, scene: Scene) -> None:
    person = scene.people["newcomer"]
    for _ in range(2):
        world.a_role(scene.consultation, person, Role.EDITOR)
        world.a_role(scene.consultation, person, Role.EDITOR)
        assert held(world, scene, person) == {Role.EDITOR}
        take(world, scene, person, Role.EDITOR)
        take(world, scene, person, Role.EDITOR)
        assert held(world, scene, person) == frozenset()


def test_each_grant_and_each_revocation_is_recorded_once(world: World, scene: Scene) -> None:
    person = scene.people["newcomer"]
    for _ in range(2):
        world.a_role(scene.consultation, person, Role.VERIFIER)
    for _ in range(2):
        take(world, scene, person, Role.VERIFIER)
    with world.acting():
        ledger.drain(scene.consultation.id)
    with world.reading():
        acts = [act for act in ledger.replay(scene.consultation.id) if (act.content or {}).get("person") == person]
    assert [(act.leaf["type"], act.content["role"]) for act in acts if act.content] == [
        ("role.grant", "verifier"),
        ("role.revoke", "verifier"),
    ]
    assert acts[1].actor == scene.people["organiser"]


def test_the_last_organiser_stays_and_one_of_two_may_go(world: World, scene: Scene) -> None:
    first, second = scene.people["organiser"], scene.people["newcomer"]
    with pytest.raises(LastOrganiser):
        take(world, scene, first, Role.ORGANISER)
    world.a_role(scene.consultation, second, Role.ORGANISER)
    take(world, scene, first, Role.ORGANISER)
    assert held(world, scene, second) == {Role.ORGANISER}
    with pytest.raises(LastOrganiser):
        take(world, scene, second, Role.ORGANISER)


def test_two_organisers_who_take_the_role_from_each_other_at_once_leave_one(world: World, scene: Scene) -> None:
    people = scene.people["organiser"], scene.people["newcomer"]
    start = Barrier(2)

    def take_at_once(person: str) -> bool:
        with world.app.app_context():
            db.session.connection()
            start.wait()
            try:
                take(world, scene, person, Role.ORGANISER)
            except LastOrganiser:
                return False
        return True

    with ThreadPoolExecutor() as threads:
        for _ in range(RACES):
            for person in people:
                world.a_role(scene.consultation, person, Role.ORGANISER)
            assert sorted(threads.map(take_at_once, people)) == [False, True]


def test_a_role_opens_what_the_policy_says_and_nothing_else(world: World, scene: Scene) -> None:
    address = {"slug": scene.consultation.slug}
    with world.reading():
        for person, act, expected in (
            (None, Act.READ, True),
            (None, Act.JOIN, False),
            (scene.people["newcomer"], Act.JOIN, True),
            (scene.people["newcomer"], Act.VOTE, False),
            (scene.people["citizen"], Act.VOTE, True),
            (scene.people["moderator"], Act.MODERATE, True),
            (scene.people["moderator"], Act.GRANT, False),
            (scene.people["organiser"], Act.GRANT, True),
            (scene.people["organiser"], Act.MODERATE, False),
        ):
            assert consultations.may(act)(person, address) is expected


def test_an_organiser_gives_a_role_on_the_page(organiser: Client, world: World, scene: Scene) -> None:
    person = world.a_person("Edda Editor", email="edda@example.org")
    page = f"{scene.home}/roles"
    shown = organiser.follow(organiser.fill(page, "/roles", email="EDDA@example.org", role="editor"))
    assert "Edda Editor" in shown.words
    assert held(world, scene, person) == {Role.EDITOR}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "nobody@example.org", "role": "editor"}, "Nobody here has this address"),
        ({"email": "", "role": "editor"}, "Enter the address"),
        ({"email": "nobody@example.org", "role": "participant"}, "Not a valid choice"),
    ],
)
def test_a_refused_grant_keeps_what_was_typed(
    organiser: Client, scene: Scene, typed: dict[str, str], said: str
) -> None:
    shown = organiser.fill(f"{scene.home}/roles", "/roles", status=422, **typed)
    assert said in shown.words
    assert values(shown.form("/roles"))["email"] == typed["email"]


def test_a_role_taken_back_on_the_page_is_gone_with_the_person_s_next_page(
    organiser: Client, moderator: Client, scene: Scene
) -> None:
    desk = f"{scene.home}/moderate"
    moderator.get(desk)
    form = next(
        values(each)
        for each in organiser.get(f"{scene.home}/roles").root.all("form")
        if values(each).get("role") == "moderator"
    )
    shown = organiser.follow(organiser.post(f"{scene.home}/roles/revoke", form, status=303))
    assert "Moses Moderator" not in shown.words
    moderator.get(desk, status=403)


def test_the_last_organiser_is_refused_on_the_page_and_one_who_goes_is_led_home(
    organiser: Client, world: World, scene: Scene
) -> None:
    page, own = f"{scene.home}/roles/revoke", {"person": scene.people["organiser"], "role": "organiser"}
    assert "This is the last organiser" in organiser.post(page, own, status=409).words
    world.a_role(scene.consultation, scene.people["newcomer"], Role.ORGANISER)
    organiser.follow(organiser.post(page, own, status=303))
    organiser.get(f"{scene.home}/roles", status=403)


@pytest.mark.parametrize("sent", [{}, {"person": "nobody", "role": "editor"}, {"person": new_id(), "role": "king"}])
def test_a_revocation_that_names_nobody_or_no_role_is_not_found(
    organiser: Client, scene: Scene, sent: dict[str, str]
) -> None:
    organiser.post(f"{scene.home}/roles/revoke", sent, status=404)


def test_nobody_else_gives_or_takes_roles(
    stranger: Client, newcomer: Client, citizen: Client, moderator: Client, world: World, scene: Scene
) -> None:
    sent = {"email": "person1@example.org", "role": "organiser", "person": scene.people["organiser"]}
    for place in ("/roles", "/roles/revoke"):
        stranger.post(scene.home + place, sent, status=401)
        for person in (newcomer, citizen, moderator):
            person.post(scene.home + place, sent, status=403)
    stranger.get(f"{scene.home}/roles", status=303)
    moderator.get(f"{scene.home}/roles", status=403)
    assert held(world, scene, scene.people["organiser"]) == {Role.ORGANISER}
