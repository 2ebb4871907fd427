"""What every decision rule is, and what every one of them finds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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

    def as_json(self) -> dict[str, Any]:
        """Return the condition as files show it."""
        return {"id": self.id, "value": self.value, "threshold": self.threshold, "op": self.op, "met": self.met}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule finds on one item: in its own word and in the shared one, criterion by criterion.

    `counted` says how many answers entered the verdict, by category or side; `excluded` how many did not, by reason.
    """

    rule: str
    version: str
    verdict: str
    status: Status
    criteria: tuple[Criterion, ...]
    counted: Mapping[str, int]
    excluded: Mapping[str, int]
    source: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an organiser may choose: its default, and whether a chosen value is allowed."""

    name: str
    default: int | str
    allows: Callable[[Any], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that a contract can name: where it comes from, what it applies to, what may be chosen, how it decides.

    `build` makes of all parameters what `decide` takes; `scales` are the kinds of round whose answers it reads.
    """

    id: str
    version: str
    title: str
    source: str
    scales: frozenset[str]
    parameters: tuple[Parameter, ...]
    build: Callable[..., Any]
    decide: Callable[..., Finding]

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
