"""The map of opinions: dots on a grid, which say where people stand and not who, and a line around each group."""

from collections.abc import Iterable, Sequence
from math import ceil

import numpy as np

from consult.consensus.rules.opinion.results import Dot
from consult.consensus.rules.opinion.votes import Floats, Integers

SIZES = (5, 25, 100)
"""From so many people on a dot is drawn larger."""
DIVISIONS = (64, 48, 32, 24, 16, 8)
MOST_DOTS = 500

Point = tuple[float, float]


def dots(points: Floats, labels: Integers, names: Sequence[str], *, fewest: int = 1) -> tuple[Dot, ...]:
    """Return where people stand, snapped to the middles of the cells of a grid, with the group of those on each.

    The grid cuts the longer side into 64 parts, or into fewer until there are at most 500 dots, so that a dot stands for
    one's neighbourhood. People of two groups in one cell are two dots. `labels` are places in `names`, or -1.

    Where privacy asks for it, `fewest` is more than 1, and every dot is the mean place of so many people or more of one
    group: with few statements, the place of one person tells all that they answered.
    """
    if not len(points):
        return ()
    if fewest > 1:
        return _together(points, labels, names, fewest)
    low = points.min(axis=0)
    span = float((points.max(axis=0) - low).max()) or 1.0
    kinds = len(names) + 1
    for parts in DIVISIONS:
        side = span / parts
        places = np.minimum(((points - low) / side).astype(np.int64), parts - 1)
        codes = (places[:, 0] * parts + places[:, 1]) * kinds + labels + 1
        counts = np.bincount(codes, minlength=parts * parts * kinds)
        found = np.flatnonzero(counts)
        if len(found) <= MOST_DOTS:
            break
    middles = low + (np.stack([found // kinds // parts, found // kinds % parts], axis=1) + 0.5) * side
    return _written(middles, counts[found], found % kinds - 1, names)


def _together(points: Floats, labels: Integers, names: Sequence[str], fewest: int) -> tuple[Dot, ...]:
    """Return dots that are the means of people who stand beside each other: of `fewest` or more of one group each.

    Microaggregation (Defays and Nanopoulos, 1993), by halves: the people of a group are cut at the middle of their longer
    side until a half would be too few, or about 500 dots are there. Whoever is among fewer of their kind in all is not
    drawn: those in no group, where they are a handful.
    """
    least = max(fewest, ceil(len(points) / MOST_DOTS))
    found = [
        (points[leaf].mean(axis=0), len(leaf), label)
        for label in range(-1, len(names))
        for leaf in _halves(points, np.flatnonzero(labels == label), least)
    ]
    found.sort(key=lambda one: (*one[0].tolist(), one[2]))
    if not found:
        return ()
    means, counts, whose = (np.array(each) for each in zip(*found, strict=True))
    return _written(means, counts, whose, names)


def _halves(points: Floats, some: Integers, least: int) -> list[Integers]:
    """Return the places of some points in parts of `least` or more each; nothing where there are fewer."""
    if len(some) < 2 * least:
        return [some] if len(some) >= least else []
    here = points[some]
    axis = int(np.ptp(here[:, 1]) > np.ptp(here[:, 0]))
    order = some[np.lexsort((here[:, 1 - axis], here[:, axis]))]
    middle = len(order) // 2
    return _halves(points, order[:middle], least) + _halves(points, order[middle:], least)


def _written(places: Floats, counts: Integers, whose: Integers, names: Sequence[str]) -> tuple[Dot, ...]:
    sizes = np.searchsorted(SIZES, counts, side="right") + 1
    groups = [(*names, None)[label] for label in whose.tolist()]
    return tuple(
        Dot(x, y, size, group) for (x, y), size, group in zip(places.tolist(), sizes.tolist(), groups, strict=True)
    )


def hull(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the corners of the smallest convex shape around the points, counter-clockwise from the leftmost.

    One or two points, or points on a line, give their ends. Monotone chain (Andrew, 1979). Example: the corners of a
    square and its middle give the four corners.
    """
    known = sorted(set(points))
    if len(known) < 3:
        return tuple(known)
    return (*_chain(known), *_chain(known[::-1]))


def _chain(points: Sequence[Point]) -> list[Point]:
    """Return the corners that one passes on the right-hand side of the points, all but the last."""
    found: list[Point] = []
    for x, y in points:
        while len(found) > 1:
            (far_x, far_y), (near_x, near_y) = found[-2:]
            if (near_x - far_x) * (y - far_y) > (near_y - far_y) * (x - far_x):
                break
            found.pop()
        found.append((x, y))
    return found[:-1]
