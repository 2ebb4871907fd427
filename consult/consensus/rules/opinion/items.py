"""What is said about each statement: where it lies, who answered it how, and where agreement with it is weakest."""

from collections.abc import Mapping, Sequence
from math import hypot, sqrt

import numpy as np

from consult.consensus.rules.margins import wilson_lower
from consult.consensus.rules.opinion.projection import Projection
from consult.consensus.rules.opinion.representativeness import probability
from consult.consensus.rules.opinion.results import Item, Tally, Weakest
from consult.consensus.rules.opinion.tallying import AGREE, DISAGREE
from consult.consensus.rules.opinion.votes import Floats, Integers


def items_of(
    names: Sequence[str], counts: Integers, labels: Sequence[str], projection: Projection, statements: int
) -> tuple[Item, ...]:
    """Return what is said about statements; there are `statements` with those that moderation rejected.

    `counts` are those of `tallied`: a row for each label, and one for whoever is in no group. A statement lies where
    someone would who agreed with it and answered nothing else: at (1 - mean) · load · sqrt(statements); its extremity
    is its distance from the middle, as in Polis.
    """
    points = (1 - projection.means)[:, np.newaxis] * projection.loads * sqrt(statements)
    groups = counts[:-1]
    informed = zip(_informed(groups, AGREE), _informed(groups, DISAGREE), strict=True)
    written = zip(names, counts.sum(axis=0).tolist(), groups.transpose(1, 0, 2).tolist(), points.tolist(), strict=True)
    found = []
    for (name, of_all, of_groups, (x, y)), (agreed, disagreed) in zip(written, informed, strict=True):
        tallies = dict(zip(labels, of_groups, strict=True))
        found.append(
            Item(
                statement=name,
                x=x,
                y=y,
                extremity=hypot(x, y),
                answers=of_all,
                group_informed_consensus=agreed,
                group_informed_disagreement=disagreed,
                weakest=weakest_of(tallies),
                groups=tallies,
            )
        )
    return tuple(found)


def weakest_of(tallies: Mapping[str, Tally]) -> Weakest | None:
    """Return the group whose share of agreement is lowest, ties by lower bound, then in order.

    The share is agree / (agree + disagree) and its lower bound Wilson's. None where there are no groups, or one of them
    took no side: nobody knows then whether it would have been the weakest. Example: 8 of 10 and 5 of 10 give 1/2, and
    at least 0.236593.
    """
    sides = [tally[AGREE] + tally[DISAGREE] for tally in tallies.values()]
    if not sides or not all(sides):
        return None
    shares = [tally[AGREE] / all_ for tally, all_ in zip(tallies.values(), sides, strict=True)]
    least = min(shares)
    bound, place = min(
        (wilson_lower(tally[AGREE], sides[place]) or 0.0, place)
        for place, tally in enumerate(tallies.values())
        if shares[place] == least
    )
    return Weakest([*tallies][place], least, bound)


def _informed(groups: Integers, answer: int) -> list[float | None]:
    """Return for each statement the product over groups of (answered so + 1) / (seen + 2), as in `rules.groups`."""
    if not len(groups):
        return [None] * groups.shape[1]
    factors: Floats = probability(groups[:, :, answer], groups.sum(axis=2))
    return [float(product) for product in factors.prod(axis=0)]
