"""How far groups stay the same had others taken part: those of people drawn again and again from those who did."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion.agreement import adjusted_rand, best_jaccard, crossed
from consult.consensus.rules.opinion.cells import each
from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.grouping import sought
from consult.consensus.rules.opinion.krylov import krylov
from consult.consensus.rules.opinion.votes import Floats, Integers, VoteMatrix

DRAWS = 20
STARTS = 3
SOLVED_WHOLE = 48
"""Up to so many statements, the axes of each draw are computed; of more, they are sought from those of all."""
DEPTH = 3


@dataclass(frozen=True, slots=True)
class Stability:
    """The mean adjusted Rand index over the draws, and each group's mean likeness to the nearest group found again.

    `judged_by` is how many participants they were drawn from.
    """

    whole: float
    groups: tuple[float | None, ...]
    judged_by: int


@dataclass(frozen=True, slots=True, eq=False)
class _Sample:
    """Some participants' answers and what they saw, with every cell filled, and how far each is moved outwards."""

    answers: NDArray[Any]
    seen: NDArray[Any]
    scale: Floats
    loads: Floats


def stability(
    votes: VoteMatrix, scale: Floats, loads: Floats, labels: Integers, *, seed: int, fewest: int
) -> Stability | None:
    """Return how far the groups (a label for each participant) are found again among participants drawn anew.

    Bootstrap: of the participants, as many are drawn, with repetition; means, axes and as many groups as before are
    found anew from the drawn, and compared over those who were. Twenty draws. The whole is the mean adjusted Rand
    index (Hubert and Arabie, 1985); a group's is the mean of its best Jaccard likeness (Hennig, 2007: below 0.6 a
    group should not be trusted, from 0.75 on it is stable), None where none of it was ever drawn. A draw in which so
    many groups are not found again counts as 0. None where that is every draw. `scale` is how far each participant is
    moved outwards, `loads` are the axes, and no group of fewer than `fewest` is found, as none was before.
    """
    chance = Chance(seed, "stability")
    sample, k = _filled(votes, scale, loads, chance), int(labels.max()) + 1
    drawn = (_drawn(sample, labels, k, chance, fewest) for _ in range(DRAWS))
    tables = [table for table in drawn if table is not None]
    if not tables:
        return None
    likeness = np.array([best_jaccard(table) for table in tables])
    met = (~np.isnan(likeness)).sum(axis=0) + DRAWS - len(tables)
    whole = sum(adjusted_rand(table) for table in tables) / DRAWS
    sums = np.nansum(likeness, axis=0)
    each_of = tuple(float(total / times) if times else None for total, times in zip(sums, met, strict=True))
    return Stability(whole, each_of, len(labels))


def _filled(votes: VoteMatrix, scale: Floats, loads: Floats, chance: Chance) -> _Sample:
    shape = len(votes.participants), len(votes.statements)
    answers, seen = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    rows = votes.rows()
    answers[rows, votes.columns] = votes.values
    seen[rows, votes.columns] = 1
    beside = chance.uniform(shape[1]).reshape(-1, 1) - 0.5
    return _Sample(answers, seen, scale, np.hstack([loads, beside * float(np.abs(loads).max())]))


def _drawn(sample: _Sample, known: Integers, k: int, chance: Chance, fewest: int) -> NDArray[Any] | None:
    """Return the table of the groups as they are and as they are found among people drawn anew; None if none is."""
    counts = np.bincount(chance.places(len(known), len(known)), minlength=len(known))
    drawn = np.flatnonzero(counts)
    weights = counts[drawn].astype(np.float32)
    answers, seen = sample.answers[drawn], sample.seen[drawn]
    seen *= (weights @ answers) / np.maximum(weights @ seen, 1)
    centred = np.subtract(answers, seen, out=answers)
    points = centred @ _axes(centred * np.sqrt(weights)[:, np.newaxis], sample.loads)
    cells = replace(each(points * sample.scale[drawn, np.newaxis]), weights=weights.astype(np.float64))
    best = sought(cells, cells, k, chance, fewest=fewest, starts=STARTS)
    return None if best is None else crossed(known[drawn], best.found.labels, (k, k))


def _axes(weighted: NDArray[Any], start: Floats) -> NDArray[Any]:
    """Return the first two axes of the drawn: exact with few statements, else by a search from those of all."""
    if weighted.shape[1] <= SOLVED_WHOLE:
        return np.linalg.eigh(weighted.T @ weighted)[1][:, :-3:-1].astype(np.float32)
    found = krylov(lambda block: weighted.T @ (weighted @ block.astype(np.float32)), start, depth=DEPTH, wanted=2)
    return found.vectors[:, :2].astype(np.float32)
