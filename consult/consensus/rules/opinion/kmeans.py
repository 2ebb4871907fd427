"""k-means: so many centres that the squared distances of everyone to the nearest of them are small."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion.cells import Cells
from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.votes import Floats, Integers

MOST_STEPS = 100

Labels = NDArray[np.int8]


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
    A centre that no cell is nearest to stays where it is. It ends after `steps` steps at the latest, which only a few
    borderline points among very many outlast.
    """
    weighted = np.column_stack([cells.weights, cells.centres * cells.weights[:, np.newaxis]])
    centres, members = centres.copy(), np.zeros(centres.shape[:2])
    labels, losses = _nearest(cells, centres)
    moving = np.arange(len(centres))
    for _ in range(steps):
        before = labels[moving]
        centres[moving], members[moving] = _means(weighted, before, centres[moving])
        labels[moving], losses[moving] = _nearest(cells, centres[moving])
        moving = moving[(labels[moving] != before).any(axis=1)]
        if not len(moving):
            break
    return Runs(centres, labels, losses, members)


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
    found = [int(np.searchsorted(row, value, side="right")) for row, value in zip(sums, sought.tolist(), strict=True)]
    return np.array(found, np.int64).clip(max=weights.shape[1] - 1)


def _nearest(cells: Cells, centres: Floats) -> tuple[Labels, Floats]:
    """Return for each run the nearest centre of each cell, the first of equals, and the weighted squared distances.

    A squared distance is taken as |c|² - 2 x·c: |x|², which is the same for every centre and every run, is left out.
    """
    runs, k, dimensions = centres.shape
    flat = centres.reshape(-1, dimensions)
    squares = (-2 * flat) @ cells.centres.T
    squares += np.square(flat).sum(axis=1)[:, np.newaxis]
    squares = squares.reshape(runs, k, -1)
    labels, least = np.zeros((runs, len(cells.weights)), np.int8), squares[:, 0]
    for place in range(1, k):
        np.putmask(labels, squares[:, place] < least, place)
        least = np.minimum(least, squares[:, place])
    return labels, least @ cells.weights


def _means(weighted: Floats, labels: Labels, centres: Floats) -> tuple[Floats, Floats]:
    """Return for each run the mean of the points of each centre, and how many these are.

    `weighted` holds each point's weight and its coordinates times that. A centre without points stays where it is.
    """
    runs, k, dimensions = centres.shape
    is_nearest = labels[:, np.newaxis, :] == np.arange(k, dtype=np.int8)[:, np.newaxis]
    sums = (is_nearest.reshape(runs * k, -1).astype(np.float64) @ weighted).reshape(runs, k, dimensions + 1)
    members = sums[:, :, :1]
    return np.where(members > 0, sums[:, :, 1:] / np.maximum(members, 1), centres), members[:, :, 0]
