"""Majorities of members, of their people, and of every group: the Council of the EU, concurrent majorities, ITU."""

from fractions import Fraction
from itertools import product

import pytest

from consult.consensus.rules.decision import Case, Finding, Rule, Status
from consult.consensus.rules.institutions import concurrent_majorities, eu_qmv, itu_tap_consultation
from consult.consensus.rules.institutions.concurrent_majorities import Verdict
from tests.consensus.shared import a_category
from tests.consensus.vectors_institutions import a_body

REINFORCED = eu_qmv.Parameters(eu_qmv.Majority.REINFORCED)


def council(*, yes: int, no: int = 0, abstain: int = 0, silent: int = 0, weights: tuple[int, int] = (1, 1)) -> Case:
    """A council whose members in favour stand for the first number of people each, all others for the second."""
    of_yes, of_others = weights
    others = ["no"] * no + ["abstain"] * abstain + ["silent"] * silent
    return a_body([(of_yes, "yes")] * yes + [(of_others, word) for word in others])


def test_the_council_needs_55_per_cent_of_all_its_members_rounded_up() -> None:
    needed = {members: eu_qmv.members_needed(members) for members in (0, 1, 20, 27)}
    assert needed == {0: 0, 1: 1, 20: 11, 27: 15}
    assert eu_qmv.members_needed(27, "reinforced") == 20
    words = [eu_qmv.decide(council(yes=yes, no=27 - yes, weights=(3, 1))).verdict for yes in (14, 15)]
    assert words == ["not_adopted", "adopted"]


def test_the_council_needs_65_per_cent_of_the_people_and_exactly_65_suffice() -> None:
    exact = eu_qmv.decide(council(yes=13, no=7))
    assert (exact.verdict, exact.criteria[1].value) == ("adopted", "13/20")
    assert eu_qmv.decide(council(yes=13, no=7, weights=(99, 100))).verdict == "not_adopted"


def test_in_the_council_whoever_abstains_or_says_nothing_is_not_in_favour() -> None:
    for others in ({"no": 13}, {"abstain": 13}, {"silent": 13}):
        found = eu_qmv.decide(council(yes=14, weights=(9, 1), **others))
        assert (found.verdict, found.counted) == ("not_adopted", {"affirmative": 14, "not_in_favour": 13})


def test_fewer_than_four_members_cannot_block_the_council_however_many_people_they_stand_for() -> None:
    three = eu_qmv.decide(council(yes=24, no=2, abstain=1, weights=(1, 100)))
    assert (three.verdict, three.labels) == ("adopted", (eu_qmv.Label.NO_BLOCKING_MINORITY,))
    assert three.criteria[1].met is False
    four = eu_qmv.decide(council(yes=23, no=4, weights=(1, 100)))
    assert (four.verdict, four.labels) == ("not_adopted", ())
    assert eu_qmv.decide(council(yes=27)).labels == ()


def test_a_reinforced_majority_needs_72_per_cent_and_three_can_block_it() -> None:
    words = [eu_qmv.decide(council(yes=yes, no=27 - yes, weights=(9, 1)), REINFORCED).verdict for yes in (19, 20)]
    assert words == ["not_adopted", "adopted"]
    assert eu_qmv.decide(council(yes=24, no=3, weights=(1, 100)), REINFORCED).verdict == "not_adopted"
    assert eu_qmv.RULE.read({"majority": "reinforced"}) == REINFORCED


def test_without_known_people_the_council_decides_what_its_members_decide_alone() -> None:
    found = {
        support: eu_qmv.decide(Case(voices=(a_category(support=support, object=27 - support),))).verdict
        for support in (14, 15, 23, 24)
    }
    assert found == {14: "not_adopted", 15: "inconclusive", 23: "inconclusive", 24: "adopted"}


