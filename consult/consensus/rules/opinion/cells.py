"""Many points gathered into few cells of a grid, so that what grows with the square of the points stays affordable."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion.votes import Floats, Integers

FINEST = 1 << 10
"""Into how many cells the longer side is cut at first: a power of two, so that it can be halved."""


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


def gathered(points: Floats, *most: int) -> tuple[Cells, ...]:
    """Return the points as at most so many cells, once for each number, the largest first.

    Where points are few, each is its own cell, else they are those of the finest grid that will do. Replacing a point by
    the mean of its cell moves it by less than the cell's diagonal, and the moves within a cell cancel out: what is
    computed from cells is off by the order of (diagonal / distance between groups)².
    """
    low = points.min(axis=0)
    side = float((points.max(axis=0) - low).max()) / FINEST or 1.0
    places = np.minimum(((points - low) / side).astype(np.int64), FINEST - 1)
    taken = np.zeros((FINEST, FINEST), np.bool_)
    taken[places[:, 0], places[:, 1]] = True
    alone, found = each(points), []
    for number in most:
        if len(points) <= number:
            found.append(alone)
            continue
        while np.count_nonzero(taken) > number:
            side *= 2
            places >>= 1
            taken = taken[::2] | taken[1::2]
            taken = taken[:, ::2] | taken[:, 1::2]
        found.append(_of_grid(points, places, taken, side))
    return tuple(found)


def _of_grid(points: Floats, places: Integers, taken: NDArray[np.bool_], side: float) -> Cells:
    """Return the cells of a grid that are taken, each point being in the one at its place."""
    numbers = np.cumsum(taken).reshape(taken.shape) - 1
    of_point = numbers[places[:, 0], places[:, 1]]
    weights = np.bincount(of_point).astype(np.float64)
    sums = [np.bincount(of_point, points[:, axis]) for axis in range(points.shape[1])]
    return Cells(np.stack(sums, axis=1) / weights[:, np.newaxis], weights, of_point, side)
