"""The consultation of the traditional approval process of ITU-T: seventy per cent of the replies support it."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.institutions.pooled import Fixed, excluded_from, pool
from consult.consensus.rules.shares import share_of

RULE_ID = "itu_tap_consultation"
RULE_VERSION = "1"
SOURCE = (
    "WTSA Resolution 1, section 9 (from memory): at least 70 % of the replies of Member States support that approval is "
    "considered; a meeting then approves it unopposed."
)
SEVEN_TENTHS = Fraction(7, 10)


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_REPLIES = "no_replies"
    PROCEED = "proceed"
    DO_NOT_PROCEED = "do_not_proceed"


STATUS: Mapping[str, Status] = {
    Outcome.DO_NOT_PROCEED: Status.NOT_MET,
    Outcome.NO_REPLIES: Status.NO_VALID_VOTES,
    Outcome.PROCEED: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


def decide(case: Case, parameters: Fixed | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    Over the seats of all required categories: every answer is a reply, support + can_live_with + reservation support
    it; support / replies >= 7/10. Whoever replies without an opinion does not support it. Example: 70 of 100 proceed.
    """
    heard = pool(case)
    support = Criterion.of_share("supporting_replies", share_of(heard.agreement, heard.counts.n), ">=", SEVEN_TENTHS)
    outcome = _outcome(support)
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=(support,),
        counted={"support": heard.agreement, "replies": heard.counts.n},
        excluded={"category_without_counting_seats": excluded_from(case)["category_without_counting_seats"]},
        source=SOURCE,
    )


def _outcome(support: Criterion) -> Outcome:
    if support.met is None:
        return Outcome.NO_REPLIES
    return Outcome.PROCEED if support.met else Outcome.DO_NOT_PROCEED


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Seventy per cent of the replies in support",
    asks=(
        "Seventy per cent of the replies of Member States support that approval is considered. Whoever replies "
        "without an opinion does not support it."
    ),
    source=SOURCE,
    scales=frozenset(),
    lacks="which replies are those of Member States, and the meeting that approves unopposed",
    pools=True,
    verdicts=STATUS,
    parameters=(),
    build=Fixed,
    decide=decide,
)
