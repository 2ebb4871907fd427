"""Fresh, carried and stale stand apart, and none of the three tells who the few are that moved."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest

from consult.consensus.rules.freshness import FRESHNESS, all_fresh, is_mixed, with_freshness
from consult.consensus.rules.multistakeholder import Parameters
from consult.consensus.rules.results import clause_result
from consult.consensus.rules.suppression import suppress

Counted = Mapping[str, Mapping[str, int]]


def a_result(freshness: Counted, disclosure: Mapping[str, str], *, objections: int = 5) -> dict[str, Any]:
    """Return the result of a clause on which these votes were cast, five of each category objections, with their freshness."""
    votes = {one: each.get("fresh", 0) + each.get("carried", 0) for one, each in freshness.items()}
    counts = {one: {"support": max(0, n - objections), "object": min(n, objections)} for one, n in votes.items()}
    seats = {one: votes[one] + each.get("stale", 0) + 1 for one, each in freshness.items()}
    return with_freshness(suppress(clause_result(counts, seats, Parameters()), disclosure), freshness, disclosure)


def told(row: Mapping[str, Any]) -> tuple[int | None, ...]:
    return tuple(row[word] for word in FRESHNESS)


def test_public_categories_show_every_figure() -> None:
    counted = {"government": {"fresh": 1, "carried": 30, "stale": 2}, "company": {"carried": 4}}
    found = a_result(counted, {"government": "roll_call", "company": "source_public"})
    assert [told(row) for row in found["categories"]] == [(1, 30, 2), (0, 4, 0)]
    assert told(found["overall"]) == (1, 34, 2)
    assert is_mixed(found)


def test_fresh_and_carried_are_the_votes_and_stale_is_none() -> None:
    found = a_result({"citizen": {"fresh": 20, "carried": 30, "stale": 12}}, {"citizen": "pseudonymous"})
    row = found["categories"][0]
    assert row["n"] == row["fresh"] + row["carried"] == 50
    assert row["stale"] == 12
    assert told(found["overall"]) == (20, 30, 12)


@pytest.mark.parametrize("word", FRESHNESS)
@pytest.mark.parametrize("few", [1, 4])
def test_a_few_protected_seats_that_stand_apart_hide_all_three(word: str, few: int) -> None:
    citizen = {"fresh": 20, "carried": 30, "stale": 12, word: few}
    found = a_result(
        {"company": {"fresh": 9, "carried": 9}, "citizen": citizen}, {"company": "roll_call", "citizen": "pseudonymous"}
    )
    company, citizens = found["categories"]
    assert told(citizens) == told(found["overall"]) == (None, None, None)
    assert told(company) == (9, 9, 0)
    assert citizens["n"] is not None
    assert is_mixed(found)


def test_another_protected_category_covers_for_the_few_and_the_totals_stay() -> None:
    counted = {
        "a": {"fresh": 3, "carried": 20},
        "b": {"fresh": 30, "carried": 40},
        "c": {"fresh": 8, "carried": 20},
    }
    found = a_result(counted, dict.fromkeys(counted, "pseudonymous"))
    assert [told(row) for row in found["categories"]] == [(None, None, None), (30, 40, 0), (None, None, None)]
    assert told(found["overall"]) == (41, 80, 0)


def test_a_category_whose_votes_are_left_out_shows_no_freshness() -> None:
    counted = {"government": {"fresh": 9}, "citizen": {"fresh": 2, "stale": 40}}
    found = a_result(counted, {"government": "roll_call", "citizen": "pseudonymous"})
    assert told(found["categories"][1]) == told(found["overall"]) == (None, None, None)


def test_a_round_that_began_empty_has_fresh_votes_only() -> None:
    disclosure = {"government": "roll_call", "citizen": "pseudonymous"}
    counts = {"government": {"support": 7}, "citizen": {"support": 2}}
    found = all_fresh(suppress(clause_result(counts, {"government": 9, "citizen": 3}, Parameters()), disclosure))
    assert [told(row) for row in found["categories"]] == [(7, 0, 0), (None, 0, 0)]
    assert told(found["overall"]) == (None, 0, 0)
    assert not is_mixed(found)


def test_results_frozen_before_there_was_such_a_count_are_not_mixed() -> None:
    assert not is_mixed(clause_result({"citizen": {"support": 2}}, {"citizen": 3}, Parameters()))


def test_what_is_left_out_never_follows_from_what_is_shown() -> None:
    """Over all small counts of two protected categories: a cell of 1 to 4 is neither shown nor the totals less the shown."""
    cells = (0, 2, 7)
    disclosure = {"a": "pseudonymous", "b": "pseudonymous"}
    for first, second in product(product(cells, repeat=3), repeat=2):
        counted = {
            "a": dict(zip(FRESHNESS, first, strict=True)),
            "b": dict(zip(FRESHNESS, second, strict=True)),
        }
        found = a_result(counted, disclosure, objections=1)
        hidden = [row for row in found["categories"] if row["fresh"] is None]
        for row in found["categories"]:
            assert not any(0 < n < 5 for n in told(row) if n is not None)
        if found["overall"]["fresh"] is None:
            continue
        for word in FRESHNESS:
            rest = found["overall"][word] - sum(row[word] for row in found["categories"] if row not in hidden)
            assert not (hidden and 0 < rest < 5)
