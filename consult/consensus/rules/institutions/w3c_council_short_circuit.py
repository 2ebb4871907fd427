"""Whether a W3C Council need not convene: nearly all who could sit on it agree, and nobody is against."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.institutions.pooled import Fixed, excluded_from, pool
from consult.consensus.rules.shares import share_of

RULE_ID = "w3c_council_short_circuit"
RULE_VERSION = "1"
SOURCE = (
    "W3C Process, section Short Circuit (editor's draft of 2026-03-12): at least 80 % of the potential members who do "
    "not renounce their seat affirm it and none is against, open for two weeks or more."
)
FOUR_FIFTHS = Fraction(4, 5)


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_MEMBERS = "no_members"
    SHORT_CIRCUIT = "short_circuit"
    COUNCIL_CONVENES = "council_convenes"


STATUS: Mapping[str, Status] = {
    Outcome.COUNCIL_CONVENES: Status.NOT_MET,
    Outcome.NO_MEMBERS: Status.NO_VALID_VOTES,
    Outcome.SHORT_CIRCUIT: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


def decide(case: Case, parameters: Fixed | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    The seats of all required categories are the potential members that do not renounce. With y = support +
    can_live_with + reservation: y / seats >= 4/5 and no objection, with reasons or without. That the vote is open for
    two weeks is for the round's terms to say. Example: 16 of 20 suffice; 19 of 20 and one against do not.
    """
    heard = pool(case)
    against = heard.counts.object if heard.seats else None
    criteria = (
        Criterion.of_share("affirmed_share", share_of(heard.agreement, heard.seats), ">=", FOUR_FIFTHS),
        Criterion.of_count("votes_against", against, "=", 0),
    )
    outcome = _outcome(*criteria)
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=criteria,
        counted={"affirmative": heard.agreement, "negative": heard.counts.object},
        excluded=excluded_from(case),
        source=SOURCE,
    )


def _outcome(affirmed: Criterion, against: Criterion) -> Outcome:
    if affirmed.met is None:
        return Outcome.NO_MEMBERS
    return Outcome.SHORT_CIRCUIT if affirmed.met and against.met else Outcome.COUNCIL_CONVENES


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Four fifths of all seats and nobody against",
    asks=(
        "Four fifths of all who could sit on the council affirm, and nobody is against; otherwise the council convenes."
    ),
    source=SOURCE,
    scales=frozenset(),
    lacks="who could sit on a council, and whether all had two weeks to reply",
    pools=True,
    verdicts=STATUS,
    parameters=(),
    build=Fixed,
    decide=decide,
)
