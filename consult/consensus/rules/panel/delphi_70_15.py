"""Consensus of a Delphi panel: most raters at one end of the scale from 1 to 9 and few at the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from consult.consensus.rules import parameters as choosing
from consult.consensus.rules.decision import BallotForm, Criterion, Finding, Method, Status
from consult.consensus.rules.panel.ratings import HIGH, LOW, MIDDLE, Ratings, Region
from consult.consensus.rules.shares import read_threshold, share_of, written

RULE_ID = "delphi_70_15"
RULE_VERSION = "1"
SOURCE = (
    "Delphi studies of core outcome sets (PMC8024512, table 1): at least 70 % rate the item 7 to 9 and fewer than 15 % "
    "rate it 1 to 3; out by the mirror image. House rule [H]: whoever has no opinion is no rater."
)
HALF = Fraction(1, 2)


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_VOTES = "no_votes"
    CONSENSUS_IN = "consensus_in"
    CONSENSUS_OUT = "consensus_out"
    NO_CONSENSUS = "no_consensus"


STATUS: Mapping[str, Status] = {
    Outcome.NO_CONSENSUS: Status.INCONCLUSIVE,
    Outcome.CONSENSUS_OUT: Status.NOT_MET,
    Outcome.NO_VOTES: Status.NO_VALID_VOTES,
    Outcome.CONSENSUS_IN: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What an organiser may choose: the share that makes a consensus, above a half, and the opposition that breaks it.

    Refuses a share of a half or less with ValueError, since both ends of the scale might reach it.
    """

    consensus_threshold: Fraction = Fraction(7, 10)
    opposition_limit: Fraction = Fraction(3, 20)

    def __post_init__(self) -> None:
        if self.consensus_threshold <= HALF:
            raise ValueError(f"consensus threshold {self.consensus_threshold}")

    @property
    def reservations_agree(self) -> bool:
        """Whether a reservation counts as agreement: there are none among ratings."""
        return False


def decide(ratings: Ratings, parameters: Parameters | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    In: at least 7/10 of the raters at 7-9 and fewer than 3/20 at 1-3; out: at least 7/10 at 1-3 and fewer than 3/20 at
    7-9, both compared exactly; else no consensus. Example: 7 of 10 at 7-9 and one at 1-3 is in; 17 of 20 at 7-9 and
    three at 1-3 is no consensus, since 3/20 are not fewer than 15 %.
    """
    chosen = parameters or Parameters()
    inward, outward = _end("in", ratings, HIGH, LOW, chosen), _end("out", ratings, LOW, HIGH, chosen)
    outcome = _outcome(inward, outward)
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=(*inward, *outward),
        counted={
            "rated_1_3": ratings.within(LOW),
            "rated_4_6": ratings.within(MIDDLE),
            "rated_7_9": ratings.within(HIGH),
        },
        excluded={"no_opinion": ratings.no_opinion},
        source=SOURCE,
    )


def _end(word: str, ratings: Ratings, near: Region, far: Region, chosen: Parameters) -> tuple[Criterion, Criterion]:
    """Return whether enough ratings lie at one end, and whether few enough lie at the other."""
    enough, few = share_of(ratings.within(near), ratings.n), share_of(ratings.within(far), ratings.n)
    return (
        Criterion.of_share(f"{word}_share", enough, ">=", chosen.consensus_threshold),
        Criterion(
            f"{word}_opposition",
            few.exact if few else None,
            written(chosen.opposition_limit),
            "<",
            few.of_whole < chosen.opposition_limit if few else None,
        ),
    )


def _outcome(inward: tuple[Criterion, Criterion], outward: tuple[Criterion, Criterion]) -> Outcome:
    if inward[0].met is None:
        return Outcome.NO_VOTES
    if all(one.met for one in inward):
        return Outcome.CONSENSUS_IN
    return Outcome.CONSENSUS_OUT if all(one.met for one in outward) else Outcome.NO_CONSENSUS


def _is_above_half(value: Any) -> bool:  # noqa: ANN401 - whatever a contract holds
    return LIMIT.allows(value) and read_threshold(value) > HALF


def build(*, consensus_threshold: str, opposition_limit: str) -> Parameters:
    """Return the parameters of fractions that are written as text."""
    return Parameters(read_threshold(consensus_threshold), read_threshold(opposition_limit))


LIMIT = choosing.threshold("opposition_limit", "3/20")
PARAMETERS = (choosing.Parameter("consensus_threshold", "7/10", _is_above_half), LIMIT)
"""What the rule lets an organiser choose, as contracts name it."""

METHOD = Method(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Most of a Delphi panel at one end of the scale",
    asks=(
        "Seventy per cent of those who rate the item from 1 to 9 give it 7 to 9, and fewer than 15 % give it 1 to 3; "
        "it is out by the mirror image. All else is undecided."
    ),
    source=SOURCE,
    verdicts=STATUS,
    parameters=PARAMETERS,
    build=build,
    form=BallotForm.RATINGS,
    decide=decide,
    scales=frozenset({"rating"}),
)
