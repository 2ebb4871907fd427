"""Small cells of a table with totals: which are left out, which must go with them, and whether that was enough."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from consult.consensus.rules.cell_bounds import Cell, Line, Network, Table, feasible_bounds, lines_of
from consult.consensus.rules.suppression import SMALLEST_CELL, SMALLEST_UNANIMOUS


@dataclass(frozen=True, slots=True)
class Protected:
    """A table without its small cells, and what its totals still tell about them.

    `shown` holds None for every hidden cell, whatever the reason: who could tell a small cell from one that covers for
    it would know that it is small. `primary`, `complementary` and `bounds` are for an audit and never published.
    `is_safe` says whether every hidden cell is uncertain enough; where not, as in a row of three people, the table can
    be published without its totals, or with rows or columns put together, and not as it is.
    """

    shown: tuple[tuple[int | None, ...], ...]
    primary: tuple[Cell, ...]
    complementary: tuple[Cell, ...]
    bounds: Mapping[Cell, tuple[int, int]]
    is_safe: bool


def primary_cells(table: Table, *, smallest: int = SMALLEST_CELL, zeros_are_small: bool = False) -> tuple[Cell, ...]:
    """Return the cells with fewer than `smallest` in them; those with none only where zeros are small too.

    Example: of [[25, 40, 3, 0]] it is (0, 2).
    """
    least = 0 if zeros_are_small else 1
    return tuple(
        (row, column)
        for row, values in enumerate(table)
        for column, value in enumerate(values)
        if least <= value < smallest
    )


def unanimous_cells(table: Table, *, fewest: int = SMALLEST_UNANIMOUS) -> tuple[Cell, ...]:
    """Return the cells of every row and column that has fewer than `fewest` people, all of them in one of its cells.

    Who is known to be in such a line is known to be in that cell, and by the zeros beside it in no other; so all of its
    cells tell. Example: of [[24, 6], [30, 0]] they are (0, 1) and (1, 1), the column of six.
    """
    alike = (line for line in lines_of(table).values() if 0 < _total(table, line) < fewest and _is_alike(table, line))
    return tuple(sorted({cell for line in alike for cell in line}))


def protect(
    table: Table,
    *,
    smallest: int = SMALLEST_CELL,
    width: int | None = None,
    zeros_are_small: bool = False,
    least: int = 0,
    telling: Collection[Cell] = (),
) -> Protected:
    """Return the table without its small cells and without what would give them away.

    The small cells are hidden; then, in every row and column that hides a single cell, the smallest other one, zeros
    last; then the audit: the interval in which readers can place a hidden cell must be wider than `width`, by default
    `smallest`, or one more cell is hidden, the smallest in a row or column of one that is too narrow, and all is looked
    at again; nothing is hidden for cells that not even hiding all others would help. `least` is what readers know every hidden cell to be at least, and no cell below it covers for another.
    A heuristic: it may hide more than needed, and is checked by the exact bounds. It counts people and does not ask
    whether a group is unanimous: `telling` are the cells that are to be hidden like small ones, such as `unanimous_cells`. Every publication must come from one frozen table: two
    tables of which one leaves out a few people can be subtracted. Refuses a table as `feasible_bounds` does. Sources:
    the thresholds of the OECD glossary, 5 or 3, and of the ONS, 10; complementary cells as statistical offices hide
    them. Example: with `smallest` 12, [[25, 40, 3, 32], [18, 22, 11, 29], [60, 55, 48, 71]] hides 3 and 11, then 25
    and 18, and the 3 lies between 0 and 14.
    """
    lines = lines_of(table)
    enough = smallest if width is None else width
    small = primary_cells(table, smallest=smallest, zeros_are_small=zeros_are_small)
    primary = tuple(sorted({*small, *telling}))
    hidden = _covered(table, lines, frozenset(primary), least)
    everything = hidden | _others(table, lines.values(), hidden, least)
    narrow = _narrow(table, hidden, hidden, enough, least)
    hopeless = _narrow(table, everything, narrow, enough, least)
    while waiting := narrow - hopeless:
        beside = {cell for line in lines.values() if waiting & {*line} for cell in line}
        more = min(everything - hidden, key=lambda cell: (cell not in beside, *_size(table, cell)))
        before, hidden = hidden, _covered(table, lines, hidden | {more}, least)
        narrow = _narrow(table, hidden, waiting | (hidden - before), enough, least)
        hopeless |= _narrow(table, everything, narrow - before, enough, least)
    return Protected(
        shown=tuple(
            tuple(None if (row, column) in hidden else value for column, value in enumerate(values))
            for row, values in enumerate(table)
        ),
        primary=primary,
        complementary=tuple(sorted(hidden - {*primary})),
        bounds=feasible_bounds(table, hidden, least=least),
        is_safe=not hopeless,
    )


def _covered(table: Table, lines: Mapping[Line, list[Cell]], hidden: frozenset[Cell], least: int) -> frozenset[Cell]:
    """Return the hidden cells with others, so that no row or column hides a single one where another can go."""
    found = set(hidden)
    before = -1
    while before < len(found):
        before = len(found)
        for line in lines.values():
            rest = _others(table, [line], found, least)
            if rest and len(found.intersection(line)) == 1:
                found.add(min(rest, key=lambda cell: _size(table, cell)))
    return frozenset(found)


def _others(table: Table, lines: Iterable[list[Cell]], hidden: Collection[Cell], least: int) -> set[Cell]:
    return {cell for line in lines for cell in line if cell not in hidden and table[cell[0]][cell[1]] >= least}


def _total(table: Table, line: list[Cell]) -> int:
    return sum(table[row][column] for row, column in line)


def _is_alike(table: Table, line: list[Cell]) -> bool:
    return _total(table, line) in {table[row][column] for row, column in line}


def _size(table: Table, cell: Cell) -> tuple[bool, int, Cell]:
    value = table[cell[0]][cell[1]]
    return value == 0, value, cell


def _narrow(table: Table, hidden: frozenset[Cell], cells: frozenset[Cell], width: int, least: int) -> frozenset[Cell]:
    """Return those of the cells that are not uncertain enough; one that was stays so when more is hidden."""
    network = Network(table, hidden, least=least)
    intervals = ((cell, network.interval(cell, reach=width + 1)) for cell in cells)
    return frozenset(cell for cell, (low, high) in intervals if high - low <= width)
