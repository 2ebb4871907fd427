"""k-means: so many centres that the squared distances of everyone to the nearest of them are small."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion.cells import Cells
from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.votes import Floats, Integers

MOST_STEPS = 100
BEYOND = 0.5
"""By how much of its way to the mean a centre is moved on beyond it: the way is slow where groups run into each other."""
STILL_PART = 0.25
"""Searches that have ended are left out of further steps once so large a part of them has: leaving out costs a copy."""

Labels = NDArray[np.int8]
PLACES: Labels = np.arange(127, dtype=np.int8)[:, np.newaxis]


@dataclass(frozen=True, slots=True, eq=False)
class Clustering:
    """Centres, and for each cell the place of the nearest one."""

    centres: Floats
    labels: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Several runs side by side: centres (runs, k, 2), each cell's label, a loss for each run, members by centre.

    A loss is the sum of squared distances, but for a part that is the same for all runs.
    """

    centres: Floats
    labels: Labels
    losses: Floats
    members: Floats

    def best(self, most: int) -> Floats:
        """Return the centres of the runs with the least losses, of runs with the same loss the first alone."""
        _, first = np.unique(self.losses.round(6), return_index=True)
        return self.centres[first[:most]]

    def chosen(self, fewest: int) -> Clustering | None:
        """Return the run with the least loss of those in which every centre has so many members; None without any."""
        losses = np.where(self.members.min(axis=1) < fewest, np.inf, self.losses)
        place = int(np.argmin(losses))
        return (
            Clustering(self.centres[place], self.labels[place].astype(np.int64)) if np.isfinite(losses[place]) else None
        )


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Points that are clustered at one go: (samples, points, 2), and how often each counts (samples, points)."""

    points: NDArray[Any]
    weights: NDArray[Any]

    @classmethod
    def of(cls, cells: Cells) -> "Samples":
        """Return cells as one sample."""
        return cls(cells.centres[np.newaxis], cells.weights[np.newaxis])


def lloyd(cells: Cells, centres: Floats, *, steps: int = MOST_STEPS) -> Runs:
    """Return what moving centres to the means of their cells leads to, until no cell changes its nearest centre.

    Lloyd's algorithm (1982) on weighted points, from every choice of centres (runs, k, 2) that is given, side by side.
    Centres are moved beyond the means by half of the way, which takes a quarter fewer steps, and to the means themselves
    once nothing changes. A centre that no cell is nearest to stays where it is. It ends after `steps` steps at the
    latest, which only a few borderline points among very many outlast.
    """
    found = _moved(Samples.of(cells), centres[:, np.newaxis], steps)
    return Runs(*(of_runs[:, 0] for of_runs in found))


def lloyd_of_each(samples: Samples, centres: NDArray[Any]) -> Iterable[Runs]:
    """Return for each sample what `lloyd` finds, from choices of centres of its own (samples, runs, k, 2)."""
    return (Runs(*of_sample) for of_sample in zip(*_moved(samples, centres, MOST_STEPS), strict=True))


def seeded(cells: Cells, k: int, chance: Chance, starts: int) -> Floats:
    """Return the first centres of each run, each next one drawn with a chance as the squared distance to those before.

    That is k-means++ (Arthur and Vassilvitskii, 2007).
    """
    centres: Floats = seeded_of_each(Samples.of(cells), k, chance, starts)[0]
    return centres


def seeded_of_each(samples: Samples, k: int, chance: Chance, starts: int) -> NDArray[Any]:
    """Return for each sample the first centres of each run, as `seeded` does."""
    points, weights = samples.points[:, np.newaxis], samples.weights[:, np.newaxis]
    shape = (len(points), starts, points.shape[2])
    places = _drawn(np.broadcast_to(weights, shape), chance)
    centres = np.empty((*shape[:2], k, 2), points.dtype)
    which = np.arange(len(points))[:, np.newaxis]
    centres[:, :, 0] = samples.points[which, places]
    nearest = np.full(shape, np.inf, points.dtype)
    for place in range(1, k):
        away = points - centres[:, :, place - 1, np.newaxis]
        np.minimum(nearest, np.einsum("srnd,srnd->srn", away, away), out=nearest)
        centres[:, :, place] = samples.points[which, _drawn(nearest * weights, chance)]
    return centres


def _drawn(weights: NDArray[Any], chance: Chance) -> Integers:
    """Return for each row a place, drawn with a chance as its weight."""
    sums = np.cumsum(weights, axis=-1)
    rows = sums.shape[:-1]
    sought = chance.uniform(int(np.prod(rows))).reshape(rows) * sums[..., -1]
    passed: Integers = np.count_nonzero(sums <= sought[..., np.newaxis], axis=-1).astype(np.int64)
    last: Integers = np.minimum(passed, weights.shape[-1] - 1)
    return last


def _moved(samples: Samples, centres: NDArray[Any], steps: int) -> tuple[NDArray[Any], ...]:
    """Return the ends of searches from centres (searches, runs, k, 2), as `Runs` has them, for each search.

    All searches are in one sample, or each in its own. One that has ended stays as it is in further steps.
    """
    lifted, weighted = _prepared(samples)
    size, is_own = samples.weights.shape[1], len(lifted) > 1
    ends, members, losses = centres.copy(), np.zeros(centres.shape[:3]), np.empty(centres.shape[:2])
    labels = np.empty((*centres.shape[:2], size), np.int8)
    running, beyond = np.arange(len(centres)), np.full((*centres.shape[:2], 1, 1), BEYOND, centres.dtype)
    nearest = _nearest(lifted, centres)[0]
    for step in range(steps):
        means, sizes = _means(weighted, nearest, centres)
        centres = means + beyond * (means - centres)
        before = nearest
        nearest, distances = _nearest(lifted, centres)
        moves = (nearest != before).any(axis=2)
        goes_on = (moves | (beyond[:, :, 0, 0] > 0)).any(axis=1)
        beyond = centres.dtype.type(BEYOND) * moves[:, :, np.newaxis, np.newaxis]
        left = np.count_nonzero(goes_on)
        if step + 1 < steps and left > (1 - STILL_PART) * len(goes_on):
            continue
        ends[running], members[running], labels[running] = centres, sizes, nearest
        weights = weighted[:, :, 0]
        losses[running] = np.einsum("srn,sn->sr", distances.min(axis=2), np.broadcast_to(weights, (len(centres), size)))
        if not left:
            break
        running, beyond, centres, nearest = running[goes_on], beyond[goes_on], centres[goes_on], nearest[goes_on]
        if is_own:
            lifted, weighted = lifted[goes_on], weighted[goes_on]
    return ends, labels, losses, members


def _prepared(samples: Samples) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return points lifted to (-2x, 1) as columns, and as rows the weights with the points times these."""
    points, weights = samples.points, samples.weights[:, :, np.newaxis].astype(samples.points.dtype)
    lifted = np.concatenate([-2 * points, np.ones_like(weights)], axis=2).mT
    return np.ascontiguousarray(lifted), np.concatenate([weights, points * weights], axis=2)


