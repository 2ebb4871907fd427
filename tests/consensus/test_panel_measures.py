"""How far a panel's answers lie apart, agree, and come to rest."""

from fractions import Fraction
from itertools import product
from math import isclose
from statistics import quantiles, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.panel.agreement import ordinal_agreement
from consult.consensus.rules.panel.concordance import chi_square_tail, kendall_w
from consult.consensus.rules.panel.dispersion import iqr_and_cv
from consult.consensus.rules.panel.quantiles import quantile
from consult.consensus.rules.panel.ranks import mid_ranks, ties
from consult.consensus.rules.panel.stability import net_change, signed_rank

"""A busy machine may take its time over any one example."""

ANSWERS = st.lists(st.integers(1, 5), min_size=2, max_size=20)
ROUNDS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=9)
COUNTS = st.lists(st.integers(0, 9), min_size=3, max_size=7).filter(any)


@given(ANSWERS)
def test_quartiles_are_those_of_the_standard_library(values: list[int]) -> None:
    found = [quantile(values, Fraction(quarter, 4)) for quarter in (1, 2, 3)]
    assert [float(one or 0) for one in found] == quantiles(values, n=4, method="inclusive")


def test_a_quantile_lies_between_neighbours_and_is_undefined_of_nothing() -> None:
    assert quantile([2, 1, 1, 3, 2, 2, 1, 3, 2], Fraction(3, 10)) == Fraction(7, 5)
    assert [quantile([4], Fraction(7, 10)), quantile([3, 9], Fraction(1)), quantile([], Fraction(1, 2))] == [4, 9, None]


@pytest.mark.parametrize("share", [Fraction(-1, 2), Fraction(3, 2)])
def test_a_quantile_outside_the_values_is_refused(share: Fraction) -> None:
    with pytest.raises(ValueError, match="share"):
        quantile([1, 2], share)


@given(ANSWERS)
def test_ranks_add_up_whatever_is_tied_and_ranks_of_ranks_are_the_same(values: list[int]) -> None:
    ranks = mid_ranks(values)
    assert sum(ranks) == Fraction(len(values) * (len(values) + 1), 2)
    assert mid_ranks(ranks) == ranks


def test_equal_values_share_the_mean_of_their_places() -> None:
    assert [*mid_ranks([5, 4, 4, 2, 1])] == [5, Fraction(7, 2), Fraction(7, 2), 2, 1]
    assert (ties([5, 4, 4, 2, 1]), ties([3, 3, 3, 1, 1])) == (6, 30)


def test_a_net_change_below_fifteen_per_cent_is_stable_and_one_of_just_that_is_not() -> None:
    below, at = net_change([86, 14], [100, 0]), net_change([85, 15], [100, 0])
    assert (below.change, below.is_stable) != (at.change, at.is_stable)
    assert [one.change.exact if one.change else None for one in (below, at)] == ["7/50", "3/20"]
    assert (below.is_stable, at.is_stable) == (True, False)


@given(st.permutations([2, 4, 8, 12, 6]))
def test_a_net_change_is_the_same_either_way_and_at_most_a_whole(after: list[int]) -> None:
    before = [2, 4, 8, 12, 6]
    there, back = net_change(before, after).change, net_change(after, before).change
    assert there == back
    assert there is not None
    assert there.of_whole <= 1
    assert (there.of_whole == 0) == (before == after)


@pytest.mark.parametrize("after", [[1, 2], [1, 2, 4], [4, 3, -1], []])
def test_a_net_change_of_other_people_or_categories_is_refused(after: list[int]) -> None:
    with pytest.raises(ValueError, match="not two rounds of the same people"):
        net_change([1, 2, 3], after)


def test_a_round_without_answers_is_neither_stable_nor_unstable() -> None:
    for found in (net_change([], []), net_change([0, 0], [0, 0]), signed_rank([])):
        assert found.is_stable is None
    assert (net_change([0], [0]).change, signed_rank([]).p, signed_rank([]).statistic) == (None, None, None)


def test_rounds_that_are_the_same_are_stable_without_a_test() -> None:
    found = signed_rank([(3, 3), (4, 4), (5, 5)])
    assert [found.changed, found.statistic, found.p, found.is_stable] == [0, 0, 1.0, True]


