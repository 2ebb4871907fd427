"""Concurrent majorities: each group has a majority of its own, and none that is too small decides either way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules import parameters as choosing
from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.figures import Voices
from consult.consensus.rules.institutions.pooled import agreeing, excluded_from
from consult.consensus.rules.shares import Share, read_threshold, share_of

RULE_ID = "concurrent_majorities"
RULE_VERSION = "1"
SOURCE = "House rule after multistakeholder practice and double majorities: a majority in every group."


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_VALID_VOTES = "no_valid_votes"
    REJECTED = "rejected"
    INCONCLUSIVE = "inconclusive"
    ADOPTED = "adopted"


class Majority(StrEnum):
    """Whether a group's share must exceed the threshold or reach it."""

    ABOVE = "above"
    AT_LEAST = "at_least"


STATUS: Mapping[str, Status] = {
    Outcome.REJECTED: Status.NOT_MET,
    Outcome.INCONCLUSIVE: Status.INCONCLUSIVE,
    Outcome.NO_VALID_VOTES: Status.NO_VALID_VOTES,
    Outcome.ADOPTED: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What an organiser may choose: the majority, how many of a group must take a side, and how many groups may fail."""

    threshold: Fraction = Fraction(1, 2)
    majority: str = Majority.ABOVE
    min_group_n: int = 5
    max_failing: int = 0

    @property
    def reservations_agree(self) -> bool:
        """Whether a reservation counts as agreement: whoever joins with a reservation votes for it."""
        return True

    @property
    def sign(self) -> str:
        """How a group's share is compared with the threshold."""
        return ">" if self.majority == Majority.ABOVE else ">="


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Finding):
    """What the rule finds, with each group's share; None where too few of a group took a side."""

    shares: Mapping[str, Share | None]
    failing: tuple[str, ...]
    not_quorate: tuple[str, ...]


def decide(case: Case, parameters: Parameters | None = None) -> Verdict:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    The groups are the required categories. For each, y = support + can_live_with + reservation, n = object; with
    y + n >= min_group_n its share y / (y + n) must exceed the threshold, or reach it. More failing groups than
    max_failing are a rejection, else a group that is too small leaves it inconclusive: it neither passes nor vetoes.
    Example: shares of 2/3, 5/9 and 11/23 are a rejection by the third group; 13/23 instead, and a group of which two
    took a side, are inconclusive.
    """
    chosen = parameters or Parameters()
    shares = {one.category: _share(one, chosen) for one in case.required}
    too_small = tuple(name for name, share in shares.items() if share is None)
    judged = {
        name: Criterion.of_share(name, share, chosen.sign, chosen.threshold) for name, share in shares.items() if share
    }
    failing = tuple(name for name, one in judged.items() if not one.met)
    criteria = (
        Criterion.of_count("groups_too_small", len(too_small) if shares else None, "=", 0),
        Criterion.of_count("failing_groups", len(failing) if shares else None, "<=", chosen.max_failing),
    )
    outcome = _outcome(*criteria)
    return Verdict(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=criteria,
        counted={one.category: sum(_sides(one)) for one in case.required if shares[one.category]},
        excluded={**excluded_from(case), "too_small_group": _left_out(case.required, too_small)},
        source=SOURCE,
        shares=shares,
        failing=failing,
        not_quorate=too_small,
    )


def _sides(voices: Voices) -> tuple[int, int]:
    return agreeing(voices.counts), voices.counts.object


def _share(voices: Voices, chosen: Parameters) -> Share | None:
    agreement, objection = _sides(voices)
    sides = agreement + objection
    return share_of(agreement, sides) if sides >= chosen.min_group_n else None


def _left_out(required: Sequence[Voices], too_small: Sequence[str]) -> int:
    return sum(sum(_sides(one)) for one in required if one.category in too_small)


def _outcome(too_small: Criterion, failing: Criterion) -> Outcome:
    if failing.met is None:
        return Outcome.NO_VALID_VOTES
    if not failing.met:
        return Outcome.REJECTED
    return Outcome.ADOPTED if too_small.met else Outcome.INCONCLUSIVE


def _build(*, threshold: str, majority: str, min_group_n: int, max_failing: int) -> Parameters:
    return Parameters(read_threshold(threshold), majority, min_group_n, max_failing)


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="A majority in every group",
    asks=(
        "Every category has a majority of its own among those who take a side. A category in which too few take "
        "one neither passes nor vetoes, and leaves it undecided."
    ),
    source=SOURCE,
    scales=frozenset({"ballot", "statements"}),
    pools=False,
    verdicts=STATUS,
    parameters=(
        choosing.exceeded_threshold("threshold", "1/2"),
        choosing.choice("majority", Majority.ABOVE, Majority),
        choosing.number("min_group_n", 5),
        choosing.number("max_failing", 0, least=0),
    ),
    build=_build,
    decide=decide,
)
