"""How far the groups that were found in answers are those that people declare: by category, language and country."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from consult.consensus.rules.cross_tables import protect, unanimous_cells
from consult.consensus.rules.opinion.agreement import adjusted_rand
from consult.consensus.rules.opinion.results import rounded
from consult.consensus.rules.opinion_publication import is_protected

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
    the values, about 0 where they have nothing to do with each other. Where anyone is protected, cells of few people are
    left out, and rows and columns of fewer than twenty who are all in one cell, with what would give them away; with
    any of them goes the index, and with a table that would still tell them all of its cells. Who is not on record counts
    as a value of its own in this, for a group's members less its row would be they. Nothing is compared with
    fewer than two groups. Example: where all six of `company` are in one of two groups, a table with one other category
    shows no cell.
    """
    rows = list(labels) if len(set(members.values())) > 1 else []
    return [
        found
        for name, values in attributes.items()
        if rows and (found := _overlap(name, values, members, rows, disclosure))
    ]


def _overlap(
    name: str, values: Attribute, members: Mapping[str, str], rows: list[str], disclosure: Mapping[str, str]
) -> dict[str, Any] | None:
    known = Counter((label, values.get(seat)) for seat, label in members.items())
    columns = sorted({value for _, value in known if value is not None})
    if len(columns) < 2:
        return None
    table = [[known[row, column] for column in columns] for row in rows]
    shown = _shown(table, [known[row, None] for row in rows]) if is_protected(disclosure) else table
    is_whole = all(cell is not None for cells in shown for cell in cells)
    return {
        "attribute": name,
        "index": rounded(adjusted_rand(table)) if is_whole else None,
        "table": {"rows": rows, "columns": columns, "cells": shown},
    }


def _shown(table: list[list[int]], beside: list[int]) -> Sequence[Sequence[int | None]]:
    """Return the cells that may be shown where so many members of each group are not on record."""
    whole = [[*row, rest] for row, rest in zip(table, beside, strict=True)] if any(beside) else table
    found = protect(whole, telling=unanimous_cells(whole))
    columns = slice(len(table[0]))
    return [list(row[columns]) for row in found.shown] if found.is_safe else [[None for _ in row] for row in table]
