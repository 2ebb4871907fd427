"""Bursts, newcomers and linked participants: how rare it would be by chance, and what is flagged for a person."""

from fractions import Fraction
from math import comb, exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.moderation.rules.signals.bursts import Burst, burst_of
from consult.moderation.rules.signals.discoveries import benjamini_hochberg
from consult.moderation.rules.signals.linked import Thresholds, Together, answered_together, votes_alike
from consult.moderation.rules.signals.newcomers import Newcomers, newcomers_among
from consult.moderation.rules.signals.tails import hypergeometric_upper, poisson_upper

USUAL = [4, 6, 5, 3, 7, 5, 4, 6, 5, 5]
VOTES = st.lists(st.tuples(st.sampled_from([-1, 0, 1]), st.sampled_from([-1, 0, 1])))


def a_draw() -> st.SearchStrategy[tuple[int, int, int, int]]:
    """Return counts that can be: how many marked ones were found among how many drawn, of how many marked of all."""
    return st.integers(1, 60).flatmap(
        lambda whole: st.tuples(st.integers(0, whole), st.integers(0, whole)).flatmap(
            lambda two: st.tuples(
                st.integers(max(0, sum(two) - whole), min(two)), st.just(two[0]), st.just(two[1]), st.just(whole)
            )
        )
    )


@given(a_draw())
def test_the_tail_of_draws_is_the_exact_sum(draw: tuple[int, int, int, int]) -> None:
    found, drawn, marked, whole = draw
    ways = sum(comb(marked, k) * comb(whole - marked, drawn - k) for k in range(found, min(drawn, marked) + 1))
    assert hypergeometric_upper(*draw) == pytest.approx(float(Fraction(ways, comb(whole, drawn))), rel=1e-12)


def test_as_many_as_usual_or_fewer_are_no_surprise() -> None:
    assert poisson_upper(3, 5.0) == pytest.approx(1 - exp(-5) * (1 + 5 + 12.5))
    assert hypergeometric_upper(1, 2, 2, 4) == pytest.approx(5 / 6)
    assert hypergeometric_upper(2, 3, 4, 6) == pytest.approx(4 / 5)


def test_the_tail_of_draws_from_many_is_as_exact_as_logarithms_are() -> None:
    """Twice the counts from 10,000 and a few more, where the first term comes from whole numbers no longer."""
    found, drawn, marked, whole = 350, 1000, 3000, 10_001
    ways = sum(comb(marked, k) * comb(whole - marked, drawn - k) for k in range(found, drawn + 1))
    exact = float(Fraction(ways, comb(whole, drawn)))
    assert hypergeometric_upper(found, drawn, marked, whole) == pytest.approx(exact, rel=1e-8)


@pytest.mark.parametrize("draw", [(5, 4, 9, 20), (-1, 4, 9, 20), (0, 15, 9, 20), (2, 2, 21, 20), (2, 21, 2, 20)])
def test_draws_that_cannot_be_are_refused(draw: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="marked"):
        hypergeometric_upper(*draw)


@given(st.integers(0, 40), st.fractions(Fraction(1, 10), 20))
def test_the_tail_of_arrivals_is_the_sum_of_what_is_left(observed: int, rate: Fraction) -> None:
    terms = [rate**k / factorial(k) for k in range(observed, observed + 120)]
    assert poisson_upper(observed, float(rate)) == pytest.approx(exp(-rate) * float(sum(terms)), rel=1e-9)


@pytest.mark.parametrize(("observed", "rate"), [(1, 0.0), (1, -1.0), (-1, 2.0)])
def test_arrivals_that_cannot_be_are_refused(observed: int, rate: float) -> None:
    with pytest.raises(ValueError, match="rate"):
        poisson_upper(observed, rate)


def test_many_more_than_usual_are_rare_by_chance() -> None:
    burst = burst_of(USUAL, 15)
    assert burst.usual == 5
    assert burst.p_upper == pytest.approx(0.000226253676, abs=1e-12)
    assert burst.robust_z == Fraction(10) / Fraction("1.4826")


def test_an_earlier_burst_does_not_hide_this_one() -> None:
    assert burst_of([*USUAL, 400], 15) == burst_of(USUAL, 15)


def test_fewer_than_usual_are_no_burst() -> None:
    burst = burst_of(USUAL, 0)
    assert burst.p_upper == 1
    assert burst.robust_z is not None
    assert burst.robust_z < 0


def test_a_usual_hour_may_lie_between_two_whole_numbers() -> None:
    assert burst_of([4, 5], 6).usual == Fraction(9, 2)


def test_nothing_is_said_against_hours_that_tell_nothing() -> None:
    assert burst_of([], 9) == Burst(None, None, None)
    assert burst_of([0, 0, 0, 8], 9) == Burst(Fraction(0), None, None)
    assert burst_of([5, 5, 5, 8], 9).robust_z is None


@pytest.mark.parametrize(("baseline", "observed"), [([3, -1], 4), ([3], -4), ([], -4)])
def test_counts_below_nothing_are_refused(baseline: list[int], observed: int) -> None:
    with pytest.raises(ValueError, match="below 0"):
        burst_of(baseline, observed)


def test_a_rare_find_among_many_looks_less_rare() -> None:
    found = benjamini_hochberg([0.041, 0.001, 0.039, 0.008])
    assert found == pytest.approx([0.041, 0.004, 0.041, 0.016])


