"""How many groups there are, and who is in which."""

from dataclasses import dataclass

import numpy as np

from consult.consensus.rules.opinion.cells import each, gathered
from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.kmeans import Clustering, lloyd, seeded
from consult.consensus.rules.opinion.results import Candidate
from consult.consensus.rules.opinion.silhouette import silhouettes
from consult.consensus.rules.opinion.votes import Floats, Integers

NUMBERS = (2, 3, 4, 5)
"""How many groups are tried, as in Polis."""
STARTS, KEPT = 16, 4
START_CELLS, MOST_CELLS = 1024, 2048
LAST_STEPS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Who is in which group, the largest first, and how well each number of groups that was possible did."""

    labels: Integers
    silhouette: float
    candidates: tuple[Candidate, ...]


def grouped(points: Floats, *, seed: int, fewest: int, also: Floats | None = None) -> Grouping | None:
    """Return the groups of the points: those of k-means for the number of groups with the greatest mean silhouette.

    Two to five groups are tried, each from sixteen seeded starts and from the centres of an earlier analysis; a grouping
    in which a group has fewer members than `fewest` is none. None where no number of groups is possible. The starts run
    on at most 1,024 cells of a grid; from the four best the groups are settled on the points themselves, or on 2,048
    cells where there are more, and silhouettes are computed there: exactly for up to 2,048 points, and else off by
    less than 0.01 (see `gathered`). The groups of the best number are settled point by point.
    """
    coarse, fine = gathered(points, START_CELLS), gathered(points, MOST_CELLS)
    tried: list[tuple[int, Clustering]] = []
    for k in NUMBERS:
        starts = seeded(coarse, k, Chance(seed, f"groups:{k}"), STARTS)
        if also is not None and len(also) == k:
            starts = np.concatenate([also[np.newaxis], starts])
        found = lloyd(fine, lloyd(coarse, starts).best(KEPT)).chosen(fewest)
        if found is not None:
            tried.append((k, found))
    widths = silhouettes(fine, [found.labels for _, found in tried])
    candidates = tuple(Candidate(k, width) for (k, _), width in zip(tried, widths, strict=True))
    for place in np.argsort([-width for width in widths], kind="stable").tolist():
        labels = tried[place][1].labels
        if fine.side:
            labels = lloyd(each(points), tried[place][1].centres[np.newaxis], steps=LAST_STEPS).labels[0]
        if np.bincount(labels).min() >= fewest:
            return Grouping(largest_first(labels), widths[place], candidates)
    return None


def silhouette_of(points: Floats, labels: Integers) -> float | None:
    """Return the mean silhouette of groups that were given, by a cell's most frequent group; None for fewer than two."""
    cells = gathered(points, MOST_CELLS)
    size = int(labels.max(initial=0)) + 1
    counts = np.bincount(cells.of_point * size + labels, minlength=len(cells.weights) * size)
    of_cells = counts.reshape(-1, size).argmax(axis=1)
    return silhouettes(cells, [of_cells])[0] if len(np.unique(of_cells)) > 1 else None


def largest_first(labels: Integers) -> Integers:
    """Return the labels renamed 0, 1, … by falling size; of equal groups the one whose first member comes first."""
    names, first, renamed, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    places = np.empty(len(names), np.int64)
    places[order] = np.arange(len(names))
    return places[renamed]
