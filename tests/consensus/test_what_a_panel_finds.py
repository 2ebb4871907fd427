"""What is said of a clause that a panel rated: the figures, what is left out of them, and whether it has come to rest."""

from collections.abc import Mapping
from typing import Any

import pytest

from consult.consensus.rules.panel.rest import (
    Rest,
    Stop,
    Unknown,
    is_at_rest,
    stability_of,
    stop_of,
    unknown,
)
from consult.consensus.rules.panel.results import is_small_cell, rate, read_ratings, suppress_ratings
from consult.consensus.rules.registry import METHODS
from consult.export.rules.rated import COLUMNS, appendix_rows, rating_rows
from consult.rounds.rules.panels import run_of_ratings
from consult.voting.rules import Third, third_of

METHOD = METHODS["delphi_70_15"]
SEATS = {"government": 9, "citizen": 30}
DISCLOSURE = {"government": "roll_call", "citizen": "pseudonymous", "company": "pseudonymous"}
HIGH = {"7": 2, "8": 3, "9": 2}


def found(counts: Mapping[str, Mapping[str, int]], seats: Mapping[str, int] = SEATS) -> dict[str, Any]:
    return rate(counts, seats, METHOD.read({}), method=METHOD).as_json()


def shown(counts: Mapping[str, Mapping[str, int]], seats: Mapping[str, int] = SEATS) -> dict[str, Any]:
    return suppress_ratings(found(counts, seats), counts, DISCLOSURE)


