"""Suggestions in the text: counted beside each clause, all of a draft on one page, and figures that tell of nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consultations.service import Role
from consult.deliberation.rules.colliding import Change
from consult.front.rules.backing import Backing, CategoryBacking, Said, backing_of
from consult.rounds.rules.contract import BALLOT_SCALE
from tests.client import Client
from tests.conftest import Scene
from tests.deliberation.suggesting import a_suggestion, accepted, hidden
from tests.world import World

DISCLOSURE = {
    "citizen": "pseudonymous",
    "civil_society": "pseudonymous",
    "company": "roll_call",
    "government": "roll_call",
}
SAID = st.builds(
    Said,
    st.sampled_from([*DISCLOSURE, None]),
    st.sampled_from(["support", "oppose"]),
    st.none() | st.sampled_from(BALLOT_SCALE),
    st.integers(1, 9),
)


def backing(*said: Said) -> Backing:
    return backing_of(said, DISCLOSURE, BALLOT_SCALE)


def said(category: str | None, support: int, oppose: int) -> list[Said]:
    both = [Said(category, "support", None, support), Said(category, "oppose", None, oppose)]
    return [one for one in both if one.seats]


def test_nobody_has_spoken_yet() -> None:
    assert backing() == Backing()
    assert backing().is_silent


def test_roll_call_categories_are_shown_whatever_their_number() -> None:
    shown = backing(*said("government", 1, 0), *said("company", 0, 2))
    assert (shown.support, shown.oppose) == (1, 2)
    assert shown.categories == (CategoryBacking("company", 0, 2), CategoryBacking("government", 1, 0))
    assert shown.left_out == ()


@pytest.mark.parametrize("category", ["citizen", None])
def test_fewer_than_five_of_a_protected_category_show_no_figure_at_all(category: str | None) -> None:
    shown = backing(*said(category, 2, 2))
    assert (shown.support, shown.oppose, shown.movers, shown.categories) == (None, None, None, ())
    assert not shown.is_silent


def test_what_could_be_worked_out_from_the_totals_is_not_shown_by_category() -> None:
    shown = backing(*said("citizen", 1, 1), *said("company", 4, 0))
    assert (shown.support, shown.oppose) == (5, 1)
    assert shown.categories == ()


def test_categories_that_cover_for_each_other_are_left_out_together() -> None:
    shown = backing(*said("citizen", 2, 1), *said("civil_society", 3, 4), *said("company", 1, 0))
    assert shown.categories == (CategoryBacking("company", 1, 0),)
    assert shown.left_out == ("citizen", "civil_society")


def test_positions_that_seats_would_move_to_are_shown_from_five_on() -> None:
    few = [Said("company", "support", "support", 3), Said("company", "oppose", "object", 1)]
    assert (backing(*few).movers, backing(*few).moves) == (4, ())
    more = [*few, Said("government", "support", "can_live_with", 1)]
    assert backing(*more).moves == (("support", 3), ("can_live_with", 1), ("object", 1))


@given(st.lists(SAID, max_size=12))
def test_no_protected_category_of_fewer_than_five_can_be_worked_out(every: list[Said]) -> None:
    shown = backing(*every)
    for category in ("citizen", "civil_society", None):
        own = sum(one.seats for one in every if one.category == category)
        named = category or "uncategorised"
        row = next((one for one in shown.categories if one.category == named), None)
        assert row is None or row.support + row.oppose >= 5
        if shown.categories and 0 < own < 5 and shown.support is not None and shown.oppose is not None:
            rest = shown.support + shown.oppose - sum(one.support + one.oppose for one in shown.categories)
            assert rest >= 5, "the totals less what is shown tell of no small cell"


def test_counts_of_suggestions_stand_beside_each_clause(stranger: Client, world: World, scene: Scene) -> None:
    citizen = scene.people["citizen"]
    world.a_comment(scene.round, citizen)
    for number in range(2):
        a_suggestion(world, scene.round, citizen, f"Number {number}.")
    words = " ".join(stranger.get(f"{scene.home}/d/1").words.split())
    assert "2 suggestions 1 comment" in words
    assert "No suggestions No comments" in words


def test_an_opened_clause_shows_suggestions_before_comments(citizen: Client, world: World, scene: Scene) -> None:
    a_suggestion(world, scene.round, scene.people["delegate"])
    opened = citizen.fragment(f"{scene.home}/d/1?open=1.1")
    headings = [each.text.strip() for each in opened.root.all("h4")]
    assert headings[1:] == ["No objections", "1 suggestion", "No comments"]
    assert "Suggest other words" in opened.words
    assert [each.text.split()[0] for each in opened.root.all("button") if each.get("name") == "stance"] == [
        "Support",
        "Oppose",
    ]


def test_who_has_no_seat_reads_and_is_offered_no_button(stranger: Client, world: World, scene: Scene) -> None:
    a_suggestion(world, scene.round, scene.people["delegate"])
    page = stranger.get(f"{scene.home}/d/1/1.1")
    assert "It says whom." in page.words
    assert "Suggest other words" not in page.words
    assert not [each for each in page.root.all("button") if each.get("name") == "stance"]


def test_suggestions_on_the_same_words_lead_to_each_other(stranger: Client, world: World, scene: Scene) -> None:
    a_suggestion(world, scene.round, scene.people["citizen"], "halt", quote="stop")
    a_suggestion(world, scene.round, scene.people["delegate"], "can halt", quote="can stop")
    page = stranger.get(f"{scene.home}/d/1/1.1")
    assert page.words.count("It touches the same words as") == 2
    ways = [each.get("href") for each in page.root.all("a") if each.get("href").endswith("/comments/2")]
    assert stranger.get(ways[0], status=302).headers["Location"].endswith("/d/1/1.1#comment-2")


def test_all_suggestions_on_a_draft_stand_on_one_page_and_can_be_chosen_from(
    stranger: Client, world: World, scene: Scene
) -> None:
    citizen, editor = scene.people["citizen"], world.a_person()
    world.a_role(scene.consultation, editor, Role.EDITOR)
    clauses = world.clauses(scene.round)
    later = a_suggestion(world, scene.round, citizen, "Duties rise.", clause=clauses[2])
    a_suggestion(world, scene.round, citizen, "halt", quote="stop")
    a_suggestion(world, scene.round, citizen, "can halt", quote="can stop")
    a_suggestion(world, scene.round, citizen, "And more.", change=Change.INSERT)
    world.closed(scene.round)
    world.answering(scene.round)
    accepted(world, scene.round, later, editor, scene.people["organiser"])
    way = f"{scene.home}/d/1/suggestions"
    assert numbers(stranger, way) == [3, 2, 4, 1]
    assert numbers(stranger, f"{way}?show=accepted") == [1]
    assert numbers(stranger, f"{way}?show=open") == [3, 2, 4]
    assert numbers(stranger, f"{way}?show=colliding") == [3, 2]
    assert numbers(stranger, f"{way}?show=nonsense") == [3, 2, 4, 1]
    assert stranger.get(f"{scene.home}/d/1").link("All suggestions") == way


def numbers(client: Client, way: str) -> list[int]:
    return [int(each.get("id").removeprefix("comment-")) for each in client.get(way).root.all("article")]


def test_a_draft_without_suggestions_says_so(stranger: Client, scene: Scene) -> None:
    assert "There is no such suggestion on this draft." in stranger.get(f"{scene.home}/d/1/suggestions").words
    stranger.get(f"{scene.home}/d/9/suggestions", status=404)


def test_a_hidden_suggestion_shows_its_words_on_no_page(
    stranger: Client, citizen: Client, world: World, scene: Scene
) -> None:
    made = a_suggestion(world, scene.round, scene.people["delegate"], "Buy our clocks.", why="Clocks are cheap.")
    hidden(world, scene, made)
    pages = (
        "/d/1?open=1.1",
        "/d/1/1.1",
        "/d/1/suggestions",
        "/d/1/suggestions?show=open",
        f"/suggestions/{made}/support",
        f"/comments/{made}/report",
        "/rounds/1/comments.csv",
        "/answers",
        "/log",
    )
    for path in pages:
        text = citizen.get(f"{scene.home}{path}", status=200).text
        assert "clocks" not in text.casefold().replace("it sells clocks.", ""), path
    assert "A moderator hid this comment" in stranger.get(f"{scene.home}/d/1/suggestions").words


def test_the_sheet_holds_the_wording_as_the_proposed_change(stranger: Client, world: World, scene: Scene) -> None:
    a_suggestion(world, scene.round, scene.people["delegate"], "can halt them", quote="can stop them")
    a_suggestion(world, scene.round, scene.people["delegate"], change=Change.DELETE)
    rows = stranger.get(f"{scene.home}/rounds/1/comments.csv").text
    assert "can halt them" in rows
    assert ',"Delete",' in rows
