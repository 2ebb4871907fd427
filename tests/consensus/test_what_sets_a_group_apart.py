"""Polis's tests of proportions, and the statements that they choose for a group and for everyone."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from consult.consensus.rules.groups import group_informed_consensus
from consult.consensus.rules.margins import wilson_lower
from consult.consensus.rules.opinion import analyse
from consult.consensus.rules.opinion.items import weakest_of
from consult.consensus.rules.opinion.representativeness import (
    SIGNIFICANT,
    Side,
    consensus,
    one_proportion,
    probability,
    representative,
    two_proportions,
)
from consult.consensus.rules.opinion.results import Weakest
from consult.consensus.rules.opinion.tallying import AGREE, DISAGREE
from tests.consensus.planted import a_conversation
from tests.consensus.recovery import votes_of as table_of

NAMES = tuple("abcdefgh")


def counts(*of_each: tuple[int, int, int]) -> NDArray[np.int64]:
    """Return counts as they are tallied, from (agree, disagree, pass) for each statement."""
    return np.array([(disagree, pass_, agree) for agree, disagree, pass_ in of_each], np.int64).reshape(-1, 3)


def chosen(inside: NDArray[np.int64], outside: NDArray[np.int64]) -> list[tuple[str, str]]:
    return [(one.statement, one.side) for one in representative(inside, outside, NAMES[: len(inside)])]


def arrays(*values: int) -> list[NDArray[np.int64]]:
    return [np.array([value]) for value in values]


def test_the_examples_in_the_words_are_right() -> None:
    assert probability(*arrays(8, 10)) == pytest.approx([0.75])
    assert one_proportion(*arrays(8, 10)) == pytest.approx([2.110579], abs=5e-7)
    assert two_proportions(*arrays(8, 3, 10, 10)) == pytest.approx([2.168145], abs=5e-7)


def test_nothing_known_is_one_half_and_no_evidence() -> None:
    assert probability(*arrays(0, 0)) == [0.5]
    assert one_proportion(*arrays(0, 0)) == [1.0]
    assert two_proportions(*arrays(0, 0, 0, 0)) == [0.0]


def test_where_everyone_does_the_same_there_is_no_difference() -> None:
    assert two_proportions(*arrays(5, 9, 5, 9)) == [0.0]


def test_no_array_that_is_given_is_changed() -> None:
    given_ = arrays(8, 3, 10, 10)
    two_proportions(*given_)
    one_proportion(*given_[:2])
    assert [one.tolist() for one in given_] == [[8], [3], [10], [10]]


@given(st.tuples(*[st.integers(0, 40)] * 2), st.tuples(*[st.integers(0, 40)] * 2))
def test_the_two_tests_are_what_their_formulas_say(one: tuple[int, int], other: tuple[int, int]) -> None:
    (s, fails), (t, misses) = one, other
    n, m = s + fails, t + misses
    assert one_proportion(*arrays(s, n))[0] == pytest.approx(2 * sqrt(n + 1) * ((s + 1) / (n + 1) - 1 / 2))
    p = (s + t + 2) / (n + m + 2)
    z = two_proportions(*arrays(s, t, n, m))[0]
    if p == 1:
        assert z == 0
    else:
        expected = ((s + 1) / (n + 1) - (t + 1) / (m + 1)) / sqrt(p * (1 - p) * (1 / (n + 1) + 1 / (m + 1)))
        assert z == pytest.approx(expected)
    assert two_proportions(*arrays(t, s, m, n))[0] == pytest.approx(-z)


def test_figures_of_a_side_are_those_of_its_answer() -> None:
    side = Side.of(counts((8, 1, 1)), counts((3, 6, 1)), AGREE)
    assert side.share == pytest.approx([9 / 12])
    assert side.ratio == pytest.approx([(9 / 12) / (4 / 12)])
    assert side.strength == pytest.approx(side.ratio * side.z_ratio * side.share * side.z_share)
    assert side.is_significant.tolist() == [True]
    assert pytest.approx(1.2815515655446004) == SIGNIFICANT


def test_a_group_is_shown_by_what_it_agrees_with_first_and_then_by_what_it_disagrees_with() -> None:
    inside = counts((9, 1, 0), (1, 9, 0), (10, 0, 0), (5, 5, 0))
    outside = counts((2, 8, 0), (9, 1, 0), (1, 9, 0), (5, 5, 0))
    assert chosen(inside, outside) == [("c", "agree"), ("a", "agree"), ("b", "disagree")]


def test_at_most_five_statements_are_shown() -> None:
    assert len(chosen(counts(*[(9, 1, 0)] * 8), counts(*[(1, 9, 0)] * 8))) == 5


def test_of_equals_the_first_are_shown_and_in_order() -> None:
    assert chosen(counts(*[(9, 1, 0)] * 8), counts(*[(1, 9, 0)] * 8)) == [(name, "agree") for name in "abcde"]


def test_what_a_group_agrees_with_best_leads_even_where_it_does_not_set_it_apart() -> None:
    inside, outside = counts((10, 0, 0), (1, 9, 0)), counts((90, 10, 0), (90, 10, 0))
    assert chosen(inside, outside) == [("a", "agree"), ("b", "disagree")]


def test_a_later_statement_must_be_better_in_all_respects_where_the_first_is_likelier_than_outside() -> None:
    inside, outside = counts((6, 4, 0), (10, 0, 0), (9, 1, 0)), counts((1, 9, 0), (10, 0, 0), (1, 9, 0))
    assert chosen(inside, outside)[0] == ("c", "agree")


def test_a_later_statement_must_be_agreed_with_more_where_the_first_is_not_likelier_than_outside() -> None:
    inside, outside = counts((8, 2, 0), (9, 1, 0), (7, 3, 0)), counts((99, 1, 0), (99, 1, 0), (99, 1, 0))
    assert chosen(inside, outside)[0][0] == "b"


def test_a_group_that_only_disagrees_is_shown_by_what_it_disagrees_with() -> None:
    inside, outside = counts((0, 9, 0), (1, 9, 0)), counts((9, 0, 0), (9, 1, 0))
    assert chosen(inside, outside) == [("a", "disagree"), ("b", "disagree")]


def test_where_nothing_is_significant_the_statement_that_differs_most_is_shown() -> None:
    assert chosen(counts((0, 0, 4), (1, 2, 1)), counts((0, 0, 4), (3, 0, 1))) == [("b", "disagree")]


def test_a_statement_that_nobody_of_the_group_took_a_side_on_stands_for_nothing() -> None:
    assert chosen(counts((0, 0, 0), (0, 3, 0)), counts((0, 9, 0), (0, 9, 0))) == [("b", "agree")]
    assert chosen(counts((0, 0, 0), (0, 0, 3)), counts((0, 9, 0), (9, 0, 0))) == []


def test_without_statements_nothing_is_shown() -> None:
    assert chosen(counts(), counts()) == []
    assert consensus(counts(), ()) == {"agree": (), "disagree": ()}


def test_a_shown_statement_comes_with_the_figures_of_its_side() -> None:
    (one,) = representative(counts((1, 9, 2)), counts((9, 1, 0)), ("a",))
    assert one.as_json() == {
        "statement": "a",
        "for": "disagree",
        "agree": 1,
        "disagree": 9,
        "pass": 2,
        "n": 12,
        "share": round(10 / 14, 6),
        "representativeness": round((10 / 14) / (2 / 12), 6),
        "z_share": round(float(one_proportion(*arrays(9, 12))[0]), 6),
        "z_representativeness": round(float(two_proportions(*arrays(9, 1, 12, 10))[0]), 6),
    }


def test_everyone_agrees_with_what_more_than_half_agree_with_beyond_chance() -> None:
    of_all = counts((9, 1, 0), (10, 0, 0), (1, 9, 0), (5, 5, 0), (1, 0, 0))
    assert consensus(of_all, NAMES[:5]) == {"agree": ("b", "a", "e"), "disagree": ("c",)}


def test_at_most_five_statements_are_agreed_with_and_equals_come_in_order() -> None:
    assert consensus(counts(*[(9, 0, 0)] * 8), NAMES)["agree"] == tuple("abcde")


def test_group_informed_consensus_is_the_exact_product() -> None:
    found = analyse(table_of(a_conversation(200, 30, density=0.6, seed=4)))
    for item in found.items:
        agreed = group_informed_consensus([(tally[AGREE], sum(tally)) for tally in item.groups.values()])
        disagreed = group_informed_consensus([(tally[DISAGREE], sum(tally)) for tally in item.groups.values()])
        assert agreed is not None
        assert disagreed is not None
        assert item.group_informed_consensus == pytest.approx(float(agreed), rel=1e-12)
        assert item.group_informed_disagreement == pytest.approx(float(disagreed), rel=1e-12)


def test_the_weakest_group_is_the_one_that_agrees_least() -> None:
    assert weakest_of({"0": (2, 5, 8), "1": (5, 0, 5)}) == Weakest("1", 0.5, 0.236593)
    assert wilson_lower(5, 10) == 0.236593


def test_of_equally_weak_groups_the_one_that_is_known_less_well_is_named_and_then_the_first() -> None:
    one, other = (5, 0, 5), (1, 0, 1)
    assert weakest_of({"0": one, "1": other}) == Weakest("1", 0.5, wilson_lower(1, 2) or 0)
    assert weakest_of({"0": one, "1": one}) == Weakest("0", 0.5, wilson_lower(5, 10) or 0)


def test_nobody_knows_the_weakest_group_where_one_took_no_side() -> None:
    assert weakest_of({"0": (2, 0, 8), "1": (0, 3, 0)}) is None
    assert weakest_of({}) is None
