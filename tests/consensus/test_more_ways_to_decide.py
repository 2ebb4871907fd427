"""Rounds that ask for a majority in every category, or for twice as many for as against, up to the page and the files."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask import Flask

from consult.consensus.rules.bundles import terms_of
from consult.rounds.rules.states import RoundKind
from tests.client import Client
from tests.command import run
from tests.consensus.scenes import CATEGORIES
from tests.world import World

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "summary.schema.json"
PAGE = "/en/c/principles/results"


FIVE = {"support": 4, "object": 1}


def a_round(world: World, bundle: str, citizens: tuple[Mapping[str, int], ...] = (FIVE, FIVE), **given: Any) -> None:
    """Close a round: the first clause is for everyone, companies reject the second, nobody answers on the third."""
    consultation = world.a_consultation(slug="principles", categories=CATEGORIES)
    world.a_draft(consultation)
    terms = terms_of(bundle, "ballot", CATEGORIES, parameters=given)
    one = world.a_round(consultation, bundle=terms.bundle, rule=terms.rule, parameters=terms.parameters)
    agreed, rejected, _untouched = world.clauses(one)
    world.votes(one, {"government": FIVE, "company": FIVE, "citizen": citizens[0]}, clause=agreed)
    against = {"support": 2, "object": 3}
    world.votes(one, {"government": FIVE, "company": against, "citizen": citizens[1]}, clause=rejected)
    world.closed(one)


def summary(app: Flask, form: str = "json") -> str:
    done = run(app, "summary", "principles", "--format", form)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_one_category_stops_what_most_of_it_rejects(app: Flask, world: World) -> None:
    a_round(world, "majorities")
    found: dict[str, Any] = json.loads(summary(app))
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    agreed, rejected, untouched = found["clauses"]
    assert [one["state"] for one in found["clauses"]] == ["adopted", "rejected", "inconclusive"]
    assert [one["status"] for one in found["clauses"]] == ["met", "not_met", "inconclusive"]
    assert [(one["id"], one["value"]) for one in rejected["criteria"]] == [
        ("groups_too_small", "0"),
        ("failing_groups", "1"),
    ]
    assert (agreed["mean_of_categories"], rejected["weakest"]["category"]) == (None, "company")
    assert untouched["criteria"][0]["value"] == "3"
    assert found["method"]["rule"] == {
        "id": "concurrent_majorities",
        "version": "1",
        "parameters": {"threshold": "1/2", "majority": "above", "min_group_n": 5, "max_failing": 0},
    }


def test_the_page_says_which_majority_is_missing_and_marks_what_is_asked_of_each_category(
    world: World, stranger: Client
) -> None:
    a_round(world, "majorities", threshold="1/2")
    page = stranger.get(PAGE)
    assert page.heading == "One of 3 clauses meets this round's criteria"
    states = [each.get("class").split()[1] for each in page.root.all("span") if "outcome-" in each.get("class")]
    assert states == ["outcome-rejected", "outcome-inconclusive", "outcome-adopted"]
    assert "1 category falls short of the majority asked for. Not met." in page.words
    assert "In 3 categories too few seats took a side. Not met." in page.words
    assert "Too little is known to find either way" in page.words
    assert "the upright mark is what this round asks of every category" in page.words
    assert page.root.all("line")


def test_a_category_may_be_allowed_to_fall_short(world: World, stranger: Client) -> None:
    a_round(world, "majorities", max_failing=1)
    page = stranger.get(PAGE)
    assert page.heading == "Two of 3 clauses meet this round's criteria"
    assert "1 category falls short of the majority asked for. At most 1 category may fall short" in page.words


def test_numbers_of_categories_that_would_tell_how_a_left_out_one_voted_are_not_shown(
    world: World, stranger: Client
) -> None:
    a_round(world, "majorities", citizens=({"support": 3}, {"object": 3}), max_failing=1)
    words = stranger.get(PAGE).words
    assert "In how many too few did cannot be shown. Not met." in words
    assert "At most 1 category may fall short of the majority. How many do cannot be shown. Met." in words
    assert "falls short of the majority asked for" not in words.replace("No category falls short", "")


def test_exactly_twice_as_many_for_as_against_do_not_advance(app: Flask, world: World, stranger: Client) -> None:
    a_round(world, "two_to_one")
    found: dict[str, Any] = json.loads(summary(app))
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [one["state"] for one in found["clauses"]] == ["advances", "does_not_advance", "no_valid_votes"]
    assert [one["criteria"][0]["value"] for one in found["clauses"]] == ["4/5", "2/3", None]
    page = stranger.get(PAGE)
    assert "Not more than twice as many are for it as against it" in page.words
    assert "Of those for or against, 66.7 % are for; it must be more than 2/3. Not met." in page.words
    assert "The rule adds up the votes of all seats" in page.words


@pytest.mark.parametrize(
    ("bundle", "criterion", "rest"),
    [
        ("majorities", "Categories that fall short of the majority", "never added up"),
        ("two_to_one", "Share of those for it among those for or against", "The rule adds up the votes of all seats"),
    ],
)
def test_the_document_names_the_criteria_in_words(
    app: Flask, world: World, bundle: str, criterion: str, rest: str
) -> None:
    a_round(world, bundle)
    text = summary(app, "md")
    assert criterion in text
    assert rest in text


@pytest.mark.parametrize(
    ("bundle", "told"),
    [("majorities", "Falls short of the majority"), ("two_to_one", "Not more than twice as many are for it")],
)
def test_statements_are_decided_in_the_same_ways(world: World, stranger: Client, bundle: str, told: str) -> None:
    consultation = world.a_consultation(slug="statements", categories=CATEGORIES)
    terms = terms_of(bundle, "statements", CATEGORIES)
    given = {"bundle": terms.bundle, "rule": terms.rule, "parameters": terms.parameters}
    one = world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=("Machines serve.",), **given)
    item = world.items(one)[0]
    world.votes(one, {"company": {"agree": 2, "disagree": 3}}, item=item)
    world.closed(one)
    assert told in stranger.get("/en/c/statements/results").words


def test_the_contract_says_in_words_what_a_majority_in_every_category_is(world: World, stranger: Client) -> None:
    consultation = world.a_consultation(slug="principles", categories=("citizen",))
    world.a_draft(consultation)
    terms = terms_of("majorities", "ballot", ("citizen",), parameters={"majority": "at_least", "max_failing": 2})
    world.a_round(consultation, bundle=terms.bundle, rule=terms.rule, parameters=terms.parameters)
    words = stranger.get("/en/c/principles/rounds/1").words
    assert "The majority asked for in each category is a share of 1/2 of those who take a side." in words
    assert "Exactly this share suffices." in words
    assert "In each category 5 seats must take a side; one with fewer neither passes nor vetoes." in words
    assert "At most 2 categories may fall short of the majority." in words
