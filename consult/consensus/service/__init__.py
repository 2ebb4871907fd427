"""Use cases of results: counted once, hashed, shown to nobody before the contract says so."""

from consult.consensus.service.concluding import conclude
from consult.consensus.service.explaining import WhatWouldChange, what_would_change
from consult.consensus.service.freezing import disclosure_of, freeze
from consult.consensus.service.gaps import gaps_of
from consult.consensus.service.groups import add_groups, groups_of
from consult.consensus.service.reading import ResultsHidden, is_revealed, result_of
from consult.consensus.service.roll_call import Line, RollCall, has_roll_call, roll_call_of
from consult.consensus.service.terms import (
    RuleUnknown,
    formula_version,
    named_rule_of,
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
    "WhatWouldChange",
    "add_groups",
    "conclude",
    "disclosure_of",
    "formula_version",
    "freeze",
    "gaps_of",
    "groups_of",
    "has_roll_call",
    "is_revealed",
    "named_rule_of",
    "reservations_agree",
    "result_of",
    "roll_call_of",
    "rule_of",
    "rule_parameters",
    "rule_version",
    "what_would_change",
]
