"""How far two ways of putting people into groups agree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.opinion.agreement import adjusted_rand, best_jaccard, crossed
from tests.consensus.likeness import likeness

FEW = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), min_size=1, max_size=12)


def test_the_examples_in_the_words_are_right() -> None:
    assert adjusted_rand([[2, 0], [1, 3]]) == pytest.approx(0.324324, abs=5e-7)
    assert best_jaccard(np.array([[2.0, 0.0], [1.0, 3.0]])) == pytest.approx([2 / 3, 3 / 4])


def test_the_same_groups_under_other_names_agree_fully() -> None:
    assert adjusted_rand([[0, 2], [1, 0]]) == 1.0


@pytest.mark.parametrize("table", [[[5]], [[1, 0], [0, 1]], [[1]]])
def test_one_single_group_and_everyone_alone_agree_with_themselves(table: list[list[int]]) -> None:
    assert adjusted_rand(table) == 1.0


@given(FEW)
def test_the_index_is_that_of_pairs_that_are_counted_one_by_one(pairs: list[tuple[str, str]]) -> None:
    one = {str(place): first for place, (first, _) in enumerate(pairs)}
    other = {str(place): second for place, (_, second) in enumerate(pairs)}
    first, second = (np.array([letters.index(pair[at]) for pair in pairs]) for at, letters in enumerate(("abc", "xyz")))
    table = crossed(first, second, (3, 3))
    assert adjusted_rand(table) == pytest.approx(likeness(one, other))
    assert adjusted_rand(table.T) == pytest.approx(adjusted_rand(table))
    assert table.sum() == len(pairs)


def test_labels_are_crossed_into_a_table() -> None:
    table = crossed(np.array([0, 0, 1, 1]), np.array([0, 2, 2, 2]), (2, 3))
    assert table.tolist() == [[1, 0, 1], [0, 0, 2]]


def test_a_group_that_is_empty_is_like_none() -> None:
    assert np.isnan(best_jaccard(np.array([[2.0, 0.0], [0.0, 0.0]]))).tolist() == [False, True]
