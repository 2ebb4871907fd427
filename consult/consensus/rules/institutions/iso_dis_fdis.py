"""The ballot on an enquiry draft or a final draft of ISO: two thirds of the members, and few negatives of anyone."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.institutions.pooled import Fixed, excluded_from, pool
from consult.consensus.rules.shares import share_of

RULE_ID = "iso_dis_fdis"
RULE_VERSION = "1"
SOURCE = (
    "ISO/IEC Directives Part 1: two thirds of the participating members that vote approve, and at most a quarter of all "
    "votes is negative; abstentions and negative votes without technical reasons are not counted. Thresholds as "
    "published by ISO; that negatives without reasons are left out of the count is from memory."
)
TWO_THIRDS, QUARTER = Fraction(2, 3), Fraction(1, 4)


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_VALID_VOTES = "no_valid_votes"
    APPROVED = "approved"
    DISAPPROVED = "disapproved"


STATUS: Mapping[str, Status] = {
    Outcome.DISAPPROVED: Status.NOT_MET,
    Outcome.NO_VALID_VOTES: Status.NO_VALID_VOTES,
    Outcome.APPROVED: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


def decide(case: Case, parameters: Fixed | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    Participating members are the seats of all required categories but the observers. With y = support +
    can_live_with + reservation and n = objections, those known to have no reasons left out: y / (y + n) >= 2/3 among
    the members, and n / (y + n) <= 1/4 among members and observers. Without a vote of a member there is no verdict.
    Example: 12 for and 6 against among members with 10 observers for are approved; 10 members for and 4 observers
    against are disapproved, since 4/14 > 1/4.
    """
    members = pool(case, [one for one in case.required if one.category not in case.observers])
    everyone = pool(case)
    against = share_of(everyone.reasoned, everyone.agreement + everyone.reasoned)
    approval = Criterion.of_share("member_approval", members.share_with_reasons, ">=", TWO_THIRDS)
    negative = Criterion.of_share("negative_share", against, "<=", QUARTER)
    outcome = _outcome(approval, negative)
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=(approval, negative),
        counted={
            "members_for": members.agreement,
            "members_against": members.reasoned,
            "all_for": everyone.agreement,
            "all_against": everyone.reasoned,
        },
        excluded=excluded_from(case, bare_too=True),
        source=SOURCE,
    )


def _outcome(approval: Criterion, negative: Criterion) -> Outcome:
    if approval.met is None:
        return Outcome.NO_VALID_VOTES
    return Outcome.APPROVED if approval.met and negative.met else Outcome.DISAPPROVED


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Two thirds of the members and at most a quarter against, as at ISO",
    asks=(
        "Two thirds of the members that vote are for, and at most a quarter of all votes is against. Negative "
        "votes without reasons are left out."
    ),
    source=SOURCE,
    scales=frozenset({"ballot"}),
    is_composite=True,
    reads_reasons=True,
    pools=True,
    verdicts=STATUS,
    parameters=(),
    build=Fixed,
    decide=decide,
)
