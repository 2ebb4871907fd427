"""The fixed rendering: the same numbered lines for everyone, of at most 80 columns in any script."""

from hypothesis import given
from hypothesis import strategies as st

from consult.drafting.rules.lines import COLUMNS, columns, numbered_lines, wrap

WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)


def test_a_part_begins_with_its_number_and_lines_are_numbered_through() -> None:
    heading, clause = numbered_lines([("a", "1", "People first", ""), ("b", "1.1", "", "One two.\n\n- three")])
    assert [(line.number, line.text) for line in heading.lines] == [(1, "1 People first")]
    assert [(line.number, line.text) for line in clause.lines] == [(2, "1.1 One two."), (3, "- three")]
    assert (clause.first, clause.last) == (2, 3)


def test_a_heading_stands_above_the_words_under_it() -> None:
    (clause,) = numbered_lines([("a", "2.3", "Something you know", "A password.")])
    assert [line.text for line in clause.lines] == ["2.3 Something you know", "A password."]


def test_lines_break_between_words_at_80_columns() -> None:
    assert wrap("x" * 40 + " " + "y" * 39) == ["x" * 40 + " " + "y" * 39]
    assert wrap("x" * 40 + " " + "y" * 40) == ["x" * 40, "y" * 40]
    assert wrap("x" * 81) == ["x" * 80, "x"]


def test_a_han_character_takes_two_columns_and_lines_break_between_them() -> None:
    assert wrap("机" * 41) == ["机" * 40, "机"]


def test_a_mark_above_a_letter_takes_no_column() -> None:
    assert wrap("e\u0301" * 80) == ["e\u0301" * 80]


@given(WORDS)
def test_no_line_is_wider_than_80_columns_and_no_letter_is_lost(text: str) -> None:
    lines = wrap(text)
    assert lines
    assert all(columns(line) <= COLUMNS for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_every_part_has_lines_and_their_numbers_have_no_gap(parts: list[tuple[str, str]]) -> None:
    passages = numbered_lines((str(n), str(n), heading, text) for n, (heading, text) in enumerate(parts, start=1))
    numbers = [line.number for passage in passages for line in passage.lines]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(passage.lines for passage in passages)


def test_a_space_at_a_break_stands_at_the_beginning_of_no_line() -> None:
    assert wrap(f"{'a' * COLUMNS} b") == ["a" * COLUMNS, "b"]
    assert wrap(f"{'a' * COLUMNS}\N{EM SPACE}{'b' * COLUMNS}") == ["a" * COLUMNS, "b" * COLUMNS]
