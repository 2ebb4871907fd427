"""The pages of a live round: what moderators decide meanwhile, and what is said once the round is over."""

import pytest
from flask import Flask

from consult.rounds import service as rounds
from consult.rounds.rules.contract import Disclosure, Reveal
from consult.rounds.rules.states import RoundKind, RoundState
from consult.rounds.service import RoundView
from tests.client import Client
from tests.consensus.opinionated import ONE_SIDE, OTHER_SIDE, STATEMENTS
from tests.consensus.scenes import CATEGORIES, a_statement_round
from tests.consensus.test_live_pictures import LIVE, a_live_round, renewed, voters
from tests.deliberation.stating import accepted, rejected
from tests.world import World

MAP = "/en/c/statements/rounds/1/opinions"
OPEN = {**LIVE, "statements_from_participants": True, "disclosure": dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL)}


@pytest.fixture
def live(world: World) -> tuple[RoundView, dict[str, str]]:
    """A live round with a picture of two camps, and the statements in it that a participant submitted, by their words."""
    consultation, one, _ = a_statement_round(world, STATEMENTS[:1], {}, terms=OPEN)
    author, *people = voters(world, consultation, 19)
    words = [f"Another sentence, number {number}." for number in range(2, 9)]
    submitted = {each: accepted(world, one, author, each) for each in words}
    items = world.items(one)
    for place, person in enumerate(people):
        for item, answer in zip(items, (ONE_SIDE if place % 2 else OTHER_SIDE).split(), strict=True):
            world.a_vote(one, person, answer, item=item)
    assert renewed(world, one) is not None
    return one, submitted


def test_a_statement_that_is_rejected_after_the_picture_was_drawn_stands_nowhere_on_the_pages(
    world: World, stranger: Client, live: tuple[RoundView, dict[str, str]]
) -> None:
    one, submitted = live
    says = next(each for each in stranger.get(MAP).root.all("section") if each.get("aria-labelledby") == "says")
    telling = next(words for words in submitted if words in says.text)
    rejected(world, one, submitted[telling])
    page = stranger.get(MAP)
    assert page.heading == "Two groups answered differently"
    assert telling not in page.words
    assert "Another sentence" in page.words
    for beside in ("/lists", "/results", "/results/1", "/results/2", "/results/2/rows", "/roll-call"):
        stranger.get(f"/en/c/statements/rounds/1{beside}")
    world.closed(one)
    for beside in ("/opinions", "/lists", "/results", "/results/1/rows", "/roll-call"):
        assert telling not in stranger.get(f"/en/c/statements/rounds/1{beside}").words


def over(world: World, one: RoundView, state: str) -> None:
    """Take the round out of the open state: closed with nothing counted yet, or cancelled."""
    scope = {"consultation_id": one.consultation_id, "round_id": one.id, "by_role": "organiser"}
    person = world.a_person()
    with world.acting():
        if state == "closed":
            rounds.close(**scope, by_person=person, early=True)
        else:
            rounds.advance(**scope, by_person=person, to=RoundState.CANCELLED, reason="No money is left.")


def a_page(name: str) -> str:
    return f"/en/c/statements/rounds/1/{name}"


HIDDEN = ("results", "results/1", "results/1/rows", "lists", "roll-call")


@pytest.mark.parametrize("name", HIDDEN)
def test_no_page_of_a_live_round_says_that_answers_are_hidden(world: World, stranger: Client, name: str) -> None:
    a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    page = stranger.get(a_page(name))
    assert "hidden from everyone" not in page.words
    assert "Its contract shows what has been answered so far." in page.words
    assert page.link("See what has been answered so far") == MAP


def test_rounds_that_cannot_be_compared_yet_lead_to_the_live_picture(world: World, stranger: Client) -> None:
    consultation, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    world.closed(one)
    world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=("One.",), reveal=Reveal.LIVE)
    page = stranger.get(a_page("compared/2"))
    assert "hidden from everyone" not in page.words
    assert page.link("See what has been answered so far") == "/en/c/statements/rounds/2/opinions"


@pytest.mark.parametrize(
    ("state", "told", "date"),
    [
        ("closed", "The round has closed and is being counted", "Round 1 closed on"),
        ("cancelled", "The round was cancelled, so it has no result.", ""),
    ],
)
def test_a_round_that_is_over_is_not_called_open(
    world: World, stranger: Client, state: str, told: str, date: str
) -> None:
    _, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    over(world, one, state)
    page = stranger.get(a_page("lists"))
    assert told in page.words
    assert date in page.words
    assert "is open" not in page.words
    assert "closes on" not in page.words
    live = stranger.get(MAP)
    assert "is open" not in live.words
    assert "so far" not in live.words
    assert "No picture was drawn before the round ended." in live.words


def test_a_round_that_is_being_counted_shows_its_last_picture_as_the_last(world: World, stranger: Client) -> None:
    _, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    assert renewed(world, one) is not None
    assert "The picture is drawn anew when enough has changed" in stranger.get(MAP).words
    over(world, one, "closed")
    page = stranger.get(MAP)
    assert "It is the last picture that was drawn" in page.words
    assert "The picture is drawn anew" not in page.words


def test_whoever_answers_is_told_that_counts_are_shown_and_where(app: Flask, world: World) -> None:
    consultation, _ = a_live_round(world, *["agree agree"] * 4)
    person = world.a_person("Carmen Citizen")
    world.a_seat(consultation, person_id=person)
    client = Client(app, world.a_session(person))
    for path in ("/en/c/statements/vote", "/en/c/statements/"):
        page = client.get(path)
        assert "hidden from everyone" not in page.words
        assert page.link("See what has been answered so far") == MAP
    assert "Counts are shown while voting goes on" in client.get("/en/c/statements/vote").words


def test_whoever_answers_in_another_round_is_told_that_answers_are_hidden(app: Flask, world: World) -> None:
    consultation, _ = a_live_round(world, "agree agree", reveal=Reveal.AT_FREEZE)
    person = world.a_person("Carmen Citizen")
    world.a_seat(consultation, person_id=person)
    client = Client(app, world.a_session(person))
    assert "How others vote is hidden from everyone" in client.get("/en/c/statements/vote").words
    assert "answered so far" not in client.get("/en/c/statements/").words


def test_the_glossary_does_not_promise_what_live_rounds_do_not_keep(stranger: Client) -> None:
    assert "only where the contract says so are counts shown while voting goes on" in stranger.get("/en/glossary").words