def _nearest(lifted: NDArray[Any], centres: NDArray[Any]) -> tuple[Labels, NDArray[Any]]:
    """Return for each run the nearest centre of each cell, the first of equals, and the squared distances to all centres.

    A squared distance is taken as |c|² - 2 x·c: |x|², which is the same for every centre and every run, is left out.
    With points `lifted` to (-2x, 1), and centres to (c, |c|²), it is one product.
    """
    searches, runs, k, dimensions = centres.shape
    raised = np.concatenate([centres, np.einsum("srcd,srcd->src", centres, centres)[..., np.newaxis]], axis=3)
    squares = (raised.reshape(len(lifted), -1, dimensions + 1) @ lifted).reshape(searches, runs, k, -1)
    labels = (squares[:, :, 1] < squares[:, :, 0]).view(np.int8)
    if k > 2:
        least = np.minimum(squares[:, :, 0], squares[:, :, 1])
        for place in range(2, k):
            np.putmask(labels, squares[:, :, place] < least, place)
            np.minimum(least, squares[:, :, place], out=least)
    return labels, squares


def _means(weighted: NDArray[Any], labels: Labels, centres: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return for each run the mean of the points of each centre, and how many these are.

    `weighted` holds each point's weight and its coordinates times that. A centre without points stays where it is.
    """
    searches, runs, k, dimensions = centres.shape
    is_nearest = (labels[:, :, np.newaxis, :] == PLACES[:k]).astype(weighted.dtype)
    sums = is_nearest.reshape(len(weighted), -1, labels.shape[2]) @ weighted
    sums = sums.reshape(searches, runs, k, dimensions + 1)
    members = sums[..., :1]
    return np.divide(sums[..., 1:], members, out=centres.copy(), where=members > 0), members[..., 0]
