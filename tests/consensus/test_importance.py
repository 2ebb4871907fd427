"""How much a clause matters is told by category, and never where a mean would tell what single people said."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.importance import importance_of, with_importance

DISCLOSURE = {"citizen": "pseudonymous", "company": "roll_call"}


def found(
    told: Mapping[str, Mapping[int, int]],
    *,
    suppressed: tuple[str, ...] = (),
    asked: tuple[str, ...] = tuple(DISCLOSURE),
) -> dict[str, Any]:
    rows = [{"category": name, "suppressed": name in suppressed} for name in DISCLOSURE]
    return with_importance({"categories": rows}, told, asked=asked, disclosure=DISCLOSURE)


def by_category(result: Mapping[str, Any]) -> dict[str, Any]:
    return {row["category"]: row["importance"] for row in result["categories"]}


def test_the_worked_example() -> None:
    result = found({"citizen": {2: 3, 1: 3}, "company": {0: 1, 1: 1}})
    assert by_category(result) == {
        "citizen": {"n": 6, "mean": {"exact": "3/2", "value": 1.5}},
        "company": {"n": 2, "mean": {"exact": "1/2", "value": 0.5}},
    }
    assert result["importance"] == {"n": 8, "mean": {"exact": "1/1", "value": 1.0}}
    assert importance_of(result) == 1


def test_a_category_that_is_not_asked_has_none_whatever_came_with_its_votes() -> None:
    result = found({"citizen": {2: 3, 1: 3}, "company": {2: 9}}, asked=("citizen",))
    assert by_category(result)["company"] is None
    assert importance_of(result) == Fraction(3, 2)


@pytest.mark.parametrize("levels", [{2: 2, 1: 2}, {2: 19}, {1: 5}, {}])
def test_few_protected_seats_and_some_who_are_all_of_one_mind_are_left_out(levels: Mapping[int, int]) -> None:
    result = found({"citizen": levels})
    assert by_category(result)["citizen"] is None
    assert (result["importance"], importance_of(result)) == (None, None)


def test_twenty_who_are_of_one_mind_are_shown() -> None:
    assert by_category(found({"citizen": {2: 20}}))["citizen"]["mean"]["exact"] == "2/1"


def test_answers_that_are_public_anyway_are_shown_however_few() -> None:
    assert by_category(found({"company": {2: 1}}))["company"] == {"n": 1, "mean": {"exact": "2/1", "value": 2.0}}


def test_where_the_votes_are_left_out_nothing_is_said_of_their_importance() -> None:
    assert by_category(found({"citizen": {2: 9, 0: 9}}, suppressed=("citizen",)))["citizen"] is None


def test_an_older_result_says_nothing_of_importance() -> None:
    assert importance_of({"categories": []}) is None


@given(st.dictionaries(st.integers(0, 2), st.integers(0, 4), max_size=3).filter(lambda one: 0 < sum(one.values()) < 5))
def test_what_is_left_out_changes_nothing_that_is_shown(levels: dict[int, int]) -> None:
    others = {"company": {2: 1, 0: 2}}
    assert found({**others, "citizen": levels}) == found(others)
