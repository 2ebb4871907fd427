"""The five-way straw poll of WG21: more than twice as many in favour as against."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules import parameters as choosing
from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.institutions.pooled import excluded_from, pool
from consult.consensus.rules.shares import share_of

RULE_ID = "five_way_straw_poll"
RULE_VERSION = "1"
SOURCE = (
    "ISO/IEC JTC 1/SC 22/WG 21, SD-4, as quoted in P4196R0: strongly in favour, in favour, neutral, against, strongly "
    "against; more than twice as many in favour as against."
)
TWO_TO_ONE = Fraction(2, 3)


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_VALID_VOTES = "no_valid_votes"
    ADVANCES = "advances"
    DOES_NOT_ADVANCE = "does_not_advance"


class Reservations(StrEnum):
    """What a reservation counts as."""

    AGREEMENT = "agreement"
    NEITHER = "neither"
    OBJECTION = "objection"


STATUS: Mapping[str, Status] = {
    Outcome.DOES_NOT_ADVANCE: Status.NOT_MET,
    Outcome.NO_VALID_VOTES: Status.NO_VALID_VOTES,
    Outcome.ADVANCES: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What an organiser may choose: on which side a reservation stands; as an objection it completes the five ways."""

    reservation_counts: str = Reservations.AGREEMENT

    @property
    def reservations_agree(self) -> bool:
        """Whether a reservation counts as agreement."""
        return self.reservation_counts == Reservations.AGREEMENT


def decide(case: Case, parameters: Parameters | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    Over the seats of all required categories: f = support + can_live_with, a = object, reservations added to f, to a
    or to neither, neutral = no_opinion. It advances when f > 2 a, that is f / (f + a) > 2/3; exactly twice as many do
    not suffice. Example: 15 for and 7 against advance, 14 and 7 do not.
    """
    chosen = parameters or Parameters()
    counts = pool(case).counts
    favour, against = _sides(counts, chosen)
    share = Criterion.of_share("affirmative_share", share_of(favour, favour + against), ">", TWO_TO_ONE)
    outcome = _outcome(share)
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=(share,),
        counted={"affirmative": favour, "negative": against},
        excluded={"reservation": counts.n - counts.no_opinion - favour - against, **excluded_from(case)},
        source=SOURCE,
    )


def _sides(counts: PositionCounts, chosen: Parameters) -> tuple[int, int]:
    favour, against = counts.support + counts.can_live_with, counts.object
    if chosen.reservations_agree:
        return favour + counts.reservation, against
    if chosen.reservation_counts == Reservations.OBJECTION:
        return favour, against + counts.reservation
    return favour, against


def _outcome(share: Criterion) -> Outcome:
    if share.met is None:
        return Outcome.NO_VALID_VOTES
    return Outcome.ADVANCES if share.met else Outcome.DOES_NOT_ADVANCE


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="More than twice as many for as against",
    asks=(
        "More than twice as many seats are for as against, all categories added up. Exactly twice as many do not "
        "suffice."
    ),
    source=SOURCE,
    scales=frozenset({"ballot", "statements"}),
    pools=True,
    verdicts=STATUS,
    parameters=(choosing.choice("reservation_counts", Reservations.AGREEMENT, Reservations),),
    build=Parameters,
    decide=decide,
)
