"""Everything one's own seat has said, with what became of it, and the way to a comment in its place."""

import pytest

from consult.consultations.service import Role
from consult.deliberation.rules.words import PAGE_SIZE, Attribution
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind, Ground
from tests.client import Client
from tests.conftest import Scene
from tests.world import World


@pytest.fixture
def page(scene: Scene) -> str:
    return f"{scene.home}/my-comments"


def test_a_seat_finds_all_it_has_said_with_the_answers(citizen: Client, world: World, scene: Scene, page: str) -> None:
    first, _ = [world.a_comment(scene.round, scene.people["citizen"], words) for words in ("Be *brief*.", "Be kind.")]
    world.a_comment(scene.round, scene.people["delegate"], "Buy our clocks.")
    world.closed(scene.round)
    world.answering(scene.round)
    world.a_proposal(scene.round, first, scene.people["organiser"], reason="It is brief now.")
    assert "It is brief now." not in citizen.get(page).words
    editor = world.a_person("Edda Editor")
    world.a_role(scene.consultation, editor, Role.EDITOR)
    world.an_approval(scene.round, first, editor)
    shown = citizen.get(citizen.get(f"{scene.home}/").link("All your comments and their answers"))
    items = [each.text for each in shown.root.all("li") if "on clause 1.1" in each.text]
    assert ["Be kind." in items[0], "No answer yet." in items[0]] == [True, True]
    assert ["Be brief." in items[1], "Accepted: It is brief now." in items[1]] == [True, True]
    assert "Buy our clocks." not in shown.words
    assert shown.headers["Cache-Control"] == "no-store"


def test_a_seat_reads_its_own_words_that_it_did_not_publish_and_not_those_that_are_hidden(
    citizen: Client, world: World, scene: Scene, page: str
) -> None:
    world.a_comment(scene.round, scene.people["citizen"], "Between us.", attribution=Attribution.UNPUBLISHED)
    hidden = world.a_comment(scene.round, scene.people["citizen"], "About Zebulon.")
    with world.acting():
        moderation.decide(
            consultation_id=scene.consultation.id,
            comment_id=hidden,
            action=ActionKind.HIDE,
            person_id=scene.people["moderator"],
            rule=Ground.HATE,
            note="It attacks a person.",
        )
    words = citizen.get(page).words
    assert ("Between us." in words, "About Zebulon." in words, "It attacks a person." in words) == (True, False, True)


def test_one_s_own_comments_are_for_those_who_take_part(
    stranger: Client, newcomer: Client, organiser: Client, citizen: Client, page: str
) -> None:
    stranger.get(page, status=303)
    for person in (newcomer, organiser):
        person.get(page, status=403)
    assert "You have not commented yet." in citizen.get(page).words


def test_the_way_to_a_comment_leads_to_the_page_that_holds_it(stranger: Client, world: World, scene: Scene) -> None:
    first, *_ = [world.a_comment(scene.round, scene.people["citizen"], f"Word {n}.") for n in range(PAGE_SIZE)]
    world.a_comment(scene.round, scene.people["delegate"], "In answer.", parent_id=first)
    places = {1: "", PAGE_SIZE: "?page=2", PAGE_SIZE + 1: "", PAGE_SIZE - 1: ""}
    for number, query in places.items():
        address = stranger.get(f"{scene.home}/comments/{number}", status=302).headers["Location"]
        assert address == f"{scene.home}/d/1/1.1{query}#comment-{number}"
        shown = stranger.get(address.partition("#")[0])
        assert len([each for each in shown.root.all("article") if each.get("id") == f"comment-{number}"]) == 1
    stranger.get(f"{scene.home}/comments/99", status=404)
