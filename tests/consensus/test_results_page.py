"""The page of results: what it leads with, in which order, and how much at a time."""

from tests.client import Client
from tests.consensus.scenes import CATEGORIES, a_statement_round
from tests.world import World

AGREED = {category: {"support": 5} for category in CATEGORIES}
SPLIT = {"government": {"support": 5}, "company": {"object": 5}, "citizen": {"support": 5}}


def a_result_with_both(world: World) -> str:
    """Return the address of the result of three clauses: one agreed, one split, one without a vote."""
    consultation = world.a_consultation(slug="principles", categories=CATEGORIES)
    world.a_draft(consultation)
    one = world.a_round(consultation)
    agreed, split, _untouched = world.clauses(one)
    world.votes(one, AGREED, clause=agreed)
    world.votes(one, SPLIT, clause=split)
    world.closed(one)
    return "/en/c/principles/results"


def test_the_headline_says_how_many_clauses_meet_the_criteria(world: World, stranger: Client) -> None:
    page = stranger.get(a_result_with_both(world))
    assert page.heading == "One of 3 clauses meets this round's criteria"


def test_clauses_people_disagree_on_come_first_and_agreed_ones_last(world: World, stranger: Client) -> None:
    page = stranger.get(a_result_with_both(world))
    states = [each.get("class").split()[1] for each in page.root.all("span") if "outcome-" in each.get("class")]
    assert states == ["outcome-split", "outcome-no_voices", "outcome-criteria_met"]


def test_the_tally_leads_to_the_clauses_in_one_state(world: World, stranger: Client) -> None:
    address = a_result_with_both(world)
    chosen = stranger.get(f"{address}?state=split")
    assert [each.get("id") for each in chosen.root.all("article")] == ["clause-1.2"]


def test_a_state_that_no_clause_is_in_shows_them_all(world: World, stranger: Client) -> None:
    page = stranger.get(f"{a_result_with_both(world)}?state=unheard-of")
    assert len(page.root.all("article")) == 3


def test_a_hundred_statements_stand_on_a_page_and_the_rest_on_the_next(world: World, stranger: Client) -> None:
    statements = [f"Statement {number}" for number in range(1, 103)]
    _, one, _ = a_statement_round(world, statements, {"citizen": [" ".join(["agree"] + ["-"] * 101)]})
    world.closed(one)
    shown = [
        [cell for cell in stranger.get(address).by_id("statements").all("th") if cell.get("scope") == "row"]
        for address in ("/en/c/statements/results", "/en/c/statements/results?page=2")
    ]
    assert [len(rows) for rows in shown] == [100, 2]
    assert len({row.text for rows in shown for row in rows}) == 102
