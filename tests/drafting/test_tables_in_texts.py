"""A table of a text is read as rows and cells, and two states of it are shown cell by cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.drafting.rules import PieceKind, new_of, old_of
from consult.drafting.rules.grids import Grid, GridChange, grid_of, redlined, written

TABLE = "| Risk | Duty |\n|:--|--:|\n| low | register |\n| high | audit |"


def grid(*rows: str) -> Grid:
    return Grid(("Risk", "Duty"), tuple(tuple(row.split(",")) for row in rows))


def marked(change: GridChange) -> list[list[str]]:
    shapes = {PieceKind.KEPT: "%s", PieceKind.REMOVED: "[%s]", PieceKind.ADDED: "{%s}"}
    return [["".join(shapes[piece.kind] % piece.text for piece in cell) for cell in row] for row in change.rows]


def test_a_table_has_a_header_and_rows() -> None:
    assert grid_of(TABLE) == grid("low,register", "high,audit")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a|b\n-|-\n1|2", Grid(("a", "b"), (("1", "2"),))),
        ("| a |\n|---|\n| x \\| y |", Grid(("a",), (("x | y",),))),
        ("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |", Grid(("a", "b"), (("1", ""), ("1", "2")))),
        ("| a \\|\n|---|", Grid(("a |",), ())),
        ("", None),
        ("words", None),
        ("a|b\n-|-|-", None),
        ("a|b\nc|d", None),
    ],
)
def test_what_can_be_read_as_a_table_is(text: str, found: Grid | None) -> None:
    assert grid_of(text) == found


cells = st.text(st.characters(exclude_characters="\\\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"), max_size=8).map(str.strip)
rows = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=5)
)


@given(rows)
def test_a_table_that_is_written_is_read_as_it_was(told: list[list[str]]) -> None:
    header, *others = (tuple(row) for row in told)
    assert grid_of(written(told)) == Grid(header, tuple(others))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (["low,register"], ["low,register twice"], [["low", "register{ twice}"]]),
        (["low,a", "high,b"], ["none,x", "low,a", "high,b"], [["{none}", "{x}"], ["low", "a"], ["high", "b"]]),
        (["low,a", "high,b"], ["high,b"], [["[low]", "[a]"], ["high", "b"]]),
        (["low,a"], ["minor,a"], [["[low]{minor}", "a"]]),
        (["low,a", "high,b"], ["high,b", "low,a"], [["{high}", "{b}"], ["low", "a"], ["[high]", "[b]"]]),
        ([], ["low,a"], [["{low}", "{a}"]]),
    ],
)
def test_a_change_stands_in_its_cell(old: list[str], new: list[str], told: list[list[str]]) -> None:
    assert marked(redlined(grid(*old), grid(*new))) == told


few = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["one", "two words", ""])), max_size=6)


@given(few, few)
def test_both_tables_can_be_read_out_of_their_redline(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    change = redlined(Grid(("a", "b"), tuple(old)), Grid(("a", "b"), tuple(new)))
    then = [tuple(old_of(cell) for cell in row) for row in change.rows]
    now = [tuple(new_of(cell) for cell in row) for row in change.rows]
    assert [row for row in then if any(row)] == [row for row in old if any(row)]
    assert [row for row in now if any(row)] == [row for row in new if any(row)]
