"""The public log and the table of who may do what."""

import pytest

from consult.consultations.rules.policy import POLICY
from consult.ledger import service as ledger
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind, Ground
from tests.client import Client
from tests.conftest import Scene
from tests.html import values
from tests.world import World


def sequence(world: World, scene: Scene) -> None:
    with world.acting():
        ledger.drain(scene.consultation.id)


def test_the_log_names_the_act_the_role_and_the_place_and_no_person(
    world: World, stranger: Client, scene: Scene
) -> None:
    world.a_vote(scene.round, scene.people["citizen"], "object")
    sequence(world, scene)
    page = stranger.get(f"{scene.home}/log")
    assert "A vote was cast" in page.words
    assert "Carmen" not in page.words
    assert "Object" not in page.words.replace("Objections", "")  # the way to these stands at the foot of every page


def test_a_receipt_in_the_log_leads_to_its_entry(world: World, stranger: Client, scene: Scene) -> None:
    receipt = world.a_vote(scene.round, scene.people["citizen"])
    sequence(world, scene)
    found = stranger.get(stranger.get(f"{scene.home}/log").link(receipt.shown))
    assert values(found.form("/receipt"))["code"] == receipt.code


def test_the_record_goes_back_to_its_beginning(world: World, stranger: Client, scene: Scene) -> None:
    for _ in range(60):
        world.a_vote(scene.round, scene.people["citizen"])
    sequence(world, scene)
    first = stranger.get(f"{scene.home}/log")
    second = stranger.get(first.link("Earlier acts"))
    places = [[int(row.all("td")[0].text) for row in page.root.all("tr") if row.all("td")] for page in (first, second)]
    with world.reading():
        size = ledger.size_of(scene.consultation.id)
    assert [*places[0], *places[1]] == list(range(size - 1, -1, -1))
    assert second.link("Newest acts") == f"{scene.home}/log"
    assert "Earlier acts" not in second.words
    assert "What moderators decided" not in second.words


@pytest.mark.parametrize("before", ["-1", "0", "99999999999999999999999", "x"])
def test_a_place_that_is_none_is_answered(world: World, stranger: Client, scene: Scene, before: str) -> None:
    sequence(world, scene)
    assert stranger.get(f"{scene.home}/log?before={before}").heading == "What has been done"


def test_what_moderators_decided_is_in_the_log_with_rule_and_note(world: World, stranger: Client, scene: Scene) -> None:
    comment = world.a_comment(scene.round, scene.people["citizen"])
    with world.acting():
        moderation.decide(
            consultation_id=scene.consultation.id,
            comment_id=comment,
            action=ActionKind.HIDE,
            person_id=scene.people["moderator"],
            rule=Ground.SPAM,
            note="It sells clocks.",
        )
    page = stranger.get(f"{scene.home}/log")
    assert "It sells clocks." in page.by_id("log-1").text
    assert "Moses" not in page.words


def test_the_policy_says_in_words_who_may_do_what(stranger: Client, scene: Scene) -> None:
    rows = {
        row.all("th")[0].text: row.all("td")[0].text for row in stranger.get(f"{scene.home}/policy").root.all("tr")[1:]
    }
    assert rows["Read the text, the comments and the log"] == "Everyone, without an account"
    assert rows["Take part, as a person or for an organisation"] == "Everyone who is signed in"
    assert rows["Verify that a seat is what it says"] == "Organiser, Verifier"
    assert len(rows) == len(POLICY)
