"""What a table's totals still tell about the cells that were left out of it."""

from collections import deque
from collections.abc import Collection, Mapping, Sequence

Table = Sequence[Sequence[int]]
Cell = tuple[int, int]
Line = tuple[str, int | None]
"""A row or column with a published total; all columns of a single row are one, and have no total of their own."""

Step = tuple[Cell, int]
"""A cell and whether it grows, 1, or shrinks, -1."""


def lines_of(table: Table) -> dict[Line, list[Cell]]:
    """Return the cells of each row, then of each column.

    The cells of a single row are its columns' only ones, so its columns have no totals; and so with a single column.
    Refuses rows of different lengths and counts below 0 with ValueError.
    """
    _refuse_other_than_counts(table)
    found: dict[Line, list[Cell]] = {}
    for cell in ((row, column) for row, values in enumerate(table) for column in range(len(values))):
        for line in _ends(table, cell):
            found.setdefault(line, []).append(cell)
    return dict(sorted(found.items(), key=lambda item: item[0][0], reverse=True))


def feasible_bounds(table: Table, hidden: Collection[Cell], *, least: int = 0) -> dict[Cell, tuple[int, int]]:
    """Return between which counts each hidden cell lies for whoever sees all other cells and the totals of all lines.

    `least` is what a reader knows every hidden cell to be at least: 1 where zeros are never hidden. These are the
    exact optima of the linear programme that asks for the least and the greatest value of one cell under the totals:
    a table with two margins is a network, of which the optima are whole numbers and maximal flows (Ford and Fulkerson,
    1956): one cell grows by what its row and column can take from the other hidden cells, and so around. Refuses a
    table as `lines_of` does, and a hidden cell below `least`, with ValueError. Example: of [[3, 5, 9], [6, 7, 2]] with
    the first two columns hidden, the 3 lies between 0 and 8.
    """
    network = Network(table, hidden, least=least)
    return {cell: network.interval(cell) for cell in sorted(hidden)}


class Network:
    """A table's hidden cells, each of which joins its row and its column."""

    def __init__(self, table: Table, hidden: Collection[Cell], *, least: int = 0) -> None:
        _refuse_other_than_counts(table)
        if any(table[row][column] < least for row, column in hidden):
            raise ValueError(f"a hidden cell below {least}")
        self.least = least
        self.ends: dict[Cell, tuple[Line, Line]] = {}
        self.room: dict[Cell, int] = {}
        self.lines: dict[Line, list[Cell]] = {}
        for cell in sorted(hidden):
            self.room[cell] = table[cell[0]][cell[1]] - least
            self.ends[cell] = _ends(table, cell)
            for line in self.ends[cell]:
                self.lines.setdefault(line, []).append(cell)

    def interval(self, cell: Cell, *, reach: int | None = None) -> tuple[int, int]:
        """Return between which counts the cell lies, looking no further than `reach` to either side of its own."""
        row, column = self.ends[cell]
        value = self.room[cell] + self.least
        others = sum(self.room.values()) - self.room[cell]
        down, up = (amount if reach is None else min(amount, reach) for amount in (self.room[cell], others))
        shrinks = self._movable(cell, row, column, limit=down)
        return value - shrinks, value + self._movable(cell, column, row, limit=up)

    def _movable(self, without: Cell, source: Line, target: Line, *, limit: int) -> int:
        """Return how much, up to the limit, the other cells can shift from line to line while every total stays."""
        room = {cell: amount for cell, amount in self.room.items() if cell != without}
        moved = 0
        while moved < limit and (path := self._path(room, source, target)):
            step = min([limit - moved, *(room[cell] for cell, sign in path if sign < 0)])
            for cell, sign in path:
                room[cell] += sign * step
            moved += step
        return moved

    def _path(self, room: Mapping[Cell, int], source: Line, target: Line) -> list[Step]:
        """Return the fewest cells over which something can shift: from a row one grows, from a column one shrinks."""
        reached: dict[Line, list[Step]] = {source: []}
        waiting = deque([source])
        while waiting and target not in reached:
            line = waiting.popleft()
            is_row = line[0] == "row"
            for cell in self.lines[line]:
                end = self.ends[cell][is_row]
                if end not in reached and cell in room and (is_row or room[cell]):
                    reached[end] = [*reached[line], (cell, 1 if is_row else -1)]
                    waiting.append(end)
        return reached.get(target, [])


def _ends(table: Table, cell: Cell) -> tuple[Line, Line]:
    row, column = cell
    return ("row", row if len(table[0]) > 1 else None), ("column", column if len(table) > 1 else None)


def _refuse_other_than_counts(table: Table) -> None:
    if len({len(row) for row in table}) > 1 or any(value < 0 for row in table for value in row):
        raise ValueError("not a table of counts")