def test_five_equal_rises_are_stable_exactly_and_are_not_by_the_approximation() -> None:
    pairs = [(3, 4)] * 5 + [(4, 4)] * 5
    exact, approximate = signed_rank(pairs), signed_rank(pairs, exact_up_to=0)
    assert (exact.p, exact.is_exact, exact.is_stable) == (0.0625, True, True)
    assert isclose(approximate.p or 0, 0.0253473187, abs_tol=1e-10)
    assert (approximate.is_exact, approximate.is_stable) == (False, False)


def test_more_than_twenty_five_changes_are_approximated() -> None:
    assert [signed_rank([(1, 2 + n) for n in range(changed)]).is_exact for changed in (25, 26)] == [True, False]


@given(ROUNDS)
def test_the_exact_probability_is_the_share_of_all_signs_that_are_as_extreme(pairs: list[tuple[int, int]]) -> None:
    found = signed_rank(pairs)
    sizes = [abs(after - before) for before, after in pairs if after != before]
    ranks = mid_ranks(sizes)
    sums = [
        sum(rank for rank, rises in zip(ranks, signs, strict=True) if rises)
        for signs in product([True, False], repeat=len(ranks))
    ]
    assert found.statistic is not None
    extreme = sum(min(one, sum(ranks) - one) <= found.statistic for one in sums)
    assert isclose(found.p or 0, extreme / len(sums))


@given(ROUNDS, st.sampled_from([0, 25]))
def test_going_back_is_as_stable_as_going_there(pairs: list[tuple[int, int]], exact_up_to: int) -> None:
    there = signed_rank(pairs, exact_up_to=exact_up_to)
    assert signed_rank([(after, before) for before, after in pairs], exact_up_to=exact_up_to) == there
    assert there.p is not None
    assert 0 < there.p <= 1


def test_a_spread_is_narrow_up_to_one_and_its_variation_low_up_to_a_half() -> None:
    narrow, wide = iqr_and_cv([3, 4, 4, 4, 5]), iqr_and_cv([1, 2, 4, 4, 5, 5, 5])
    assert [narrow.iqr, narrow.has_narrow_range, narrow.has_low_variation] == [0, True, True]
    assert [wide.median, wide.q1, wide.q3] == [4, 3, 5]
    assert (wide.has_narrow_range, wide.has_low_variation) == (False, True)
    assert isclose(wide.cv or 0, 0.43172969847391623)


def test_a_variation_of_just_a_half_is_low() -> None:
    at, above = iqr_and_cv([1, 2, 3]), iqr_and_cv([1, 1, 1, 5])
    assert (at.cv_squared, at.has_low_variation, above.has_low_variation) == (Fraction(1, 4), True, False)


@given(ANSWERS)
def test_the_variation_is_the_sample_deviation_as_a_part_of_the_mean(values: list[int]) -> None:
    assert isclose(iqr_and_cv(values).cv or 0, stdev(values) * len(values) / sum(values), abs_tol=1e-12)


def test_an_undefined_spread_is_none() -> None:
    nothing, one, zero = iqr_and_cv([]), iqr_and_cv([4]), iqr_and_cv([-1, 1])
    assert (nothing.median, nothing.iqr, nothing.has_narrow_range) == (None, None, None)
    assert [each.cv for each in (nothing, one, zero)] == [None] * 3
    assert [each.has_low_variation for each in (nothing, one, zero)] == [None] * 3
    assert [one.median, one.iqr] == [4, 0]


def test_raters_of_one_order_concord_entirely_and_two_of_opposite_orders_not_at_all() -> None:
    same, opposite = kendall_w([[1, 2, 3]] * 4), kendall_w([[1, 2, 3], [3, 2, 1]])
    assert [same.w, same.chi_square, same.df] == [1, 8, 2]
    assert [opposite.w, opposite.p] == [0, 1.0]
    assert kendall_w([[1, 2, 3], [1, 3, 2]]).w == Fraction(3, 4)


def test_concord_is_corrected_for_ties() -> None:
    found = kendall_w([[5, 4, 4, 2, 1], [5, 5, 3, 2, 1], [4, 5, 3, 3, 1], [5, 3, 4, 1, 2]])
    assert isclose(found.w or 0, 0.834415584416, abs_tol=1e-12)
    assert isclose(found.p or 0, 0.0096836723, abs_tol=1e-10)
    assert [*found.ranks[1]] == [Fraction(9, 2), Fraction(9, 2), 3, 2, 1]


