"""No text in a table acts as a formula, and every text comes back as it was."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.export.rules.cells import FORMULA_STARTS, neutral, to_csv


def original(cell: str) -> str:
    """Return the text that a cell was made of, as our documents tell a reader to."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://e","x")',
        "-2+3+cmd|' /C calc'!A0",
        "+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "'=1",
        "''=1",
    ],
)
def test_a_text_that_a_spreadsheet_would_calculate_gets_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"
    assert original(neutral(text)) == text


@pytest.mark.parametrize("text", ["", "plain", "1-2", "a=b", "'quoted'", "it's", "审计", "تدقيق", " =1", '"=1'])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == original(text) == text


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (0, "0"), (-5, "-5"), (0.8, "0.8"), (-0.25, "-0.25"), (True, "True"), (False, "False")],
)
def test_numbers_stay_numbers_and_what_is_not_known_is_empty(value: object, cell: str) -> None:
    assert neutral(value) == cell


def test_a_table_is_rfc_4180_with_every_field_quoted() -> None:
    assert to_csv(("a", "b"), [(1, 'say "yes"'), (None, "two\r\nlines")]) == (
        '"a","b"\r\n"1","say ""yes"""\r\n"","two\r\nlines"\r\n'
    )


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
cells = st.one_of(texts, st.tuples(st.sampled_from([*FORMULA_STARTS, "'", '"', ","]), texts).map("".join))


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=5))
@settings(max_examples=200)
def test_every_table_is_read_back_and_holds_no_formula(rows: list[list[str]]) -> None:
    header, *read = read_csv(to_csv(("a", "b"), rows))
    assert header == ["a", "b"]
    assert [[original(cell) for cell in row] for row in read] == rows
    assert not any(cell.startswith(FORMULA_STARTS) for row in read for cell in row)
