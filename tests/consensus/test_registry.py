"""The named rules and their parameters."""

from collections.abc import Mapping
from typing import Any

import pytest

from consult.consensus.rules.multistakeholder import Parameters
from consult.consensus.rules.registry import RULES, rules_for


def test_every_rule_is_found_under_its_own_name_with_source_title_and_scale() -> None:
    assert set(RULES) == {"multistakeholder", "un_present_and_voting"}
    for name, rule in RULES.items():
        assert name == rule.id
        assert rule.source
        assert rule.title
        assert rule.scales
        assert rule.read({}) is not None
        assert rule.met


def test_rules_are_offered_for_ballots_and_for_statements_and_for_nothing_else_the_default_first() -> None:
    offered = {scale: [rule.id for rule in rules_for(scale)] for scale in ("ballot", "statements", "ranking")}
    assert offered == {"ballot": list(RULES), "statements": list(RULES), "ranking": []}
    assert next(iter(RULES)) == "multistakeholder"


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
