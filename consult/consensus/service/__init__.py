"""Use cases of results: counted once, hashed, shown to nobody before the contract says so."""

from consult.consensus.service.freezing import disclosure_of, freeze
from consult.consensus.service.groups import add_groups, groups_of
from consult.consensus.service.reading import ResultsHidden, is_revealed, result_of
from consult.consensus.service.roll_call import Line, RollCall, has_roll_call, roll_call_of
from consult.consensus.service.terms import (
    RuleUnknown,
    formula_version,
    reservations_agree,
    rule_of,
    rule_parameters,
    rule_version,
)

__all__ = [
    "Line",
    "ResultsHidden",
    "RollCall",
    "RuleUnknown",
    "add_groups",
    "disclosure_of",
    "formula_version",
    "freeze",
    "groups_of",
    "has_roll_call",
    "is_revealed",
    "reservations_agree",
    "result_of",
    "roll_call_of",
    "rule_of",
    "rule_parameters",
    "rule_version",
]
