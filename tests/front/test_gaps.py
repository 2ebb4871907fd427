"""The board of who is missing: targets before the first round, figures for everyone, letters for the silent."""

import pytest
from flask import Flask
from sqlalchemy import select

from consult.front import service as front
from consult.kernel.outbox import send_letters
from consult.kernel.tables import MailOutbox
from consult.participation import service as participation
from tests.client import Client
from tests.conftest import Scene
from tests.ledger.story import acts_of
from tests.world import World

HOME = "/en/c/principles"
BOARD, TARGETS, REMIND = (f"{HOME}/gaps{path}" for path in ("", "/targets", "/remind"))
CATEGORIES = ("government", "company", "citizen")


@pytest.fixture
def before(world: World, scene: Scene) -> Scene:
    """A consultation of the same organiser in which no round has opened."""
    made = world.a_consultation(slug="before", organiser=scene.people["organiser"], categories=CATEGORIES)
    world.a_draft(made)
    world.a_seat(made, "government", territory="KE")
    return Scene(made, scene.round, scene.people)


def test_targets_are_set_before_the_first_round_and_fixed_from_then_on(
    world: World, before: Scene, organiser: Client, stranger: Client
) -> None:
    home = f"{before.home}/gaps"
    assert "No targets of who takes part were set." in stranger.get(home).words
    refused = organiser.post(f"{home}/targets", data={"government-africa": "many", "citizen-anywhere": "7"}, status=422)
    assert "Give each number of seats as a whole number" in refused.words
    assert [each.get("value") for each in refused.root.all("input") if each.get("id") == "citizen-anywhere"] == ["7"]
    organiser.post(f"{home}/targets", data={"government-africa": "4", "citizen-anywhere": "60", "company-asia": "0"})
    words = stranger.get(home).words
    assert "Governments 4 1 25" in words
    assert "Citizens 60 0 0" in words
    assert "Active" not in stranger.get(home).root.all("table")[0].text
    one = world.a_round(before.consultation)
    assert "so the targets are fixed" in organiser.get(f"{home}/targets").words
    organiser.post(f"{home}/targets", data={"government-africa": "1"}, status=409)
    world.closed(one)
    with world.reading():
        assert participation.targets_of(before.consultation.id) == {("government", "africa"): 4, ("citizen", ""): 60}
    kinds = [str(act.leaf["type"]) for act in acts_of(world, before.consultation)]
    assert kinds.count("target.set") == 1
    assert "Who was wanted, who had a seat, and who spoke" in stranger.get(f"{before.home}/rounds/1/summary.md").text
    world.a_seat(before.consultation, "government", territory="UG")
    assert "Governments 4 1 25" in stranger.get(home).words
    results = stranger.get(f"{before.home}/rounds/1/results").words
    assert "Who was wanted, and who was missing" in results
    assert "Governments 4 1 25" in results


def test_targets_that_are_set_again_as_they_are_are_no_act(world: World, before: Scene) -> None:
    scope = {"consultation_id": before.consultation.id, "person_id": before.people["organiser"]}
    with world.acting():
        for _ in range(2):
            front.set_targets(**scope, targets={("company", "asia"): 3})
        front.set_targets(**scope, targets={})
        assert participation.targets_of(before.consultation.id) == {}
    for wrong in ({("nobody", ""): 1}, {("company", "moon"): 1}, {("company", ""): -1}):
        with pytest.raises(participation.TargetRefused), world.acting():
            front.set_targets(**scope, targets=wrong)


def test_the_board_shows_who_speaks_and_nothing_of_a_few_citizens(
    world: World, scene: Scene, stranger: Client, citizen: Client, organiser: Client
) -> None:
    world.a_vote(scene.round, scene.people["citizen"], "object")
    world.a_vote(scene.round, scene.people["delegate"])
    board = stranger.get(BOARD)
    assert "Companies 1 1 1 0 50" in board.words
    assert "Citizens 1 0 – – 50" in board.words
    assert "Remind seats" not in board.words
    assert "Remind seats" in organiser.get(BOARD).words
    assert BOARD in stranger.get(f"{HOME}/").text
    citizen.get(TARGETS, status=403)
    citizen.post(REMIND, status=403)
    world.closed(scene.round)
    assert "No targets of who takes part were set, so it cannot be said" in stranger.get(f"{HOME}/results").words


def test_the_silent_get_one_letter_in_a_round(world: World, scene: Scene, organiser: Client, app: Flask) -> None:
    person, drafter = world.a_person("Greta Government"), world.a_person()
    world.a_delegation(scene.consultation, person, drafter)
    world.a_vote(scene.round, scene.people["delegate"])
    words = organiser.get(REMIND).words
    assert "Governments In no group 1" in words
    assert "Citizens All regions –" in words
    assert "Companies" not in organiser.get(REMIND).root.all("table")[0].text
    organiser.post(REMIND)
    with world.reading() as session:
        letters = session.scalars(select(MailOutbox).where(MailOutbox.letter == front.REMINDER)).all()
        assert len(letters) == 2
    assert "Every seat has answered or was written to" in organiser.get(REMIND).words
    assert "Nothing is left to send" in organiser.post(REMIND, status=409).words
    acts = [act for act in acts_of(world, scene.consultation) if act.leaf["type"] == "round.remind"]
    with world.reading():
        assert [act.content for act in acts] == [{"round": 1}]
        assert send_letters(app.config["SETTINGS"]) == 2
    world.closed(scene.round)
    assert "No round is open" in organiser.get(REMIND).words
    organiser.post(REMIND, status=409)
