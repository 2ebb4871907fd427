"""The named rules and their parameters."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.decision import Case, Population, Rule
from consult.consensus.rules.multistakeholder import Parameters
from consult.consensus.rules.registry import METHODS, RULES, offered_rules, rules_for
from consult.consensus.service import RuleUnknown, rule_version


def test_every_rule_is_found_under_its_own_name_and_says_what_it_asks_and_where_it_comes_from() -> None:
    assert not set(RULES) & set(METHODS)
    for name, rule in {**RULES, **METHODS}.items():
        assert name == rule.id
        assert all(text.endswith(".") for text in (rule.asks, rule.source))
        assert rule.title
        assert rule.read({}) is not None
        assert rule.met


def test_rules_are_offered_for_ballots_and_for_statements_and_for_nothing_else_the_default_first() -> None:
    offered = {scale: [rule.id for rule in rules_for(scale)] for scale in ("ballot", "statements", "ranking")}
    four = ["multistakeholder", "un_present_and_voting", "concurrent_majorities", "five_way_straw_poll"]
    six = [*four, "iso_dis_fdis", "w3c_consensus_level"]
    assert offered == {"ballot": six, "statements": four, "ranking": []}
    assert [rule.id for rule in offered_rules()] == six


def test_a_rule_that_no_round_offers_says_what_rounds_lack() -> None:
    for rule in RULES.values():
        assert bool(rule.lacks) is not bool(rule.scales), rule.id


@pytest.mark.parametrize("rule", rules_for("ballot"), ids=lambda rule: rule.id)
def test_a_rule_that_is_offered_decides_on_what_a_round_holds(rule: Rule) -> None:
    """A round knows seats, answers by category and, for rules that read them, reasons: what else it could know changes nothing."""
    counts = {"citizen": {"support": 7, "object": 6}, "government": {"support": 9, "object": 2, "reservation": 1}}
    case = Case.of(counts, {"citizen": 20, "government": 15})
    told = {"without_reasons": {"citizen": 6, "government": 2}, "observers": frozenset({"citizen"})}
    case = replace(case, **told) if rule.reads_reasons else case
    knows_more = replace(
        case,
        **told,
        population=Population(1000, PositionCounts(support=10, object=900)),
        affiliations=(PositionCounts(support=16), PositionCounts(object=8), PositionCounts(reservation=1)),
    )
    assert rule.decide(knows_more, rule.read({})) == rule.decide(case, rule.read({}))


@pytest.mark.parametrize("rule", [one for one in RULES.values() if one.lacks], ids=lambda rule: rule.id)
def test_a_contract_cannot_name_a_rule_that_asks_about_more_than_rounds_hold(rule: Rule) -> None:
    with pytest.raises(RuleUnknown):
        rule_version(rule.id, {})


def test_parameters_that_are_left_out_have_their_defaults() -> None:
    rule = RULES["multistakeholder"]
    assert rule.complete({"n_min": 3}) == {
        "n_min": 3, "reservation_counts": "agreement", "share_threshold": "1/2", "mean_threshold": "2/3",
    }  # fmt: skip
    assert rule.read({}) == Parameters()
    assert rule.read({"reservation_counts": "neither"}).reservations_agree is False


@pytest.mark.parametrize(
    "given",
    [
        {"n_max": 5},
        {"n_min": 0},
        {"n_min": "5"},
        {"n_min": True},
        {"n_min": 2.5},
        {"n_min": None},
        {"reservation_counts": "objection"},
        {"share_threshold": "1/1"},
        {"share_threshold": "most"},
        {"share_threshold": 0.5},
        {"mean_threshold": "3/2"},
        {"mean_threshold": None},
    ],
)
def test_unknown_names_and_values_are_refused(given: Mapping[str, Any]) -> None:
    with pytest.raises(ValueError, match="parameters"):
        RULES["multistakeholder"].read(given)


def test_a_mean_of_everything_may_be_asked_for() -> None:
    assert RULES["multistakeholder"].read({"mean_threshold": "1/1"}).mean_threshold == 1
