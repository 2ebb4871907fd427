"""Small cells of a table with totals: what is left out, and what the totals still tell about it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.consensus.rules.cell_bounds import Cell, feasible_bounds, lines_of
from consult.consensus.rules.cross_tables import Protected, primary_cells, protect

TABLE = [[25, 40, 3, 32], [18, 22, 11, 29], [60, 55, 48, 71]]
COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 6, 9, 20])
TABLES = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda size: st.lists(st.lists(COUNTS, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


def totals(table: list[list[int]]) -> tuple[list[int], list[int]]:
    """Return the published totals: of rows and of columns; a single row has no column totals, and so a single column."""
    rows = [sum(row) for row in table] if len(table[0]) > 1 or len(table) == 1 else []
    columns = [sum(column) for column in zip(*table, strict=True)] if len(table) > 1 else []
    return rows, columns


def every_other_table(table: list[list[int]], hidden: list[Cell], least: int) -> list[dict[Cell, int]]:
    """Return every way to fill the hidden cells that leaves all totals as they are, by trying all of them."""
    most = sum(table[row][column] for row, column in hidden)
    found = []
    for values in product(range(least, most + 1), repeat=len(hidden)):
        other = [list(row) for row in table]
        for (row, column), value in zip(hidden, values, strict=True):
            other[row][column] = value
        if totals(other) == totals(table):
            found.append(dict(zip(hidden, values, strict=True)))
    return found


@given(st.data(), st.integers(0, 1))
@settings(max_examples=60)
def test_the_bounds_are_those_of_all_tables_with_the_same_totals(data: st.DataObject, least: int) -> None:
    rows, columns = data.draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    counts = st.integers(0, 3)
    table = data.draw(st.lists(st.lists(counts, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    known = [(row, column) for row in range(rows) for column in range(columns) if table[row][column] >= least]
    hidden = data.draw(st.lists(st.sampled_from(known), max_size=4, unique=True)) if known else []
    others = every_other_table(table, hidden, least)
    expected = {cell: (min(one[cell] for one in others), max(one[cell] for one in others)) for cell in hidden}
    assert feasible_bounds(table, hidden, least=least) == expected


def test_a_single_hidden_cell_is_recovered_from_the_totals() -> None:
    assert feasible_bounds(TABLE, [(0, 2)]) == {(0, 2): (3, 3)}


def test_a_cell_can_grow_by_what_a_way_around_through_other_rows_allows() -> None:
    """The 1 grows with what the 4, then the 2, then the 6 gives way; the least of these is 2."""
    table = [[1, 4, 7], [0, 9, 2], [6, 3, 3]]
    hidden = [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 0)]
    assert feasible_bounds(table, hidden)[0, 0] == (0, 3)


def test_who_knows_that_no_zero_is_hidden_knows_more() -> None:
    hidden = [(0, 0), (0, 2), (1, 0), (1, 2)]
    assert feasible_bounds(TABLE, hidden)[0, 2] == (0, 14)
    assert feasible_bounds(TABLE, hidden, least=1)[0, 2] == (1, 13)


@pytest.mark.parametrize("table", [[[1, 2], [3]], [[1, -1]]])
def test_what_is_no_table_of_counts_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="table"):
        lines_of(table)
    with pytest.raises(ValueError, match="table"):
        feasible_bounds(table, [])
    with pytest.raises(ValueError, match="table"):
        protect(table)


def test_a_hidden_cell_below_what_is_known_of_it_is_refused() -> None:
    with pytest.raises(ValueError, match="below 1"):
        feasible_bounds([[0, 5]], [(0, 0)], least=1)
    with pytest.raises(ValueError, match="below 1"):
        protect([[0, 5, 9]], zeros_are_small=True, least=1)


def test_zeros_are_small_only_where_it_is_said() -> None:
    assert primary_cells([[0, 1, 4, 5]]) == ((0, 1), (0, 2))
    assert primary_cells([[0, 1, 4, 5]], zeros_are_small=True) == ((0, 0), (0, 1), (0, 2))


def test_the_smallest_other_cells_go_with_the_small_ones() -> None:
    found = protect(TABLE, smallest=12)
    assert (found.primary, found.complementary) == (((0, 2), (1, 2)), ((0, 0), (1, 0)))
    assert found.bounds == {(0, 0): (14, 28), (0, 2): (0, 14), (1, 0): (15, 29), (1, 2): (0, 14)}
    assert found.is_safe


def test_what_is_shown_does_not_tell_a_small_cell_from_one_that_covers_for_it() -> None:
    assert protect([[3, 20, 45]]).shown == ((None, None, 45),)


@pytest.mark.parametrize(("table", "covers"), [([[3], [20], [45]], ((1, 0),)), ([[3, 0, 45]], ((0, 2),))])
def test_a_single_row_or_column_hides_its_second_smallest_cell_and_no_zero(
    table: list[list[int]], covers: tuple[Cell, ...]
) -> None:
    assert protect(table).complementary == covers


def test_where_two_hidden_cells_tell_too_much_together_a_third_goes() -> None:
    """1 and 2 make 3, which is too few to be uncertain about."""
    found = protect([[1, 2, 30, 40]])
    assert found.complementary == ((0, 2),)
    assert found.bounds == {(0, 0): (0, 33), (0, 1): (0, 33), (0, 2): (0, 33)}


def test_a_wider_interval_hides_more() -> None:
    assert protect([[4, 6, 30]], width=9).complementary == ((0, 1),)
    assert protect([[4, 6, 30]], width=10).complementary == ((0, 1), (0, 2))


def test_cells_that_cover_for_others_are_looked_at_too_as_soon_as_they_are_hidden() -> None:
    """Were they looked at last, a zero would be hidden that can be shown."""
    found = protect([[2, 1, 6], [0, 0, 6], [9, 3, 9], [3, 6, 6]])
    assert found.is_safe
    assert found.shown == ((None, None, None), (None, 0, None), (None, None, 9), (None, None, None))


def test_a_cell_that_nothing_can_cover_is_said_to_be_unsafe_and_takes_no_other_with_it() -> None:
    """Three people in all tell that no cell is above three, whatever else is hidden."""
    found = protect([[1, 2, 0]])
    assert (found.shown, found.is_safe) == (((None, None, 0),), False)
    assert not protect([[2]]).is_safe


def test_a_zero_covers_only_where_readers_do_not_know_better() -> None:
    table = [[3, 0], [0, 30]]
    assert protect(table).shown == ((None, None), (None, None))
    known = protect(table, least=1)
    assert known.shown == ((None, 0), (0, 30))
    assert not known.is_safe


@pytest.mark.parametrize("table", [[], [[]], [[], []], [[0, 0]], [[7, 8], [9, 10]]])
def test_where_nothing_is_small_nothing_is_left_out(table: list[list[int]]) -> None:
    shown = tuple(tuple(row) for row in table)
    assert protect(table) == Protected(shown, primary=(), complementary=(), bounds={}, is_safe=True)


@given(TABLES)
def test_no_small_cell_is_shown_and_a_safe_table_leaves_every_hidden_cell_uncertain(table: list[list[int]]) -> None:
    found = protect(table)
    hidden = {*found.primary, *found.complementary}
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            assert found.shown[row][column] == (None if (row, column) in hidden else value)
            assert (row, column) in hidden or not 0 < value < 5
    assert found.bounds == feasible_bounds(table, hidden)
    assert found.is_safe == all(high - low > 5 for low, high in found.bounds.values())
    assert all(low <= table[row][column] <= high for (row, column), (low, high) in found.bounds.items())
