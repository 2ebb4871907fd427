"""How the categories of a consultation are spelt."""

from collections.abc import Sequence

import pytest

from consult.consultations.rules.naming import DEFAULT_CATEGORIES, LONGEST_CATEGORY, are_categories


@pytest.mark.parametrize("ids", [DEFAULT_CATEGORIES, ["a"], ["trade_unions_2", "a1"], ["x" * LONGEST_CATEGORY]])
def test_categories_are_lower_case_words_joined_by_underscores(ids: Sequence[str]) -> None:
    assert are_categories(ids)


@pytest.mark.parametrize(
    "wrong", ["", "A", "a b", "a-b", "_a", "a_", "a__b", "2a", "é", "a\n", "x" * (LONGEST_CATEGORY + 1)]
)
def test_one_that_is_spelt_otherwise_spoils_them_all(wrong: str) -> None:
    assert not are_categories(["citizen", wrong])


def test_there_is_at_least_one_category_and_none_twice() -> None:
    assert not are_categories([])
    assert not are_categories(["citizen", "company", "citizen"])
