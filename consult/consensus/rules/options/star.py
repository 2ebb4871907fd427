"""STAR: the two options with the highest scores meet, and the one that more ballots prefer is chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules.decision import BallotForm
from consult.consensus.rules.options.chosen import Cast, Choice, choice_of, method

RULE_ID = "star"
SOURCE = (
    "STAR voting (score, then automatic runoff), with the ties it breaks itself: in the scoring round by head-to-head "
    "votes, in the runoff by score, in both then by the number of highest scores. What is tied then stays tied."
)
HIGHEST = 5
FINALISTS = 2

Ballot = Mapping[str, int]
Judge = Callable[[Sequence[str]], Mapping[str, int]]
"""What gives points to options that are tied so far."""


@dataclass(frozen=True, slots=True)
class Runoff:
    """How many ballots prefer the first finalist, how many the second, and how many neither."""

    first: int
    second: int
    neither: int


@dataclass(frozen=True, slots=True)
class Star:
    """Each option's score, the two finalists, the runoff between them, and the options that are ahead.

    There are no finalists where the scores do not tell who they are, and no runoff where there are not two.
    """

    scores: Mapping[str, int]
    finalists: tuple[str, ...]
    runoff: Runoff | None
    leading: tuple[str, ...]

    @property
    def winner(self) -> str | None:
        """The option that is chosen; None where there is none or several are tied."""
        return self.leading[0] if len(self.leading) == 1 else None

    def as_finding(self) -> Choice:
        """Return what was chosen in the words that all rules share."""
        return choice_of(RULE_ID, SOURCE, self.leading, counted=self.scores)


def star(ballots: Sequence[Ballot], *, options: Sequence[str] = ()) -> Star:
    """Return what is chosen by STAR; an option that a ballot leaves out has 0 from it.

    The options are those named and those scored. Refuses scores that are not whole numbers from 0 to 5 with
    ValueError. Example: of nine ballots with scores 30, 31 and 18, six prefer the second finalist, who is chosen.
    """
    if any(type(n) is not int or not 0 <= n <= HIGHEST for ballot in ballots for n in ballot.values()):
        raise ValueError(f"scores are whole numbers from 0 to {HIGHEST}")
    names = list(dict.fromkeys([*options, *(option for ballot in ballots for option in ballot)]))
    scores = {option: sum(ballot.get(option, 0) for ballot in ballots) for option in names}
    if not ballots or len(names) < FINALISTS:
        return Star(scores, (), None, tuple(names) if ballots else ())
    points, votes, highest = scores_of(scores), preferences_of(ballots), highest_of(ballots)
    finalists = _ahead(names, FINALISTS, (points, votes, highest))
    if len(finalists) < FINALISTS:
        return Star(scores, (), None, _possible(scores))
    winner = _ahead(finalists, 1, (votes, points, highest))
    return Star(scores, finalists, _runoff(ballots, *finalists), winner or finalists)


def scores_of(scores: Mapping[str, int]) -> Judge:
    """Return the judge that gives each option its score."""
    return lambda tied: {option: scores[option] for option in tied}


def preferences_of(ballots: Sequence[Ballot]) -> Judge:
    """Return the judge that gives an option a point for each ballot and each other tied option it is preferred to on."""

    def judge(tied: Sequence[str]) -> dict[str, int]:
        return {
            option: sum(ballot.get(option, 0) > ballot.get(other, 0) for ballot in ballots for other in tied)
            for option in tied
        }

    return judge


def highest_of(ballots: Sequence[Ballot]) -> Judge:
    """Return the judge that counts the highest scores of each option."""
    return lambda tied: {option: sum(ballot.get(option) == HIGHEST for ballot in ballots) for option in tied}


def _ahead(tied: Sequence[str], wanted: int, judges: Sequence[Judge]) -> tuple[str, ...]:
    """Return so many options that are ahead, by the first judge that separates them; fewer where none does."""
    if not judges:
        return ()
    points, found = judges[0](tied), list[str]()
    for most in sorted(set(points.values()), reverse=True):
        group, missing = [option for option in tied if points[option] == most], wanted - len(found)
        if len(group) > missing:
            return (*found, *(_ahead(group, missing, judges[1:]) if missing else ()))
        found += group
    return tuple(found)


def _runoff(ballots: Sequence[Ballot], first: str, second: str) -> Runoff:
    differences = [ballot.get(first, 0) - ballot.get(second, 0) for ballot in ballots]
    return Runoff(sum(n > 0 for n in differences), sum(n < 0 for n in differences), differences.count(0))


def _possible(scores: Mapping[str, int]) -> tuple[str, ...]:
    """Return the options that score as much as the second best: those among which the finalists are."""
    enough = sorted(scores.values(), reverse=True)[FINALISTS - 1]
    return tuple(option for option, n in scores.items() if n >= enough)


def _decide(cast: Cast, _parameters: Mapping[str, Any]) -> Choice:
    return star(cast.ballots, options=cast.options).as_finding()


METHOD = method(
    RULE_ID,
    title="The option that wins the runoff between the two with the highest scores (STAR)",
    asks="Each seat scores the options from 0 to 5, and of the two with the highest sums that one is chosen which more prefer.",
    source=SOURCE,
    form=BallotForm.SCORES,
    decide=_decide,
)
