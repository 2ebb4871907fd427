"""The opinion map: declared views first, then the groups that were found, with a table that says the same in words."""

import json

import pytest
from flask import Flask

from consult.consensus import service as consensus
from consult.consensus.service.live import ask_for_pictures
from consult.kernel.jobs import run_due_jobs
from consult.rounds.rules.contract import Disclosure, Reveal
from tests.client import Client, Page
from tests.consensus.opinionated import (
    CAMPS,
    ONE_SIDE,
    OTHER_SIDE,
    STATEMENTS,
    a_conversation,
    two_camps,
)
from tests.consensus.scenes import CATEGORIES, a_statement_round
from tests.html import Element
from tests.world import World

MAP = "/en/c/statements/rounds/1/opinions"
PUBLIC = {"disclosure": dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL)}


def sections(page: Page) -> list[str]:
    return [each.text for each in page.root.all("h2")]


def section(page: Page, name: str) -> Element:
    return next(each for each in page.root.all("section") if each.get("aria-labelledby") == name)


def words_on_the_map(page: Page) -> list[str]:
    (picture,) = [each for each in page.root.all("svg") if "map" in each.get("class").split()]
    return [each.text for each in picture.all("text")]


def dots(page: Page, style: str) -> list[Element]:
    return [each for each in page.root.all("use") if f"grp-{style}" in each.get("class").split()]


@pytest.fixture
def page(world: World, stranger: Client) -> Page:
    """The map of two camps, whose answers are all public."""
    _, one, _ = two_camps(world, terms=PUBLIC)
    world.closed(one)
    return stranger.get(MAP)


def test_what_was_declared_comes_before_what_was_found(page: Page) -> None:
    assert page.heading == "Two groups answered differently"
    assert sections(page)[:6] == [
        "What people said of themselves",
        "What was found in the answers",
        "What all groups share",
        "Where the groups differ most",
        "What sets each group apart",
        "Are these the groups that people declare?",
    ]
    declared = section(page, "declared")
    assert "Everyone took part in a category: Companies, Citizens." in declared.text
    assert "Statement 8 All categories agree: at least" in declared.text
    assert "Citizens agree by" in declared.text


def test_the_map_is_a_picture_with_a_name_and_a_description(page: Page) -> None:
    (picture,) = [each for each in page.root.all("svg") if "map" in each.get("class").split()]
    assert picture.get("role") == "img"
    assert [picture.all(tag)[0].text for tag in ("title", "desc")] == [
        "Map of the answers",
        "Group A: 13 people. Group B: 9 people. Every fact of the map stands in the tables of this page.",
    ]
    assert [each.get("class") for each in picture.all("polygon")] == ["grp-0", "grp-1"]
    assert [each.text for each in picture.all("text")] == ["A", "B"]
    assert dots(page, "0")
    assert dots(page, "1")
    assert dots(page, "none")
    shapes = {each.get("id"): each.get("d") for each in picture.all("path") if each.get("id")}
    assert len({shapes[f"dot-{style}-1"] for style in ("none", "0", "1", "2", "3", "4")}) == 6


def test_the_table_beside_it_says_how_many_and_how_stable(page: Page) -> None:
    found = section(page, "found")
    table = next(each for each in found.all("table") if "The groups" in each.text)
    rows = [row.text for row in table.all("tr")][1:]
    assert [row.split()[:3] for row in rows] == [["Group", "A", "13"], ["Group", "B", "9"]]
    assert all("Stable" in row for row in rows)
    for told in (
        "they decide nothing and are no blocs",
        "5 people answered too few statements to be put into a group",
        "where 1 is always the same and 0 is chance",
    ):
        assert told in found.text


def test_the_group_that_agrees_least_gives_the_figure_of_what_all_share(page: Page) -> None:
    shared = section(page, "shared")
    assert "Statement 8 All groups agree: at least 70" in shared.text
    assert "The weakest, Group B" in shared.text


def test_what_sets_a_group_apart_stands_beside_what_the_others_say(page: Page) -> None:
    says = section(page, "says")
    assert [each.text for each in says.all("h3")] == ["Group A", "Group B"]
    first = says.all("article")[0]
    assert "Everyone else in a group" in first.text
    assert [each.get("aria-label") for each in first.all("svg") if each.get("role") == "img"] != []


def test_groups_are_held_against_what_people_declare(page: Page) -> None:
    overlap = section(page, "overlap")
    rows = [row.text for row in overlap.all("tr")]
    assert rows == ["Category Group A Group B", "Companies 6 0", "Citizens 7 9"]
    assert "where 1 is the same division and 0 has nothing to do with it" in overlap.text


def test_it_says_how_and_when_it_was_computed(page: Page) -> None:
    method = section(page, "method")
    for told in ("As of", "Seed 1, version 1 of the method.", "Silhouette", "The fingerprint of everything"):
        assert told in method.text


def test_nobody_sees_it_before_the_reveal(world: World, stranger: Client) -> None:
    _, one, _ = two_camps(world, terms={"reveal": Reveal.AT_PUBLICATION})
    for _ in range(2):
        page = stranger.get(MAP)
        assert page.heading == "Who answered alike"
        assert "hidden from everyone, organisers too" in page.words
        assert page.root.all("polygon") == []
        if world.round_now(one).closed_at is None:
            world.closed(one)


