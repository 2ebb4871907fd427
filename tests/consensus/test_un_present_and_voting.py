"""A majority of those present and voting, whatever their category; abstentions are not counted."""

from itertools import product

import pytest

from consult.consensus.rules.decision import Case, Finding, Status
from consult.consensus.rules.registry import RULES
from consult.consensus.rules.un_present_and_voting import STATUS, Majority, Outcome, Parameters, Quorum, decide
from tests.consensus.shared import a_category

TWO_THIRDS = Parameters(majority=Majority.TWO_THIRDS)
QUORATE = Parameters(quorum=Quorum.MAJORITY)


def found(parameters: Parameters | None = None, *, seats: int | None = None, **counted: int) -> Finding:
    return decide(Case(voices=(a_category(seats=seats, **counted),)), parameters)


def test_two_thirds_are_reached_at_exactly_two_thirds() -> None:
    assert found(TWO_THIRDS, support=80, object=40, no_opinion=73).verdict == Outcome.ADOPTED
    assert found(TWO_THIRDS, support=79, object=40, no_opinion=74).verdict == Outcome.REJECTED


def test_a_simple_majority_is_more_for_than_against_and_as_many_are_a_tie() -> None:
    words = [found(support=support, object=3).verdict for support in (2, 3, 4)]
    assert words == [Outcome.REJECTED, Outcome.TIED, Outcome.ADOPTED]


def test_as_many_for_as_against_are_no_tie_where_two_thirds_are_asked_for() -> None:
    assert found(TWO_THIRDS, support=3, object=3).verdict == Outcome.REJECTED


def test_whoever_can_live_with_it_or_joins_with_a_reservation_votes_for_it() -> None:
    one = found(can_live_with=1, reservation=1, object=1, no_opinion=5)
    assert (one.verdict, one.counted, one.excluded["no_opinion"]) == (
        Outcome.ADOPTED,
        {"affirmative": 2, "negative": 1},
        5,
    )


def test_seats_are_added_up_whatever_their_category() -> None:
    one = decide(Case(voices=(a_category("government", object=3), a_category("citizen", support=4))))
    assert (one.verdict, one.criteria[0].value) == (Outcome.ADOPTED, "4/7")


def test_a_category_without_a_counting_seat_decides_nothing() -> None:
    one = decide(Case(voices=(a_category("company", seats=0, object=9), a_category("citizen", support=1))))
    assert (one.verdict, one.counted["negative"], one.excluded["category_without_counting_seats"]) == (
        Outcome.ADOPTED,
        0,
        9,
    )


def test_one_vote_for_adopts_among_any_number_of_abstentions() -> None:
    assert found(TWO_THIRDS, support=1, no_opinion=192).verdict == Outcome.ADOPTED


@pytest.mark.parametrize("parameters", [Parameters(), TWO_THIRDS, QUORATE])
def test_nothing_heard_is_no_valid_vote_and_its_share_is_undefined(parameters: Parameters) -> None:
    for case in (Case(voices=()), Case(voices=(a_category(),)), Case(voices=(a_category(seats=0, support=3),))):
        one = decide(case, parameters)
        assert (one.verdict, one.status) == (Outcome.NO_VALID_VOTES, Status.NO_VALID_VOTES)
        assert [criterion.met for criterion in one.criteria] == [None] * len(one.criteria)
        assert one.criteria[-1].value is None


@pytest.mark.parametrize(("heard", "verdict"), [(4, Outcome.NO_QUORUM), (5, Outcome.NO_QUORUM), (6, Outcome.ADOPTED)])
def test_a_quorum_is_more_than_half_of_the_seats(heard: int, verdict: Outcome) -> None:
    assert found(QUORATE, seats=10, support=heard).verdict == verdict


def test_abstentions_are_present_and_make_the_quorum() -> None:
    one = found(QUORATE, seats=10, support=1, no_opinion=5)
    assert (one.verdict, one.criteria[0].value, one.criteria[0].threshold, one.criteria[0].op) == (
        Outcome.ADOPTED,
        "3/5",
        "1/2",
        ">",
    )


def test_without_a_quorum_nothing_else_is_asked() -> None:
    quorum, majority = found(QUORATE, seats=10, support=4, object=1).criteria
    assert (quorum.id, quorum.value, quorum.met) == ("quorum", "1/2", False)
    assert (majority.id, majority.value, majority.met) == ("affirmative_share", None, None)


def test_every_small_count_has_one_outcome_that_follows_from_the_definition() -> None:
    for for_it, against, abstaining, absent in product(range(7), repeat=4):
        voting, present = for_it + against, for_it + against + abstaining
        seats = present + absent
        counted = {"support": for_it, "object": against, "no_opinion": abstaining}
        for majority, quorum in product(Majority, Quorum):
            one = found(Parameters(majority, quorum), seats=seats, **counted)
            if quorum is Quorum.MAJORITY and seats and 2 * present <= seats:
                expected = Outcome.NO_QUORUM
            elif not voting:
                expected = Outcome.NO_VALID_VOTES
            elif majority is Majority.TWO_THIRDS:
                expected = Outcome.ADOPTED if 3 * for_it >= 2 * voting else Outcome.REJECTED
            elif for_it == against:
                expected = Outcome.TIED
            else:
                expected = Outcome.ADOPTED if for_it > against else Outcome.REJECTED
            assert one.verdict == expected, (counted, seats, majority, quorum)
            assert one.status == STATUS[expected]
            assert (one.status is Status.MET) == all(criterion.met for criterion in one.criteria)


def test_its_parameters_are_words_and_a_reservation_always_agrees() -> None:
    rule = RULES["un_present_and_voting"]
    assert rule.complete({}) == {"majority": "simple", "quorum": "none"}
    assert rule.read({"majority": "two_thirds"}) == TWO_THIRDS
    assert rule.read({}).reservations_agree
    for given in ({"majority": "3/4"}, {"quorum": 1}, {"threshold": "1/2"}):
        with pytest.raises(ValueError, match="parameters"):
            rule.read(given)
