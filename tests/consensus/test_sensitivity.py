"""What a result would be without flagged seats is a state and a yes or no, and the counts of everyone else are exact."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.sensitivity import Flagged, flagged_result, without_flagged

FLAGGED = Flagged({"citizen": 2}, {"a": {"citizen": {"support": 2}}}, {"a": {"citizen": 1}})


def a_result(state: str, *, suppressed: bool = False) -> dict[str, Any]:
    return {"state": state, "categories": [{"category": "citizen", "suppressed": suppressed}]}


def test_everyone_else_is_what_remains_of_the_counts() -> None:
    assert FLAGGED.seats_left({"citizen": 9, "company": 3}) == {"citizen": 7, "company": 3}
    answers = {"citizen": {"support": 6, "object": 1}, "company": {"object": 3}}
    assert FLAGGED.answers_left("a", answers) == {"citizen": {"support": 4, "object": 1}, "company": {"object": 3}}
    assert FLAGGED.answers_left("b", answers) == answers


def test_votes_without_reasons_are_taken_out_of_what_a_rule_knows_of_reasons() -> None:
    known = {"without_reasons": {"citizen": 3}, "observers": frozenset({"company"})}
    assert FLAGGED.known_left("a", known) == {**known, "without_reasons": {"citizen": 2}}
    assert FLAGGED.known_left("b", known) == known
    assert FLAGGED.known_left("a", {"population": None}) == {"population": None}
    assert FLAGGED.known_left("a", None) is None


def test_what_is_kept_of_them_reads_back_as_it_was() -> None:
    assert Flagged.read(FLAGGED.as_json()) == FLAGGED


def test_the_same_state_does_not_differ_and_another_one_does() -> None:
    met, split = a_result("criteria_met"), a_result("split")
    assert without_flagged(met, met, met, met) == {"state": "criteria_met", "differs": False}
    assert without_flagged(met, met, split, split) == {"state": "split", "differs": True}


@pytest.mark.parametrize("is_left_out_of_the_rest", [True, False])
def test_a_state_that_tells_how_everyone_voted_stays_coarse_beside_one_that_is_coarse(
    is_left_out_of_the_rest: bool,
) -> None:
    whole, rest = a_result("dissent"), a_result("unanimity")
    shown = a_result("dissent", suppressed=not is_left_out_of_the_rest)
    rest_shown = a_result("consensus", suppressed=is_left_out_of_the_rest)
    assert without_flagged(whole, shown, rest, rest_shown) == {"state": "consensus", "differs": True}


def test_two_states_that_are_shown_as_the_same_coarse_one_do_not_differ() -> None:
    whole, shown = a_result("consensus"), a_result("consensus", suppressed=True)
    rest, rest_shown = a_result("unanimity"), a_result("consensus", suppressed=True)
    assert without_flagged(whole, shown, rest, rest_shown) == {"state": "consensus", "differs": False}


def test_where_the_state_is_the_same_it_is_as_coarse_as_it_is_shown() -> None:
    whole, shown = a_result("unanimity"), a_result("consensus", suppressed=True)
    assert without_flagged(whole, shown, whole, shown) == {"state": "consensus", "differs": False}


def test_a_statement_without_small_cells_has_no_word_of_them() -> None:
    rows = [{"category": "citizen"}]
    whole, rest = {"state": "split", "categories": rows}, {"state": "no_voices", "categories": rows}
    assert without_flagged(whole, whole, rest, rest) == {"state": "no_voices", "differs": True}


def test_how_many_seats_a_signal_points_at_is_told_from_five_on() -> None:
    by_signal = {"burst": "abcde", "new_accounts": "abcd", "straight_lining": ""}
    assert flagged_result(by_signal) == [
        {"signal": "burst", "seats": 5},
        {"signal": "new_accounts", "seats": None},
        {"signal": "straight_lining", "seats": 0},
    ]


COUNTS = st.dictionaries(st.sampled_from(["support", "object"]), st.integers(0, 9))


@given(COUNTS, COUNTS)
def test_flagged_seats_and_everyone_else_are_all_together_again(
    flagged: dict[str, int], others: dict[str, int]
) -> None:
    whole = {word: flagged.get(word, 0) + others.get(word, 0) for word in {*flagged, *others}}
    rest = Flagged({}, {"a": {"citizen": flagged}}, {}).answers_left("a", {"citizen": whole})
    assert {word: n for word, n in rest["citizen"].items() if n} == {word: n for word, n in others.items() if n}
