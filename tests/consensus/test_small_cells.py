"""What is left out so that nobody can tell how a single protected seat voted."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest

from consult.consensus.rules.countries import CountryVoice
from consult.consensus.rules.counts import POSITIONS
from consult.consensus.rules.multistakeholder import Parameters
from consult.consensus.rules.results import clause_result, statement_result
from consult.consensus.rules.suppression import hidden_categories, suppress, suppress_statement

CELL = (*("n", *POSITIONS), "share", "lower_bound")
Counts = Mapping[str, Mapping[str, int]]


def a_result(counts: Counts, *, countries: tuple[CountryVoice, ...] = ()) -> dict[str, Any]:
    seats = {category: max(1, sum(of_one.values())) for category, of_one in counts.items()}
    return clause_result(counts, seats, Parameters(), countries=countries)


def everyone(counts: Counts, disclosure: str) -> dict[str, str]:
    return {**dict.fromkeys(counts, disclosure), "government": "roll_call"}


def left_out(result: Mapping[str, Any]) -> set[str]:
    return {row["category"] for row in result["categories"] if row["suppressed"]}


@pytest.mark.parametrize("disclosure", ["roll_call", "source_public"])
def test_answers_that_are_public_anyway_are_never_left_out(disclosure: str) -> None:
    counts = {"company": {"support": 1}, "citizen": {"object": 2}}
    result = a_result(counts)
    assert suppress(result, everyone(counts, disclosure)) == result


@pytest.mark.parametrize("disclosure", ["pseudonymous", "secret"])
def test_the_only_protected_category_takes_the_totals_with_it(disclosure: str) -> None:
    counts = {"company": {"support": 30}, "citizen": {"support": 3, "object": 1}}
    found = suppress(a_result(counts), {"company": "roll_call", "citizen": disclosure, "government": "roll_call"})
    assert left_out(found) == {"citizen"}
    assert found["mean_of_categories"] is None
    assert found["overall"] == dict.fromkeys(("n", *POSITIONS))
    assert found["categories"][1] == {
        "category": "citizen", "seats": 4, **dict.fromkeys(CELL), "suppressed": True,
    }  # fmt: skip
    assert found["categories"][0]["n"] == 30


def test_a_weakest_category_that_is_left_out_is_named_with_null_figures() -> None:
    counts = {"company": {"support": 30}, "citizen": {"support": 3, "object": 1}}
    found = suppress(a_result(counts), {"company": "roll_call", "citizen": "secret"})
    assert found["weakest"] == {"category": "citizen", "share": None, "lower_bound": None}
    assert [one["value"] for one in found["criteria"]] == ["0", None, None, "0"]
    assert found["state"] == "criteria_met"


def test_a_weakest_category_that_is_shown_keeps_its_figures() -> None:
    counts = {"company": {"support": 20, "object": 10}, "citizen": {"support": 3}}
    found = suppress(a_result(counts), {"company": "roll_call", "citizen": "secret"})
    assert found["weakest"]["share"] == {"exact": "2/3", "value": 2 / 3}


def test_another_protected_category_covers_for_the_small_one_and_the_totals_stay() -> None:
    counts = {
        "a": {"support": 3, "object": 1},
        "b": {"support": 40, "object": 9},
        "c": {"support": 20, "object": 9},
    }
    result = a_result(counts)
    found = suppress(result, everyone(counts, "pseudonymous"))
    assert left_out(found) == {"a", "c"}
    assert found["overall"] == result["overall"]


def test_the_exact_mean_goes_with_any_share_that_is_left_out() -> None:
    counts = {"a": {"support": 2, "object": 1}, "b": {"support": 5, "object": 1}}
    result = a_result(counts)
    assert result["mean_of_categories"] == {"exact": "3/4", "value": 0.75}
    assert suppress(result, everyone(counts, "secret"))["mean_of_categories"] is None


def test_two_small_cells_that_are_small_together_need_a_third_or_take_the_totals() -> None:
    two = {"a": {"support": 1, "object": 1}, "b": {"support": 1, "object": 1}}
    found = suppress(a_result(two), everyone(two, "secret"))
    assert left_out(found) == {"a", "b"}
    assert found["overall"]["n"] is None
    three = {**two, "c": {"support": 20, "object": 20}}
    covered = suppress(a_result(three), everyone(three, "secret"))
    assert left_out(covered) == {"a", "b", "c"}
    assert covered["overall"]["n"] == 44


def test_two_unanimous_cells_that_are_unanimous_together_take_the_totals() -> None:
    counts = {"a": {"support": 6}, "b": {"support": 7}}
    found = suppress(a_result(counts), everyone(counts, "pseudonymous"))
    assert left_out(found) == {"a", "b"}
    assert found["overall"]["support"] is None


@pytest.mark.parametrize(("n", "is_left_out"), [(4, True), (5, True), (19, True), (20, False)])
def test_unanimity_of_protected_seats_is_left_out_below_20(n: int, is_left_out: bool) -> None:
    counts = {"citizen": {"object": n}}
    found = suppress(a_result(counts), {"citizen": "pseudonymous"})
    assert left_out(found) == ({"citizen"} if is_left_out else set())


@pytest.mark.parametrize(("n", "is_left_out"), [(1, True), (4, True), (5, False)])
def test_a_mixed_cell_of_protected_seats_is_left_out_below_5(n: int, is_left_out: bool) -> None:
    counts = {"citizen": {"support": n - 1, "object": 1}}
    found = suppress(a_result(counts), {"citizen": "pseudonymous"})
    assert left_out(found) == ({"citizen"} if is_left_out else set())


def test_a_category_nobody_answered_in_is_shown_and_covers_for_nobody() -> None:
    counts: Counts = {"a": {"support": 2, "object": 1}, "b": {}}
    found = suppress(a_result(counts), everyone(counts, "secret"))
    assert left_out(found) == {"a"}
    assert found["overall"]["n"] is None
    assert found["categories"][1]["n"] == 0


def test_a_category_whose_disclosure_the_contract_leaves_out_is_protected() -> None:
    assert left_out(suppress(a_result({"citizen": {"support": 2}}), {})) == {"citizen"}


def test_nothing_weakest_stays_nothing() -> None:
    found = suppress(a_result({"citizen": {"no_opinion": 3}}), {"citizen": "secret"})
    assert (found["weakest"], left_out(found)) == (None, {"citizen"})


def test_the_view_by_country_goes_where_governments_are_protected() -> None:
    result = a_result({"citizen": {"support": 30}}, countries=(CountryVoice("AT", "object"),))
    hidden = suppress(result, {"citizen": "roll_call", "government": "secret"})["countries"]
    assert hidden == {**dict.fromkeys(("n", *POSITIONS, "share")), "list": []}
    shown = suppress(result, {"citizen": "secret", "government": "roll_call"})["countries"]
    assert shown == result["countries"]


def test_a_statement_loses_small_cells_and_the_totals_that_would_tell_them() -> None:
    counts = {"citizen": {"agree": 2, "disagree": 1}, "company": {"agree": 9, "disagree": 3, "pass": 1}}
    result = statement_result(counts, {"citizen": 3, "company": 13}, Parameters())
    found = suppress_statement(result, {"citizen": "pseudonymous", "company": "roll_call"})
    assert [row["suppressed"] for row in found["categories"]] == [True, False]
    assert [found[name] for name in ("agree", "disagree", "pass", "share")] == [None] * 4
    covered = suppress_statement(result, {"citizen": "pseudonymous", "company": "secret"})
    assert [row["n"] for row in covered["categories"]] == [None, None]
    assert covered["agree"] == 11


def test_a_statement_without_categories_stays_whole() -> None:
    result = statement_result({"uncategorised": {"agree": 1}}, {}, Parameters())
    assert suppress_statement(result, {"uncategorised": "source_public"}) == result


def small_rows(most: int) -> Iterator[tuple[int, int]]:
    return ((a, b) for a, b in product(range(most + 1), repeat=2) if a + b <= most)


def test_no_left_out_cell_can_be_worked_out_from_the_totals() -> None:
    """Every table of three protected categories and two answers: what is left out has several explanations."""
    protected = dict.fromkeys("abc", "secret")
    words = ("support", "object")
    checked = 0
    for cells in product(small_rows(5), repeat=3):
        rows: list[dict[str, Any]] = [
            {"category": name, "n": a + b, "support": a, "object": b} for name, (a, b) in zip("abc", cells, strict=True)
        ]
        hidden = hidden_categories(rows, words, protected)
        if not hidden.categories or hidden.with_totals:
            continue
        checked += 1
        out = [row for row in rows if row["category"] in hidden.categories]
        totals = [sum(row[word] for row in out) for word in words]
        for row in out:
            fits = {
                (a, b)
                for a, b in product(range(totals[0] + 1), range(totals[1] + 1))
                if a + b <= 5 and sum(totals) - a - b <= 5 * (len(out) - 1)
            }
            assert len(fits) > 1, rows
            assert (row["support"], row["object"]) in fits
    assert checked > 100
