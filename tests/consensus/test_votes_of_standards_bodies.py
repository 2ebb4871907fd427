"""How ISO, the European standards bodies, IEEE and WG21 count a ballot."""

from fractions import Fraction
from itertools import product

import pytest

from consult.consensus.rules.decision import Case, Finding, Rule, Status
from consult.consensus.rules.institutions import (
    cen_weighted_vote,
    five_way_straw_poll,
    ieee_sa_ballot,
    iso_dis_fdis,
)
from consult.consensus.rules.objections import Objections
from tests.consensus.shared import a_category
from tests.consensus.vectors_institutions import a_body, criterion

EMPTY = Case(voices=())


def iso(*, members: dict[str, int], observers: dict[str, int] | None = None, bare: int | None = None) -> Finding:
    voices = (a_category("government", **members), a_category("company", **(observers or {})))
    without = None if bare is None else {"government": bare}
    return iso_dis_fdis.decide(Case(voices=voices, observers=frozenset({"company"}), without_reasons=without))


def test_iso_asks_two_thirds_of_the_members_and_exactly_two_thirds_suffice() -> None:
    enough = iso(members={"support": 10, "reservation": 1, "can_live_with": 1, "object": 6}, observers={"support": 10})
    short = iso(members={"support": 13, "object": 7}, observers={"support": 40})
    assert (enough.verdict, short.verdict) == ("approved", "disapproved")
    assert [one.met for one in short.criteria] == [False, True]


def test_at_iso_observers_can_only_stop_a_text_that_too_many_of_all_are_against() -> None:
    assert iso(members={"support": 9, "object": 3}).verdict == "approved"
    stopped = iso(members={"support": 10}, observers={"object": 4})
    assert (stopped.verdict, [one.value for one in stopped.criteria]) == ("disapproved", ["1/1", "2/7"])
    alone = iso(members={}, observers={"support": 5})
    assert (alone.verdict, alone.status) == ("no_valid_votes", Status.NO_VALID_VOTES)


def test_at_iso_a_negative_without_reasons_is_not_counted_where_reasons_are_known() -> None:
    votes = {"support": 6, "object": 6, "no_opinion": 2}
    unknown, known = iso(members=votes), iso(members=votes, bare=4)
    assert (unknown.verdict, known.verdict) == ("disapproved", "approved")
    assert "without_reasons" not in unknown.excluded
    assert (known.excluded["without_reasons"], known.excluded["no_opinion"]) == (4, 2)
    assert iso(members={"support": 1, "object": 2}, bare=9).counted["members_against"] == 0


def test_every_small_iso_ballot_has_the_outcome_of_the_definition() -> None:
    for yes, no, other_yes, other_no in product(range(5), repeat=4):
        found = iso(members={"support": yes, "object": no}, observers={"support": other_yes, "object": other_no})
        everyone = yes + no + other_yes + other_no
        passes = 3 * yes >= 2 * (yes + no) and 4 * (no + other_no) <= everyone
        expected = "no_valid_votes" if yes + no == 0 else "approved" if passes else "disapproved"
        assert found.verdict == expected, (yes, no, other_yes, other_no)
        assert (found.status is Status.MET) == all(one.met for one in found.criteria)


def test_the_weighted_vote_asks_for_members_and_for_their_people_and_ignores_who_abstains() -> None:
    enough = [(13, "yes")] * 5 + [(0, "yes")] * 2 + [(7, "no")] * 5 + [(900, "abstain")]
    found = cen_weighted_vote.decide(a_body(enough))
    assert (found.verdict, [one.value for one in found.criteria]) == ("approved", ["7/12", "13/20"])
    assert cen_weighted_vote.decide(a_body([(10, "yes")] * 11 + [(5, "no")] * 9)).verdict == "approved"
    assert cen_weighted_vote.decide(a_body([(80, "yes")] * 3 + [(1, "no")] * 4)).verdict == "disapproved"
    assert cen_weighted_vote.decide(a_body([(1, "yes")] * 4 + [(80, "no")] * 3)).verdict == "disapproved"


def test_where_nobody_knows_the_people_only_too_few_members_are_a_verdict() -> None:
    words = [
        cen_weighted_vote.decide(Case(voices=(a_category(support=support, object=3),))).verdict for support in (3, 4)
    ]
    assert words == ["disapproved", "inconclusive"]
    nobody = cen_weighted_vote.decide(a_body([(0, "yes")]))
    assert (nobody.verdict, nobody.criteria[1].value) == ("inconclusive", None)


