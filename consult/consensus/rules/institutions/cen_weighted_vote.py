"""The weighted vote of the European standards bodies: enough members, who stand for enough people."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.institutions.pooled import Fixed, agreeing, excluded_from, pool
from consult.consensus.rules.shares import Share, share_of

RULE_ID = "cen_weighted_vote"
RULE_VERSION = "1"
SOURCE = (
    "CEN/CENELEC Internal Regulations Part 2, in force since 2017: 55 % of the members that vote for or against, who "
    "stand for 65 % of the population of those that do; abstentions are not counted."
)
OF_MEMBERS, OF_POPULATION = Fraction(55, 100), Fraction(65, 100)


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_VALID_VOTES = "no_valid_votes"
    DISAPPROVED = "disapproved"
    INCONCLUSIVE = "inconclusive"
    APPROVED = "approved"


STATUS: Mapping[str, Status] = {
    Outcome.DISAPPROVED: Status.NOT_MET,
    Outcome.INCONCLUSIVE: Status.INCONCLUSIVE,
    Outcome.NO_VALID_VOTES: Status.NO_VALID_VOTES,
    Outcome.APPROVED: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


def decide(case: Case, parameters: Fixed | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    Over the seats of all required categories, y for and n against: y / (y + n) >= 11/20, and the people behind the
    votes for over the people behind both >= 13/20. Where nobody knows how many people the seats stand for, too few
    members for are still a verdict and enough of them are `inconclusive`. Example: 7 of 12 members who stand for
    65 of 100 people are approved; 3 of 7 are not, however many they stand for.
    """
    heard = pool(case)
    members = Criterion.of_share("affirmative_share", heard.share, ">=", OF_MEMBERS)
    people = Criterion.of_share("population_share", _people(case), ">=", OF_POPULATION)
    outcome = _outcome(members, people)
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=(members, people),
        counted={"affirmative": heard.agreement, "negative": heard.counts.object},
        excluded=excluded_from(case),
        source=SOURCE,
    )


def _people(case: Case) -> Share | None:
    if case.population is None:
        return None
    behind = case.population.behind
    return share_of(agreeing(behind), agreeing(behind) + behind.object)


def _outcome(members: Criterion, people: Criterion) -> Outcome:
    if members.met is None:
        return Outcome.NO_VALID_VOTES
    if not members.met or people.met is False:
        return Outcome.DISAPPROVED
    return Outcome.APPROVED if people.met else Outcome.INCONCLUSIVE


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Weighted vote of the European standards bodies",
    asks="55 % of the members that vote are for, and they stand for 65 % of the people whom those members stand for.",
    source=SOURCE,
    scales=frozenset(),
    lacks="how many people each seat stands for",
    pools=True,
    verdicts=STATUS,
    parameters=(),
    build=Fixed,
    decide=decide,
)
