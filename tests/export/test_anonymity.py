"""Files with a line for each person: who hides among how many, and what a class tells of all who are in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.export.rules.anonymity import Anonymity, anonymity_of, publishable

Rows = list[dict[str, str]]
COLUMNS = ("region", "group")


def rows(*of: tuple[str, str, str]) -> Rows:
    return [dict(zip((*COLUMNS, "vote"), one, strict=True)) for one in of]


ANY = st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("gn"), st.sampled_from("yn"))).map(lambda of: rows(*of))


def test_a_class_that_all_says_the_same_tells_what_each_said_however_many_they_are() -> None:
    assert anonymity_of(rows(*[("AF", "gov", "y")] * 9), COLUMNS, "vote") == Anonymity(size=9, diversity=1)


def test_the_smallest_and_the_least_diverse_class_may_be_two() -> None:
    given = rows(*[("AF", "gov", "y")] * 3, ("EU", "ngo", "y"), ("EU", "ngo", "n"))
    assert anonymity_of(given, COLUMNS, "vote") == Anonymity(size=2, diversity=1)


def test_more_columns_make_smaller_classes() -> None:
    given = rows(("AF", "gov", "y"), ("AF", "ngo", "n"))
    assert anonymity_of(given, ["region"], "vote") == Anonymity(size=2, diversity=2)
    assert anonymity_of(given, COLUMNS, "vote") == Anonymity(size=1, diversity=1)


def test_no_rows_have_no_anonymity_rather_than_none() -> None:
    assert anonymity_of([], COLUMNS, "vote") == Anonymity(size=None, diversity=None)


@pytest.mark.parametrize(("columns", "sensitive"), [(["regoin"], "vote"), (["region"], "voet")])
def test_a_column_that_is_not_there_is_refused_rather_than_taken_to_tell_nothing(
    columns: list[str], sensitive: str
) -> None:
    with pytest.raises(KeyError):
        anonymity_of(rows(("AF", "gov", "y")), columns, sensitive)


def test_only_classes_that_are_large_and_diverse_are_published() -> None:
    large, alike, few = [("EU", "ngo", "yn"[n % 2]) for n in range(5)], [("AF", "gov", "y")] * 5, [("AS", "gov", "n")]
    given = rows(*few, *large, *alike)
    assert publishable(given, COLUMNS, "vote") == rows(*large)
    assert publishable(given, COLUMNS, "vote", diversity=1) == rows(*large, *alike)
    assert publishable(given, COLUMNS, "vote", size=1, diversity=1) == given
    assert publishable(given, COLUMNS, "vote", size=6) == []


@given(ANY, st.integers(1, 6), st.integers(1, 2))
def test_what_is_published_is_as_anonymous_as_was_asked(given_rows: Rows, size: int, diversity: int) -> None:
    shown = publishable(given_rows, COLUMNS, "vote", size=size, diversity=diversity)
    found = anonymity_of(shown, COLUMNS, "vote")
    assert found.size is None or found.size >= size
    assert found.diversity is None or found.diversity >= diversity
    assert publishable(shown, COLUMNS, "vote", size=size, diversity=diversity) == shown
