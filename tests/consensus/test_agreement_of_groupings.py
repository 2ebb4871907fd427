"""How far two ways of putting people into groups agree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.opinion import Overlap, overlap
from consult.consensus.rules.opinion.agreement import adjusted_rand, best_jaccard, crossed
from tests.consensus.likeness import likeness

FEW = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=12)


def test_the_examples_in_the_words_are_right() -> None:
    assert adjusted_rand([[2, 0], [1, 3]]) == pytest.approx(0.324324, abs=5e-7)
    assert best_jaccard(np.array([[2.0, 0.0], [1.0, 3.0]])) == pytest.approx([2 / 3, 3 / 4])


def test_the_same_groups_under_other_names_agree_fully() -> None:
    found = overlap({"1": "0", "2": "0", "3": "1"}, {"1": "company", "2": "company", "3": "citizen", "4": "citizen"})
    assert found == Overlap(1.0, ("0", "1"), ("citizen", "company"), ((0, 2), (1, 0)))
    assert found.as_json() == {
        "adjusted_rand": 1.0,
        "rows": ["0", "1"],
        "columns": ["citizen", "company"],
        "table": [[0, 2], [1, 0]],
    }


def test_groupings_of_nobody_have_no_index() -> None:
    assert overlap({"1": "0"}, {"2": "0"}) == Overlap(None, (), (), ())
    assert overlap({}, {}).as_json()["adjusted_rand"] is None


@pytest.mark.parametrize("table", [[[5]], [[1, 0], [0, 1]], [[1]]])
def test_one_single_group_and_everyone_alone_agree_with_themselves(table: list[list[int]]) -> None:
    assert adjusted_rand(table) == 1.0


@given(FEW)
def test_the_index_is_that_of_pairs_that_are_counted_one_by_one(pairs: list[tuple[str, str]]) -> None:
    one = {str(place): first for place, (first, _) in enumerate(pairs)}
    other = {str(place): second for place, (_, second) in enumerate(pairs)}
    found = overlap(one, other)
    assert found.rand == (pytest.approx(likeness(one, other)) if pairs else None)
    assert overlap(other, one).rand == pytest.approx(found.rand)
    assert sum(map(sum, found.table)) == len(pairs)


def test_labels_are_crossed_into_a_table() -> None:
    table = crossed(np.array([0, 0, 1, 1]), np.array([0, 2, 2, 2]), (2, 3))
    assert table.tolist() == [[1, 0, 1], [0, 0, 2]]


def test_a_group_that_is_empty_is_like_none() -> None:
    assert np.isnan(best_jaccard(np.array([[2.0, 0.0], [0.0, 0.0]]))).tolist() == [False, True]
