"""What a panel's ratings of an item from 1 to 9 decide, by two rules."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.decision import Status
from consult.consensus.rules.panel import delphi_70_15, rand_ucla
from consult.consensus.rules.panel.rand_ucla import Disagreement
from consult.consensus.rules.panel.ratings import HIGH, LOW, MIDDLE, Ratings

"""A busy machine may take its time over any one example."""

PANELS = st.lists(st.integers(1, 9), max_size=30)
BY_TABLE = rand_ucla.Parameters(disagreement=Disagreement.PANEL_TABLE)


def mirrored(values: Sequence[int]) -> Ratings:
    return Ratings.of(10 - value for value in values)


def figures(*values: int) -> rand_ucla.Figures:
    found = rand_ucla.figures_of(Ratings.of(values))
    assert found is not None
    return found


@given(PANELS)
def test_ratings_are_the_same_counted_or_one_by_one_and_every_one_lies_in_a_region(values: list[int]) -> None:
    ratings = Ratings.of(values)
    assert list(ratings.values) == sorted(values)
    assert sum(ratings.within(region) for region in (LOW, MIDDLE, HIGH)) == ratings.n == len(values)


@pytest.mark.parametrize("values", [[0], [10], [5, -1]])
def test_a_rating_off_the_scale_is_refused(values: list[int]) -> None:
    with pytest.raises(ValueError, match="not ratings from 1 to 9"):
        Ratings.of(values)


@pytest.mark.parametrize(
    "broken", [{"counts": (1,) * 8}, {"counts": (-1,) * 9}, {"no_opinion": -1}, {"no_opinion": 0.5}]
)
def test_counts_of_ratings_that_are_none_are_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not counts of ratings"):
        Ratings(**broken)


def test_the_published_worked_case_has_the_published_figures() -> None:
    found = figures(4, 5, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9)
    assert [found.ipr, found.iprcp, found.ai] == [1, Fraction(15, 2), Fraction(5, 2)]
    assert (found.ipras, found.di) == (Fraction("6.1"), Fraction(10, 61))
    assert (found.outside_median_region, found.agreement, found.disagreement_panel_rule) == (3, True, False)


@pytest.mark.parametrize(
    ("values", "verdict", "status"),
    [
        ([6, 7], "appropriate", Status.MET),
        ([6, 6, 7], "uncertain", Status.INCONCLUSIVE),
        ([3, 4], "uncertain", Status.INCONCLUSIVE),
        ([3, 3, 4], "inappropriate", Status.NOT_MET),
    ],
)
def test_a_median_of_six_and_a_half_is_appropriate_and_one_of_three_and_a_half_is_uncertain(
    values: list[int], verdict: str, status: Status
) -> None:
    found = rand_ucla.decide(Ratings.of(values))
    assert (found.verdict, found.status) == (verdict, status)
    assert found.criteria[0].met is (verdict == "appropriate")


def test_a_panel_that_disagrees_is_uncertain_however_high_its_median() -> None:
    found = rand_ucla.decide(Ratings.of([1, 1, 4, 4, 9, 9, 9, 9, 9]))
    assert (found.verdict, found.criteria[0].met, found.criteria[1].met) == ("uncertain", True, False)
    assert (found.criteria[1].value, found.criteria[1].op, found.criteria[1].threshold) == ("25/23", "<=", "1/1")


def test_a_range_of_just_what_is_allowed_is_no_disagreement() -> None:
    edge = rand_ucla.Figures(
        n=9, median=Fraction(5), p30=Fraction(5) - Fraction(47, 40), p70=Fraction(5) + Fraction(47, 40),
        outside_median_region=0, in_extremes=0,
    )  # fmt: skip
    assert [edge.di, edge.disagreement_ipras] == [1, False]


@pytest.mark.parametrize(("n", "least"), [(8, 3), (10, 3), (11, 4), (13, 4), (14, 5), (16, 5)])
def test_the_table_of_panel_sizes_finds_disagreement_from_its_printed_numbers_on(n: int, least: int) -> None:
    def disagrees(low: int) -> bool | None:
        return figures(*[1] * low, *[9] * least, *[5] * (n - low - least)).disagreement_panel_rule

    def agrees(outside: int) -> bool | None:
        return figures(*[9] * (n - outside), *[4] * outside).agreement

    assert (disagrees(least - 1), disagrees(least)) == (False, True)
    assert (agrees(least - 1), agrees(least)) == (True, False)


@pytest.mark.parametrize("n", [7, 17])
def test_the_table_says_nothing_of_other_sizes_and_the_adjusted_range_decides(n: int) -> None:
    ratings = Ratings.of([8] * n)
    found = rand_ucla.decide(ratings, BY_TABLE)
    assert found.figures is not None
    assert (found.figures.agreement, found.figures.disagreement_panel_rule) == (None, None)
    assert (found.criteria[1].id, found.verdict) == ("disagreement_index", "appropriate")


def test_the_table_and_the_adjusted_range_may_differ_and_the_contract_says_which_decides() -> None:
    ratings = Ratings.of([1, 2, 3, 7, 7, 7, 8, 8, 9])
    by_table = rand_ucla.decide(ratings, BY_TABLE)
    assert (rand_ucla.decide(ratings).verdict, by_table.verdict) == ("appropriate", "uncertain")
    assert (by_table.criteria[1].value, by_table.criteria[1].op, by_table.criteria[1].threshold) == ("3", "<", "3")


@given(PANELS, st.sampled_from([None, BY_TABLE]))
def test_an_item_turned_over_is_appropriate_where_it_was_inappropriate(
    values: list[int], parameters: rand_ucla.Parameters | None
) -> None:
    """At 6.5 the method rounds upwards, and so does its mirror image: 3.5 is uncertain."""
    found = rand_ucla.decide(Ratings.of(values), parameters)
    other = rand_ucla.decide(mirrored(values), parameters)
    turned = {"appropriate": {"inappropriate"}, "inappropriate": {"appropriate"}, "uncertain": {"uncertain"}}
    if found.figures is None or found.figures.median in {Fraction(13, 2), Fraction(7, 2)}:
        assert found.figures is None or found.verdict in {"appropriate", "uncertain"}
    else:
        assert other.verdict in turned[found.verdict]


@pytest.mark.parametrize("rule", [rand_ucla, delphi_70_15])
def test_an_item_that_nobody_rated_has_no_valid_votes_and_undefined_criteria(rule: Any) -> None:
    found = rule.decide(Ratings(no_opinion=4))
    assert (found.verdict, found.status, found.excluded) == ("no_votes", Status.NO_VALID_VOTES, {"no_opinion": 4})
    assert {(one.value, one.met) for one in found.criteria} == {(None, None)}


@pytest.mark.parametrize("rule", [rand_ucla, delphi_70_15])
def test_whoever_has_no_opinion_is_reported_and_changes_nothing(rule: Any) -> None:
    values = [8] * 7 + [5] * 2 + [2]
    without, with_silent = rule.decide(Ratings.of(values)), rule.decide(Ratings.of(values, no_opinion=50))
    assert (without.verdict, without.criteria, without.counted) == (
        with_silent.verdict,
        with_silent.criteria,
        {"rated_1_3": 1, "rated_4_6": 2, "rated_7_9": 7},
    )
    assert with_silent.excluded == {"no_opinion": 50}


@pytest.mark.parametrize("rule", [rand_ucla, delphi_70_15])
def test_every_verdict_of_a_panel_has_a_word_that_all_rules_share_and_no_reservations(rule: Any) -> None:
    assert set(rule.STATUS) == set(rule.Outcome)
    assert rule.Parameters().reservations_agree is False


@pytest.mark.parametrize(
    ("high", "middle", "low", "verdict"),
    [
        (14, 4, 2, "consensus_in"),
        (14, 3, 3, "no_consensus"),
        (13, 5, 2, "no_consensus"),
        (2, 4, 14, "consensus_out"),
        (3, 3, 14, "no_consensus"),
    ],
)
def test_seventy_per_cent_are_enough_and_fifteen_per_cent_of_the_other_end_are_too_many(
    high: int, middle: int, low: int, verdict: str
) -> None:
    found = delphi_70_15.decide(Ratings.of([7] * high + [4] * middle + [3] * low))
    assert (found.verdict, found.status) == (verdict, delphi_70_15.STATUS[verdict])


def test_a_consensus_shows_each_share_beside_what_is_asked() -> None:
    found = delphi_70_15.decide(Ratings.of([7] * 14 + [4] * 4 + [3] * 2))
    assert [(one.id, one.value, one.op, one.threshold, one.met) for one in found.criteria] == [
        ("in_share", "7/10", ">=", "7/10", True),
        ("in_opposition", "1/10", "<", "3/20", True),
        ("out_share", "1/10", ">=", "7/10", False),
        ("out_opposition", "7/10", "<", "3/20", False),
    ]


@given(PANELS)
def test_an_item_turned_over_is_out_where_it_was_in(values: list[int]) -> None:
    turned = {"consensus_in": "consensus_out", "consensus_out": "consensus_in"}
    found, other = delphi_70_15.decide(Ratings.of(values)), delphi_70_15.decide(mirrored(values))
    assert other.verdict == turned.get(found.verdict, found.verdict)


def test_an_organiser_may_ask_for_more_agreement() -> None:
    asked = delphi_70_15.build(consensus_threshold="4/5", opposition_limit="0.15")
    ratings = Ratings.of([8] * 7 + [5] * 3)
    assert asked == delphi_70_15.Parameters(Fraction(4, 5), Fraction(3, 20))
    assert (delphi_70_15.decide(ratings).verdict, delphi_70_15.decide(ratings, asked).verdict) == (
        "consensus_in",
        "no_consensus",
    )


def test_a_consensus_that_both_ends_could_reach_is_refused() -> None:
    threshold, limit = delphi_70_15.PARAMETERS
    assert [threshold.allows(text) for text in ("1/2", "0.51", "1", "7/5", 0.7)] == [False, True, True, False, False]
    assert limit.allows("3/20")
    with pytest.raises(ValueError, match="consensus threshold"):
        delphi_70_15.Parameters(consensus_threshold=Fraction(1, 2))


def test_the_parameters_named_for_contracts_build_what_the_rules_take_by_default() -> None:
    defaults = {one.name: one.default for one in delphi_70_15.PARAMETERS}
    assert delphi_70_15.build(**{name: str(text) for name, text in defaults.items()}) == delphi_70_15.Parameters()
    [choice] = rand_ucla.PARAMETERS
    assert rand_ucla.Parameters(**{choice.name: str(choice.default)}) == rand_ucla.Parameters()
    assert set(choice.choices) == set(Disagreement)
