"""Declared outcomes on pages: everyone reads them beside what the rule found, and only those in office declare."""

import pytest
from flask import Flask

from consult.consultations.service import Role
from consult.rounds.service import RoundView
from tests.client import Client
from tests.conftest import Scene
from tests.rounds.scenes import a_decision_maker, an_outcome, published
from tests.world import World

AGREED = {"citizen": {"support": 6}, "company": {"support": 5}}


@pytest.fixture
def decider(world: World, scene: Scene) -> str:
    person = world.a_person("Dana Decider")
    a_decision_maker(world, scene.consultation, person)
    return person


@pytest.fixture
def chair(app: Flask, world: World, decider: str) -> Client:
    return Client(app, world.a_session(decider))


@pytest.fixture
def one(world: World, scene: Scene) -> RoundView:
    """A published round whose first clause meets the criteria, and whose others nobody voted on."""
    world.votes(scene.round, AGREED)
    return published(world, scene.round)


def where(world: World, scene: Scene, place: int = 0) -> str:
    return f"{scene.home}/rounds/1/outcomes/{world.clauses(scene.round)[place].uid}"


def test_what_is_declared_stands_beside_what_was_found_on_every_page_of_results(
    world: World, scene: Scene, stranger: Client, chair: Client, one: RoundView
) -> None:
    before = stranger.get(f"{scene.home}/rounds/1/outcomes").words
    assert "3 clauses have no declared outcome yet." in before
    done = chair.fill(where(world, scene), outcome="deferred", reason="Two offices have not answered yet.")
    assert "2 clauses have no declared outcome yet." in chair.follow(done).words
    uid = world.clauses(one)[0].uid
    for path in ("rounds/1/outcomes", "rounds/1/results", f"k/{uid}/decided"):
        words = stranger.get(f"{scene.home}/{path}").words
        for told in (
            "Meets this round's criteria for agreement",
            "Deferred",
            "Dana Decider",
            "Chair of the assembly",
            "This departs from what the rule found.",
            "Two offices have not answered yet.",
        ):
            assert told in words, (path, told)
    assert "Deferred" in stranger.get(f"{scene.home}/decided").words


def test_a_decision_maker_is_led_from_the_overview_to_declaring_and_nobody_else_is(
    scene: Scene, chair: Client, citizen: Client, one: RoundView
) -> None:
    shown = chair.get(f"{scene.home}/")
    assert shown.link("Declare") == f"{scene.home}/rounds/1/outcomes"
    assert "You declare what becomes of the clauses." in shown.words
    assert "You declare what becomes of the clauses." not in citizen.get(f"{scene.home}/").words


def test_the_page_of_a_clause_says_what_its_published_round_found_and_what_was_declared(
    world: World, scene: Scene, stranger: Client, chair: Client, one: RoundView
) -> None:
    page = f"{scene.home}/d/1/1.1"
    assert "Not yet declared." in stranger.get(page).words
    chair.fill(where(world, scene), outcome="deferred", reason="Two offices have not answered yet.")
    shown = stranger.get(page).words
    assert "Meets this round's criteria for agreement" in shown
    assert "Declared: Deferred" in shown


def test_a_refused_declaration_keeps_what_was_typed(world: World, scene: Scene, chair: Client, one: RoundView) -> None:
    page = chair.fill(where(world, scene), outcome="not_adopted", reason=" ", status=422)
    assert "Give a reason in one to 1,000 characters" in page.words
    (chosen,) = [each for each in page.root.all("input") if "checked" in each.attributes]
    assert chosen.get("value") == "not_adopted"
    page = chair.fill(where(world, scene), reason="Why not.", status=422)
    assert "Choose what becomes of the clause." in page.words
    assert "Why not." in page.root.all("textarea")[0].text


def test_a_correction_is_shown_with_what_stood_before(
    world: World, scene: Scene, stranger: Client, chair: Client, one: RoundView, decider: str
) -> None:
    an_outcome(world, one, decider)
    chair.fill(where(world, scene), outcome="adopted_with_reservations", reason="Two were overlooked.")
    words = stranger.get(f"{scene.home}/k/{world.clauses(one)[0].uid}/decided").words
    assert words.index("Adopted with reservations") < words.index("It was corrected.") < words.rindex("Adopted")


def test_a_form_that_was_open_too_long_declares_over_nothing(
    world: World, scene: Scene, chair: Client, one: RoundView, decider: str
) -> None:
    address = where(world, scene)
    stale = {"outcome": "deferred", "reason": "It is not ripe.", "seen": "0"}
    an_outcome(world, one, decider)
    page = chair.post(address, stale, status=409)
    assert "Someone has declared what becomes of this clause since you opened this page." in page.words
    assert "It is not ripe." in page.root.all("textarea")[0].text


