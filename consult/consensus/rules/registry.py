"""The named decision rules; to add one, write its module and name it here."""

from collections.abc import Mapping

from consult.consensus.rules import multistakeholder, un_present_and_voting
from consult.consensus.rules.decision import Rule

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (
        multistakeholder.RULE,
        un_present_and_voting.RULE,
    )
}  # fmt: skip


def rules_for(scale: str) -> tuple[Rule, ...]:
    """Return the rules that an organiser may choose for this kind of round."""
    return tuple(rule for rule in RULES.values() if scale in rule.scales)
