"""The result of a round of statements: in words first, then statement by statement in the order asked for."""

import pytest

from consult.rounds.rules.contract import Disclosure
from tests.client import Client, Page
from tests.consensus.opinionated import a_conversation, two_camps
from tests.consensus.scenes import CATEGORIES
from tests.world import World

PUBLIC = {"disclosure": dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL)}
RESULT = "/en/c/statements/rounds/1/results"


@pytest.fixture
def page(world: World, stranger: Client) -> Page:
    _, one, _ = two_camps(world, terms=PUBLIC)
    world.closed(one)
    return stranger.get(RESULT)


def numbers(page: Page) -> list[int]:
    """Return the statements' numbers in the order in which they stand."""
    links = [each.text for each in page.by_id("statements").all("a")]
    return [int(each.removeprefix("Statement ")) for each in links]


def row(page: Page, number: int) -> str:
    cells = next(each for each in page.by_id("statements").all("tr") if f"Statement {number} " in each.text)
    return cells.text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_few_sentences_come_before_the_table(page: Page) -> None:
    assert page.heading == "One of 8 statements meets this round's criteria"
    lede = next(each.text for each in page.root.all("p") if each.get("class") == "lede")
    assert lede.startswith("27 people gave 196 answers to 8 statements. On 1 of them every category stands")
    assert "People who answered alike form 2 groups. On 1 statement all groups stand on the same side." in lede


def test_each_statement_has_its_answers_and_each_group_with_its_letter_and_number(page: Page) -> None:
    assert "27 answers" in row(page, 1)
    assert "52 % of 27" in row(page, 1)
    assert "Group AA 0 % of 13 Group BB 100 % of 9" in row(page, 1)


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [("agreement", 8, None), ("division", None, 8), ("number", 1, 8), ("answers", None, None)],
)
def test_the_list_stands_in_the_order_asked_for(
    page: Page, stranger: Client, order: str, first: int | None, last: int | None
) -> None:
    del page
    chosen = stranger.get(f"{RESULT}?order={order}")
    current = [each.text for each in chosen.root.all("a") if each.get("aria-current") == "true"]
    assert len(current) == 1 + len([each for each in current if each == "Results"]) + current.count("English")
    found = numbers(chosen)
    assert sorted(found) == list(range(1, 9))
    assert first in {None, found[0]}
    assert last in {None, found[-1]}


def test_an_order_that_nobody_knows_is_that_by_what_was_found(page: Page, stranger: Client) -> None:
    assert numbers(stranger.get(f"{RESULT}?order=loudest")) == numbers(page)
    assert numbers(page)[-1] == 8, "what meets the criteria comes last"


def test_the_order_stays_when_a_state_is_chosen(page: Page, stranger: Client) -> None:
    del page
    chosen = stranger.get(f"{RESULT}?order=number&state=criteria_met")
    assert numbers(chosen) == [8]
    leading = [each.get("href") for each in chosen.root.all("a") if "state=" in each.get("href")]
    assert leading
    assert all("order=" in each for each in leading)


def test_an_imported_conversation_begins_with_what_most_agree_on(world: World, stranger: Client) -> None:
    a_conversation(world)
    page = stranger.get("/en/c/shared/results")
    assert page.heading.startswith("What people answered to")
    assert "By what was found" not in page.words
    assert numbers(page) != sorted(numbers(page))
    assert sorted(numbers(stranger.get("/en/c/shared/results?order=number"))) == sorted(numbers(page))
    assert page.link("See who answered alike") == "/en/c/shared/rounds/1/opinions"
