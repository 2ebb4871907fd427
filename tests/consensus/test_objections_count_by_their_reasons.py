"""Rules that ask for objections rather than for majorities: W3C, consent and rough consensus."""

from itertools import product

import pytest

from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.decision import Case, Finding, Rule, Status
from consult.consensus.rules.figures import Voices
from consult.consensus.rules.institutions import (
    rough_consensus_gate,
    sociocratic_consent,
    w3c_consensus_level,
    w3c_council_short_circuit,
    w3c_council_vote,
)
from consult.consensus.rules.objections import SETTLED, STANDING, Objections
from tests.consensus.shared import a_category


def a_case(*, seats: int | None = None, bare: int | None = None, objections: str = "", **counted: int) -> Case:
    """One category's answers, `bare` of its objections without reasons, and the states of its blocking objections."""
    return Case(
        voices=(a_category("citizen", seats=seats, **counted),),
        without_reasons=None if bare is None else {"citizen": bare},
        objections=Objections(tuple(objections.split())),
    )


def level(case: Case, min_support: int = 5) -> str:
    return w3c_consensus_level.decide(case, w3c_consensus_level.RULE.read({"min_support": min_support})).verdict


def test_one_sustained_objection_is_dissent_however_many_support_it() -> None:
    assert level(a_case(support=40, object=1)) == "dissent"
    assert level(a_case(support=40, objections="answered")) == "dissent"
    assert level(a_case(support=40, objections="withdrawn overruled")) == "unanimity"


def test_silence_is_abstention_and_too_few_who_support_it_actively_are_not_enough() -> None:
    assert level(a_case(seats=17, support=12)) == "consensus"
    assert level(a_case(seats=12, support=12)) == "unanimity"
    assert level(a_case(seats=33, support=3)) == "insufficient_support"
    assert level(a_case(seats=33, support=3), min_support=3) == "consensus"
    found = w3c_consensus_level.decide(a_case(seats=17, support=10, no_opinion=2))
    assert (found.excluded["silent"], found.excluded["no_opinion"]) == (5, 2)


def test_a_bare_no_is_no_sustained_objection_and_no_support_either() -> None:
    found = w3c_consensus_level.decide(a_case(support=9, object=2, bare=2))
    assert (found.verdict, found.excluded["without_reasons"], found.criteria[0].value) == ("consensus", 2, "0")


def circuit(**counted: int) -> str:
    case = Case(voices=(a_category("citizen", seats=20, **counted),))
    return w3c_council_short_circuit.decide(case).verdict


def test_four_fifths_of_all_potential_members_and_nobody_against_spare_the_council() -> None:
    assert (circuit(support=16), circuit(support=15)) == ("short_circuit", "council_convenes")
    assert circuit(support=15, no_opinion=5) == "council_convenes"
    assert circuit(support=19, object=1) == "council_convenes"


def council(*affiliations: tuple[int, int], known: bool = True) -> Finding:
    """Organisations with so many seats for and against."""
    counts = tuple(
        PositionCounts(support=in_favour, object=against, no_opinion=1) for in_favour, against in affiliations
    )
    total = sum(counts, PositionCounts())
    return w3c_council_vote.decide(
        Case(voices=(Voices("council", total.n, total),), affiliations=counts if known else None)
    )


def test_equal_votes_of_one_organisation_are_one_vote() -> None:
    votes = ((3, 0), (0, 1), (0, 1))
    merged, single = council(*votes), council(*votes, known=False)
    assert (merged.verdict, merged.counted) == ("rejected", {"affirmative": 1, "negative": 2})
    assert (single.verdict, single.counted) == ("adopted", {"affirmative": 3, "negative": 2})
    assert (merged.excluded["same_affiliation"], single.excluded["same_affiliation"]) == (2, 0)


def test_a_divided_organisation_has_a_vote_on_either_side() -> None:
    assert council((4, 2)).counted == {"affirmative": 1, "negative": 1}
    assert council((4, 2), (1, 0)).verdict == "adopted"


def test_the_chair_decides_a_tie_and_nothing_else() -> None:
    tied, rejected = council((1, 0), (0, 1)), council((0, 1))
    assert (tied.verdict, tied.status) == ("tied", Status.TIED)
    adopts, rejects = (w3c_council_vote.decided_by_chair(tied, adopts=adopts) for adopts in (True, False))
    assert (adopts.verdict, adopts.status) == ("chair:adopt", Status.MET)
    assert (rejects.verdict, rejects.status) == ("chair:reject", Status.NOT_MET)
    assert w3c_council_vote.decided_by_chair(rejected, adopts=True) == rejected


