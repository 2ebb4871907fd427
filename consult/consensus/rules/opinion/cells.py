"""Many points gathered into few cells of a grid, so that what grows with the square of the points stays affordable."""

from dataclasses import dataclass

import numpy as np

from consult.consensus.rules.opinion.votes import Floats, Integers

FINEST = 1 << 10
"""Into how many cells the longer side is cut at first."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The points' cells: the mean of the points in each, how many these are, and the cell of every point.

    `side` is how wide a cell is; 0 where every point is a cell of its own.
    """

    centres: Floats
    weights: Floats
    of_point: Integers
    side: float


def each(points: Floats) -> Cells:
    """Return every point as a cell of its own."""
    return Cells(points, np.ones(len(points)), np.arange(len(points)), 0.0)


def gathered(points: Floats, most: int) -> Cells:
    """Return the points as at most so many cells: each its own where they are few, else the finest grid that will do.

    Replacing a point by the mean of its cell moves it by less than the cell's diagonal, and the moves within a cell
    cancel out: what is computed from cells is off by the order of (diagonal / distance between groups)².
    """
    if len(points) <= most:
        return each(points)
    low = points.min(axis=0)
    side = float((points.max(axis=0) - low).max()) / FINEST or 1.0
    places = np.floor((points - low) / side).astype(np.int64)
    codes, of_point = np.unique(places[:, 0] * (4 * FINEST) + places[:, 1], return_inverse=True)
    while len(codes) > most:
        side *= 2
        halved = (codes // (4 * FINEST) // 2) * (4 * FINEST) + codes % (4 * FINEST) // 2
        codes, joined = np.unique(halved, return_inverse=True)
        of_point = joined[of_point]
    weights = np.bincount(of_point).astype(np.float64)
    sums = [np.bincount(of_point, points[:, axis]) for axis in range(points.shape[1])]
    return Cells(np.stack(sums, axis=1) / weights[:, np.newaxis], weights, of_point, side)
