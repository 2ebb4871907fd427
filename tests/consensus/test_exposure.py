"""How evenly statements were put before people: the coefficient, its groups, and what few people give away."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.exposure import Exposed, exposure, gini

PUBLIC = {"company": "roll_call"}
PROTECTED = {"citizen": "pseudonymous", "government": "pseudonymous", "company": "roll_call"}
values = st.lists(st.integers(0, 40), min_size=1, max_size=12)


def by_differences(values: Sequence[int]) -> Fraction:
    """Return the coefficient as it is defined: the mean difference between two values over twice their mean."""
    total = sum(abs(one - other) for one, other in product(values, repeat=2))
    return Fraction(total, 2 * len(values) * sum(values))


def written(category: str, *seats: int, authors: int = 9, lang: str = "en") -> list[Exposed]:
    """Return statements of a category that so many seats answered, by so many authors in turn."""
    return [Exposed(category, lang, f"{category}{place % authors}", each) for place, each in enumerate(seats)]


def rows_of(found: dict[str, Any]) -> dict[str, Any]:
    return {one["category"]: (one["asked"], one["suppressed"]) for one in found["categories"]}


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        ([1, 2, 3], Fraction(2, 9)),
        ([7, 7, 7, 7], Fraction(0)),
        ([0, 0, 0, 12], Fraction(3, 4)),
        ([5], Fraction(0)),
        ([0, 0], None),
        ([], None),
    ],
)
def test_the_coefficient_of_worked_examples(seen: list[int], told: Fraction | None) -> None:
    assert gini(seen) == told


@given(values.filter(any))
def test_the_coefficient_is_what_its_definition_says(seen: list[int]) -> None:
    assert gini(seen) == by_differences(seen)


@given(values.filter(any), st.integers(2, 5), st.randoms())
def test_neither_order_nor_scale_nor_copies_change_it(seen: list[int], times: int, chance: Any) -> None:
    mixed = list(seen)
    chance.shuffle(mixed)
    assert gini(mixed) == gini([times * each for each in seen]) == gini(seen * times) == gini(seen)


def test_the_worked_example_of_a_group() -> None:
    found = exposure(written("company", 10, 20, 30), PUBLIC, minimum=20)
    figures = {"asked": 3, "answers_per_statement": 20.0, "gini": 0.222222, "below_minimum": 1}
    assert found["all"] == figures
    assert found["categories"] == [{"category": "company", **figures, "suppressed": False}]
    assert found["languages"] == [{"lang": "en", **figures}]


def test_languages_and_categories_have_rows_of_their_own() -> None:
    every = [*written("company", 20, 20), *written("organiser", 8, lang="ar")]
    found = exposure(every, PUBLIC, minimum=20)
    assert rows_of(found) == {"company": (2, False), "organiser": (1, False)}
    assert [(one["lang"], one["answers_per_statement"], one["below_minimum"]) for one in found["languages"]] == [
        ("ar", 8.0, 1),
        ("en", 20.0, 0),
    ]


def test_without_statements_nothing_is_divided_by_nothing() -> None:
    found = exposure([], PROTECTED, minimum=20)
    assert found["all"] == {"asked": 0, "answers_per_statement": None, "gini": None, "below_minimum": 0}
    assert found["categories"] == found["languages"] == []


def test_few_answers_that_are_not_public_count_as_none() -> None:
    every = written("company", 4, 5)
    assert exposure(every, PROTECTED, minimum=5)["all"]["answers_per_statement"] == 2.5
    assert exposure(every, PUBLIC, minimum=5)["all"]["answers_per_statement"] == 4.5


def test_a_category_with_few_authors_shows_nothing_and_neither_does_the_one_that_covers_for_it() -> None:
    every = [
        *written("citizen", *[20] * 9),
        *written("government", 20, 20, 20, authors=2),
        *written("company", 20, authors=1),
    ]
    found = exposure(every, PROTECTED, minimum=20)
    assert rows_of(found) == {"citizen": (None, True), "company": (1, False), "government": (None, True)}
    assert {one["gini"] for one in found["categories"] if one["suppressed"]} == {None}


def test_where_all_others_are_public_one_of_them_covers_and_never_the_organisers() -> None:
    every = [*written("citizen", 20, authors=1), *written("company", 20, 30), *written("organiser", 9)]
    found = rows_of(exposure(every, PROTECTED, minimum=20))
    assert found == {"citizen": (None, True), "company": (None, True), "organiser": (1, False)}


def test_several_small_categories_cover_for_each_other() -> None:
    disclosure = {**PROTECTED, "civil_society": "pseudonymous"}
    every = [
        *written("citizen", *[20] * 9),
        *written("government", 20, authors=1),
        *written("civil_society", 20, authors=1),
    ]
    assert rows_of(exposure(every, disclosure, minimum=20))["citizen"] == (9, False)


@given(st.lists(st.tuples(st.sampled_from(["citizen", "company", "organiser"]), st.integers(0, 30)), max_size=15))
def test_every_figure_is_a_number_between_its_bounds_or_left_out(seen: list[tuple[str, int]]) -> None:
    every = [Exposed(category, "en", f"seat{place}", seats) for place, (category, seats) in enumerate(seen)]
    found = exposure(every, PROTECTED, minimum=20)
    for row in (found["all"], *found["categories"], *found["languages"]):
        assert row["gini"] is None or 0 <= row["gini"] < 1
        assert row["below_minimum"] is None or 0 <= row["below_minimum"] <= row["asked"]
