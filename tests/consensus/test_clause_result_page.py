"""The page of a clause's result answers eight questions, whatever became of the clause."""

import pytest

from consult.consultations.service import ConsultationView
from consult.rounds.service import RoundView
from tests.client import Client, Page
from tests.deliberation.objecting import an_objection
from tests.rounds.scenes import a_decision_maker, an_outcome, published
from tests.world import World

QUESTIONS = [
    "What was asked?",
    "Who could answer, and who did?",
    "Who is against it?",
    "Why does it not meet the criteria?",
    "What would change it?",
    "Who decides?",
    "What did they decide?",
    "How sure is this?",
]
CATEGORIES = ("government", "company")
FOR = {"support": 8, "object": 2}


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    made = world.a_consultation(slug="principles", categories=CATEGORIES)
    world.a_draft(made)
    return made


@pytest.fixture
def one(world: World, consultation: ConsultationView) -> RoundView:
    return world.a_round(consultation, mandate="Resolution 7")


def page_of(stranger: Client, number: str = "1.1", status: int = 200) -> Page:
    return stranger.get(f"/en/c/principles/rounds/1/results/{number}", status=status)


def questions(page: Page) -> list[str]:
    return [each.text for each in page.root.all("h2")][-8:]


def test_a_split_clause_names_who_would_have_to_join_and_what_was_decided(
    world: World, consultation: ConsultationView, one: RoundView, stranger: Client
) -> None:
    world.votes(one, {"government": FOR, "company": {"support": 3, "object": 7}})
    assert "hidden from everyone" in page_of(stranger).words
    published(world, one)
    decider = world.a_person("Dana Decider")
    a_decision_maker(world, consultation, decider)
    an_outcome(world, one, decider, "not_adopted")
    page = page_of(stranger)
    assert questions(page) == QUESTIONS
    for told in (
        "Systems serve people, and people can stop them.",
        "9 of 20 votes object.",
        "Nobody raised an objection beside the vote",
        "The lowest share of agreement in a category is 30 %; it must be more than 1/2. Not met.",
        "It would have sufficed if 3 seats of “Companies” that object had joined.",
        "The assembly decides.",
        "Resolution 7",
        "Not adopted. Declared by Dana Decider, Chair of the assembly",
        "“Companies”: 10 of 10 seats voted.",
        "30 % agree, at least",
    ):
        assert told in page.words, told
    assert page.root.all("ul")  # the organisations that object stand there by name
    against = next(each for each in page.root.all("section") if each.get("aria-labelledby") == "against")
    assert sum("Organisation" in each.text for each in against.all("li")) == 9
    assert f"{page_address(page)}" in stranger.get("/en/c/principles/results").text


def page_address(page: Page) -> str:
    return page.response.request.path


def test_an_objection_that_blocks_would_have_to_go(
    world: World, consultation: ConsultationView, one: RoundView, stranger: Client
) -> None:
    world.votes(one, {"government": FOR, "company": FOR})
    delegate = world.a_person("Dinara Delegate")
    world.a_seat(consultation, "company", person_id=delegate)
    an_objection(world, one, delegate)
    world.closed(one)
    page = page_of(stranger)
    assert "1 objection that blocks it would have to be withdrawn" in page.words
    assert "Small offices cannot stop a system" in page.words
    assert "Not yet declared." in page.words


def test_where_too_few_spoke_more_of_them_would_have_to(
    world: World, consultation: ConsultationView, stranger: Client
) -> None:
    companies = [world.a_person() for _ in range(6)]
    for person in companies:
        world.a_seat(consultation, "company", person_id=person)
    one = world.a_round(consultation)
    world.votes(one, {"government": FOR})
    for person in companies[:3]:
        world.a_vote(one, person)
    world.closed(one)
    assert "2 more seats of “Companies” would have to take a side." in page_of(stranger).words


def test_what_is_left_out_is_not_worked_out(world: World, stranger: Client) -> None:
    made = world.a_consultation(slug="principles", categories=("government", "citizen"))
    world.a_draft(made)
    one = world.a_round(made)
    world.votes(one, {"government": FOR, "citizen": {"object": 3}})
    world.closed(one)
    page = page_of(stranger)
    assert "That follows from figures which are left out" in page.words
    page_of(stranger, "9.9", status=404)
