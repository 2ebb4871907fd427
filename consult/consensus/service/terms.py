"""What a contract may say about counting: rules by name, with their parameters and versions."""

from collections.abc import Mapping
from typing import Any

from consult.consensus.rules import FORMULA_VERSION
from consult.consensus.rules.decision import Chosen, Method, Rule
from consult.consensus.rules.registry import METHODS, RULES
from consult.kernel.errors import Refused, msgid
from consult.rounds.rules.contract import Contract


class RuleUnknown(Refused):
    """The contract names a rule or a parameter that this installation does not know."""

    code = "rule-unknown"
    status = 422
    sentence = msgid("This decision rule or one of its parameters is not known here. Choose one of the rules offered.")


NAMED: Mapping[str, Rule | Method] = {**RULES, **METHODS}
"""Everything that a contract may name to count by."""


def rule_version(rule_id: str, parameters: Mapping[str, Any]) -> str:
    """Return the version of a rule that a contract may name with these parameters; refuse `rule-unknown`.

    A contract names no rule that asks about more than rounds hold.
    """
    rule = NAMED.get(rule_id)
    if rule is None or not rule.scales:
        raise RuleUnknown(field="rule")
    try:
        rule.read(parameters)
    except (TypeError, ValueError) as error:
        raise RuleUnknown(field="parameters") from error
    return rule.version


def rule_parameters(rule_id: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return every parameter of a contract's rule: as the contract gives it, else its default."""
    return NAMED[rule_id].complete(parameters)


def rule_of(contract: Contract) -> Rule:
    """Return the rule that a contract names, of a round in which seats take positions or answer statements."""
    return RULES[contract.content["rule"]["id"]]


def method_of(contract: Contract) -> Method:
    """Return the rule that a contract names, of a round with ballots of another form."""
    return METHODS[contract.content["rule"]["id"]]


def reservations_agree(rule_id: str, parameters: Mapping[str, Any]) -> bool:
    """Whether a reservation counts as agreement under a rule with these parameters."""
    chosen: Chosen = NAMED[rule_id].read(parameters)
    return chosen.reservations_agree


def formula_version() -> str:
    """Return the version of the formulas that results are made with now."""
    return FORMULA_VERSION
