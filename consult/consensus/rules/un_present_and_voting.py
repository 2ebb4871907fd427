"""A majority of those present and voting: seats of every category added up, abstentions not counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules import parameters as choosing
from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.shares import share_of

RULE_ID = "un_present_and_voting"
RULE_VERSION = "1"
SOURCE = (
    "Rules of Procedure of the United Nations General Assembly: members present and voting are those who vote for or "
    "against; abstainers are considered as not voting."
)
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_QUORUM = "no_quorum"
    NO_VALID_VOTES = "no_valid_votes"
    ADOPTED = "adopted"
    TIED = "tied"
    REJECTED = "rejected"


class Majority(StrEnum):
    """Which majority of those voting is asked for."""

    SIMPLE = "simple"
    TWO_THIRDS = "two_thirds"


class Quorum(StrEnum):
    """How many of the seats must have answered anything at all."""

    NONE = "none"
    MAJORITY = "majority"


STATUS: Mapping[str, Status] = {
    Outcome.TIED: Status.TIED,
    Outcome.REJECTED: Status.NOT_MET,
    Outcome.NO_QUORUM: Status.NO_QUORUM,
    Outcome.NO_VALID_VOTES: Status.NO_VALID_VOTES,
    Outcome.ADOPTED: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What an organiser may choose: the majority, and whether a majority of the seats must have answered."""

    majority: str = Majority.SIMPLE
    quorum: str = Quorum.NONE

    @property
    def reservations_agree(self) -> bool:
        """Whether a reservation counts as agreement: whoever joins, with a reservation or without, votes for it."""
        return True


def decide(case: Case, parameters: Parameters | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    Over all categories that have a counting seat: affirmative f = support + can_live_with + reservation, negative
    a = object; no_opinion is present and abstains. A simple majority is f > a, two thirds 3f >= 2(f + a), compared
    exactly; a simple majority with f = a > 0 is a tie. With a quorum, more than half of the counting seats must have
    answered; without it nothing else is asked. Example: 80 for, 40 against and 73 without an opinion are adopted by
    two thirds, since 80/120 = 2/3; 79 for and 40 against are rejected.
    """
    chosen = parameters or Parameters()
    heard = sum((one.counts for one in case.required), PositionCounts())
    affirmative, negative = _sides(heard)
    quorum = _quorum(case, heard, chosen)
    majority = _majority(affirmative, negative, chosen, is_asked=quorum is None or quorum.met is True)
    outcome = _outcome(quorum, majority, is_tied=affirmative == negative)
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=(majority,) if quorum is None else (quorum, majority),
        counted={"affirmative": affirmative, "negative": negative},
        excluded={
            "no_opinion": heard.no_opinion,
            "category_without_counting_seats": sum(one.counts.n for one in case.voices if not one.is_required),
        },
        source=SOURCE,
    )


def _sides(heard: PositionCounts) -> tuple[int, int]:
    return heard.support + heard.can_live_with + heard.reservation, heard.object


def _quorum(case: Case, heard: PositionCounts, chosen: Parameters) -> Criterion | None:
    """Return whether more than half of the counting seats answered; None where nobody asks."""
    if chosen.quorum == Quorum.NONE:
        return None
    seats = sum(one.seats for one in case.required)
    return Criterion.of_share("quorum", share_of(heard.n, max(seats, heard.n)), ">", HALF)


def _majority(affirmative: int, negative: int, chosen: Parameters, *, is_asked: bool) -> Criterion:
    """Return whether enough of those voting are in favour; undefined where no vote can be taken without a quorum."""
    voting = affirmative + negative if is_asked else 0
    share = share_of(affirmative if is_asked else 0, voting)
    if chosen.majority == Majority.TWO_THIRDS:
        return Criterion.of_share("affirmative_share", share, ">=", TWO_THIRDS)
    return Criterion.of_share("affirmative_share", share, ">", HALF)


def _outcome(quorum: Criterion | None, majority: Criterion, *, is_tied: bool) -> Outcome:
    if quorum is not None and quorum.met is False:
        return Outcome.NO_QUORUM
    if majority.met is None:
        return Outcome.NO_VALID_VOTES
    if majority.met:
        return Outcome.ADOPTED
    return Outcome.TIED if is_tied and majority.op == ">" else Outcome.REJECTED


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Majority of those who vote for or against",
    asks=(
        "Of all seats that are for or against, more are for than against, or two thirds. Whoever abstains is not "
        "counted."
    ),
    source=SOURCE,
    scales=frozenset({"ballot", "statements"}),
    pools=True,
    verdicts=STATUS,
    parameters=(
        choosing.choice("majority", Majority.SIMPLE, Majority),
        choosing.choice("quorum", Quorum.NONE, Quorum),
    ),
    build=Parameters,
    decide=decide,
)
