"""What a contract may say about counting: rules by name, with their parameters and versions."""

from collections.abc import Mapping
from typing import Any

from consult.consensus.rules import FORMULA_VERSION
from consult.consensus.rules.decision import BallotForm, Chosen, Method, Procedure, Rule
from consult.consensus.rules.registry import METHODS, NAMED, PROCEDURES, RULES
from consult.kernel.errors import Refused, msgid
from consult.participation.rules.seats import UNCATEGORISED
from consult.rounds.rules.contract import Contract, Disclosure


class RuleUnknown(Refused):
    """The contract names a rule or a parameter that this installation does not know."""

    code = "rule-unknown"
    status = 422
    sentence = msgid("This decision rule or one of its parameters is not known here. Choose one of the rules offered.")


def disclosure_of(contract: Contract) -> dict[str, str]:
    """Return who learns what, per category; seats without one come from a public source."""
    return {**contract.disclosure, UNCATEGORISED: str(Disclosure.SOURCE_PUBLIC)}


def rule_version(rule_id: str, parameters: Mapping[str, Any]) -> str:
    """Return the version of a rule that a contract may name with these parameters; refuse `rule-unknown`.

    A contract names no rule that asks about more than rounds hold.
    """
    rule = NAMED.get(rule_id) or PROCEDURES.get(rule_id)
    if rule is None or not rule.scales:
        raise RuleUnknown(field="rule")
    try:
        rule.read(parameters)
    except (TypeError, ValueError) as error:
        raise RuleUnknown(field="parameters") from error
    return rule.version


def procedure_of(contract: Contract) -> Procedure:
    """Return the way to a result that a contract names, of a round in which nobody votes."""
    return PROCEDURES[contract.content["rule"]["id"]]


def rule_parameters(rule_id: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return every parameter of a contract's rule: as the contract gives it, else its default."""
    return (NAMED.get(rule_id) or PROCEDURES[rule_id]).complete(parameters)


def rule_of(contract: Contract) -> Rule:
    """Return the rule that a contract names, of a round in which seats take positions or answer statements."""
    return RULES[contract.content["rule"]["id"]]


def method_of(contract: Contract) -> Method:
    """Return the rule that a contract names, of a round with ballots of another form."""
    return METHODS[contract.content["rule"]["id"]]


def named_rule_of(contract: Contract) -> Rule | Method:
    """Return what a contract names to count by, whichever ballots it reads."""
    return NAMED[contract.content["rule"]["id"]]


def reservations_agree(rule_id: str, parameters: Mapping[str, Any]) -> bool:
    """Whether a reservation counts as agreement under a rule with these parameters; no ballot on options has one."""
    rule = NAMED.get(rule_id)
    if rule is None or (isinstance(rule, Method) and rule.form is not BallotForm.RATINGS):
        return False
    chosen: Chosen = rule.read(parameters)
    return chosen.reservations_agree


def formula_version() -> str:
    """Return the version of the formulas that results are made with now."""
    return FORMULA_VERSION
