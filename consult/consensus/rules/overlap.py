"""How far the groups that were found in answers are those that people declare: by category, language and country."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import comb
from typing import Any

from consult.consensus.rules.cross_tables import protect
from consult.consensus.rules.opinion_publication import is_protected

DIGITS = 6

Attribute = Mapping[str, str]
"""Of each seat that is on record with it, its value."""


def declared(
    members: Mapping[str, str],
    labels: Sequence[str],
    attributes: Mapping[str, Attribute],
    disclosure: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Return, for each attribute with several values, a table of groups by values and how far both divide people alike.

    `members` names the group of each seat that is in one. The index is the adjusted Rand index: 1 where the groups are
    the values, about 0 where they have nothing to do with each other. Cells of few people are left out where anyone is
    protected, with what would give them away; with any of them goes the index, and with a table that would still tell
    them all of its cells. Nothing is compared with fewer than two groups.
    """
    rows = list(labels) if len(set(members.values())) > 1 else []
    return [
        found
        for name, values in attributes.items()
        if rows and (found := _overlap(name, values, members, rows, disclosure))
    ]


def adjusted_rand(table: Sequence[Sequence[int]]) -> Fraction:
    """Return how far two divisions of the same people agree beyond chance, exactly; `table` counts people by both.

    With n people, a the sums of the rows and b those of the columns, and C(x) = x (x - 1) / 2 the pairs among x: the
    pairs that both put together, sum C(cell), less the e = sum C(a) · sum C(b) / C(n) expected of chance, over what
    that could be at most, (sum C(a) + sum C(b)) / 2 - e; 1 where both divisions put everyone together, or nobody with
    anyone. Source: L. Hubert and P. Arabie, Comparing partitions, Journal of Classification 2 (1985). Worked example:
    [[2, 0], [1, 1]] has 1 pair, 1 expected of chance and 5/2 at most, and 0 / (3/2) = 0.

    >>> adjusted_rand([[2, 0], [1, 1]]), adjusted_rand([[3, 0], [0, 4]])
    (Fraction(0, 1), Fraction(1, 1))
    """
    together = _pairs(cell for row in table for cell in row)
    rows, columns = _pairs(map(sum, table)), _pairs(map(sum, zip(*table, strict=True)))
    every = comb(sum(map(sum, table)), 2)
    expected = Fraction(rows * columns, every) if every else Fraction(0)
    most = Fraction(rows + columns, 2)
    return (together - expected) / (most - expected) if most != expected else Fraction(1)


def _pairs(counts: Iterable[int]) -> int:
    return sum(comb(count, 2) for count in counts)


def _overlap(
    name: str, values: Attribute, members: Mapping[str, str], rows: list[str], disclosure: Mapping[str, str]
) -> dict[str, Any] | None:
    known = Counter((label, values[seat]) for seat, label in members.items() if seat in values)
    columns = sorted({value for _, value in known})
    if len(columns) < 2:
        return None
    table = [[known[row, column] for column in columns] for row in rows]
    shown = _shown(table) if is_protected(disclosure) else table
    is_whole = all(cell is not None for cells in shown for cell in cells)
    return {
        "attribute": name,
        "index": round(float(adjusted_rand(table)), DIGITS) + 0.0 if is_whole else None,
        "table": {"rows": rows, "columns": columns, "cells": shown},
    }


def _shown(table: list[list[int]]) -> Sequence[Sequence[int | None]]:
    found = protect(table)
    return [list(row) for row in found.shown] if found.is_safe else [[None for _ in row] for row in table]
