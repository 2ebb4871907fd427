"""What weighted answers would say of a population, and what that costs."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.weighting import Stratum, kish_ess, post_stratification, raking

"""A busy machine may take its time over any one example."""

POSITIVE = st.integers(1, 40)
TABLE = [[30, 10], [5, 15], [20, 20]]


def test_one_heavy_answer_among_ten_leaves_the_worth_of_three() -> None:
    found = kish_ess([10, *[1] * 9])
    assert (found.n, found.n_eff, found.deff) == (10, Fraction(361, 109), Fraction(1090, 361))


@given(st.lists(POSITIVE, min_size=1))
def test_answers_are_worth_at_most_their_number_and_that_only_where_all_weigh_the_same(weights: list[int]) -> None:
    found = kish_ess(weights)
    assert found.n_eff is not None
    assert 1 <= found.n_eff <= len(weights)
    assert (found.n_eff == len(weights)) == (len(set(weights)) == 1)
    assert kish_ess([3 * weight for weight in weights]) == found


@pytest.mark.parametrize("weights", [[], [0, 0]])
def test_answers_without_weight_have_no_worth_to_tell(weights: list[int]) -> None:
    found = kish_ess(weights)
    assert (found.n, found.n_eff, found.deff) == (len(weights), None, None)


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
def test_a_weight_that_is_none_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="finite and not negative"):
        kish_ess([1, weight])


def test_a_stratum_that_few_answered_for_is_raised_to_its_part_of_the_population() -> None:
    strata = {"small": Stratum(10, 2, 40), "other": Stratum(90, 72, 60)}
    found = post_stratification(strata)
    assert found.unweighted is not None
    assert found.weighted is not None
    assert (found.unweighted.exact, found.weighted.exact) == ("37/50", "14/25")
    assert (found.weights, found.sample.n_eff) == ({"small": Fraction(4), "other": Fraction(2, 3)}, Fraction(50))
    assert (found.empty, found.capped) == ((), ())


def test_a_cap_cuts_a_weight_and_says_whose() -> None:
    strata = {"small": Stratum(10, 2, 40), "other": Stratum(90, 72, 60)}
    found = post_stratification(strata, cap=Fraction(2))
    assert (found.capped, found.weights["small"], found.weights["other"]) == (("small",), Fraction(2), Fraction(2, 3))
    assert found.weighted is not None
    assert found.weighted.of_whole == Fraction(2 * 2 + 48, 2 * 10 + 60)
    assert (found.sample.n_eff or 0) > 50


def test_a_stratum_of_people_none_of_whom_answered_stops_the_weighting_and_is_named() -> None:
    found = post_stratification({"heard": Stratum(4, 1, 50), "unheard": Stratum(0, 0, 50)})
    assert (found.empty, found.weighted, found.weights, found.sample.n_eff) == (("unheard",), None, {}, None)
    assert found.unweighted is not None
    assert found.unweighted.exact == "1/4"


def test_a_stratum_without_people_weighs_nothing_whether_it_answered_or_not() -> None:
    found = post_stratification({"heard": Stratum(4, 1, 50), "gone": Stratum(1, 1, 0), "none": Stratum(0, 0, 0)})
    assert found.weights == {"heard": Fraction(5, 4), "gone": 0}
    assert found.weighted is not None
    assert found.weighted.exact == "1/4"


def test_a_cap_of_nothing_leaves_no_share() -> None:
    found = post_stratification({"heard": Stratum(4, 1, 50)}, cap=Fraction(0))
    assert (found.weighted, found.sample.n_eff) == (None, None)


@pytest.mark.parametrize("strata", [{}, {"heard": Stratum(4, 1, 0)}, {"none": Stratum(0, 0, 0)}])
def test_without_answers_or_people_nothing_is_weighted(strata: dict[str, Stratum]) -> None:
    assert post_stratification(strata).weighted is None


@given(st.lists(st.tuples(POSITIVE, POSITIVE), min_size=1, max_size=5))
def test_weights_keep_the_number_of_answers(parts: list[tuple[int, int]]) -> None:
    strata = {str(place): Stratum(n, n // 2, people) for place, (n, people) in enumerate(parts)}
    found = post_stratification(strata)
    assert sum(found.weights[name] * one.respondents for name, one in strata.items()) == found.sample.n


@pytest.mark.parametrize("broken", [(3, 4, 10), (3, -1, 10), (3, 1, -1)])
def test_a_stratum_that_is_none_is_refused(broken: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="not a stratum"):
        Stratum(*broken)


def test_a_table_is_raked_to_the_reference() -> None:
    found = raking(TABLE, [40, 30, 30], [55, 45])
    assert found.cells is not None
    assert found.weights is not None
    assert [cell for row in found.cells for cell in row] == pytest.approx(
        [30.88422, 9.11578, 8.204706, 21.795294, 15.911073, 14.088927], abs=1e-6
    )
    assert found.weights[0][0] == pytest.approx(1.029474, abs=1e-6)
    assert float(found.sample.n_eff or 0) == pytest.approx(92.747445, abs=1e-6)


@given(
    st.lists(st.lists(POSITIVE, min_size=3, max_size=3), min_size=2, max_size=2),
    st.lists(POSITIVE, min_size=2, max_size=2),
    st.lists(POSITIVE, min_size=3, max_size=3),
)
def test_raking_reaches_both_margins_and_keeps_the_odds(
    sample: list[list[int]], rows: list[int], columns: list[int]
) -> None:
    down = [Fraction(part, sum(rows)) for part in rows]
    across = [Fraction(part, sum(columns)) for part in columns]
    found, n = raking(sample, down, across), sum(map(sum, sample))
    assert found.cells is not None
    assert [sum(row) for row in found.cells] == pytest.approx([float(part * n) for part in down])
    assert [sum(column) for column in zip(*found.cells, strict=True)] == pytest.approx(
        [float(part * n) for part in across]
    )

    def odds(table: Any) -> float:
        return float(table[0][0] * table[1][1] / (table[0][1] * table[1][0]))

    assert odds(found.cells) == pytest.approx(odds(sample))


def test_a_cell_without_answers_has_no_weight_and_stays_empty() -> None:
    found = raking([[10, 0], [10, 10]], [15, 15], [20, 10])
    assert found.cells is not None
    assert found.weights is not None
    assert (found.cells[0][1], found.weights[0][1]) == (0, None)
    assert sum(found.cells[1]) == pytest.approx(15)


@pytest.mark.parametrize(
    ("sample", "rows", "columns"),
    [
        ([[10, 10], [0, 0]], [10, 10], [10, 10]),
        ([[10, 0], [0, 10]], [15, 5], [5, 15]),
        ([[0, 0]], [4], [2, 2]),
        ([[3, 4]], [0], [0, 0]),
        ([], [], []),
    ],
)
def test_margins_that_no_weights_reach_weight_nothing(
    sample: list[list[int]], rows: list[int], columns: list[int]
) -> None:
    found = raking(sample, rows, columns)
    assert (found.cells, found.weights, found.sample.n_eff) == (None, None, None)
    assert found.sample.n == sum(map(sum, sample))


@pytest.mark.parametrize(
    ("sample", "rows", "columns", "why"),
    [
        (TABLE, [50, 50], [55, 45], "does not fit"),
        ([[1, 2], [3]], [3, 3], [3, 3], "does not fit"),
        (TABLE, [110, 30, -40], [55, 45], "does not fit"),
        ([[-1, 2]], [1], [1, 0], "does not fit"),
        (TABLE, [40, 30, 30], [55, 46], "different sums"),
    ],
)
def test_a_table_that_does_not_fit_its_targets_is_refused(
    sample: list[list[int]], rows: list[int], columns: list[int], why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        raking(sample, rows, columns)
