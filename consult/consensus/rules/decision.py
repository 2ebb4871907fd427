"""What every decision rule is, what it decides on, and what every one of them finds."""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol, Self

from consult.consensus.rules.counts import Counted, PositionCounts
from consult.consensus.rules.figures import Voices
from consult.consensus.rules.objections import Objections
from consult.consensus.rules.parameters import Parameter
from consult.consensus.rules.shares import Share, written


class Status(StrEnum):
    """What a rule finds, in the words that all rules share."""

    MET = "met"
    NOT_MET = "not_met"
    TIED = "tied"
    NO_QUORUM = "no_quorum"
    NO_VALID_VOTES = "no_valid_votes"
    INCONCLUSIVE = "inconclusive"
    OPEN_ISSUES = "open_issues"


COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}
"""How a criterion's value may be compared with its threshold, by the sign that is shown."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition of a rule: what there was, what it asked, and whether it held; None where undefined."""

    id: str
    value: str | None
    threshold: str
    op: str
    met: bool | None

    @classmethod
    def of_share(cls, name: str, share: Share | None, op: str, threshold: Fraction) -> "Criterion":
        """Return the condition that a share is above, reaches, stays below or does not exceed a threshold.

        Refuses a sign that is not one of `COMPARISONS` with KeyError.
        """
        if share is None:
            return cls(name, None, written(threshold), op, None)
        return cls(name, share.exact, written(threshold), op, COMPARISONS[op](share.of_whole, threshold))

    @classmethod
    def of_count(cls, name: str, count: int | None, op: str, threshold: int) -> "Criterion":
        """Return the condition on a whole number; None where nothing can be counted.

        Refuses a sign that is not one of `COMPARISONS` with KeyError.
        """
        if count is None:
            return cls(name, None, str(threshold), op, None)
        return cls(name, str(count), str(threshold), op, COMPARISONS[op](count, threshold))

    def as_json(self) -> dict[str, Any]:
        """Return the condition as files show it."""
        return {"id": self.id, "value": self.value, "threshold": self.threshold, "op": self.op, "met": self.met}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule finds on one item: in its own word and in the shared one, criterion by criterion.

    `counted` says how many answers entered the verdict, by category or side; `excluded` how many did not, by reason.
    `labels` are said beside the verdict. `mean` is the mean of the categories' shares, for rules that ask for it.
    """

    rule: str
    version: str
    verdict: str
    status: Status
    criteria: tuple[Criterion, ...]
    counted: Mapping[str, int]
    excluded: Mapping[str, int]
    source: str
    labels: tuple[str, ...] = ()
    mean: Share | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the finding as programs read it."""
        return {
            "rule": self.rule,
            "version": self.version,
            "verdict": str(self.verdict),
            "status": str(self.status),
            "labels": [str(label) for label in self.labels],
            "criteria": [one.as_json() for one in self.criteria],
            "counted": dict(self.counted),
            "excluded": dict(self.excluded),
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Population:
    """How many people the seats that decide stand for: all of them together, and by what their seats answered.

    Refuses more people behind answers than there are with ValueError.
    """

    total: int
    behind: PositionCounts

    def __post_init__(self) -> None:
        if self.behind.n > self.total:
            raise ValueError(f"{self.behind.n} people of {self.total}")

    @classmethod
    def of(cls, members: Iterable[tuple[int, str | None]]) -> Self:
        """Return the population of members, each with its people and its position; None where it did not answer.

        Refuses words that are not positions, and what is no count, with ValueError.
        """
        people = [(size, position) for size, position in members]
        sums: dict[str, int] = {}
        for size, position in people:
            if position is not None:
                sums[position] = sums.get(position, 0) + size
        return cls(sum(size for size, _ in people), PositionCounts.read(sums))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a rule decides on: each category's counting seats and answers, and what else is known about the item.

    A rule that needs to know more gets it as a field here, with a default that says nothing is known. `without_reasons`
    says by category how many of its objections came without reasons, None where nobody knows; `population` how many
    people the seats of the required categories stand for; `observers` are the categories that may object and do not
    decide; `affiliations` are the answers of the required categories' seats, organisation by organisation.
    """

    voices: tuple[Voices, ...]
    objections: Objections = Objections()  # noqa: RUF009 - frozen, and empty
    is_robust: bool = True
    without_reasons: Mapping[str, int] | None = None
    population: Population | None = None
    observers: frozenset[str] = frozenset()
    affiliations: tuple[PositionCounts, ...] | None = None

    @classmethod
    def of(cls, counts: Counted, seats: Mapping[str, int], **known: Any) -> "Case":  # noqa: ANN401 - any other field
        """Return the case of categories with so many counting seats, which gave these answers.

        Refuses unknown positions with ValueError.
        """
        voices = (Voices(name, seats[name], PositionCounts.read(counts.get(name, {}))) for name in seats)
        return cls(voices=tuple(voices), **known)

    @property
    def required(self) -> tuple[Voices, ...]:
        """The voices of the categories that have a counting seat."""
        return tuple(one for one in self.voices if one.is_required)


class Chosen(Protocol):
    """The parameters of a rule, as far as results of every rule ask about them."""

    @property
    def reservations_agree(self) -> bool:
        """Whether a reservation counts as agreement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What every rule says of itself: where it comes from, what it asks in plain words, and what may be chosen.

    `verdicts` are all its words, what readers ask about first coming first, each in the word that all rules share.
    `build` makes of all parameters what the rule decides with.
    """

    id: str
    version: str
    title: str
    asks: str
    source: str
    verdicts: Mapping[str, Status]
    parameters: tuple[Parameter, ...]
    build: Callable[..., Any]

    @property
    def met(self) -> frozenset[str]:
        """The verdicts that say that the criteria are met."""
        return frozenset(str(word) for word, status in self.verdicts.items() if status is Status.MET)

    def complete(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return every parameter, given or by default; refuses unknown names and values with ValueError."""
        unknown = set(given) - {one.name for one in self.parameters}
        chosen = {one.name: given.get(one.name, one.default) for one in self.parameters}
        if unknown or not all(one.allows(chosen[one.name]) for one in self.parameters):
            raise ValueError(f"parameters {dict(given)}")
        return chosen

    def read(self, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - each rule has parameters of its own
        """Return the parameters as the rule takes them; refuses unknown names and values with ValueError."""
        return self.build(**self.complete(given))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Named):
    """A rule that decides on what seats answered about one item, category by category.

    `scales` are the kinds of round whose contract may name it; there are none while rounds do not hold everything that
    it asks about, and `lacks` says what that is. `pools` says whether it adds up seats of different categories, and
    `is_composite` whether its verdict does not tell which of its criteria are met. `reads_reasons` says that a vote
    against counts only with reasons.
    """

    scales: frozenset[str]
    pools: bool
    decide: Callable[[Case, Any], Finding]
    lacks: str = ""
    is_composite: bool = False
    reads_reasons: bool = False


class BallotForm(StrEnum):
    """What ballots hold that are no positions on an item: ratings of one item, or a word on each of several options."""

    RATINGS = "ratings"
    APPROVALS = "approvals"
    SCORES = "scores"
    RANKS = "ranks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Method(Named):
    """A rule that decides on ballots of another form than positions; `scales` are the kinds of round that have them."""

    form: BallotForm
    decide: Callable[[Any, Any], Finding]
    scales: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Named):
    """A way to a result in which nobody votes; `scales` are the kinds of round that go it."""

    scales: frozenset[str]
