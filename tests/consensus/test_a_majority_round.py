"""A round whose contract asks for a majority of all seats, from the freeze to the page and the summary."""

import json
from pathlib import Path
from typing import Any

import jsonschema
from flask import Flask

from consult.consensus.rules.bundles import terms_of
from consult.rounds.rules.states import RoundKind
from tests.client import Client
from tests.command import run
from tests.consensus.scenes import CATEGORIES
from tests.world import World

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "summary.schema.json"
QUORATE = {"quorum": "majority"}


def a_majority_round(world: World, **parameters: str) -> str:
    """Return where the result is: the first clause has a majority by citizens, the second is tied, the third untouched.

    Five of 12 seats vote on the second clause, and three citizens are too few to be shown on it.
    """
    consultation = world.a_consultation(slug="principles", categories=CATEGORIES)
    world.a_draft(consultation)
    terms = terms_of("poll", "ballot", CATEGORIES, parameters=parameters)
    one = world.a_round(consultation, bundle=terms.bundle, rule=terms.rule, parameters=terms.parameters)
    carried, tied, _untouched = world.clauses(one)
    world.votes(
        one, {"government": {"support": 1, "object": 2}, "citizen": {"support": 4, "object": 1}}, clause=carried
    )
    world.votes(one, {"company": {"object": 2}, "citizen": {"reservation": 2, "no_opinion": 1}}, clause=tied)
    world.closed(one)
    return "/en/c/principles/results"


def summary(app: Flask, form: str = "json") -> str:
    done = run(app, "summary", "principles", "--format", form)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_result_has_the_rule_s_own_words_and_seats_are_added_up(app: Flask, world: World) -> None:
    a_majority_round(world)
    found: dict[str, Any] = json.loads(summary(app))
    first, second, third = found["clauses"]
    assert [one["state"] for one in found["clauses"]] == ["adopted", "tied", "no_valid_votes"]
    assert [one["status"] for one in found["clauses"]] == ["met", "tied", "no_valid_votes"]
    assert first["criteria"] == [
        {"id": "affirmative_share", "value": "5/8", "threshold": "1/2", "op": ">", "met": True}
    ]
    assert (first["weakest"]["category"], first["mean_of_categories"], first["labels"]) == ("government", None, [])
    assert (second["criteria"][0]["value"], second["overall"]["n"], second["weakest"]) == (None, None, None)
    assert third["criteria"][0]["met"] is None
    assert found["method"]["rule"]["parameters"] == {"majority": "simple", "quorum": "none"}
    assert "reservation" in found["method"]["share"]
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_a_quorum_is_of_all_seats_that_count(app: Flask, world: World) -> None:
    a_majority_round(world, **QUORATE)
    states = [one["state"] for one in json.loads(summary(app))["clauses"]]
    assert states == ["adopted", "no_quorum", "no_quorum"]


def test_the_headline_counts_the_clauses_whose_criteria_are_met_and_the_divided_come_first(
    world: World, stranger: Client
) -> None:
    page = stranger.get(a_majority_round(world))
    assert page.heading == "One of 3 clauses meets this round's criteria"
    states = [each.get("class").split()[1] for each in page.root.all("span") if "outcome-" in each.get("class")]
    assert states == ["outcome-tied", "outcome-no_valid_votes", "outcome-adopted"]
    assert "Of those for or against, 62.5 % are for; it must be more than 1/2. Met." in page.words
    assert "more than 1/2 must be for. No share can be shown. Not met." in page.words
    assert "The rule adds up the votes of all seats" in page.words


def test_the_document_says_what_the_rule_found_and_that_seats_are_added_up(app: Flask, world: World) -> None:
    a_majority_round(world, **QUORATE)
    text = summary(app, "md")
    assert "Clauses that meet this round's criteria: 1 of 3." in text
    assert "Too few seats answered" in text
    assert "Share of those for it among those for or against" in text
    assert "The rule adds up the votes of all seats" in text
    assert "never added up" not in text


def test_statements_are_decided_by_the_rule_of_the_contract_too(world: World, stranger: Client) -> None:
    consultation = world.a_consultation(slug="statements", categories=CATEGORIES)
    terms = terms_of("poll", "statements", CATEGORIES)
    given = {"bundle": terms.bundle, "rule": terms.rule, "parameters": terms.parameters}
    one = world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=("Machines serve.",), **given)
    world.closed(one)
    page = stranger.get("/en/c/statements/results")
    assert page.heading == "None of 1 statements meet this round's criteria"
    assert "Nobody is for or against" in page.words
