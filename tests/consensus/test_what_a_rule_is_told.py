"""What a rule is told about an item, and how it compares what it finds; one ballot under every rule."""

import json
from fractions import Fraction
from typing import Any

import pytest

from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.decision import Case, Criterion, Population, Rule
from consult.consensus.rules.institutions import (
    cen_weighted_vote,
    concurrent_majorities,
    eu_qmv,
    five_way_straw_poll,
    ieee_sa_ballot,
    iso_dis_fdis,
    itu_tap_consultation,
    rough_consensus_gate,
    sociocratic_consent,
    w3c_consensus_level,
    w3c_council_short_circuit,
    w3c_council_vote,
)
from consult.consensus.rules.shares import Share
from tests.consensus.shared import a_category
from tests.consensus.vectors_institutions import one_ballot

RULES = (
    cen_weighted_vote.RULE, concurrent_majorities.RULE, eu_qmv.RULE, five_way_straw_poll.RULE, ieee_sa_ballot.RULE,
    iso_dis_fdis.RULE, itu_tap_consultation.RULE, rough_consensus_gate.RULE, sociocratic_consent.RULE,
    w3c_consensus_level.RULE, w3c_council_short_circuit.RULE, w3c_council_vote.RULE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("op", "met"),
    [
        (">", [False, False, True]),
        (">=", [False, True, True]),
        ("<", [True, False, False]),
        ("<=", [True, True, False]),
        ("=", [False, True, False]),
    ],
)
def test_a_value_below_at_and_above_its_threshold_is_compared_by_the_sign(op: str, met: list[bool]) -> None:
    shares = [Share(Fraction(n, 999)) for n in (332, 333, 334)]
    assert [Criterion.of_share("x", share, op, Fraction(1, 3)).met for share in shares] == met
    assert [Criterion.of_count("x", n, op, 3).met for n in (2, 3, 4)] == met


def test_what_cannot_be_counted_is_undefined_and_another_sign_is_refused() -> None:
    assert Criterion.of_count("x", None, "=", 0) == Criterion("x", None, "0", "=", None)
    with pytest.raises(KeyError):
        Criterion.of_count("x", 1, "!", 0)
    with pytest.raises(KeyError):
        Criterion.of_share("x", Share(Fraction(1)), "!", Fraction(1))


def test_no_more_people_stand_behind_answers_than_there_are() -> None:
    with pytest.raises(ValueError, match="people"):
        Population(9, PositionCounts(support=10))
    with pytest.raises(ValueError, match="not an answer"):
        Population.of([(1, "yes")])
    assert Population.of([(3, "support"), (4, "support"), (5, None)]) == Population(12, PositionCounts(support=7))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_finds_one_of_its_words_with_the_same_criteria_whatever_is_known(rule: Rule) -> None:
    known: dict[str, Any] = {
        "without_reasons": {"government": 1},
        "population": Population(90, PositionCounts(support=50, object=9)),
        "affiliations": (PositionCounts(support=2), PositionCounts(object=3)),
        "observers": frozenset({"company"}),
    }
    voices = (a_category("government", support=9, object=3, no_opinion=1), a_category("company", object=1))
    cases = [Case(voices=()), Case(voices=voices), *(Case(voices=voices, **{name: known[name]}) for name in known)]
    found = [rule.decide(case, rule.read({})) for case in cases]
    assert {one.verdict for one in found} <= set(rule.verdicts)
    assert all(one.status is rule.verdicts[one.verdict] for one in found)
    assert len({tuple((criterion.id, criterion.op) for criterion in one.criteria) for one in found}) == 1
    assert all(type(n) is int and n >= 0 for one in found for n in (*one.counted.values(), *one.excluded.values()))
    assert all(json.loads(json.dumps(one.as_json())) == one.as_json() for one in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_more_answers_than_seats_are_as_many_seats_as_answered(rule: Rule) -> None:
    answered = {"support": 8, "reservation": 1, "object": 2, "no_opinion": 1}
    fewer, enough = (
        rule.decide(Case(voices=(a_category("citizen", seats=seats, **answered),)), rule.read({})) for seats in (1, 12)
    )
    assert (fewer.verdict, fewer.counted) == (enough.verdict, enough.counted)


def test_one_ballot_has_as_many_verdicts_as_institutions() -> None:
    ballot = {"members": 27, "yes": 14, "no": 6, "abstain": 7, "all_no_reasoned": True, "equal_population": True}
    assert one_ballot(ballot) == {
        "iso_dis": "disapproved",
        "cen_equal_pop": True,
        "ieee_sa": False,
        "un_simple": "adopted",
        "un_two_thirds": "adopted",
        "eu_qmv_equal_pop": False,
        "wg21": True,
        "w3c": "dissent",
        "consent": "objection_to_integrate",
        "delphi_75pct_of_all": False,
        "delphi_75pct_of_cast": False,
        "wilson_low_above_half": False,
    }


def test_a_ballot_whose_noes_have_no_reasons_is_approved_where_reasons_are_asked_for() -> None:
    ballot = {"members": 27, "yes": 14, "no": 6, "abstain": 7, "all_no_reasoned": False, "equal_population": True}
    found = one_ballot(ballot)
    assert (found["iso_dis"], found["consent"], found["w3c"]) == ("approved", "consent", "consensus")
    assert (found["un_simple"], found["eu_qmv_equal_pop"]) == ("adopted", False)