def test_undefined_tests_are_not_counted_and_stay_undefined() -> None:
    assert benjamini_hochberg([None, 0.01, None, 0.5]) == [None, 0.02, None, 0.5]
    assert benjamini_hochberg([]) == []


@given(st.lists(st.floats(0, 1)))
def test_adjusting_keeps_the_order_and_makes_nothing_rarer(p_values: list[float]) -> None:
    adjusted = [p for p in benjamini_hochberg(p_values) if p is not None]
    assert all(before * (1 - 1e-12) <= after <= 1 for before, after in zip(p_values, adjusted, strict=True))
    pairs = sorted(zip(p_values, adjusted, strict=True))
    assert [after for _, after in pairs] == sorted(adjusted)


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="p-value"):
        benjamini_hochberg([0.5, p])


def test_newcomers_on_one_side_are_compared_with_how_many_were_to_be_expected() -> None:
    found = newcomers_among(18, side=40, new=60, electorate=400)
    assert found.expected == 6
    assert found.p_upper == pytest.approx(1.2083220498e-6, rel=1e-9)


def test_without_an_electorate_nothing_is_expected() -> None:
    assert newcomers_among(0, side=0, new=0, electorate=0) == Newcomers(None, None)
    with pytest.raises(ValueError, match="marked"):
        newcomers_among(1, side=1, new=1, electorate=0)


def test_two_who_answer_together_are_flagged_by_either_measure() -> None:
    by_similarity = answered_together(40, 60, 55, 100_000)
    assert by_similarity.npmi == pytest.approx(0.326544606)
    assert (by_similarity.similarity, by_similarity.is_flagged) == (Fraction(8, 13), True)
    by_information = answered_together(300, 1000, 1000, 10_000_000)
    assert by_information.npmi == pytest.approx(0.690, abs=1e-3)
    assert (by_information.similarity, by_information.is_flagged) == (Fraction(30, 101), True)


def test_the_threshold_itself_flags_and_a_little_less_does_not() -> None:
    assert answered_together(20, 40, 40, 1000).similarity == Fraction(2, 5)
    assert answered_together(20, 40, 40, 1000).is_flagged
    assert not answered_together(20, 41, 41, 1000).is_flagged


def test_who_answered_little_is_never_flagged() -> None:
    assert not answered_together(9, 9, 9, 1000).is_flagged
    assert answered_together(9, 9, 9, 1000, Thresholds(least_items=9)).is_flagged


def test_in_a_small_consultation_the_smoothing_keeps_information_low() -> None:
    npmi = answered_together(24, 40, 200, 5000).npmi
    assert npmi is not None
    assert npmi < 0


def test_information_is_undefined_where_nothing_or_all_was_answered_together() -> None:
    assert answered_together(0, 20, 30, 1000) == Together(None, Fraction(0), is_flagged=False)
    assert answered_together(30, 30, 30, 30).npmi is None
    nothing = answered_together(0, 0, 0, 0, Thresholds(pseudocounts=0, least_items=0))
    assert nothing == Together(None, None, is_flagged=False)


@pytest.mark.parametrize("counts", [(-1, 5, 5, 9), (6, 5, 7, 9), (6, 7, 5, 9), (1, 5, 10, 9)])
def test_counts_of_answers_that_cannot_be_are_refused(counts: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="of"):
        answered_together(*counts)


def test_the_same_votes_are_flagged_only_over_enough_clauses() -> None:
    votes = [1, -1] * 5
    assert votes_alike(votes, votes, least=Fraction(1)).is_flagged
    few = votes_alike([*votes[:9], 0], votes, least=Fraction(1, 2))
    assert (few.shared, few.is_flagged) == (9, False)
    assert votes_alike([*votes[:9], 0], votes, least=Fraction(1, 2), least_shared=9).is_flagged


def test_opposite_votes_are_as_unlike_as_can_be_and_not_flagged() -> None:
    votes = [1, -1] * 5
    found = votes_alike(votes, [-each for each in votes], least=Fraction(1, 100))
    assert (found.cosine, found.is_flagged) == (-1, False)


def test_likeness_on_the_border_is_compared_exactly() -> None:
    """Nine of ten votes agree, one is against: (9 - 1) / 10."""
    one, other = [1] * 10, [1] * 9 + [-1]
    assert votes_alike(one, other, least=Fraction(4, 5)).is_flagged
    assert not votes_alike(one, other, least=Fraction(4, 5) + Fraction(1, 10**20)).is_flagged


def test_who_took_no_side_is_like_nobody() -> None:
    found = votes_alike([0, 0], [1, -1], least=Fraction(1), least_shared=0)
    assert (found.cosine, found.shared, found.is_flagged) == (None, 0, False)


@given(VOTES)
def test_votes_are_as_like_one_way_as_the_other(pairs: list[tuple[int, int]]) -> None:
    one, other = [u for u, _ in pairs], [v for _, v in pairs]
    found = votes_alike(one, other, least=Fraction(1, 2))
    assert found == votes_alike(other, one, least=Fraction(1, 2))
    assert found.cosine is None or -1 - 1e-12 <= found.cosine <= 1 + 1e-12


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [([1], [1, 0], Fraction(1)), ([2], [1], Fraction(1)), ([1], [1], Fraction(0))],
)
def test_what_are_no_votes_on_the_same_clauses_is_refused(one: list[int], other: list[int], least: Fraction) -> None:
    with pytest.raises(ValueError, match="votes"):
        votes_alike(one, other, least=least)
