"""How far two ways of putting people into groups agree."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from consult.consensus.rules.opinion.votes import Floats, Integers


def adjusted_rand(table: Sequence[Sequence[int]] | Floats) -> float:
    """Return the adjusted Rand index of a table that counts who is in each group of two groupings.

    With C(n) = n(n - 1)/2, s the sum of C over cells, a over rows and b over columns, and e = a·b / C(all), it is
    (s - e) / ((a + b)/2 - e): 1 for the same groups, about 0 for groups that have nothing to do with each other, and 1
    where both groupings are one single group or everyone alone (Hubert and Arabie, 1985). Example: [[2, 0], [1, 3]] gives
    C = 15, s = 4, a = 7, b = 6, e = 2.8 and 1.2 / 3.7 = 0.324324.
    """
    counts = np.asarray(table, dtype=np.float64)
    cells, rows, columns = _pairs(counts), _pairs(counts.sum(axis=1)), _pairs(counts.sum(axis=0))
    expected = rows * columns / max(_pairs(counts.sum()), 1.0)
    most = (rows + columns) / 2
    return (cells - expected) / (most - expected) if most != expected else 1.0


def crossed(one: Integers, other: Integers, sizes: tuple[int, int]) -> Floats:
    """Return the table that counts who has which label in each of two labellings."""
    return np.bincount(one * sizes[1] + other, minlength=sizes[0] * sizes[1]).reshape(sizes).astype(np.float64)


def best_jaccard(table: Floats) -> Floats:
    """Return for each row's group the likeness of the column's group that is most like it.

    Likeness is |both| / |either| (Jaccard, 1901), as Hennig (2007) takes it for the stability of single clusters; a row
    that nobody is in has NaN. Example: [[2, 0], [1, 3]] gives 2/3 and 3/4.
    """
    either = table.sum(axis=1, keepdims=True) + table.sum(axis=0) - table
    likeness = np.divide(table, either, out=np.zeros_like(table), where=either > 0).max(axis=1)
    return np.where(table.sum(axis=1) > 0, likeness, np.nan)


def _pairs(counts: Any) -> float:  # noqa: ANN401 -- an array or one number of it
    return float(np.sum(counts * (counts - 1)) / 2)
