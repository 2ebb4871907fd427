"""The Schulze method with winning votes: an option is ahead of another where its strongest path is the stronger one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from consult.consensus.rules.decision import BallotForm
from consult.consensus.rules.options.chosen import Cast, Choice, choice_of, method

RULE_ID = "schulze_winning_votes"
SOURCE = "M. Schulze, A new monotonic, clone-independent, reversal symmetric election method (2011), winning votes."

Matrix = Mapping[str, Mapping[str, int]]
"""A number for each ordered pair of options; 0 from an option to itself."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """A ballot: options in tiers, the most preferred first, and how many seats cast it; what it leaves out is last.

    Refuses an option that is named twice, and what is no number of seats, with ValueError.
    """

    tiers: tuple[tuple[str, ...], ...]
    seats: int = 1

    def __post_init__(self) -> None:
        named = [option for tier in self.tiers for option in tier]
        if len(set(named)) < len(named) or self.seats < 0:
            raise ValueError(f"ballot {self.tiers} of {self.seats}")

    def rank_of(self) -> dict[str, int]:
        """Return the number of each named option's tier."""
        return {option: rank for rank, tier in enumerate(self.tiers) for option in tier}


@dataclass(frozen=True, slots=True)
class Schulze:
    """The options in tiers, who is preferred to whom by how many, and how strong the strongest paths are.

    No option of a tier is behind another one of it; the first tier are the winners.
    """

    tiers: tuple[tuple[str, ...], ...]
    pairwise: Matrix
    strongest_paths: Matrix
    seats: int

    def as_finding(self) -> Choice:
        """Return what was chosen in the words that all rules share."""
        leading = self.tiers[0] if self.seats else ()
        return choice_of(RULE_ID, SOURCE, leading, counted={"ballots": self.seats})


def schulze(options: Sequence[str], ballots: Sequence[Ranks]) -> Schulze:
    """Return the options in the order of the Schulze method.

    d(a, b) is how many seats prefer a to b; a path is as strong as its weakest step, and a step a to b with d(a, b) >
    d(b, a) has the strength d(a, b), any other none. Refuses ballots that name something else with ValueError.
    Example: a cycle of three that are each preferred to the next by two of three seats is one tier of three.
    """
    unknown = sorted({option for ballot in ballots for option in ballot.rank_of()} - set(options))
    if unknown:
        raise ValueError(f"not an option: {', '.join(unknown)}")
    pairwise = _pairwise(options, ballots)
    paths = _strongest_paths(options, pairwise)
    return Schulze(
        tiers=tuple(_tiers(options, paths)),
        pairwise=pairwise,
        strongest_paths=paths,
        seats=sum(ballot.seats for ballot in ballots),
    )


def _pairwise(options: Sequence[str], ballots: Sequence[Ranks]) -> dict[str, dict[str, int]]:
    found = {one: dict.fromkeys(options, 0) for one in options}
    for ballot in ballots:
        rank, last = ballot.rank_of(), len(ballot.tiers)
        for one, other in permutations(options, 2):
            if rank.get(one, last) < rank.get(other, last):
                found[one][other] += ballot.seats
    return found


def _strongest_paths(options: Sequence[str], pairwise: Matrix) -> dict[str, dict[str, int]]:
    paths = {
        one: {other: n if n > pairwise[other][one] else 0 for other, n in pairwise[one].items()} for one in options
    }
    for middle, first, last in permutations(options, 3):
        paths[first][last] = max(paths[first][last], min(paths[first][middle], paths[middle][last]))
    return paths


def _tiers(options: Sequence[str], paths: Matrix) -> list[tuple[str, ...]]:
    found, left = [], list(options)
    while left:
        tier = tuple(one for one in left if all(paths[one][other] >= paths[other][one] for other in left))
        found.append(tier)
        left = [one for one in left if one not in tier]
    return found


def _decide(cast: Cast, _parameters: Mapping[str, Any]) -> Choice:
    return schulze(cast.options, cast.ballots).as_finding()


METHOD = method(
    RULE_ID,
    title="The option that beats every other along the strongest paths, by Schulze",
    asks="Each seat ranks the options, and the option is chosen that no other one beats, directly or by way of others.",
    source=SOURCE,
    form=BallotForm.RANKS,
    decide=_decide,
)