def test_a_statement_that_few_of_a_group_answered_is_on_no_list_of_groups(world: World, stranger: Client) -> None:
    few = [f"{ONE_SIDE} agree"] * 9 + [f"{OTHER_SIDE} disagree"] * 3 + [f"{OTHER_SIDE} -"] * 6
    _, one, _ = a_statement_round(world, [*STATEMENTS, "A ninth statement."], {"citizen": few})
    world.closed(one)
    page = stranger.get(MAP)
    listed = {each.text for name in ("shared", "divided", "says") for each in section(page, name).all("a")}
    assert "Statement 1" in listed
    assert "Statement 9" not in listed
    told = stranger.get("/en/c/statements/rounds/1/results/9").words
    assert "fewer than five people answered it, so what the groups answered is not shown" in told


def test_a_reader_finds_her_own_place_and_nobody_else_is_shown_it(app: Flask, world: World, stranger: Client) -> None:
    consultation, one, _ = two_camps(world, terms=PUBLIC)
    person = world.a_person("Carmen Citizen")
    world.a_seat(consultation, person_id=person)
    for item, answer in zip(world.items(one), CAMPS["company"][0].split(), strict=True):
        world.a_vote(one, person, answer, item=item)
    world.closed(one)
    own = Client(app, world.a_session(person)).get(MAP)
    assert "Your answers are most like those of Group A. Nobody else is told where you stand." in own.words
    assert words_on_the_map(own) == ["A", "B", "You"]
    assert "no-store" in own.headers["Cache-Control"] or "private" in own.headers["Cache-Control"]
    assert "You" not in words_on_the_map(stranger.get(MAP))


def test_who_took_no_part_has_no_place(app: Flask, world: World) -> None:
    _, one, _ = two_camps(world, terms=PUBLIC)
    world.closed(one)
    page = Client(app, world.a_session(world.a_person())).get(MAP)
    assert words_on_the_map(page) == ["A", "B"]


def test_groups_that_came_with_a_conversation_are_called_as_such(world: World, stranger: Client) -> None:
    a_conversation(world)
    page = stranger.get("/en/c/shared/rounds/1/opinions")
    assert page.heading == "Four groups answered differently"
    assert "The groups came with the answers" in page.words
    assert "Nobody was asked here to which category they belong" in page.words
    assert words_on_the_map(page) == ["A", "B", "C", "D"]
    assert len(page.root.all("polygon")) == 4


def test_a_contract_without_groups_leaves_what_was_declared(world: World, stranger: Client) -> None:
    _, one, _ = two_camps(world, terms={"opinion_groups": False, **PUBLIC})
    world.closed(one)
    page = stranger.get(MAP)
    assert "The contract of this round looks for no groups in the answers." in page.words
    assert sections(page) == ["What people said of themselves"]


def test_a_round_of_positions_on_clauses_has_no_map(world: World, stranger: Client) -> None:
    consultation = world.a_consultation(slug="principles")
    world.a_draft(consultation)
    world.closed(world.a_round(consultation))
    stranger.get("/en/c/principles/rounds/1/opinions", status=404)
    stranger.get("/en/c/principles/rounds/9/opinions", status=404)


def test_a_live_round_shows_its_picture_with_its_moment_and_no_figure_of_a_group(
    world: World, stranger: Client
) -> None:
    two_camps(world, terms={"reveal": Reveal.LIVE, **PUBLIC})
    assert "Nothing is shown yet." in stranger.get(MAP).words
    with world.reading():
        ask_for_pictures()
        run_due_jobs()
    page = stranger.get(MAP)
    assert page.heading == "Two groups answered differently"
    live = section(page, "live")
    assert "As of" in live.text
    assert "27 people had given 196 answers." in live.text
    assert sections(page) == [
        "What has been answered so far",
        "What was found in the answers",
        "What sets each group apart",
        "How this was computed",
    ]
    assert section(page, "says").all("rect") == []
    leading = stranger.get("/en/c/statements/results")
    assert leading.link("See what has been answered so far") == MAP


def test_a_finding_without_clear_groups_has_dots_and_words_and_no_hulls(
    world: World, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, one, _ = two_camps(world, terms=PUBLIC)
    world.closed(one)
    with world.reading():
        found = consensus.opinions_of(world.round_now(one))
    assert found is not None
    blurred = json.loads(json.dumps(dict(found.analysis)))
    blurred.update(finding="no_clear_groups", groups=[], candidates=[], silhouette=None, stability=None)
    blurred["map"] = [[x, y, size, None] for x, y, size, _ in blurred["map"]]
    shown = consensus.Opinions(blurred, found.at, found.occasion, found.digest)
    monkeypatch.setattr(consensus, "opinions_of", lambda _: shown)
    page = stranger.get(MAP)
    assert page.heading == "The answers do not fall into clear groups"
    assert "People differ, and no line runs between them" in page.words
    assert page.root.all("polygon") == []
    assert len(dots(page, "none")) == len(blurred["map"])
    assert "Group A" not in page.words
    assert "Every fact of the map stands in the tables" not in page.words
    assert "How many people answered, and why no groups are shown, stands beside the map." in page.words
