"""What every way of choosing finds: one option, several that nothing separates, or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from consult.consensus.rules.decision import BallotForm, Criterion, Finding, Method, Status
from consult.consensus.rules.parameters import Parameter


class Outcome(StrEnum):
    """What a way of choosing finds."""

    NO_VALID_VOTES = "no_valid_votes"
    TIED = "tied"
    CHOSEN = "chosen"


STATUS: Mapping[str, Status] = {
    Outcome.TIED: Status.TIED,
    Outcome.NO_VALID_VOTES: Status.NO_VALID_VOTES,
    Outcome.CHOSEN: Status.MET,
}
"""Each outcome in the words that all rules share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Finding):
    """What a way of choosing finds, with the options that are ahead: one that is chosen, or several that are tied."""

    leading: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the finding as programs read it, with the options that are ahead."""
        return {**Finding.as_json(self), "leading": list(self.leading)}


@dataclass(frozen=True, slots=True)
class Cast:
    """Ballots on several options, in the order in which the options are named; what a ballot is the method knows."""

    options: tuple[str, ...]
    ballots: tuple[Any, ...]


def choice_of(
    rule: str, source: str, leading: Sequence[str], *, counted: Mapping[str, int], version: str = "1"
) -> Choice:
    """Return the finding that these options are ahead: chosen where it is one, tied where there are more."""
    outcome = Outcome.CHOSEN if len(leading) == 1 else Outcome.TIED if leading else Outcome.NO_VALID_VOTES
    return Choice(
        rule=rule,
        version=version,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=(Criterion.of_count("options_ahead", len(leading) or None, "=", 1),),
        counted=counted,
        excluded={},
        source=source,
        leading=tuple(leading),
    )


def method(
    rule: str,
    *,
    title: str,
    asks: str,
    source: str,
    form: BallotForm,
    decide: Callable[[Cast, Mapping[str, Any]], Choice],
    parameters: tuple[Parameter, ...] = (),
) -> Method:
    """Return a way of choosing as the registry names it; its parameters are handed on by their names."""
    return Method(
        id=rule,
        version="1",
        title=title,
        asks=asks,
        source=source,
        verdicts=STATUS,
        parameters=parameters,
        build=dict,
        form=form,
        decide=decide,
        scales=frozenset({"options"}),
    )