def ieee(*, bare: int = 0, **counted: int) -> Finding:
    """A group of a hundred, all of one interest."""
    whole = ieee_sa_ballot.Parameters(largest_category=Fraction(1))
    case = Case(voices=(a_category("citizen", seats=100, **counted),), without_reasons={"citizen": bare})
    return ieee_sa_ballot.decide(case, whole)


@pytest.mark.parametrize(
    ("counted", "verdict", "failing"),
    [
        ({"support": 57, "object": 18}, "passed", None),
        ({"support": 57, "object": 17}, "no_quorum", "return_share"),
        ({"support": 56, "object": 19}, "failed", "approval_share"),
        ({"support": 56, "no_opinion": 24}, "failed", "abstention_share"),
        ({"support": 57, "no_opinion": 24}, "passed", None),
        ({"no_opinion": 80}, "no_valid_votes", "abstention_share"),
        ({}, "no_quorum", "return_share"),
    ],
)
def test_an_ieee_ballot_asks_for_returns_few_abstentions_and_three_quarters(
    counted: dict[str, int], verdict: str, failing: str | None
) -> None:
    found = ieee(bare=0, **counted)
    assert found.verdict == verdict
    assert next((one.id for one in found.criteria if one.met is False), None) == failing


def test_an_ieee_disapproval_without_a_comment_is_returned_and_not_counted() -> None:
    found = ieee(support=60, object=40, bare=30)
    assert (found.verdict, criterion(found, "approval_share").value) == ("passed", "6/7")
    assert (criterion(found, "return_share").value, found.excluded["without_reasons"]) == ("1/1", 30)


def test_an_ieee_ballot_goes_round_again_while_a_negative_comment_or_an_objection_is_unresolved() -> None:
    again = (ieee_sa_ballot.Label.RECIRCULATION_NEEDED,)
    assert ieee(support=80, object=1).labels == again
    assert ieee(support=80, object=1, bare=1).labels == ()
    stands = Case(voices=(a_category(support=80),), objections=Objections(("acknowledged",)))
    assert ieee_sa_ballot.decide(stands).labels == again


def test_an_ieee_group_is_large_enough_and_no_interest_is_more_than_a_third_of_it() -> None:
    def of(*sizes: int, smallest_group: int = 10) -> Finding:
        voices = tuple(a_category(f"interest {n}", support=size) for n, size in enumerate(sizes))
        return ieee_sa_ballot.decide(Case(voices=voices), ieee_sa_ballot.RULE.read({"smallest_group": smallest_group}))

    assert of(30, 30, 30).verdict == "passed"
    unbalanced = of(31, 30, 29)
    assert (unbalanced.verdict, criterion(unbalanced, "largest_category").met) == ("failed", False)
    assert (of(3, 3, 3).verdict, of(3, 3, 3, smallest_group=5).verdict) == ("failed", "passed")


def test_a_straw_poll_advances_with_more_than_twice_as_many_for_as_against() -> None:
    def word(support: int) -> str:
        return five_way_straw_poll.decide(Case(voices=(a_category(support=support, object=7),))).verdict

    assert [word(14), word(15)] == ["does_not_advance", "advances"]


@pytest.mark.parametrize(
    ("side", "counted", "left_out"), [("agreement", (3, 1), 0), ("objection", (1, 3), 0), ("neither", (1, 1), 2)]
)
def test_an_organiser_says_on_which_side_of_a_straw_poll_reservations_stand(
    side: str, counted: tuple[int, int], left_out: int
) -> None:
    chosen = five_way_straw_poll.RULE.read({"reservation_counts": side})
    one = a_category(can_live_with=1, reservation=2, object=1, no_opinion=4)
    found = five_way_straw_poll.decide(Case(voices=(one,)), chosen)
    assert tuple(found.counted.values()) == counted
    assert (found.excluded["reservation"], found.excluded["no_opinion"]) == (left_out, 4)
    assert chosen.reservations_agree is (side == "agreement")


@pytest.mark.parametrize(
    "rule",
    [iso_dis_fdis.RULE, cen_weighted_vote.RULE, ieee_sa_ballot.RULE, five_way_straw_poll.RULE],
    ids=lambda rule: rule.id,
)
def test_nothing_heard_is_no_valid_vote_and_nothing_of_it_is_defined(rule: Rule) -> None:
    found = rule.decide(EMPTY, rule.read({}))
    assert found.status is Status.NO_VALID_VOTES
    assert {one.met for one in found.criteria} == {None}
    assert rule.read({}).reservations_agree
    silent = rule.decide(Case(voices=(a_category(seats=0, support=9),)), rule.read({}))
    assert (silent.verdict, silent.excluded["category_without_counting_seats"]) == (found.verdict, 9)
