"""Approval: each seat names every option it approves of, and the option named most often is chosen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules.decision import BallotForm
from consult.consensus.rules.options.chosen import Cast, Choice, choice_of, method

RULE_ID = "approval"
SOURCE = "Approval voting, by its definition: the option that most ballots name."


@dataclass(frozen=True, slots=True)
class Approval:
    """How many ballots name each option, and the options that most of them name; none where no ballot names any."""

    tally: Mapping[str, int]
    winners: tuple[str, ...]

    def as_finding(self) -> Choice:
        """Return what was chosen in the words that all rules share."""
        return choice_of(RULE_ID, SOURCE, self.winners, counted=self.tally)


def approval(options: Sequence[str], ballots: Sequence[Collection[str]]) -> Approval:
    """Return how many ballots name each option; a ballot names an option once, however often it is written on it.

    Refuses ballots that name something else with ValueError. Example: A and B, B, B and C make 3 for B.
    """
    named = [set(ballot) for ballot in ballots]
    unknown = sorted(set().union(*named) - set(options))
    if unknown:
        raise ValueError(f"not an option: {', '.join(unknown)}")
    tally = {option: sum(option in ballot for ballot in named) for option in options}
    most = max(tally.values(), default=0)
    return Approval(tally, tuple(option for option, n in tally.items() if n == most > 0))


def _decide(cast: Cast, _parameters: Mapping[str, Any]) -> Choice:
    return approval(cast.options, cast.ballots).as_finding()


METHOD = method(
    RULE_ID,
    title="The option that most approve of",
    asks="Each seat names every option it approves of, and the option that is named most often is chosen.",
    source=SOURCE,
    form=BallotForm.APPROVALS,
    decide=_decide,
)