def test_consent_is_that_nobody_has_a_reasoned_objection() -> None:
    consent = sociocratic_consent.decide(a_case(support=5, can_live_with=3, reservation=2, no_opinion=1))
    assert (consent.verdict, consent.counted) == ("consent", {"consent": 10, "concern": 2, "objection": 0})
    objection = sociocratic_consent.decide(a_case(support=50, object=1))
    assert (objection.verdict, objection.status) == ("objection_to_integrate", Status.OPEN_ISSUES)
    assert sociocratic_consent.decide(a_case(support=50, objections="sustained")).verdict == "objection_to_integrate"


def test_an_objection_without_reasons_is_recorded_and_does_not_stop_consent() -> None:
    found = sociocratic_consent.decide(a_case(support=5, object=1, bare=1))
    assert (found.verdict, found.excluded["without_reasons"]) == ("consent", 1)


def test_where_nobody_consents_nobody_has_taken_part() -> None:
    for case in (a_case(no_opinion=3), a_case(object=2, bare=2)):
        assert sociocratic_consent.decide(case).verdict == "no_participation"


def rough(case: Case) -> str:
    return rough_consensus_gate.decide(case).verdict


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("open", "open_issues"),
        ("acknowledged", "open_issues"),
        ("sustained", "open_issues"),
        ("answered", "rough_consensus_possible"),
        ("overruled", "rough_consensus_possible"),
        ("withdrawn", "rough_consensus_possible"),
        ("resolved_by_change", "rough_consensus_possible"),
    ],
)
def test_an_objection_is_addressed_once_it_is_answered_whether_or_not_it_was_accommodated(
    state: str, word: str
) -> None:
    assert rough(a_case(objections=f"withdrawn {state}")) == word


def test_the_gate_knows_every_state_of_an_objection() -> None:
    assert set(rough_consensus_gate.ISSUE_OF) < STANDING | SETTLED


def test_rough_consensus_does_not_hang_on_numbers() -> None:
    few_for, many_for = a_case(support=5, object=100, objections="answered"), a_case(support=100, objections="open")
    assert (rough(few_for), rough(many_for)) == ("rough_consensus_possible", "open_issues")


def test_an_objection_that_nobody_recorded_is_not_addressed_unless_it_has_no_reasons() -> None:
    assert rough(a_case(support=100, object=1)) == "open_issues"
    assert rough(a_case(support=100, object=1, bare=1)) == "rough_consensus_possible"


def test_without_issues_somebody_must_have_looked() -> None:
    assert (rough(a_case(seats=9)), rough(a_case(no_opinion=1))) == ("no_review", "rough_consensus_possible")
    assert rough_consensus_gate.gate(["an unknown word"]) == "open_issues"


def test_more_support_never_turns_a_verdict_that_is_met_into_one_that_is_not() -> None:
    rules = (w3c_consensus_level, w3c_council_short_circuit, w3c_council_vote, sociocratic_consent)
    for support, against, abstaining in product(range(12), range(4), range(4)):
        for rule in rules:
            before = rule.RULE.decide(
                a_case(support=support, object=against, no_opinion=abstaining), rule.RULE.read({})
            )
            more = a_case(support=support + 1, object=against, no_opinion=abstaining)
            after = rule.RULE.decide(more, rule.RULE.read({}))
            assert after.status is Status.MET or before.status is not Status.MET, (rule.RULE_ID, support, against)


@pytest.mark.parametrize(
    "rule",
    [
        w3c_consensus_level.RULE,
        w3c_council_short_circuit.RULE,
        w3c_council_vote.RULE,
        sociocratic_consent.RULE,
        rough_consensus_gate.RULE,
    ],
    ids=lambda rule: rule.id,
)
def test_without_seats_nobody_took_part_and_nothing_is_defined(rule: Rule) -> None:
    found = rule.decide(Case(voices=()), rule.read({}))
    assert found.status is Status.NO_VALID_VOTES
    assert {one.met for one in found.criteria} == {None}
    assert rule.read({}).reservations_agree