@given(st.lists(st.lists(st.integers(1, 9), min_size=4, max_size=4), max_size=6))
def test_concord_lies_between_none_and_all_or_is_undefined(ratings: list[list[int]]) -> None:
    found = kendall_w(ratings)
    assert (found.w is None) == (len(ratings) < 2 or all(len(set(row)) == 1 for row in ratings))
    assert found.w is None or 0 <= found.w <= 1
    assert (found.w is None) == (found.p is None) == (found.df is None)


@pytest.mark.parametrize("ratings", [[], [[]], [[3, 1, 2]], [[1], [2]], [[2, 2, 2]] * 3])
def test_concord_of_one_rater_of_one_item_or_of_ties_alone_is_undefined(ratings: list[list[int]]) -> None:
    assert kendall_w(ratings).w is None


def test_raters_of_different_items_are_refused() -> None:
    with pytest.raises(ValueError, match="every rater rates every item"):
        kendall_w([[1, 2, 3], [1, 2]])


@pytest.mark.parametrize(
    ("value", "df"),
    [(3.841458821, 1), (5.991464547, 2), (7.814727903, 3), (9.487729037, 4), (18.30703805, 10), (124.3421134, 100)],
)
def test_the_tail_of_chi_square_is_the_one_of_printed_tables(value: float, df: int) -> None:
    assert isclose(chi_square_tail(value, df), 0.05, abs_tol=1e-9)


def test_the_tail_of_chi_square_is_a_number_however_far_out() -> None:
    assert chi_square_tail(0, 3) == 1.0
    assert chi_square_tail(200_000, 199) == 0.0


@pytest.mark.parametrize(
    ("counts", "agreement", "consensus", "leik"),
    [
        ([25, 0, 0, 0, 25], -1, 0, 1),
        ([10, 10, 10, 10, 10], 0, 0.4339850003, 0.6),
        ([0, 0, 0, 25, 25], 0.75, 0.8073549221, 0.25),
        ([0, 0, 0, 1, 0], 1, 1, 0),
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333333, 0.725687614, 0.2866666667),
    ],
)
def test_agreement_on_an_ordered_scale_is_what_the_reference_documents(
    counts: list[int], agreement: float, consensus: float, leik: float
) -> None:
    found = ordinal_agreement(counts)
    figures = [float(one or 0) for one in (found.van_der_eijk, found.tastle_wierman, found.leik)]
    assert figures == pytest.approx([agreement, consensus, leik], abs=1e-9)
    assert found.polarization == (1 - Fraction(found.van_der_eijk or 0)) / 2


@given(COUNTS)
def test_agreement_keeps_its_bounds_and_is_the_same_from_the_other_end_or_of_twice_as_many(counts: list[int]) -> None:
    found = ordinal_agreement(counts)
    assert -1 <= (found.van_der_eijk or 0) <= 1
    assert 0 <= (found.leik or 0) <= 1
    assert -1e-12 <= (found.tastle_wierman or 0) <= 1 + 1e-12
    for other in (ordinal_agreement(counts[::-1]), ordinal_agreement([2 * count for count in counts])):
        assert (other.van_der_eijk, other.leik) == (found.van_der_eijk, found.leik)
        assert isclose(other.tastle_wierman or 0, found.tastle_wierman or 0, abs_tol=1e-12)


def test_agreement_of_fewer_than_five_is_reckoned_and_not_to_be_shown() -> None:
    assert [ordinal_agreement([0, count, 0]).may_be_shown for count in (4, 5)] == [False, True]


def test_agreement_of_nobody_is_undefined() -> None:
    found = ordinal_agreement([0, 0, 0])
    assert (found.van_der_eijk, found.tastle_wierman, found.leik, found.polarization) == (None,) * 4
    assert not found.may_be_shown


@pytest.mark.parametrize("counts", [[], [1, 2], [1, -1, 2]])
def test_agreement_on_what_is_no_ordered_scale_is_refused(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="not the counts of an ordered scale"):
        ordinal_agreement(counts)
