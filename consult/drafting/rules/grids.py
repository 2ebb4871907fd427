"""Tables as they are read: the rows and cells of what Markdown writes in lines and bars."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from consult.drafting.rules.lineage import longest_rise
from consult.drafting.rules.redline import Piece, redline

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the cells of its header, and those of each row below."""

    header: Row
    rows: tuple[Row, ...]


def grid_of(text: str) -> Grid | None:
    r"""Return the table that a text writes in Markdown, each row as wide as the header; None for what is no table.

    >>> grid_of("| a | b |\n|---|---|\n| 1 | 2 |")
    Grid(header=('a', 'b'), rows=(('1', '2'),))
    """
    lines = [_cells(line) for line in text.strip().splitlines()]
    if (
        "|" not in text.partition("\n")[0]
        or len(lines) < 2
        or len(lines[0]) != len(lines[1])
        or not all(map(_RULE.fullmatch, lines[1]))
    ):
        return None
    width = len(lines[0])
    return Grid(lines[0], tuple((*line, *[""] * (width - len(line)))[:width] for line in lines[2:]))


def written(rows: Sequence[Sequence[str]]) -> str:
    r"""Return a table in Markdown: the first row its header, each row on a line, as wide as the widest.

    >>> written([["a", "b|c"]])
    '| a | b\\|c |\n| --- | --- |'
    """
    width = max(map(len, rows), default=0)
    header, *others = [[*row, *[""] * (width - len(row))] for row in rows]
    return "\n".join(_line(row) for row in (header, ["---"] * width, *others))


@dataclass(frozen=True, slots=True)
class GridChange:
    """Two tables in one: the redline of each cell of the header, and of each row, a row that is gone or new in whole."""

    header: tuple[tuple[Piece, ...], ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


def redlined(old: Grid, new: Grid) -> GridChange:
    """Return two tables in one, cell by cell; rows are paired where they or their first cells say the same, in their order.

    Columns are paired from the first on.
    """
    rows: list[tuple[tuple[Piece, ...], ...]] = []
    at = 0
    paired = dict(_pairs(old.rows, new.rows))
    for place, row in enumerate(new.rows):
        if place in paired:
            rows.extend(_marked(gone, ()) for gone in old.rows[at : paired[place]])
            at = paired[place] + 1
            rows.append(_marked(old.rows[paired[place]], row))
        else:
            rows.append(_marked((), row))
    rows.extend(_marked(gone, ()) for gone in old.rows[at:])
    return GridChange(_marked(old.header, new.header), tuple(rows))


def _pairs(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[int, int]]:
    """Return the places of rows in the new table and in the old one that belong together, both rising.

    First rows that are the same, then those with the same first cell, then, between those, rows that stand in the same
    order where there are as many of them.
    """
    found = _alike(old, new, dict[int, int]())
    firsts = [[row[:1] if any(row[:1]) else None for row in rows] for rows in (old, new)]
    found |= _alike(firsts[0], firsts[1], found)
    order = sorted(found.items())
    rising = longest_rise([before for _, before in order])
    kept = [pair for pair in order if pair[1] in rising]
    for (after, before), (until, end) in pairwise([(-1, -1), *kept, (len(new), len(old))]):
        if until - after == end - before:
            kept += zip(range(after + 1, until), range(before + 1, end), strict=True)
    return sorted(kept)


def _alike(old: Sequence[Row | None], new: Sequence[Row | None], found: Mapping[int, int]) -> dict[int, int]:
    """Return the places of rows that are equal and not found yet, the first to the first."""
    taken = set(found.values())
    waiting: defaultdict[Row | None, deque[int]] = defaultdict(deque)
    for place, row in enumerate(old):
        if place not in taken:
            waiting[row].append(place)
    pairs: dict[int, int] = {}
    for place, row in enumerate(new):
        if place not in found and row is not None and waiting[row]:
            pairs[place] = waiting[row].popleft()
    return pairs


def _marked(old: Row, new: Row) -> tuple[tuple[Piece, ...], ...]:
    return tuple(redline(before, after) for before, after in zip_longest(old, new, fillvalue=""))


def _cells(line: str) -> Row:
    bare = line.strip().removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return tuple(cell.strip().replace("\\|", "|") for cell in _BAR.split(bare))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
