"""The page of a statement's result: what was asked, what all, each category and each group answered, and how sure that is."""

import pytest

from consult.rounds.rules.contract import Disclosure, Reveal
from tests.client import Client, Page
from tests.consensus.opinionated import a_conversation, two_camps
from tests.consensus.scenes import CATEGORIES, a_statement_round
from tests.html import Element
from tests.world import World

PUBLIC = {"disclosure": dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL)}
RESULT = "/en/c/statements/rounds/1/results"


def section(page: Page, name: str) -> Element:
    return next(each for each in page.root.all("section") if each.get("aria-labelledby") == name)


def rows(page: Page, name: str) -> list[str]:
    return [row.text.replace("\N{NO-BREAK SPACE}", " ") for row in section(page, name).all("tr")][1:]


@pytest.fixture
def page(world: World, stranger: Client) -> Page:
    """The first of eight statements on which two camps differ, all answers public."""
    _, one, _ = two_camps(world, terms=PUBLIC)
    world.closed(one)
    return stranger.get(f"{RESULT}/1")


def test_it_says_what_was_asked_and_what_all_answered(page: Page) -> None:
    assert page.heading == "The result of statement 1 in round 1"
    assert "Statement number 1." in section(page, "asked").text
    assert "Agree, Disagree, Pass" in section(page, "asked").text
    assert "27 people answered. Of 27 who took a side, 52" in section(page, "answered").text


def test_each_category_stands_there_with_its_share_and_of_how_many(page: Page) -> None:
    found = section(page, "categories")
    assert "The weakest category is “Companies”, where nobody agrees of 6 who took a side." in found.text
    assert rows(page, "categories") == ["Governments 0 –", "Companies 6 6 0 % of 6", "Citizens 21 14 7 67 % of 21"]
    weak = [each.text for each in found.all("tr") if each.get("class") == "weak"]
    assert [each.split()[0] for each in weak] == ["Companies"]


def test_each_group_stands_there_as_a_second_view(page: Page) -> None:
    found = section(page, "groups")
    assert "they decide nothing and are no blocs" in found.text
    assert "Group A agrees least: nobody in it who took a side does." in found.text
    assert rows(page, "groups") == ["Group A 13 13 0 % of 13", "Group B 9 9 100 % of 9"]
    assert "the group-informed consensus of Polis" in found.text


def test_ways_lead_to_the_statements_beside_it_and_to_the_rows(page: Page, stranger: Client) -> None:
    links = [each.text for each in page.root.all("a")]
    assert "Statement 2" in links
    assert "Statement 0" not in links
    second = stranger.get(page.link("Statement 2"))
    assert [second.link(f"Statement {number}")[-1] for number in (1, 3)] == ["1", "3"]
    assert page.link("Why is this the result? The rows that were counted") == f"{RESULT}/1/rows"
    last = stranger.get(f"{RESULT}/8")
    assert "Statement 9" not in [each.text for each in last.root.all("a")]


def test_there_is_no_page_of_a_number_that_no_statement_has(page: Page, stranger: Client) -> None:
    del page
    for number in ("0", "9", "01", "x"):
        stranger.get(f"{RESULT}/{number}", status=404)


def test_nobody_sees_it_before_the_reveal(world: World, stranger: Client) -> None:
    two_camps(world, terms={"reveal": Reveal.AT_PUBLICATION})
    page = stranger.get(f"{RESULT}/1")
    assert "hidden from everyone, organisers too" in page.words
    assert "Statement number 1." not in page.words


def test_of_a_few_who_took_a_side_no_share_is_told(world: World, stranger: Client) -> None:
    answers = {"company": ["agree", "agree", "disagree", "pass"]}
    _, one, _ = a_statement_round(world, ["Clocks may stop."], answers, terms=PUBLIC)
    world.closed(one)
    page = stranger.get(f"{RESULT}/1")
    assert "4 people answered. Of 3 who took a side, 2 agree; that is too few to call it a share." in page.words
    assert rows(page, "categories")[1] == "Companies 4 2 1 1 2 of 3"


def test_protected_categories_of_a_few_are_left_out(world: World, stranger: Client) -> None:
    answers = {"company": ["agree"] * 4 + ["disagree"] * 4, "citizen": ["agree", "disagree", "agree"]}
    _, one, _ = a_statement_round(world, ["Clocks may stop."], answers)
    world.closed(one)
    page = stranger.get(f"{RESULT}/1")
    assert "How many agree cannot be shown without telling how single people answered." in page.words
    assert rows(page, "categories")[2] == "Citizens – –"
    assert "A dash stands where so few voted, or all alike" in section(page, "categories").text


def test_an_imported_statement_has_our_number_and_that_of_its_source(world: World, stranger: Client) -> None:
    a_conversation(world)
    page = stranger.get("/en/c/shared/rounds/1/results/2")
    assert page.heading == "The result of statement 2 in round 1"
    assert "At its source it has the number" in page.words
    assert len(rows(page, "groups")) == 4
    assert "categories" not in [each.get("aria-labelledby") for each in page.root.all("section")]
