"""k-means: so many centres that the squared distances of everyone to the nearest of them are small."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion.cells import Cells
from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.votes import Floats, Integers

MOST_STEPS = 100
BEYOND = 0.5
"""By how much of its way to the mean a centre is moved on beyond it: the way is slow where groups run into each other."""

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


def lloyd(cells: Cells, centres: Floats, *, steps: int = MOST_STEPS) -> Runs:
    """Return what moving centres to the means of their cells leads to, until no cell changes its nearest centre.

    Lloyd's algorithm (1982) on weighted points, from every choice of centres (runs, k, 2) that is given, side by side.
    Centres are moved beyond the means by half of the way, which takes a quarter fewer steps, and to the means themselves
    once nothing changes. A centre that no cell is nearest to stays where it is. It ends after `steps` steps at the
    latest, which only a few borderline points among very many outlast.
    """
    lifted = np.vstack([-2 * cells.centres.T, np.ones(len(cells.weights))])
    weighted = np.column_stack([cells.weights, cells.centres * cells.weights[:, np.newaxis]])
    ends, members, losses = centres.copy(), np.zeros(centres.shape[:2]), np.empty(len(centres))
    labels = np.empty((len(centres), len(cells.weights)), np.int8)
    running, beyond = np.arange(len(centres)), np.full((len(centres), 1, 1), BEYOND)
    nearest = _nearest(lifted, centres)[0]
    for step in range(steps):
        means, sizes = _means(weighted, nearest, centres)
        centres = means + beyond * (means - centres)
        before = nearest
        nearest, distances = _nearest(lifted, centres)
        moves = (nearest != before).any(axis=1)
        runs_on = moves | (beyond[:, 0, 0] > 0)
        beyond = BEYOND * moves[:, np.newaxis, np.newaxis]
        if step + 1 < steps and all(runs_on.tolist()):
            continue
        ends[running], members[running], labels[running] = centres, sizes, nearest
        losses[running] = distances.min(axis=1) @ cells.weights
        if not runs_on.any():
            break
        running, beyond, centres, nearest = running[runs_on], beyond[runs_on], centres[runs_on], nearest[runs_on]
    return Runs(ends, labels, losses, members)


def seeded(cells: Cells, k: int, chance: Chance, starts: int) -> Floats:
    """Return the first centres of each run, each next one drawn with a chance as the squared distance to those before.

    That is k-means++ (Arthur and Vassilvitskii, 2007).
    """
    places = _drawn(np.broadcast_to(cells.weights, (starts, len(cells.weights))), chance)
    centres = cells.centres[places][:, np.newaxis]
    nearest = np.full((starts, len(cells.weights)), np.inf)
    for _ in range(k - 1):
        away = cells.centres - centres[:, -1:]
        np.minimum(nearest, np.einsum("rnd,rnd->rn", away, away), out=nearest)
        places = _drawn(nearest * cells.weights, chance)
        centres = np.concatenate([centres, cells.centres[places][:, np.newaxis]], axis=1)
    return centres


def _drawn(weights: Floats, chance: Chance) -> Integers:
    """Return for each row a place, drawn with a chance as its weight."""
    sums = np.cumsum(weights, axis=1)
    sought = chance.uniform(len(weights)) * sums[:, -1]
    passed: Integers = np.count_nonzero(sums <= sought[:, np.newaxis], axis=1).astype(np.int64)
    last: Integers = np.minimum(passed, weights.shape[1] - 1)
    return last


def _nearest(lifted: Floats, centres: Floats) -> tuple[Labels, Floats]:
    """Return for each run the nearest centre of each cell, the first of equals, and the squared distances to all centres.

    A squared distance is taken as |c|² - 2 x·c: |x|², which is the same for every centre and every run, is left out.
    With points `lifted` to (-2x, 1), and centres to (c, |c|²), it is one product.
    """
    runs, k, dimensions = centres.shape
    flat = centres.reshape(-1, dimensions)
    raised = np.concatenate([flat, np.einsum("cd,cd->c", flat, flat)[:, np.newaxis]], axis=1)
    squares = (raised @ lifted).reshape(runs, k, -1)
    labels = (squares[:, 1] < squares[:, 0]).view(np.int8)
    if k > 2:
        least = np.minimum(squares[:, 0], squares[:, 1])
        for place in range(2, k):
            np.putmask(labels, squares[:, place] < least, place)
            np.minimum(least, squares[:, place], out=least)
    return labels, squares


def _means(weighted: Floats, labels: Labels, centres: Floats) -> tuple[Floats, Floats]:
    """Return for each run the mean of the points of each centre, and how many these are.

    `weighted` holds each point's weight and its coordinates times that. A centre without points stays where it is.
    """
    runs, k, dimensions = centres.shape
    is_nearest = (labels[:, np.newaxis, :] == PLACES[:k]).astype(np.float64)
    sums = (is_nearest.reshape(runs * k, -1) @ weighted).reshape(runs, k, dimensions + 1)
    members = sums[:, :, :1]
    return np.divide(sums[:, :, 1:], members, out=centres.copy(), where=members > 0), members[:, :, 0]
