"""Pages of rounds whose figures are left out, as they would tell of single people: what is there is not denied."""

from consult.consensus import service as consensus
from consult.rounds.rules.contract import Reveal
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from tests.client import Client, Page
from tests.consensus.opinionated import ONE_SIDE, OTHER_SIDE, STATEMENTS
from tests.consensus.scenes import a_statement_round
from tests.deliberation.stating import rejected, submitted
from tests.world import World

ROUND = "/en/c/statements/rounds/1"


def counted(world: World, statements: list[str], rows: list[str]) -> RoundView:
    """Return a round that citizens answered so, and that is counted."""
    _, one, _ = a_statement_round(world, statements, {"citizen": rows})
    world.closed(one)
    return world.round_now(one)


def lede(page: Page) -> str:
    return next(each.text for each in page.root.all("p") if each.get("class") == "lede")


def test_groups_of_which_nothing_may_be_told_are_not_denied(world: World, stranger: Client) -> None:
    few = ["agree agree agree agree - - - -", "- - - - agree agree agree agree"]
    counted(world, STATEMENTS, [ONE_SIDE] * 12 + [OTHER_SIDE] * 9 + few)
    page = stranger.get(f"{ROUND}/opinions")
    assert page.heading == "Two groups answered differently"
    assert "Of the statements whose answers by group are shown, there is none" in page.words
    assert "Of the statements whose answers by group are shown, none sets this group apart" in page.words
    assert "They are not drawn, as a mark would tell how single people answered." in page.words
    assert "In no group" not in page.words, "no ring is drawn"
    lists = stranger.get(f"{ROUND}/lists").words
    assert "There are no opinion groups in this round." not in lists
    assert "There is nothing to bridge" not in lists
    assert lists.count("What each group answered is left out") == 2
    result = stranger.get(f"{ROUND}/results")
    assert "form 2 groups. What each group answered is left out" in lede(result)


def test_answers_that_are_left_out_are_counted_with_no_statement(world: World, stranger: Client) -> None:
    rows = [f"{ONE_SIDE} -"] * 8 + [f"{OTHER_SIDE} -"] * 8 + [f"{ONE_SIDE} agree"] * 2 + [f"{OTHER_SIDE} disagree"]
    counted(world, [*STATEMENTS, "A ninth."], rows)
    told = lede(stranger.get(f"{ROUND}/results"))
    assert told.startswith("19 people gave 133 answers to 7 statements. On 0 of them every category")
    assert told.endswith("The figures of 2 more statements would tell how single people answered, and are left out.")


def test_where_every_figure_is_left_out_that_is_said_and_not_that_nobody_answered(
    world: World, stranger: Client
) -> None:
    counted(world, ["One.", "Two."], ["agree -"] * 3 + ["- disagree"] * 4)
    page = stranger.get(f"{ROUND}/results")
    assert page.heading == "None of 2 statements meet this round's criteria"
    assert lede(page).startswith("So few people answered, or all of them alike")
    assert "7 people answered. Figures that would tell" in stranger.get(f"{ROUND}/opinions").words


def test_of_fewer_than_five_people_not_even_the_number_is_told(world: World, stranger: Client) -> None:
    one = counted(world, ["One.", "Two."], ["agree pass", "disagree -"])
    page = stranger.get(f"{ROUND}/opinions").words
    assert "Fewer than five people answered" in page
    with world.reading():
        found = consensus.opinions_of(one)
    assert found is not None
    assert (found.analysis["participants"], found.analysis["clustered"]) == (None, None)


def test_statements_that_were_never_asked_change_nothing(world: World) -> None:
    rows = ["agree agree agree disagree"] * 10 + ["disagree disagree disagree agree"] * 10
    consultation, one, _ = a_statement_round(world, ["One.", "Two.", "Three.", "Four."], {"citizen": rows})
    person = world.a_person()
    world.a_seat(consultation, person_id=person)
    for text in ("Buy a watch.", "Buy a clock.", "Buy a bell."):
        rejected(world, one, submitted(world, one, person, text))
    world.closed(one)
    with world.reading():
        found = consensus.opinions_of(world.round_now(one))
    assert found is not None
    assert (found.analysis["finding"], found.analysis["statements"]) == ("clear_groups", 4)
    assert len(found.analysis["axes"]) == 4


def test_a_result_that_is_not_revealed_does_not_hide_an_older_one(world: World, stranger: Client) -> None:
    consultation, one, _ = a_statement_round(world, ["One."], {"citizen": ["agree"] * 20})
    world.closed(one)
    heading = stranger.get("/en/c/statements/results").heading
    newer = world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=("Two.",), reveal=Reveal.AT_PUBLICATION)
    assert stranger.get("/en/c/statements/results").heading == heading
    world.closed(newer)
    assert stranger.get("/en/c/statements/results").heading == heading
    assert "How people vote is hidden" in stranger.get("/en/c/statements/rounds/2/results").words
