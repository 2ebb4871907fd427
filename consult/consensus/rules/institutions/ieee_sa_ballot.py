"""The ballot of the IEEE Standards Association: a balanced group, enough returns, few abstentions, then three quarters."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules import parameters as choosing
from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.institutions.pooled import excluded_from, pool
from consult.consensus.rules.shares import read_threshold, share_of

RULE_ID = "ieee_sa_ballot"
RULE_VERSION = "1"
SOURCE = (
    "IEEE SA balloting: 75 % of the group return a ballot, fewer than 30 % of the returned abstain, 75 % of those that "
    "approve or disapprove approve, and no interest category holds more than a third of the group. That a disapproval "
    "without a comment is returned and not counted is from memory."
)
THREE_QUARTERS, THREE_TENTHS = Fraction(3, 4), Fraction(3, 10)


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_QUORUM = "no_quorum"
    NO_VALID_VOTES = "no_valid_votes"
    PASSED = "passed"
    FAILED = "failed"


class Label(StrEnum):
    """What is said beside a verdict."""

    RECIRCULATION_NEEDED = "recirculation_needed"


STATUS: Mapping[str, Status] = {
    Outcome.FAILED: Status.NOT_MET,
    Outcome.NO_QUORUM: Status.NO_QUORUM,
    Outcome.NO_VALID_VOTES: Status.NO_VALID_VOTES,
    Outcome.PASSED: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What an organiser may choose: the smallest group, and how much of it one interest category may be.

    A group of individuals has at least 10, one of organisations 5; older rules let a category be half of it.
    """

    smallest_group: int = 10
    largest_category: Fraction = Fraction(1, 3)

    @property
    def reservations_agree(self) -> bool:
        """Whether a reservation counts as agreement: whoever joins with a reservation approves."""
        return True


def decide(case: Case, parameters: Parameters | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    The required categories are the interest categories. With y = support + can_live_with + reservation, d = objections
    but those known to have no reasons, r = all answers, abstentions and bare objections among them: r / seats >= 3/4,
    abstentions / r < 3/10, y / (y + d) >= 3/4, the largest category's seats / seats <= 1/3. Too few returns are
    `no_quorum`. Recirculation is needed while there are negative votes with reasons or objections that stand.
    Example: of 100 seats 60 approve, 15 disapprove with a comment and 10 abstain: passed, 85/100, 10/85, 60/75.
    """
    chosen, heard = parameters or Parameters(), pool(case)
    returned, largest = heard.counts.n, max((pool(case, [one]).seats for one in case.required), default=0)
    criteria = (
        Criterion.of_count("group_size", heard.seats or None, ">=", chosen.smallest_group),
        Criterion.of_share("largest_category", share_of(largest, heard.seats), "<=", chosen.largest_category),
        Criterion.of_share("return_share", share_of(returned, heard.seats), ">=", THREE_QUARTERS),
        Criterion.of_share("abstention_share", share_of(heard.counts.no_opinion, returned), "<", THREE_TENTHS),
        Criterion.of_share("approval_share", heard.share_with_reasons, ">=", THREE_QUARTERS),
    )
    outcome = _outcome(criteria)
    is_unresolved = heard.reasoned > 0 or case.objections.standing > 0
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=criteria,
        counted={"affirmative": heard.agreement, "negative": heard.reasoned},
        excluded=excluded_from(case, bare_too=True),
        source=SOURCE,
        labels=(Label.RECIRCULATION_NEEDED,) if is_unresolved else (),
    )


def _outcome(criteria: tuple[Criterion, ...]) -> Outcome:
    *_, returned, _abstaining, affirmative = criteria
    if returned.met is False:
        return Outcome.NO_QUORUM
    if affirmative.met is None:
        return Outcome.NO_VALID_VOTES
    return Outcome.PASSED if all(one.met for one in criteria) else Outcome.FAILED


def _build(*, smallest_group: int, largest_category: str) -> Parameters:
    return Parameters(smallest_group, read_threshold(largest_category))


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Three quarters of a balanced group, as at the IEEE Standards Association",
    asks=(
        "Three quarters of a balanced group return a ballot, fewer than three tenths of these abstain, and three "
        "quarters of those who approve or disapprove with a comment approve."
    ),
    source=SOURCE,
    scales=frozenset(),
    lacks="which objections came without reasons",
    pools=True,
    verdicts=STATUS,
    parameters=(choosing.number("smallest_group", 10), choosing.threshold("largest_category", "1/3")),
    build=_build,
    decide=decide,
)
