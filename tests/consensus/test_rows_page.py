"""Why this is the result: the rows that were counted, down to those that are public by name, and nothing below them."""

import pytest

from consult.rounds.rules.contract import Disclosure, Reveal
from tests.client import Client, Page
from tests.consensus.opinionated import a_conversation, two_camps
from tests.consensus.scenes import CATEGORIES, VOTES, a_ballot
from tests.deliberation.objecting import an_objection
from tests.html import Element
from tests.world import World

PUBLIC = {"disclosure": dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL)}
CLAUSE = "/en/c/principles/rounds/1/results/1.1"


def section(page: Page, name: str) -> Element:
    return next(each for each in page.root.all("section") if each.get("aria-labelledby") == name)


def table(page: Page, name: str) -> list[str]:
    return [row.text for row in section(page, name).all("tr")]


@pytest.fixture
def page(world: World, stranger: Client) -> Page:
    _, one = a_ballot(world)
    world.closed(one)
    return stranger.get(f"{CLAUSE}/rows")


def test_each_category_has_its_row_and_small_ones_stay_out(page: Page) -> None:
    assert page.heading == "Why this is the result of clause 1.1"
    assert table(page, "counted") == [
        "Category Support Can live with it Join with a reservation Object No opinion Counted together",
        "Governments 3 1 0 1 0 5",
        "Companies 3 0 1 1 0 5",
        "Citizens – – – – – –",
        "All seats – – – – – –",
    ]
    assert "A dash stands where so few voted" in section(page, "counted").text


def test_what_was_not_counted_has_its_reason(world: World, stranger: Client) -> None:
    consultation, one = a_ballot(world)
    for _ in range(6):
        unverified = world.a_person()
        world.a_seat(consultation, "company", person_id=unverified, is_verified=False)
        world.a_vote(one, unverified, "object")
    world.a_seat(consultation, "government")
    world.closed(one)
    told = section(stranger.get(f"{CLAUSE}/rows"), "left-out").text
    assert "6 votes are kept and not counted, because their seats are not verified." in told
    assert "“Governments”" not in told, "who joins later is no elector of the round"


def test_the_conditions_stand_there_with_what_there_was(page: Page) -> None:
    assert "In every category enough seats took a side. Met." in section(page, "criteria").text
    assert "No blocking objection stands." in section(page, "criteria").text


def test_objections_stand_there_with_the_way_to_each(world: World, stranger: Client) -> None:
    consultation, one = a_ballot(world)
    delegate = world.a_person("Dinara Delegate")
    world.a_seat(consultation, "company", person_id=delegate)
    an_objection(world, one, delegate)
    world.closed(one)
    page = stranger.get(f"{CLAUSE}/rows")
    assert table(page, "objections")[1:] == ["Objection 1 Open, not yet acknowledged Yes"]
    assert page.link("Objection 1") == "/en/c/principles/objections/1"


def test_those_who_answer_publicly_stand_there_by_name_and_nobody_else(page: Page) -> None:
    names = table(page, "names")
    assert len([each for each in names if each.startswith("Organisation ")]) == len(
        VOTES["government"] + VOTES["company"]
    )
    assert "Amina Otieno" not in page.words


def test_it_says_how_to_count_again(page: Page, stranger: Client) -> None:
    again = section(page, "again")
    digest = again.all("code")[0].text
    assert len(digest) == 64
    assert stranger.get(page.link("JSON")).headers["Content-Type"].startswith("application/json")


def test_the_rows_of_a_statement_are_those_of_categories_and_of_groups(world: World, stranger: Client) -> None:
    _, one, _ = two_camps(world, terms=PUBLIC)
    world.closed(one)
    page = stranger.get("/en/c/statements/rounds/1/results/1/rows")
    assert page.heading == "Why this is the result of statement 1"
    assert table(page, "counted") == [
        "Category Agree Disagree Pass Counted together",
        "Governments 0 0 0 0",
        "Companies 0 6 0 6",
        "Citizens 14 7 0 21",
        "All seats 14 13 0 27",
        "Group Agree Disagree Pass",
        "Group A 0 13 0",
        "Group B 9 0 0",
    ]
    assert page.link("Statement 1") == "/en/c/statements/rounds/1/results/1"


def test_an_imported_statement_has_the_rows_of_its_source(world: World, stranger: Client) -> None:
    a_conversation(world)
    page = stranger.get("/en/c/shared/rounds/1/results/1/rows")
    assert len(table(page, "counted")) == 2 + 1 + 4
    assert "No answer was left out" in section(page, "left-out").text


def test_nobody_sees_rows_before_the_reveal_or_of_what_is_not_there(world: World, stranger: Client) -> None:
    _, one = a_ballot(world, terms={"reveal": Reveal.AT_PUBLICATION})
    page = stranger.get(f"{CLAUSE}/rows")
    assert "hidden from everyone, organisers too" in page.words
    assert page.root.all("table") == []
    del one
    _, other = a_ballot(world, slug="others")
    world.closed(other)
    stranger.get("/en/c/others/rounds/1/results/9.9/rows", status=404)
    stranger.get("/en/c/others/rounds/2/results/1.1/rows", status=404)
