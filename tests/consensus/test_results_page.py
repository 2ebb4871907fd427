"""The page of results: what it leads with, in which order, and how much at a time."""

from tests.client import Client
from tests.consensus.scenes import CATEGORIES, a_statement_round
from tests.quick import again
from tests.rounds.scenes import a_decision_maker, an_outcome, published
from tests.world import TEXT, World

AGREED = {category: {"support": 5} for category in CATEGORIES}
SPLIT = {"government": {"support": 5}, "company": {"object": 5}, "citizen": {"support": 5}}


def a_result_with_both(world: World) -> str:
    """Return the address of the result of three clauses: one agreed, one split, one without a vote."""
    return again(world, "a result with both", _a_result_with_both)


def _a_result_with_both(world: World) -> str:
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


def test_where_every_category_agrees_fully_none_is_called_weak(world: World, stranger: Client) -> None:
    consultation = world.a_consultation(slug="alike", categories=("government", "company"))
    world.a_draft(consultation)
    one = world.a_round(consultation)
    world.votes(one, {"government": {"support": 3}, "company": {"support": 2}})
    world.closed(one)
    words = stranger.get("/en/c/alike/results").words
    assert "The weakest category is" not in words
    assert "In every category, all who took a side agree. The fewest voices to go on are those of “Companies”" in words


def test_an_earlier_result_leads_to_where_a_clause_stands_now_and_a_later_one_to_the_earlier(
    world: World, stranger: Client
) -> None:
    consultation = world.a_consultation(slug="moving", categories=("company",))
    world.a_draft(consultation, TEXT)
    first = world.a_round(consultation)
    decider = world.a_person()
    published(world, first)
    a_decision_maker(world, consultation, decider)
    an_outcome(world, first, decider, "adopted", reason="It is needed all the same.")
    world.a_draft(consultation, TEXT.replace("# People first\n", "# People first\n\nA new first clause.\n"))
    second = world.a_round(consultation)
    world.closed(second)
    earlier = stranger.get("/en/c/moving/rounds/1/results")
    assert earlier.link("(now 1.2)").endswith("/d/2/1.2")
    newest = stranger.get("/en/c/moving/results")
    assert "(now" not in newest.words
    assert newest.link("The result of round 1") == "/en/c/moving/rounds/1/results"
    assert "1 of 3 clauses has a declared outcome. 1 departs from what the rule found." in newest.words
    assert "This departs from what the rule found." in stranger.get("/en/c/moving/decided").words
