"""The vote of a W3C Council: equal votes of one organisation are one vote, and the Chair decides a tie."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.institutions.pooled import Fixed, agreeing, excluded_from, pool
from consult.consensus.rules.shares import share_of

RULE_ID = "w3c_council_vote"
RULE_VERSION = "1"
SOURCE = (
    "W3C Process, section Council Deliberations (editor's draft of 2026-03-12): identical ballots from one affiliation "
    "count once; more for than against; a tie is decided by the Chair."
)
HALF = Fraction(1, 2)


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_VALID_VOTES = "no_valid_votes"
    ADOPTED = "adopted"
    TIED = "tied"
    REJECTED = "rejected"


class ByChair(StrEnum):
    """What a tie becomes when the Chair decides it."""

    ADOPTS = "chair:adopt"
    REJECTS = "chair:reject"


STATUS: Mapping[str, Status] = {
    Outcome.TIED: Status.TIED,
    Outcome.REJECTED: Status.NOT_MET,
    Outcome.NO_VALID_VOTES: Status.NO_VALID_VOTES,
    Outcome.ADOPTED: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


def decide(case: Case, parameters: Fixed | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    Votes for f are the organisations of which a seat supports it, can live with it or joins with a reservation, votes
    against a those of which a seat objects; an organisation that is divided has a vote on either side. Where nobody
    knows the organisations, each seat of the required categories votes for itself. f > a adopts, f = a > 0 is a tie.
    Example: three seats of A for, one of B and one of C against are 1 for and 2 against: rejected.
    """
    votes_for, votes_against, merged = _votes(case)
    majority = Criterion.of_share("votes_for_share", share_of(votes_for, votes_for + votes_against), ">", HALF)
    outcome = _outcome(majority, is_tied=votes_for == votes_against)
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=(majority,),
        counted={"affirmative": votes_for, "negative": votes_against},
        excluded={"same_affiliation": merged, **excluded_from(case)},
        source=SOURCE,
    )


def decided_by_chair(found: Finding, *, adopts: bool) -> Finding:
    """Return what a tied vote becomes by the Chair's decision; any other verdict stays as it is."""
    if found.status is not Status.TIED:
        return found
    verdict = ByChair.ADOPTS if adopts else ByChair.REJECTS
    return replace(found, verdict=verdict, status=Status.MET if adopts else Status.NOT_MET)


def _votes(case: Case) -> tuple[int, int, int]:
    """Return the votes for, the votes against, and how many ballots are merged with another of their organisation."""
    if case.affiliations is None:
        heard = pool(case)
        return heard.agreement, heard.counts.object, 0
    votes_for = sum(agreeing(one) > 0 for one in case.affiliations)
    votes_against = sum(one.object > 0 for one in case.affiliations)
    cast = sum(_cast(one) for one in case.affiliations)
    return votes_for, votes_against, cast - votes_for - votes_against


def _cast(counts: PositionCounts) -> int:
    return agreeing(counts) + counts.object


def _outcome(majority: Criterion, *, is_tied: bool) -> Outcome:
    if majority.met is None:
        return Outcome.NO_VALID_VOTES
    if is_tied:
        return Outcome.TIED
    return Outcome.ADOPTED if majority.met else Outcome.REJECTED


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="More for than against, one vote for each organisation",
    asks=(
        "More votes are for than against. Equal votes of one organisation are one vote, and a tie is for the "
        "Chair to decide."
    ),
    source=SOURCE,
    scales=frozenset(),
    lacks="which members belong to one organisation, and what the Chair decides",
    pools=True,
    verdicts=STATUS,
    parameters=(),
    build=Fixed,
    decide=decide,
)
