"""Two rounds side by side: only what is revealed, clause by clause across drafts, each change with a word."""

import pytest

from consult.consultations.service import ConsultationView
from consult.rounds.rules.contract import Reveal
from consult.rounds.rules.states import RoundKind
from consult.web import paging
from tests.client import Client, Page
from tests.consensus.scenes import a_statement_round
from tests.consensus.test_tables_have_names import unnamed
from tests.world import TEXT, World

COMPARED = "/en/c/principles/rounds/1/compared/2"
REWORDED = TEXT.replace("is heard and made whole", "is heard, told and made whole").replace(
    "# People first\n", "# People first\n\nA new first clause. {#new}\n"
)
CUT = REWORDED[: REWORDED.index("# Graded")]


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    made = world.a_consultation(slug="principles", categories=("government", "company"))
    world.a_draft(made)
    return made


def articles(page: Page) -> list[str]:
    return [each.text.replace("\N{NO-BREAK SPACE}", " ") for each in page.root.all("article")]


def test_clauses_keep_their_identity_across_drafts_and_changes_have_words(
    world: World, consultation: ConsultationView, stranger: Client
) -> None:
    first = world.a_round(consultation)
    stop, heard, _ = world.clauses(first)
    world.votes(first, {"government": {"support": 5, "object": 5}, "company": {"support": 6}}, clause=stop)
    world.votes(first, {"company": {"support": 3, "object": 3}}, clause=heard)
    world.closed(first)
    world.a_draft(consultation, CUT)
    second = world.a_round(consultation)
    world.votes(second, {"government": {"support": 4}, "company": {"support": 2, "object": 4}}, clause=stop)
    world.votes(second, {"company": {"support": 6, "object": 6}}, clause=heard)
    world.closed(second)
    page = stranger.get(COMPARED)
    assert page.heading == "Rounds 1 and 2 side by side"
    assert "2 clauses were asked in both rounds." in page.words
    assert "Asked in the later round alone: 1. Not asked again: 1." in page.words
    new, kept, reworded, dropped = articles(page)
    assert "Clause 1.1 Asked in the later round alone" in new
    assert "Clause 1.2 (then 1.1)" in kept
    assert "Governments 50 % 10 answers" in kept
    assert "Rose by" in kept
    assert "Companies 100 % 6 answers" in kept
    assert "Fell by" in kept
    assert "Edited" in reworded
    assert "Unchanged" in reworded
    assert "Clause 2.1 Not asked again" in dropped
    assert "Dropped" in dropped
    ways = [each.get("href") for each in page.root.all("a") if "/compare?" in each.get("href")]
    assert [each.partition("#")[2] for each in ways] == ["", "c1-1", "c1-3", "c2-1-then"]
    redline = stranger.get(ways[2].partition("#")[0])
    assert redline.by_id("c1-3")


def test_the_order_in_the_address_makes_no_difference(
    world: World, consultation: ConsultationView, stranger: Client
) -> None:
    for _ in range(2):
        world.closed(world.a_round(consultation))
    forwards, backwards = (stranger.get(f"/en/c/principles/rounds/{pair}") for pair in ("1/compared/2", "2/compared/1"))
    assert articles(forwards) == articles(backwards)
    assert "Neither round" not in forwards.words
    leading = stranger.get("/en/c/principles/rounds/2/results")
    assert leading.link("Rounds 2 and 1 side by side") == "/en/c/principles/rounds/2/compared/1"


def test_only_revealed_rounds_are_shown(world: World, consultation: ConsultationView, stranger: Client) -> None:
    world.closed(world.a_round(consultation))
    world.closed(world.a_round(consultation, reveal=Reveal.AT_PUBLICATION))
    page = stranger.get(COMPARED)
    assert "hidden from everyone, organisers too" in page.words
    assert "Round 2 closed on" in page.words
    assert articles(page) == []


def test_rounds_of_other_kinds_cannot_be_compared(
    world: World, consultation: ConsultationView, stranger: Client
) -> None:
    world.closed(world.a_round(consultation))
    world.closed(world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=("One.", "Two.")))
    page = stranger.get(COMPARED)
    assert "These rounds asked in different ways, so their answers cannot be put side by side." in page.words
    assert "side by side" not in stranger.get("/en/c/principles/rounds/2/results").words
    for missing in ("1/compared/1", "1/compared/9", "9/compared/1"):
        stranger.get(f"/en/c/principles/rounds/{missing}", status=404)


def test_another_rule_is_said_and_shares_are_compared_all_the_same(
    world: World, consultation: ConsultationView, stranger: Client
) -> None:
    world.closed(world.a_round(consultation))
    world.closed(world.a_round(consultation, parameters={"n_min": 3}))
    assert "The two rounds were counted by different rules." in stranger.get(COMPARED).words


def test_statements_that_say_the_same_are_put_side_by_side(world: World, stranger: Client) -> None:
    answers = {"company": ["agree agree"] * 4 + ["disagree disagree"] * 4}
    consultation, first, _ = a_statement_round(world, ["Ban cars.", "Ban clocks."], answers)
    world.closed(first)
    second = world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=("Ban bells.", "ban CARS"))
    world.votes(second, {"company": {"agree": 6, "disagree": 2}}, item=world.items(second)[1])
    world.closed(second)
    page = stranger.get("/en/c/statements/rounds/1/compared/2")
    bells, cars, clocks = articles(page)
    assert "Statement 1 Asked in the later round alone Ban bells." in bells
    assert "Statement 2 (then 1)" in cars
    assert "Companies 50 % 8 answers 75 % 8 answers Rose by 25 points" in cars
    assert "Statement 2 Not asked again Ban clocks." in clocks


def test_what_does_not_fit_on_a_page_stands_on_the_next_one(
    world: World, consultation: ConsultationView, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)
    for _ in range(2):
        one = world.a_round(consultation)
        world.votes(one, {"company": {"support": 6}}, clause=world.clauses(one)[0])
        world.closed(one)
    page = stranger.get(COMPARED)
    assert "3 clauses were asked in both rounds." in page.words
    assert len(articles(page)) == 2
    assert page.root.all("table")
    assert unnamed(page) == []
    following = stranger.get(page.link("Next page"))
    assert "Page 2 of 2" in following.words
    assert "3 clauses were asked in both rounds." in following.words
    assert [each[:10] for each in articles(following)] == ["Clause 2.1"]
    assert len(articles(stranger.get(f"{COMPARED}?page=99"))) == 1
