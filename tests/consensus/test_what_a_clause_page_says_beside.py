"""The page of a clause says how much it matters, what hangs on flagged seats and on languages, and leads to the lists."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
import rfc8785

from consult.consensus.service import reading
from tests.client import Client
from tests.consensus.crowds import a_round_of, seats_vote
from tests.consensus.scenes import a_ballot
from tests.world import World

PAGE = "/en/c/crowd/rounds/1/results/1.1"
ALL_FOR = dict.fromkeys(range(5), "support")


def test_importance_stands_on_the_page_with_how_many_said_so(world: World, stranger: Client) -> None:
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [{0: "support"}] * 21, importance=2)
    seats_vote(world, consultation, one, [{0: "object"}] * 7, importance=1)
    world.closed(one)
    words = stranger.get(PAGE).words
    assert "How much does it matter to people?" in words
    assert "1.75 of 2" in words


def test_importance_that_would_tell_who_said_it_is_left_out_in_words(world: World, stranger: Client) -> None:
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [{0: "support"}] * 21)
    seats_vote(world, consultation, one, [{0: "object"}] * 3, importance=1)
    world.closed(one)
    assert "Nobody said so, or so few that it would tell who." in stranger.get(PAGE).words


def test_where_nobody_is_asked_the_page_says_nothing_of_importance(world: World, stranger: Client) -> None:
    _, one = a_ballot(world, {"company": ("support",) * 5}, categories=("company",), slug="crowd")
    world.closed(one)
    assert "How much does it matter" not in stranger.get(PAGE).words


def test_a_finding_that_hangs_on_flagged_seats_is_called_not_robust_with_the_other_finding(
    world: World, stranger: Client
) -> None:
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [{0: "support"}] * 5 + [{0: "object"}] * 5)
    seats_vote(world, consultation, one, [ALL_FOR] * 10)
    world.closed(one)
    words = stranger.get(PAGE).words
    assert "not robust" in words
    assert "the finding would be another one: Not supported in any category" in words


def test_languages_that_differ_are_named_on_the_page(world: World, stranger: Client) -> None:
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [{0: "support"}] * 21 + [{0: "object"}] * 3, lang="en")
    seats_vote(world, consultation, one, [{0: "support"}] * 8 + [{0: "object"}] * 14, lang="ar")
    world.closed(one)
    assert (
        "one language (Arabic) support it less than those who read it in another (English)" in stranger.get(PAGE).words
    )


@pytest.mark.parametrize("address", [PAGE, "/en/c/crowd/rounds/1/results", "/en/c/crowd/rounds/1/lists"])
def test_results_that_were_frozen_before_there_were_such_figures_can_still_be_read(
    world: World, stranger: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [{0: "support"}] * 21, importance=2)
    world.closed(one)
    kept = reading.kept_result

    def as_it_was(one: Any) -> Any:
        row = kept(one)
        assert row is not None
        result = json.loads(row.canonical)
        del result["flagged"]
        for clause in result["clauses"]:
            for name in ("importance", "language_effects", "without_flagged"):
                del clause[name]
            for line in clause["categories"]:
                del line["importance"]
        return SimpleNamespace(canonical=rfc8785.dumps(result), sha256=row.sha256, formula_version=row.formula_version)

    monkeypatch.setattr(reading, "kept_result", as_it_was)
    words = stranger.get(address).words
    assert "signals of manipulation point at" not in words
