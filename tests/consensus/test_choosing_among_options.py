"""Ways of choosing one of several options: approval, scores, the Schulze method and STAR."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.decision import Status
from consult.consensus.rules.options.approval import approval
from consult.consensus.rules.options.schulze_winning_votes import Ranks, Schulze, schulze
from consult.consensus.rules.options.score import score
from consult.consensus.rules.options.star import Runoff, Star, star

OPTIONS = "ABCD"
ORDERS = st.permutations(OPTIONS)
SCORED = st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 5), max_size=4)


def test_the_option_that_most_ballots_name_is_chosen_and_a_ballot_names_it_once() -> None:
    found = approval("ABC", [["A", "B"], ["B"], ["C", "C", "C"]])
    assert (found.tally, found.winners) == ({"A": 1, "B": 2, "C": 1}, ("B",))
    assert (found.as_finding().verdict, found.as_finding().leading) == ("chosen", ("B",))


def test_options_that_are_named_equally_often_are_tied_and_none_is_chosen_where_none_is_named() -> None:
    tied, nobody = approval("ABC", [["A"], ["C"]]), approval("ABC", [[], []])
    assert (tied.winners, tied.as_finding().status) == (("A", "C"), Status.TIED)
    assert (nobody.winners, nobody.as_finding().status) == ((), Status.NO_VALID_VOTES)
    assert approval("", []).as_finding().criteria[0].met is None


def test_a_ballot_that_names_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="not an option: X"):
        approval("AB", [["A", "X"]])


def test_a_score_is_the_mean_of_those_who_gave_one_and_too_few_give_none() -> None:
    found = score([{"A": 5, "B": 3}, {"A": 2}, {"A": 4, "C": 5}], min_n=2, options="D")
    assert found.means == {"A": Fraction(11, 3), "B": None, "C": None, "D": None}
    assert (found.winners, found.scored) == (("A",), {"A": 3, "B": 1, "C": 1, "D": 0})


def test_an_option_that_is_not_scored_is_not_scored_nought() -> None:
    found = score([{"A": 3, "B": 4}, {"A": 3}])
    assert (found.winners, found.as_finding().verdict) == (("B",), "chosen")


def test_equal_means_are_tied_and_no_scores_choose_nothing() -> None:
    assert score([{"A": 4, "B": 3}, {"B": 5}]).as_finding().leading == ("A", "B")
    assert score([{"A": 1}], min_n=2).as_finding().status is Status.NO_VALID_VOTES
    assert score([]).means == {}
    with pytest.raises(ValueError, match="min_n"):
        score([], min_n=0)


def ordered(*orders: str, options: str = "ABC") -> Schulze:
    """The Schulze order of ballots that are written "A=B>C", best first."""
    return schulze(options, [Ranks(tuple(tuple(tier.split("=")) for tier in one.split(">"))) for one in orders])


def test_whoever_beats_every_other_one_comes_first() -> None:
    assert ordered("A>B>C", "A>C>B", "B>A>C").tiers == (("A",), ("B",), ("C",))


def test_a_perfect_cycle_is_one_tier() -> None:
    found = ordered("A>B>C", "B>C>A", "C>A>B")
    assert (found.tiers, found.as_finding().status) == ((("A", "B", "C"),), Status.TIED)


def test_a_cycle_is_broken_where_it_is_weakest() -> None:
    found = ordered(*["A>B>C"] * 4, *["B>C>A"] * 3, *["C>A>B"] * 2)
    assert (found.pairwise["A"]["B"], found.pairwise["B"]["C"], found.pairwise["C"]["A"]) == (6, 7, 5)
    assert found.strongest_paths["A"]["C"] == 6
    assert found.tiers == (("A",), ("B",), ("C",))


def test_a_victory_is_as_strong_as_its_votes_whatever_its_margin() -> None:
    found = ordered(*["A>B=C"] * 4, *["B>A"] * 3, options="ABC")
    assert (found.pairwise["A"]["B"], found.pairwise["B"]["A"]) == (4, 3)
    assert (found.strongest_paths["A"]["B"], found.strongest_paths["B"]["A"]) == (4, 0)


def test_as_many_for_one_as_for_the_other_are_no_victory_at_all() -> None:
    found = ordered("A>B", "B>A", options="AB")
    assert (found.pairwise["A"]["B"], found.strongest_paths["A"]["B"], found.tiers) == (1, 0, (("A", "B"),))


def test_options_of_one_tier_are_equal_and_what_a_ballot_leaves_out_is_last() -> None:
    found = ordered("A=B")
    assert (found.pairwise["A"], found.pairwise["C"]) == ({"A": 0, "B": 0, "C": 1}, {"A": 0, "B": 0, "C": 0})
    assert found.tiers == (("A", "B"), ("C",))


def test_ranks_without_a_ballot_choose_nothing() -> None:
    assert schulze("AB", []).as_finding().status is Status.NO_VALID_VOTES
    assert schulze("", []).tiers == ()
    assert schulze("AB", [Ranks((("A",),), seats=3)]).as_finding().counted == {"ballots": 3}


@pytest.mark.parametrize(("tiers", "seats"), [((("A",), ("A",)), 1), ((("A", "A"),), 1), ((("A",),), -1)])
def test_a_ballot_that_is_no_order_is_refused(tiers: tuple[tuple[str, ...], ...], seats: int) -> None:
    with pytest.raises(ValueError, match="ballot"):
        Ranks(tiers, seats)


def test_a_rank_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="not an option: C"):
        ordered("A>C", options="AB")


@given(st.lists(ORDERS, min_size=1, max_size=9))
def test_the_schulze_order_holds_every_option_once_and_a_condorcet_winner_first(orders: list[list[str]]) -> None:
    found = schulze(OPTIONS, [Ranks(tuple((option,) for option in order)) for order in orders])
    assert sorted(option for tier in found.tiers for option in tier) == list(OPTIONS)
    for one in OPTIONS:
        if all(found.pairwise[one][other] > found.pairwise[other][one] for other in OPTIONS if other != one):
            assert found.tiers[0] == (one,)


@given(st.lists(ORDERS, max_size=7), st.randoms(use_true_random=False))
def test_neither_the_order_of_ballots_nor_their_grouping_changes_the_schulze_order(
    orders: list[list[str]], chance: object
) -> None:
    ballots = [tuple((option,) for option in order) for order in orders]
    grouped = [Ranks(one, ballots.count(one)) for one in sorted(set(ballots))]
    assert schulze(OPTIONS, grouped) == schulze(OPTIONS, [Ranks(one) for one in reversed(ballots)])


def test_the_runoff_can_turn_the_order_of_the_scores() -> None:
    ballots = [*[{"A": 5, "B": 4, "C": 0}] * 4, *[{"A": 0, "B": 5, "C": 4}] * 3, *[{"A": 5, "B": 0, "C": 3}] * 2]
    found = star(ballots)
    assert (found.scores, found.finalists) == ({"A": 30, "B": 31, "C": 18}, ("B", "A"))
    assert (found.runoff, found.winner) == (Runoff(first=3, second=6, neither=0), "A")


def test_what_a_ballot_leaves_out_has_nought_and_equal_scores_prefer_neither() -> None:
    found = star([{"A": 2}, {"B": 1}, {"A": 3, "B": 3}])
    assert (found.scores, found.runoff, found.winner) == ({"A": 5, "B": 4}, Runoff(1, 1, 1), "A")


def test_a_tie_for_a_place_in_the_runoff_goes_to_whoever_is_preferred_head_to_head() -> None:
    ballots = [{"A": 5, "B": 3, "C": 0}, {"A": 5, "B": 1, "C": 0}, {"A": 5, "B": 0, "C": 4}]
    assert star(ballots).finalists == ("A", "B")
    with_highest = [{"A": 5, "B": 0, "C": 5}, {"A": 5, "B": 3, "C": 0}, {"A": 5, "B": 2, "C": 0}]
    assert star(with_highest).finalists == ("A", "B")


def test_then_to_whoever_has_more_of_the_highest_scores() -> None:
    ballots = [{"A": 5, "B": 5, "C": 3}, {"A": 5, "B": 1, "C": 3}]
    assert (star(ballots).scores, star(ballots).finalists) == ({"A": 10, "B": 6, "C": 6}, ("A", "B"))


def test_what_nothing_separates_stays_tied() -> None:
    runoff = star([{"A": 5, "B": 2}, {"A": 2, "B": 5}])
    assert (runoff.winner, runoff.leading, runoff.finalists) == (None, ("A", "B"), ("A", "B"))
    assert runoff.as_finding().verdict == "tied"
    finalists = star([{"A": 5, "B": 2, "C": 2, "D": 0}])
    assert (finalists.leading, finalists.finalists, finalists.runoff) == (("A", "B", "C"), (), None)


def test_a_tied_runoff_goes_to_the_higher_score_and_then_to_more_of_the_highest_scores() -> None:
    by_score = star([{"A": 4, "B": 0}, {"A": 4, "B": 5}])
    assert (by_score.runoff, by_score.winner) == (Runoff(1, 1, 0), "A")
    by_highest = star([{"A": 5, "B": 4}, {"A": 2, "B": 3}])
    assert (by_highest.scores, by_highest.runoff, by_highest.winner) == ({"A": 7, "B": 7}, Runoff(1, 1, 0), "A")


def test_a_single_option_that_somebody_scored_is_chosen_and_none_without_ballots() -> None:
    assert (star([{"A": 0}]).winner, star([{"A": 0}]).runoff) == ("A", None)
    assert star([], options="AB").as_finding().status is Status.NO_VALID_VOTES
    assert star([{}]).leading == ()


@pytest.mark.parametrize("wrong", [6, -1, 2.5, True])
def test_a_score_that_is_no_whole_number_up_to_five_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        star([{"A": wrong}])


@given(st.lists(SCORED, min_size=1, max_size=8))
def test_star_chooses_among_the_two_best_scores_or_says_who_is_tied(ballots: list[dict[str, int]]) -> None:
    found: Star = star(ballots, options=OPTIONS)
    second = sorted(found.scores.values(), reverse=True)[1]
    assert found.leading
    assert all(found.scores[option] >= second for option in found.leading)
    if found.winner is None:
        assert len(found.leading) > 1
    if found.runoff is not None:
        first, other = found.finalists
        assert found.runoff.first + found.runoff.second + found.runoff.neither == len(ballots)
        if found.runoff.first != found.runoff.second:
            assert found.winner == (first if found.runoff.first > found.runoff.second else other)
