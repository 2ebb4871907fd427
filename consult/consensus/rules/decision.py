"""What every decision rule is, what it decides on, and what every one of them finds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol

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
        """Return the condition that a share is above a threshold, or with the sign ">=" reaches it."""
        if share is None:
            return cls(name, None, written(threshold), op, None)
        is_met = share.of_whole > threshold or (op == ">=" and share.of_whole == threshold)
        return cls(name, share.exact, written(threshold), op, is_met)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a rule decides on: each category's counting seats and answers, and what else is known about the item.

    A rule that needs to know more gets it as a field here, with a default that says nothing is known.
    """

    voices: tuple[Voices, ...]
    objections: Objections = Objections()  # noqa: RUF009 - frozen, and empty
    is_robust: bool = True

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
class Rule:
    """A rule that a contract can name: where it comes from, what it applies to, what may be chosen, how it decides.

    `scales` are the kinds of round whose answers it reads; `pools` says whether it adds up seats of different
    categories. `verdicts` are all its words, what readers ask about first coming first, each in the word that all
    rules share. `build` makes of all parameters what `decide` takes.
    """

    id: str
    version: str
    title: str
    source: str
    scales: frozenset[str]
    pools: bool
    verdicts: Mapping[str, Status]
    parameters: tuple[Parameter, ...]
    build: Callable[..., Any]
    decide: Callable[[Case, Any], Finding]

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
