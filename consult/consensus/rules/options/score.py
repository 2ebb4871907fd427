"""Scores: each option's mean over those who scored it; an option that nobody scored has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from consult.consensus.rules import parameters as choosing
from consult.consensus.rules.decision import BallotForm
from consult.consensus.rules.options.chosen import Cast, Choice, choice_of, method

RULE_ID = "score"
SOURCE = (
    "Score voting: the mean over those who scored an option; below a smallest number it is not ranked (house rule)."
)


@dataclass(frozen=True, slots=True)
class Scores:
    """Each option's mean score, None where too few scored it, and how many did; ballots that miss an option are no 0."""

    means: Mapping[str, Fraction | None]
    scored: Mapping[str, int]

    @property
    def winners(self) -> tuple[str, ...]:
        """The options with the highest mean."""
        known = [mean for mean in self.means.values() if mean is not None]
        return tuple(option for option, mean in self.means.items() if known and mean == max(known))

    def as_finding(self) -> Choice:
        """Return what was chosen in the words that all rules share."""
        return choice_of(RULE_ID, SOURCE, self.winners, counted=self.scored)


def score(ballots: Sequence[Mapping[str, int]], *, min_n: int = 1, options: Sequence[str] = ()) -> Scores:
    """Return each option's mean score, exactly, over those who scored it; None where they are fewer than `min_n`.

    The options are those named and those scored. Refuses a smallest number below 1 with ValueError. Example: 5, 2 and
    4 are a mean of 11/3; with min_n = 2 a single 3 is None.
    """
    if min_n < 1:
        raise ValueError(f"min_n {min_n}")
    names = dict.fromkeys([*options, *(option for ballot in ballots for option in ballot)])
    given = {option: [ballot[option] for ballot in ballots if option in ballot] for option in names}
    return Scores(
        means={
            option: Fraction(sum(scores), len(scores)) if len(scores) >= min_n else None
            for option, scores in given.items()
        },
        scored={option: len(scores) for option, scores in given.items()},
    )


def _decide(cast: Cast, parameters: Mapping[str, Any]) -> Choice:
    return score(cast.ballots, min_n=parameters["min_n"], options=cast.options).as_finding()


METHOD = method(
    RULE_ID,
    title="The option with the highest mean score",
    asks="Each seat scores the options it knows, and the option whose scores have the highest mean is chosen.",
    source=SOURCE,
    form=BallotForm.SCORES,
    decide=_decide,
    parameters=(choosing.number("min_n", 1),),
)