def test_only_those_with_the_role_come_to_the_forms_and_only_those_in_office_get_one(
    app: Flask, world: World, scene: Scene, one: RoundView, organiser: Client, stranger: Client
) -> None:
    address, together = where(world, scene), f"{scene.home}/rounds/1/outcomes/together"
    for path in (address, together):
        organiser.get(path, status=403)
        assert stranger.http.get(path).status_code in {302, 303, 401}
        assert organiser.post(path, {"outcome": "adopted"}).status == 403
    person = world.a_person("Only Role")
    world.a_role(scene.consultation, person, Role.DECISION_MAKER)
    titular = Client(app, world.a_session(person))
    for path in (address, together):
        page = titular.get(path)
        assert "you are not noted as one in office" in page.words
        assert page.root.all("textarea") == []
    assert titular.post(address, {"outcome": "adopted", "seen": "0"}).status == 403


def test_before_publication_the_form_says_when_it_will_be_there(world: World, scene: Scene, chair: Client) -> None:
    world.votes(scene.round, AGREED)
    world.closed(scene.round)
    page = chair.get(where(world, scene))
    assert "once every comment has its answer and the round is published" in page.words
    assert page.root.all("textarea") == []


def test_what_meets_the_criteria_is_declared_adopted_together_after_a_look_at_the_list(
    world: World, scene: Scene, chair: Client, one: RoundView
) -> None:
    address = f"{scene.home}/rounds/1/outcomes/together"
    page = chair.get(address)
    assert world.clauses(one)[0].text in page.words
    assert world.clauses(one)[1].text not in page.words
    done = chair.fill(address)
    assert "2 clauses have no declared outcome yet." in chair.follow(done).words
    assert "No clause that meets the criteria is without" in chair.get(address).words
    again = chair.post(address, {"item": world.clauses(one)[0].uid}, status=409)
    assert "The list has changed since you opened this page" in again.words


def test_the_desk_counts_what_is_not_declared_after_publication(
    world: World, scene: Scene, organiser: Client, one: RoundView, decider: str
) -> None:
    assert "After round 1, 3 clauses have no declared outcome yet." in organiser.get(f"{scene.home}/desk").words
    for clause in world.clauses(one):
        an_outcome(world, one, decider, "deferred", clause=clause, reason="Later.")
    assert "no declared outcome" not in organiser.get(f"{scene.home}/desk").words


def test_an_organiser_notes_who_decides_and_ends_an_office(
    world: World, scene: Scene, organiser: Client, one: RoundView
) -> None:
    address = f"{scene.home}/decision-makers"
    world.a_person("Emil Elder", email="emil@example.org")
    organiser.fill(
        address, address, name="Emil Elder", office="Rapporteur", since="2026-01-05", email="emil@example.org"
    )
    page = organiser.get(address)
    assert "Not yet, because the role is missing" in page.words
    (end,) = [form.get("action") for form in page.root.all("form") if form.get("action").endswith("/end")]
    organiser.post(end, {}, status=303)
    assert "No longer" in organiser.get(address).words
    assert organiser.post(end, {}, status=422).words.count("An office ends once") == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "Give the name of the person who decides."),
        ({"name": "\u200b"}, "Give the decision-maker's name in 1 to 200 readable characters."),
        ({"office": "x" * 201}, "Give the office in which the person decides in 1 to 200 readable characters."),
        ({"since": "yesterday"}, "Give the day on which the person took the office, as in 2026-11-02."),
        ({"email": "nobody@example.org"}, "Nobody here has this address."),
    ],
)
def test_who_decides_is_refused_with_the_field_and_the_remedy(
    scene: Scene, organiser: Client, typed: dict[str, str], told: str
) -> None:
    address = f"{scene.home}/decision-makers"
    given = {"name": "Emil Elder", "office": "Rapporteur", "since": "2026-01-05", **typed}
    page = organiser.fill(address, address, status=422, **given)
    assert told in page.words
    assert "Emil Elder" not in organiser.get(address).words


def test_a_round_without_clauses_has_no_page_of_outcomes(scene: Scene, stranger: Client) -> None:
    stranger.get(f"{scene.home}/rounds/7/outcomes", status=404)
    assert "hidden from everyone" in stranger.get(f"{scene.home}/rounds/1/outcomes").words
