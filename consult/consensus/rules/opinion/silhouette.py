"""How much nearer people are to their own group than to the next one."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion.cells import Cells
from consult.consensus.rules.opinion.votes import Floats, Integers

ROWS = 32
"""So many rows of distances are held at a time."""
EXACT_CELLS = 512
"""Distances between more cells have 32 bits: a silhouette is then off by less than 1e-6."""


def silhouettes(cells: Cells, labellings: list[Integers]) -> list[float]:
    """Return the mean silhouette of each labelling of the cells; every labelling has two groups or more.

    With a the mean distance to the others of one's group and b the least mean distance to another group, one's
    silhouette is (b - a) / max(a, b), and 0 for whoever is alone (Rousseeuw, 1987). It is exact where every point is a
    cell of its own; with larger cells, whoever shares one counts as at distance 0 (see `gathered` for what that costs).
    """
    if not labellings:
        return []
    sizes = [int(labels.max()) + 1 for labels in labellings]
    heads = [np.bincount(labels, cells.weights, size) for labels, size in zip(labellings, sizes, strict=True)]
    members = np.concatenate(
        [
            (labels[:, np.newaxis] == np.arange(size)) * cells.weights[:, np.newaxis]
            for labels, size in zip(labellings, sizes, strict=True)
        ],
        axis=1,
    )
    sums = _distances_times(cells.centres, members)
    found, first = [], 0
    for labels, size, counts in zip(labellings, sizes, heads, strict=True):
        each = _each(sums[:, first : first + size], labels, counts)
        found.append(float(each @ cells.weights / cells.weights.sum()))
        first += size
    return found


def _each(sums: Floats, labels: Integers, counts: NDArray[Any]) -> Floats:
    """Return every cell's silhouette from its summed distances to each group."""
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(counts[labels] - 1, 1)
    others = sums / np.maximum(counts, 1)
    others[:, counts == 0] = np.inf
    others[rows, labels] = np.inf
    next_one = others.min(axis=1)
    largest = np.maximum(own, next_one)
    found = np.divide(next_one - own, largest, out=np.zeros(len(labels)), where=largest > 0)
    return np.where(counts[labels] > 1, found, 0.0)


def _distances_times(points: Floats, members: Floats) -> Floats:
    """Return each point's summed distances to the members of each group, every distance being computed once."""
    bits = np.float64 if len(points) <= EXACT_CELLS else np.float32
    (x, y), narrow = points.T.astype(bits, order="C"), members.astype(bits)
    found = np.zeros(members.shape)
    for first in range(0, len(points), ROWS):
        last = min(first + ROWS, len(points))
        across, along = x[first:last, np.newaxis] - x[first:], y[first:last, np.newaxis] - y[first:]
        across *= across
        along *= along
        across += along
        distances = np.sqrt(across, out=across)
        found[first:last] += distances @ narrow[first:]
        found[last:] += distances[:, last - first :].T @ narrow[first:last]
    return found
