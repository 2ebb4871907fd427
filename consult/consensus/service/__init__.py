"""Use cases of results: counted once, hashed, shown to nobody before the contract says so."""

from consult.consensus.service.analysing import public_id
from consult.consensus.service.bridging import intercepts_of
from consult.consensus.service.changing import Changes, changes_since
from consult.consensus.service.concluding import conclude
from consult.consensus.service.explaining import WhatWouldChange, what_would_change
from consult.consensus.service.freezing import freeze
from consult.consensus.service.gaps import gaps_of
from consult.consensus.service.groups import add_groups, groups_of
from consult.consensus.service.lists import Lists, lists_of
from consult.consensus.service.live import LiveItem, LivePicture, live_picture_of
from consult.consensus.service.looking import GroupTooSmall, NoGroupsLookedFor, look_at_opinions, statement_round
from consult.consensus.service.opinions import Opinions, OwnPlace, opinions_of, own_place
from consult.consensus.service.reading import ResultsHidden, is_revealed, is_shown, result_of
from consult.consensus.service.roll_call import Line, RollCall, has_roll_call, roll_call_of
from consult.consensus.service.terms import (
    RuleUnknown,
    disclosure_of,
    formula_version,
    named_rule_of,
    reservations_agree,
    rule_of,
    rule_parameters,
    rule_version,
)

__all__ = [
    "Changes",
    "GroupTooSmall",
    "Line",
    "Lists",
    "LiveItem",
    "LivePicture",
    "NoGroupsLookedFor",
    "Opinions",
    "OwnPlace",
    "ResultsHidden",
    "RollCall",
    "RuleUnknown",
    "WhatWouldChange",
    "add_groups",
    "changes_since",
    "conclude",
    "disclosure_of",
    "formula_version",
    "freeze",
    "gaps_of",
    "groups_of",
    "has_roll_call",
    "intercepts_of",
    "is_revealed",
    "is_shown",
    "lists_of",
    "live_picture_of",
    "look_at_opinions",
    "named_rule_of",
    "opinions_of",
    "own_place",
    "public_id",
    "reservations_agree",
    "result_of",
    "roll_call_of",
    "rule_of",
    "rule_parameters",
    "rule_version",
    "statement_round",
    "what_would_change",
]
