"""How many groups there are, and who is in which."""

from dataclasses import dataclass, replace

import numpy as np

from consult.consensus.rules.opinion.cells import Cells, each, gathered
from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.kmeans import Clustering, lloyd, seeded
from consult.consensus.rules.opinion.results import Candidate
from consult.consensus.rules.opinion.silhouette import silhouettes
from consult.consensus.rules.opinion.votes import Floats, Integers

NUMBERS = (2, 3, 4, 5)
"""How many groups are tried, as in Polis."""
FEWEST_STARTS, MOST_STARTS, START_WORK = 12, 64, 1 << 12
"""The fewer points, the more starts: about as many as move 4,096 points in all."""
KEPT = 4
"""From so many of the starts' ends the groups are settled."""
START_CELLS, MOST_CELLS = 512, 1024
LAST_STEPS = 20
TRIMS = 5
"""How often the search goes on without the few who would be a group of their own."""


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Who is in which group, the largest first, and how well each number of groups that was possible did."""

    labels: Integers
    silhouette: float
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """The grouping of the fine cells that was found, and a 1 for each coarse cell that moved its centres, else a 0."""

    found: Clustering
    kept: Floats


def grouped(points: Floats, *, seed: int, fewest: int, also: Floats | None = None) -> Grouping | None:
    """Return the groups of the points: those of k-means for the number of groups with the greatest mean silhouette.

    Two to five groups are tried, each from 12 to 64 seeded starts and from the centres of an earlier analysis. The
    starts run on at most 512 cells of a grid; from the four best the groups are settled on the points themselves, or on
    1,024 cells where there are more, and silhouettes are computed there: exactly for up to 1,024 points, and else off by
    less than 0.01 (see `gathered`). The groups of the best number are settled point by point. A grouping in
    which a group has fewer members than `fewest` is none: the search goes on without those few, who are given to the
    nearest group in the end. None where no number of groups is possible.
    """
    fine, coarse = gathered(points, MOST_CELLS, START_CELLS)
    starts = min(MOST_STARTS, max(FEWEST_STARTS, START_WORK // max(len(coarse.weights), 1)))
    tried: list[tuple[int, Sought]] = []
    for k in NUMBERS:
        best = sought(coarse, fine, k, Chance(seed, f"groups:{k}"), starts=starts, fewest=fewest, also=also)
        if best is not None:
            tried.append((k, best))
    widths = silhouettes(fine, [best.found.labels for _, best in tried])
    candidates = tuple(Candidate(k, width) for (k, _), width in zip(tried, widths, strict=True))
    for place in np.argsort([-width for width in widths], kind="stable").tolist():
        settled = _settled(points, coarse, tried[place][1], fewest) if fine.side else tried[place][1].found
        if settled is not None:
            return Grouping(largest_first(settled.labels), widths[place], candidates)
    return None


def _settled(points: Floats, coarse: Cells, best: Sought, fewest: int) -> Clustering | None:
    """Return every point's group, the centres moved until none or hardly any changes."""
    every = replace(each(points), weights=best.kept[coarse.of_point])
    return lloyd(every, best.found.centres[np.newaxis], steps=LAST_STEPS).chosen(fewest)


def silhouette_of(points: Floats, labels: Integers) -> float | None:
    """Return the mean silhouette of given groups, by the most frequent group of a cell; None for fewer than two."""
    (cells,) = gathered(points, MOST_CELLS)
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


def sought(
    coarse: Cells,
    fine: Cells,
    k: int,
    chance: Chance,
    *,
    fewest: int,
    starts: int,
    also: Floats | None = None,
) -> Sought | None:
    """Return the best grouping of the fine cells into k that has no group that is too small, if one is found.

    Where the best has one, the search begins again without the cells of that group. What it ends at is settled with
    everyone; where a group is too small again, without those cells, which then move no centre.
    """
    of_fine = np.zeros(len(fine.weights), np.int64)
    of_fine[fine.of_point] = coarse.of_point
    everyone = kept = np.ones(len(coarse.weights))
    for _ in range(TRIMS):
        some = replace(coarse, weights=coarse.weights * kept)
        centres = seeded(some, k, chance, starts)
        if also is not None and len(also) == k:
            centres = np.concatenate([also[np.newaxis], centres])
        runs = lloyd(some, centres)
        for moving in (kept,) if kept is everyone else (everyone, kept):
            ends = runs
            if coarse is not fine or moving is not kept:
                ends = lloyd(replace(fine, weights=fine.weights * moving[of_fine]), runs.best(KEPT))
            found = ends.chosen(fewest)
            if found is not None:
                return Sought(found, moving)
        best = int(np.argmin(runs.losses))
        kept = np.where((runs.members[best] < fewest)[runs.labels[best]], 0.0, kept)
    return None
