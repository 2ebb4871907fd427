"""How far groups stay the same had others taken part: those of people drawn again and again from those who did."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion.agreement import adjusted_rand, best_jaccard, crossed
from consult.consensus.rules.opinion.cells import each
from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.grouping import sought
from consult.consensus.rules.opinion.kmeans import Samples, lloyd_of_each, seeded_of_each
from consult.consensus.rules.opinion.krylov import krylov
from consult.consensus.rules.opinion.votes import Floats, Integers, VoteMatrix

DRAWS = 16
"""The mean over so many draws has a standard error of a quarter of their spread."""
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


def stability(
    votes: VoteMatrix, scale: Floats, loads: Floats, labels: Integers, *, seed: int, fewest: int
) -> Stability | None:
    """Return how far the groups (a label for each participant) are found again among participants drawn anew.

    Bootstrap: of the participants, as many are drawn, with repetition; axes about the mean of all, and as many groups as
    before, are found anew from the drawn, and compared over those who were. Sixteen draws. The whole is the mean adjusted
    Rand index (Hubert and Arabie, 1985); a group's is the mean of its best Jaccard likeness (Hennig, 2007: below 0.6 a
    group should not be trusted, from 0.75 on it is stable), None where none of it was ever drawn. A draw in which so
    many groups are not found again counts as 0. None where that is every draw. `scale` is how far each participant is
    moved outwards, `loads` are the axes, and no group of fewer than `fewest` is found, as none was before.
    """
    chance, size, k = Chance(seed, "stability"), len(labels), int(labels.max()) + 1
    times = np.stack([np.bincount(chance.places(size, size), minlength=size) for _ in range(DRAWS)])
    table = _centred(votes)
    axes = _axes(table, times.astype(np.float32), loads)
    points = (table @ _side_by_side(axes)).reshape(size, DRAWS, -1).swapaxes(0, 1)
    again = _found_again(points * scale.astype(np.float32)[:, np.newaxis], times, k, chance, fewest)
    tables = [
        crossed(labels[of_draw > 0], found[of_draw > 0], (k, k))
        for of_draw, found in zip(times, again, strict=True)
        if found is not None
    ]
    if not tables:
        return None
    likeness = np.array([best_jaccard(one) for one in tables])
    met = (~np.isnan(likeness)).sum(axis=0) + DRAWS - len(tables)
    whole = sum(adjusted_rand(one) for one in tables) / DRAWS
    sums = np.nansum(likeness, axis=0)
    each_of = tuple(float(total / times) if times else None for total, times in zip(sums, met, strict=True))
    return Stability(whole, each_of, size)


def _centred(votes: VoteMatrix) -> NDArray[Any]:
    """Return the answers less their statements' means, with every cell filled."""
    size = len(votes.statements)
    means = np.bincount(votes.columns, votes.values, size) / np.maximum(np.bincount(votes.columns, minlength=size), 1)
    table = np.zeros((len(votes.participants), size), np.float32)
    cells = votes.rows() * np.int64(size) + votes.columns
    table.reshape(-1)[cells] = votes.values - means.astype(np.float32).take(votes.columns)
    return table


def _side_by_side(blocks: Floats) -> NDArray[Any]:
    """Return the columns of all draws beside each other, so that one pass over the answers is for all of them."""
    return blocks.astype(np.float32).transpose(1, 0, 2).reshape(blocks.shape[1], -1)


def _axes(table: NDArray[Any], times: NDArray[Any], start: Floats) -> NDArray[Any]:
    """Return the first two axes of each draw (draws, statements, 2), in which participants stand so many times.

    They are exact with few statements, else sought from a start for all draws side by side, so that each step passes over
    the answers once.
    """
    draws, size = len(times), table.shape[1]
    if size <= SOLVED_WHOLE:
        sums = np.stack([(table * of_draw[:, np.newaxis]).T @ table for of_draw in times])
        return np.linalg.eigh(sums)[1][:, :, :-3:-1]

    weights = np.repeat(times.T, start.shape[1], axis=1)

    def gram_times(blocks: Floats) -> Floats:
        sums = table @ _side_by_side(blocks)
        sums *= weights
        found: Floats = (table.T @ sums).reshape(size, draws, -1).transpose(1, 0, 2)
        return found

    found = krylov(gram_times, np.broadcast_to(start, (draws, *start.shape)), depth=DEPTH, wanted=2)
    return found.vectors[:, :, :2].astype(np.float32)


def _found_again(points: NDArray[Any], times: Integers, k: int, chance: Chance, fewest: int) -> list[Integers | None]:
    """Return for each draw (draws, participants, 2) everyone's group by those drawn; None where so many are not found.

    All draws are searched side by side with 32 bits; where that ends at a group that is too small, the draw is searched
    again by itself, as groups are (`sought`).
    """
    samples = Samples(points, times.astype(points.dtype))
    ends = lloyd_of_each(samples, seeded_of_each(samples, k, chance, STARTS))
    return [
        found.labels
        if (found := runs.chosen(fewest)) is not None
        else _found_by_itself(of_draw, weights, k, chance, fewest)
        for runs, of_draw, weights in zip(ends, points, times, strict=True)
    ]


def _found_by_itself(points: NDArray[Any], times: Integers, k: int, chance: Chance, fewest: int) -> Integers | None:
    cells = replace(each(points.astype(np.float64)), weights=times.astype(np.float64))
    best = sought(cells, cells, k, chance, fewest=fewest, starts=STARTS)
    return None if best is None else best.found.labels
