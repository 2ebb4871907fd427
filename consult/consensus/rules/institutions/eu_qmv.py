"""The qualified majority of the Council of the EU: enough members, who stand for enough people, abstention against."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from consult.consensus.rules import parameters as choosing
from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.institutions.pooled import agreeing, excluded_from, pool
from consult.consensus.rules.shares import Share, share_of

RULE_ID = "eu_qmv"
RULE_VERSION = "1"
SOURCE = (
    "Council of the European Union, qualified majority (TEU 16(4), TFEU 238, article numbers from memory): 55 % of all "
    "members who stand for 65 % of the population; fewer than four opponents cannot block. Reinforced, where the "
    "Commission does not propose: 72 % and 65 %."
)
OF_POPULATION = Fraction(65, 100)
FEWEST_TO_BLOCK = 4


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    NO_VALID_VOTES = "no_valid_votes"
    NOT_ADOPTED = "not_adopted"
    INCONCLUSIVE = "inconclusive"
    ADOPTED = "adopted"


class Majority(StrEnum):
    """Which qualified majority is asked for."""

    ORDINARY = "ordinary"
    REINFORCED = "reinforced"


class Label(StrEnum):
    """What is said beside a verdict."""

    NO_BLOCKING_MINORITY = "no_blocking_minority"


OF_MEMBERS: Mapping[str, Fraction] = {
    Majority.ORDINARY: Fraction(55, 100),
    Majority.REINFORCED: Fraction(72, 100),
}
STATUS: Mapping[str, Status] = {
    Outcome.NOT_ADOPTED: Status.NOT_MET,
    Outcome.INCONCLUSIVE: Status.INCONCLUSIVE,
    Outcome.NO_VALID_VOTES: Status.NO_VALID_VOTES,
    Outcome.ADOPTED: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What an organiser may choose: the ordinary or the reinforced majority."""

    majority: str = Majority.ORDINARY

    @property
    def reservations_agree(self) -> bool:
        """Whether a reservation counts as agreement: whoever joins with a reservation is in favour."""
        return True


def decide(case: Case, parameters: Parameters | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    The members are the seats of all required categories, whether they answered or not; in favour y = support +
    can_live_with + reservation, everyone else is not. y >= 55 % of the members, rounded up, and their people >= 65 % of
    all people. With fewer than four members not in favour there is no minority that can block, and 65 % is not asked
    for; the label says so. Reinforced, it is 72 %, and a few can block. Where nobody knows the people, what the members
    alone do not decide is `inconclusive`. Example: 15 of 27 are enough, 14 are not.
    """
    chosen, heard = parameters or Parameters(), pool(case)
    asked = members_needed(heard.seats, chosen.majority)
    in_favour = heard.agreement if heard.counts.n else None
    members = Criterion.of_count("members_in_favour", in_favour, ">=", asked)
    people = Criterion.of_share("population_share", _people(case), ">=", OF_POPULATION)
    is_few = chosen.majority == Majority.ORDINARY and heard.seats - heard.agreement < FEWEST_TO_BLOCK
    is_deemed = members.met is True and people.met is not True and is_few
    outcome = _outcome(members, people, is_deemed=is_deemed)
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=(members, people),
        counted={"affirmative": heard.agreement, "not_in_favour": heard.seats - heard.agreement},
        excluded={"category_without_counting_seats": excluded_from(case)["category_without_counting_seats"]},
        source=SOURCE,
        labels=(Label.NO_BLOCKING_MINORITY,) if is_deemed else (),
    )


def members_needed(members: int, majority: str = Majority.ORDINARY) -> int:
    """Return the smallest number of members that is the asked part of all. Example: 15 of 27, reinforced 20 of 27."""
    return ceil(OF_MEMBERS[majority] * members)


def _people(case: Case) -> Share | None:
    return share_of(agreeing(case.population.behind), case.population.total) if case.population else None


def _outcome(members: Criterion, people: Criterion, *, is_deemed: bool) -> Outcome:
    if members.met is None:
        return Outcome.NO_VALID_VOTES
    if not members.met:
        return Outcome.NOT_ADOPTED
    if people.met or is_deemed:
        return Outcome.ADOPTED
    return Outcome.INCONCLUSIVE if people.met is None else Outcome.NOT_ADOPTED


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Qualified majority of members and of people",
    asks=(
        "55 % of all members are for, and they stand for 65 % of all people. Whoever abstains or says nothing is "
        "not for it, and fewer than four opponents cannot block."
    ),
    source=SOURCE,
    scales=frozenset(),
    lacks="how many people each seat stands for",
    pools=True,
    verdicts=STATUS,
    parameters=(choosing.choice("majority", Majority.ORDINARY, Majority),),
    build=Parameters,
    decide=decide,
)
