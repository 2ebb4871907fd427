"""The default rule: N4's examples, its states, labels, criteria and ranking."""

from fractions import Fraction

import pytest

from consult.consensus.rules.decision import Status
from consult.consensus.rules.multistakeholder import (
    Label,
    Parameters,
    Reservations,
    State,
    decide,
    ranking_key,
)
from consult.consensus.rules.objections import Objections
from consult.consensus.rules.registry import RULES

from .shared import a_category

SIX = ("government", "international_organisation", "company", "research_institution", "civil_society", "citizen")
LARGE = [a_category(name, support=300, object=200) for name in ("citizen", "company", "government")]
SINGLE = [a_category(name, support=1) for name in ("citizen", "company", "government")]
SIXTEEN_OF_TWENTY = [a_category(name, support=16, object=4) for name in SIX]
NEITHER = Parameters(reservation_counts=Reservations.NEITHER)


def test_three_times_500_at_60_percent_is_short_of_agreement_and_ranks_above_one_vote_each() -> None:
    large, single = decide(LARGE), decide(SINGLE)
    assert large.verdict == State.SHORT_OF_AGREEMENT
    assert single.verdict == State.CRITERIA_MET
    assert single.labels == (Label.FRAGILE,)
    assert ranking_key(large) > ranking_key(single)


def test_90_percent_has_the_same_score_in_two_categories_and_in_five() -> None:
    two, five = (decide([a_category(name, support=90, object=10) for name in SIX[:n]]) for n in (2, 5))
    assert ranking_key(two) == ranking_key(five)
    assert two.verdict == five.verdict == State.CRITERIA_MET


def test_95_95_30_is_split() -> None:
    shares = zip(SIX, (95, 95, 30), strict=False)
    found = decide([a_category(name, support=share, object=100 - share) for name, share in shares])
    assert found.verdict == State.SPLIT
    assert found.status == Status.NOT_MET
    assert found.weakest is not None
    assert found.weakest.category == "company"


def test_16_of_20_in_each_of_six_categories_meets_the_criteria() -> None:
    found = decide(SIXTEEN_OF_TWENTY)
    assert (found.verdict, found.status, found.labels) == (State.CRITERIA_MET, Status.MET, ())
    assert found.mean is not None
    assert found.mean.exact == "4/5"


@pytest.mark.parametrize("state", ["open", "acknowledged", "answered", "sustained"])
def test_a_blocking_objection_that_stands_keeps_the_criteria_from_being_met(state: str) -> None:
    found = decide(SIXTEEN_OF_TWENTY, objections=Objections((state, "withdrawn")))
    assert (found.verdict, found.status) == (State.OBJECTION_OPEN, Status.OPEN_ISSUES)
    assert found.criteria[3].as_json() == {
        "id": "blocking_objections", "value": "1", "threshold": "0", "op": "=", "met": False,
    }  # fmt: skip


@pytest.mark.parametrize("state", ["resolved_by_change", "withdrawn", "overruled"])
def test_a_settled_objection_does_not_block(state: str) -> None:
    found = decide(SIXTEEN_OF_TWENTY, objections=Objections((state,)))
    assert found.verdict == State.CRITERIA_MET
    assert (Label.OBJECTION_OVERRULED in found.labels) is (state == "overruled")


def test_a_state_that_no_objection_has_is_refused() -> None:
    with pytest.raises(ValueError, match="state of an objection: Open"):
        Objections(("Open",))


def test_an_objection_changes_nothing_where_the_criteria_are_not_met_anyway() -> None:
    assert decide(LARGE, objections=Objections(("open",))).verdict == State.SHORT_OF_AGREEMENT


def test_five_of_five_in_a_category_of_five_meets_the_criteria_and_is_not_fragile() -> None:
    found = decide([a_category(support=5)])
    assert found.figures[0].lower_bound == 0.565518
    assert (found.verdict, found.labels) == (State.CRITERIA_MET, ())


def test_four_of_five_meets_the_criteria_and_is_fragile_because_its_bound_is_below_a_half() -> None:
    found = decide([a_category(support=4, object=1)])
    assert (found.verdict, found.labels) == (State.CRITERIA_MET, (Label.FRAGILE,))


def test_nobody_and_nothing_have_no_voices() -> None:
    for voices in ([], [a_category(seats=7)], [a_category(no_opinion=7)], [a_category(seats=0)]):
        found = decide(voices)
        assert (found.verdict, found.status) == (State.NO_VOICES, Status.NO_VALID_VOTES)
        assert (found.weakest, found.mean, found.labels) == (None, None, ())
        assert [one.met for one in found.criteria] == [False, None, None, True]