def category(result: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return next(row for row in result["categories"] if row["category"] == name)


def test_a_panel_is_one_body_and_its_categories_stand_beside_it() -> None:
    told = found({"government": {**HIGH, "no_opinion": 1}, "citizen": {"1": 1, "8": 4}})
    assert (told["state"], told["status"]) == ("consensus_in", "met")
    panel = told["panel"]
    assert (panel["n"], panel["no_opinion"], panel["counts"]["8"], panel["counts"]["1"]) == (12, 1, 7, 1)
    assert (panel["median"], panel["q1"]["exact"], panel["q3"]["value"]) == (
        {"exact": "8/1", "value": 8.0},
        "31/4",
        8.0,
    )
    assert panel["van_der_eijk"]["value"] > 0.5
    assert 0 < panel["tastle_wierman"] < 1
    assert (category(told, "citizen")["n"], category(told, "citizen")["median"]["value"]) == (5, 8.0)


def test_measures_of_agreement_are_not_shown_of_fewer_than_five_ratings() -> None:
    panel = found({"government": {"9": 4}})["panel"]
    assert (panel["n"], panel["van_der_eijk"], panel["tastle_wierman"]) == (4, None, None)
    assert found({})["panel"]["median"] is None


def test_what_is_no_rating_is_refused() -> None:
    with pytest.raises(ValueError, match="not a rating: 10, maybe"):
        read_ratings({"10": 1, "maybe": 1, "9": 1})


@pytest.mark.parametrize(
    ("citizens", "is_left_out"),
    [
        ({}, False),
        ({"8": 2, "1": 2}, True),
        ({"8": 3, "1": 2}, False),
        ({"8": 19}, True),
        ({"8": 20}, False),
        ({"no_opinion": 3}, True),
        ({"8": 2, "no_opinion": 4}, True),
        ({"8": 6, "no_opinion": 1}, True),
    ],
    ids=str,
)
def test_few_or_alike_protected_ratings_are_left_out_with_all_that_would_give_them_away(
    citizens: Mapping[str, int], is_left_out: bool
) -> None:
    """The roll call tells what governments rated, so the panel's own figures would tell the rest."""
    told = shown({"government": HIGH, "citizen": citizens})
    assert told["panel"]["suppressed"] is is_left_out
    assert category(told, "citizen")["suppressed"] is is_left_out
    assert category(told, "government")["median"]["value"] == 8.0
    if is_left_out:
        assert {value for name, value in told["panel"].items() if name != "suppressed"} == {None}
        assert {one["value"] for one in told["criteria"]} == {None}
        assert category(told, "citizen")["median"] is None
        assert category(told, "citizen")["seats"] == 30
    assert told["state"] == found({"government": HIGH, "citizen": citizens})["state"]


def test_a_small_category_is_covered_for_by_another_and_the_panel_is_shown() -> None:
    seats = {"government": 9, "company": 3, "citizen": 30}
    told = shown({"government": HIGH, "company": {"2": 1}, "citizen": {"7": 4, "8": 4}}, seats)
    assert [row["suppressed"] for row in told["categories"]] == [False, True, True]
    assert told["panel"]["n"] == 16
    assert told["criteria"][0]["value"] == "15/16"


def test_a_comparison_of_few_protected_seats_tells_of_single_ones() -> None:
    assert is_small_cell({"government": 9, "citizen": 4}, DISCLOSURE)
    assert not is_small_cell({"government": 2, "citizen": 0}, DISCLOSURE)
    assert not is_small_cell({"citizen": 5}, DISCLOSURE)


def test_rest_is_measured_between_regions_of_the_same_seats() -> None:
    still = stability_of({(8, 8): 6, (8, 7): 3, (8, 5): 1})
    assert (still.verdict, still.net.change.exact if still.net.change else None) == (Rest.STABLE, "1/10")
    told = still.as_json()
    assert (told["n"], told["changed"], told["limit"], told["because"]) == (10, 4, "3/20", None)
    assert told["p"] == pytest.approx(0.125)
    moved = stability_of({(8, 5): 3, (2, 2): 7})
    assert (moved.verdict, moved.as_json()["net_change"]["exact"]) == (Rest.NOT_STABLE, "3/10")
    nobody = stability_of({})
    assert (nobody.verdict, nobody.as_json()) == (Rest.UNKNOWN, unknown(Unknown.NOBODY_TWICE))


def test_a_panel_is_at_rest_where_each_of_its_clauses_is() -> None:
    assert is_at_rest(["stable", "stable"]) is True
    assert is_at_rest(["stable", "not_stable", "unknown"]) is False
    assert is_at_rest(["stable", "unknown"]) is None
    assert is_at_rest([]) is None


def test_a_panel_stops_at_rest_or_when_its_rounds_are_used() -> None:
    assert stop_of(True, place=2, most=3) is Stop.AT_REST
    assert stop_of(True, place=3, most=3) is Stop.AT_REST
    assert stop_of(None, place=3, most=3) is Stop.ROUNDS_USED
    assert stop_of(False, place=2, most=3) is Stop.GOES_ON


@pytest.mark.parametrize(
    ("are_ratings", "places"),
    [
        ([], []),
        ([True, False], []),
        ([True], [0]),
        ([False, True, True], [1, 2]),
        ([True, True, False, True], [3]),
        ([True] * 3, [0, 1, 2]),
        ([True] * 4, [3]),
        ([True] * 7, [6]),
    ],
)
def test_rounds_of_ratings_in_a_row_are_panels_of_at_most_so_many(are_ratings: list[bool], places: list[int]) -> None:
    assert list(run_of_ratings(are_ratings, lambda _: 3)) == places


def test_a_rating_lies_in_a_third_of_the_scale() -> None:
    words = ("1", "3", "4", "6", "7", "9", "no_opinion")
    assert [third_of(word) for word in words] == [
        Third.LOW, Third.LOW, Third.MIDDLE, Third.MIDDLE, Third.HIGH, Third.HIGH, None,
    ]  # fmt: skip


def test_a_panel_s_rows_hold_exact_figures_and_nothing_of_what_is_left_out() -> None:
    words = {"uid": "u1", "number": "1.1", "heading": "", "text": "Stop."}
    open_one = {**words, **shown({"government": HIGH}), "stability": stability_of({(8, 5): 3, (2, 2): 7}).as_json()}
    hidden = {**words, **shown({"citizen": {"8": 1}}), "stability": unknown(Unknown.TOO_FEW_TO_SHOW)}
    whole, government, _, left_out, *_ = rating_rows([open_one, hidden])
    assert (whole["rated_8"], whole["median"], whole["rest"], whole["net_change"]) == (3, "8/1", "not_stable", "3/10")
    assert (government["category"], government["median"], government["n"]) == ("government", "8/1", 7)
    assert {left_out.get(name) for name in COLUMNS if name != "rest"} == {None}


def test_the_rows_of_an_appendix_are_its_rounds_by_category_and_what_changed() -> None:
    assert appendix_rows(None) == []
    part = {"category": "citizen", "invited": 9, "started": 8, "completed": 7}
    rounds = [{"number": 1, "stop": "goes_on", "categories": [part]}]
    changes = [{"kind": "deleted", "from": "1.2", "to": None}, {"kind": "new", "from": None, "to": "1.3"}]
    assert appendix_rows({"rounds": rounds, "changes": changes}) == [
        {"kind": "panel_round", "number": 1, "state": "goes_on", **part},
        {"kind": "panel_change", "number": "1.2", "state": "deleted"},
        {"kind": "panel_change", "number": "1.3", "state": "new"},
    ]
