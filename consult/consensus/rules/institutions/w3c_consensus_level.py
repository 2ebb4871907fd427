"""How far a group agrees in the words of the W3C Process: enough active support, and no objection that is kept up."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from consult.consensus.rules import parameters as choosing
from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.institutions.pooled import excluded_from, pool

RULE_ID = "w3c_consensus_level"
RULE_VERSION = "1"
SOURCE = (
    "W3C Process, section Consensus (editor's draft of 2026-03-12): substantial support and no sustained objection; "
    "silence is abstention. No number is prescribed; that at least so many support it actively is a parameter, as the "
    "Process advises, and its default is a house rule."
)


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_PARTICIPANTS = "no_participants"
    DISSENT = "dissent"
    INSUFFICIENT_SUPPORT = "insufficient_support"
    UNANIMITY = "unanimity"
    CONSENSUS = "consensus"


STATUS: Mapping[str, Status] = {
    Outcome.DISSENT: Status.OPEN_ISSUES,
    Outcome.INSUFFICIENT_SUPPORT: Status.NOT_MET,
    Outcome.NO_PARTICIPANTS: Status.NO_VALID_VOTES,
    Outcome.CONSENSUS: Status.MET,
    Outcome.UNANIMITY: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What an organiser may choose: how many must support it actively, so that nothing passes by apathy."""

    min_support: int = 5

    @property
    def reservations_agree(self) -> bool:
        """Whether a reservation counts as agreement: whoever joins with a reservation supports it."""
        return True


def decide(case: Case, parameters: Parameters | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    Over the seats of all required categories: support s = support + can_live_with + reservation. Objections that are
    sustained are those answered in the ballot, but those known to have no reasons, or the blocking objections that
    still stand, whichever are more; one is dissent. Then s >= min_support is consensus, and unanimity where every seat
    supports it. Example: 12 for and 5 silent are consensus; 40 for and 1 against are dissent; 3 for and 30 silent are
    insufficient support.
    """
    chosen, heard = parameters or Parameters(), pool(case)
    sustained = max(heard.reasoned, case.objections.standing)
    is_empty = heard.seats == 0 and sustained == 0
    criteria = (
        Criterion.of_count("sustained_objections", None if is_empty else sustained, "=", 0),
        Criterion.of_count("active_support", None if is_empty else heard.agreement, ">=", chosen.min_support),
    )
    outcome = _outcome(*criteria, is_everyone=heard.agreement == heard.seats)
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=criteria,
        counted={"affirmative": heard.agreement, "negative": heard.reasoned},
        excluded={"silent": heard.seats - heard.counts.n, **excluded_from(case, bare_too=True)},
        source=SOURCE,
    )


def _outcome(sustained: Criterion, support: Criterion, *, is_everyone: bool) -> Outcome:
    if sustained.met is None:
        return Outcome.NO_PARTICIPANTS
    if not sustained.met:
        return Outcome.DISSENT
    if not support.met:
        return Outcome.INSUFFICIENT_SUPPORT
    return Outcome.UNANIMITY if is_everyone else Outcome.CONSENSUS


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Enough active support and no sustained objection, as at W3C",
    asks=(
        "At least so many support it actively as are asked for, and nobody keeps up an objection. Silence counts "
        "for nothing."
    ),
    source=SOURCE,
    scales=frozenset({"ballot"}),
    is_composite=True,
    reads_reasons=True,
    pools=True,
    verdicts=STATUS,
    parameters=(choosing.number("min_support", 5),),
    build=Parameters,
    decide=decide,
)