def test_a_silent_required_category_leaves_share_and_mean_undefined_and_voices_too_few() -> None:
    found = decide([a_category("company", support=50), a_category("citizen", seats=9)])
    assert (found.verdict, found.status) == (State.TOO_FEW_VOICES, Status.NO_QUORUM)
    assert found.mean is None
    assert found.weakest is not None
    assert found.weakest.category == "company"
    assert [(one.value, one.met) for one in found.criteria] == [("1", False), (None, None), (None, None), ("0", True)]


def test_a_silent_required_category_does_not_lift_a_clause_in_the_ranking() -> None:
    silent = decide([a_category("company", support=500), a_category("citizen", seats=9)])
    assert ranking_key(silent) < ranking_key(decide(SINGLE))
    assert ranking_key(decide([])) == (0.0, Fraction(0))


def test_no_opinion_lowers_how_many_voices_are_needed_but_never_below_one() -> None:
    assert decide([a_category(support=2, no_opinion=8)]).verdict == State.CRITERIA_MET
    assert decide([a_category(support=2, no_opinion=7, seats=10)]).verdict == State.TOO_FEW_VOICES
    assert decide([a_category("a", support=9), a_category("b", no_opinion=4)]).verdict == State.TOO_FEW_VOICES


def test_five_voices_are_enough_in_a_large_category_and_four_are_not() -> None:
    assert decide([a_category(support=5, seats=1000)]).verdict == State.CRITERIA_MET
    assert decide([a_category(support=4, seats=1000)]).verdict == State.TOO_FEW_VOICES


def test_exactly_one_half_is_not_more_than_a_half() -> None:
    assert decide([a_category(support=10, object=10)]).verdict == State.NOT_SUPPORTED


def test_a_mean_of_exactly_two_thirds_is_enough() -> None:
    assert decide([a_category(support=20, object=10)]).verdict == State.CRITERIA_MET
    assert decide([a_category(support=199, object=100)]).verdict == State.SHORT_OF_AGREEMENT


def test_a_category_without_a_counting_seat_does_not_decide() -> None:
    found = decide([a_category("company", support=9), a_category("citizen", seats=0, object=9)])
    assert found.verdict == State.CRITERIA_MET
    assert found.counted == {"company": 9}
    assert found.excluded["category_without_counting_seats"] == 9


def test_reservations_are_agreement_by_default_and_labelled_from_one_third_on() -> None:
    assert decide([a_category(support=20, reservation=10)]).labels == (Label.MANY_RESERVATIONS,)
    assert decide([a_category(support=20, reservation=9)]).labels == ()


def test_reservations_that_count_as_neither_leave_the_share_and_its_whole() -> None:
    found = decide([a_category(support=6, reservation=10, object=4)], NEITHER)
    assert found.figures[0].share is not None
    assert found.figures[0].share.exact == "3/5"
    assert found.excluded == {"no_opinion": 0, "reservation": 10, "category_without_counting_seats": 0}
    assert decide([a_category(support=6, reservation=10, object=4)]).figures[0].sides == 20


def test_a_result_that_hangs_on_flagged_seats_is_not_robust_only_where_it_is_met() -> None:
    assert decide(SIXTEEN_OF_TWENTY, is_robust=False).labels == (Label.NOT_ROBUST,)
    assert decide(LARGE, is_robust=False).labels == ()


def test_the_weakest_category_is_told_by_share_then_bound_then_name() -> None:
    by_bound = decide([a_category("a", support=80, object=20), a_category("b", support=8, object=2)]).weakest
    by_name = decide([a_category("b", support=8, object=2), a_category("a", support=8, object=2)]).weakest
    assert by_bound is not None
    assert by_name is not None
    assert (by_bound.category, by_name.category) == ("b", "a")


def test_thresholds_can_be_set_by_the_contract_and_are_shown_with_the_criteria() -> None:
    strict = RULES["multistakeholder"].read({"share_threshold": "0.6", "mean_threshold": "4/5", "n_min": 1})
    assert strict == Parameters(1, "agreement", Fraction(3, 5), Fraction(4, 5))
    found = decide(LARGE, strict)
    assert found.verdict == State.NOT_SUPPORTED
    assert [one.threshold for one in found.criteria] == ["0", "3/5", "4/5", "0"]
    assert decide(SIXTEEN_OF_TWENTY, strict).verdict == State.CRITERIA_MET


def test_a_finding_names_its_rule_its_version_and_where_it_comes_from() -> None:
    found = decide(SINGLE)
    assert (found.rule, found.version) == ("multistakeholder", "1")
    assert found.source