def test_every_small_council_has_the_outcome_of_the_definition() -> None:
    for yes, no, silent, heavy in product(range(9), range(5), range(3), (1, 3)):
        found = eu_qmv.decide(council(yes=yes, no=no, silent=silent, weights=(1, heavy)))
        members, people = yes + no + silent, yes + heavy * (no + silent)
        enough = 100 * yes >= 55 * members and (100 * yes >= 65 * people or no + silent < 4)
        expected = "no_valid_votes" if yes + no == 0 else "adopted" if enough else "not_adopted"
        assert found.verdict == expected, (yes, no, silent, heavy)


def groups(chosen: concurrent_majorities.Parameters | None = None, **sides: tuple[int, int]) -> Verdict:
    voices = tuple(a_category(name, support=yes, object=no, no_opinion=9) for name, (yes, no) in sides.items())
    return concurrent_majorities.decide(Case(voices=voices), chosen)


def test_a_majority_in_every_group_adopts_and_one_group_without_rejects_whatever_the_sum() -> None:
    assert groups(government=(18, 9), company=(25, 20)).verdict == "adopted"
    found = groups(government=(18, 9), citizen=(500, 80), civil_society=(11, 12))
    assert (found.verdict, found.failing, found.not_quorate) == ("rejected", ("civil_society",), ())
    assert found.counted == {"government": 27, "citizen": 580, "civil_society": 23}


def test_a_group_that_is_too_small_neither_passes_nor_vetoes() -> None:
    found = groups(government=(18, 9), company=(4, 0))
    assert (found.verdict, found.not_quorate, found.shares["company"]) == ("inconclusive", ("company",), None)
    assert (found.excluded["too_small_group"], "company" in found.counted) == (4, False)
    assert groups(government=(18, 9), company=(0, 4)).verdict == "inconclusive"
    assert groups(government=(9, 18), company=(4, 0)).verdict == "rejected"
    assert groups(government=(0, 0)).verdict == "inconclusive"


def test_exactly_half_of_a_group_is_a_majority_only_where_reaching_the_threshold_is_enough() -> None:
    at_least = concurrent_majorities.RULE.read({"majority": "at_least"})
    assert (groups(x=(5, 5)).verdict, groups(at_least, x=(5, 5)).verdict) == ("rejected", "adopted")


def test_as_many_groups_may_fail_as_the_organiser_allows() -> None:
    one_may = concurrent_majorities.RULE.read({"max_failing": 1, "min_group_n": 1, "threshold": "2/3"})
    assert one_may.threshold == Fraction(2, 3)
    assert groups(one_may, x=(3, 1), y=(2, 1)).verdict == "adopted"
    assert groups(one_may, x=(3, 1), y=(2, 1), z=(1, 1)).verdict == "rejected"


def test_seats_of_a_group_without_counting_seats_are_not_a_group() -> None:
    voices = (a_category("company", seats=0, object=9), a_category(support=5))
    found = concurrent_majorities.decide(Case(voices=voices))
    assert (found.verdict, list(found.shares)) == ("adopted", ["citizen"])
    assert found.excluded["category_without_counting_seats"] == 9


def tap(**counted: int) -> Finding:
    return itu_tap_consultation.decide(Case(voices=(a_category("government", seats=193, **counted),)))


def test_seventy_per_cent_of_the_replies_are_enough_to_proceed_and_silence_is_no_reply() -> None:
    assert tap(support=60, reservation=10, object=20, no_opinion=10).verdict == "proceed"
    assert tap(support=69, object=31).verdict == "do_not_proceed"
    assert (tap().verdict, tap().status) == ("no_replies", Status.NO_VALID_VOTES)


@pytest.mark.parametrize(
    "rule", [eu_qmv.RULE, concurrent_majorities.RULE, itu_tap_consultation.RULE], ids=lambda rule: rule.id
)
def test_without_seats_there_is_no_vote_and_nothing_of_it_is_defined(rule: Rule) -> None:
    found = rule.decide(Case(voices=()), rule.read({}))
    assert found.status is Status.NO_VALID_VOTES
    assert {one.met for one in found.criteria} == {None}
    assert rule.read({}).reservations_agree
