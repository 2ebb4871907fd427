"""Sheets of comments as people fill them in, and back again cell by cell."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.deliberation.rules.words import CommentKind
from consult.intake.rules.problems import FileRefused, Reason
from consult.intake.rules.sheets import (
    CEN,
    ISO,
    Column,
    Form,
    neutral,
    plain,
    read_entries,
    records_of_csv,
    write_sheet,
)
from consult.intake.rules.sheets.columns import column_of
from consult.intake.rules.sheets.keys import row_keys
from consult.intake.rules.sheets.workbook import read_workbook
from consult.intake.service.sheets import read_sheet
from tests.intake.sheets import FI, HEADER, KE, a_csv, a_workbook

CELLS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"], include_characters="\n\t=+-@'"), min_size=1
).filter(str.strip)
STARTS = st.sampled_from(["", "=", "+", "-", "@", "'", "'=", "''=", "\t=", "＝", "_x0041_", "\n"])


def entries(data: bytes) -> list[dict[str, str]]:
    return [dict(entry.cells) for entry in read_entries("sheet.csv", records_of_csv("sheet.csv", data)).entries]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("MB/NC", Column.MEMBER),
        ("MB¹", Column.MEMBER),
        ("NC", Column.COMMITTEE),
        ("organisation", Column.ORGANISATION),
        ("Clause/\nSubclause", Column.CLAUSE),
        ("Clause No./ Subclause No./ Annex (e.g. 3.1)", Column.CLAUSE),
        ("Paragraph/ Figure/Table/Note (e.g. Table 1)", Column.PARAGRAPH),
        ("Type of comment2", Column.KIND),
        ("Comment (justification for change) by the MB", Column.COMMENT),
        ("Proposed change by the MB", Column.PROPOSED),
        ("suggested_change", Column.PROPOSED),
        ("Secretariat observations on each comment submitted", Column.OBSERVATION),
        ("Observations of the secretariat", Column.OBSERVATION),
        ("Line\nnumber", Column.LINE),
        ("Propsed change", Column.PROPOSED),
        ("source_file", None),
        ("", None),
    ],
)
def test_columns_are_known_by_the_names_that_forms_give_them(header: str, column: Column | None) -> None:
    assert column_of(header) is column


def test_the_names_of_the_columns_may_stand_below_a_title() -> None:
    titled = a_workbook(("Date: 2026-01-02", "Document: ISO/DIS 1"), (), HEADER, FI, header=("Template for comments",))
    (entry,) = read_sheet("sheet.xlsx", titled).entries
    assert (entry.row, entry.organisation, entry.number, entry.country) == (5, "FI", "1", "FI")
    assert (entry.kind, entry.cell(Column.CLAUSE)) == (CommentKind.SUBSTANTIVE, "1.1")


def test_member_body_and_number_are_told_apart() -> None:
    sheet = read_sheet("s.csv", a_csv(("US-051", "", "", "ed", "x", ""), ("National Body", "", "", "", "x", "")))
    assert [(one.organisation, one.number) for one in sheet.entries] == [("US", "051"), ("National Body", "")]


def test_a_comment_s_own_number_comes_before_those_beside_the_names() -> None:
    data = b"Comment number,MB,NC,Comments\nx-7,FI 1,3,a\n,FI 1,3,b\n,FI,3,c\n,FI,JISC,d\n"
    sheet = read_entries("s.csv", records_of_csv("s.csv", data))
    assert [one.number for one in sheet.entries] == ["x-7", "1", "3", ""]


def test_the_cells_that_an_author_filled_in_are_all_but_what_others_added() -> None:
    header = ("MB/NC", "Comments", "Observations of the secretariat", "Row ID", "Why this row was not taken", "Theirs")
    data = a_csv(("FI", "Say who.", "Accepted", "r1", "No name", "x"), header=header)
    (entry,) = read_entries("s.csv", records_of_csv("s.csv", data)).entries
    assert entry.own_cells == {"member": "FI", "comment": "Say who.", "=Theirs": "x"}


def test_a_sheet_tells_which_publications_its_rows_name_and_whether_they_speak_of_pages() -> None:
    named, paged = (
        read_entries("s.csv", records_of_csv("s.csv", data))
        for data in (
            b"MB,Publication,Page,Comments\nFI,SP 63A,,a\nKE,sp  63a,,b\nKE,,,c\n",
            b"MB,Page,Comments\nFI,,a\nKE,12,b\n",
        )
    )
    assert (named.publications, named.has_pages) == (frozenset({"sp 63a"}), False)
    assert (paged.publications, paged.has_pages) == (frozenset(), True)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_may_be_separated_as_spreadsheets_do_it(separator: str) -> None:
    data = f"MB{separator}Clause{separator}Comments\nFI{separator}1.1{separator}Say who.\n".encode("utf-8-sig")
    assert entries(data) == [{"member": "FI", "clause": "1.1", "comment": "Say who."}]


def test_a_row_that_cannot_be_taken_is_refused_with_its_reason_and_the_others_stay() -> None:
    rows = (
        FI,
        ("", *KE[1:]),
        ("SE", "", "", "", "", "x"),
        ("SE", "", "", "", "a\x07b", ""),
        ("SE", "", "", "", "x" * 10_001, ""),
        ("SE", "", "x" * 10_001, "", "x", ""),
    )
    sheet = read_sheet("sheet.csv", a_csv(*rows, (*KE, "more")))
    assert [entry.row for entry in sheet.entries] == [2]
    assert [(row.row, row.reason) for row in sheet.refused] == [
        (3, Reason.NO_ORGANISATION),
        (4, Reason.NO_COMMENT),
        (5, Reason.CONTROL_CHARACTER),
        (6, Reason.COMMENT_TOO_LONG),
        (7, Reason.CELL_TOO_LONG),
        (8, Reason.RAGGED_ROW),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.NO_HEADER),
        (b"a,b,c\n1,2,3\n", Reason.NO_HEADER),
        (b"MB,Comments\n", Reason.NO_ROWS),
        (b"MB,Comment,Comments\nFI,x,y\n", Reason.DUPLICATE_COLUMN),
        (b"MB,,Comments\nFI,z,y\n", Reason.NAMELESS_COLUMN),
        ("MB,Comments\nFI,Zürich\n".encode("latin-1"), Reason.WRONG_ENCODING),
        (b'MB,Comments\nFI,"x\n', Reason.BROKEN_QUOTES),
        (b"MB,Comments\nFI,\0\n", Reason.CONTROL_CHARACTER),
    ],
)
def test_a_file_that_is_no_sheet_of_comments_is_refused(data: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        entries(data)
    assert refused.value.problem.reason is reason


def test_numbers_and_days_in_a_workbook_are_read_as_people_see_them() -> None:
    data = a_workbook(("FI", 12, 4.1, date(2026, 1, 2), "x", 3.0))
    (entry,) = read_sheet("sheet.xlsx", data).entries
    assert [entry.cell(column) for column in (Column.LINE, Column.CLAUSE, Column.PROPOSED)] == ["12", "4.1", "3"]
    assert entry.cell(Column.KIND).startswith("2026-01-02")


def test_a_formula_is_read_as_what_it_showed_and_never_computed() -> None:
    (refused,) = read_sheet("sheet.xlsx", a_workbook(("FI", "", "", "", "=1+1", ""))).refused
    assert refused.reason is Reason.NO_COMMENT


def test_rows_are_known_by_their_id_else_by_number_else_by_their_words() -> None:
    sheet = read_sheet("sheet.csv", a_csv(FI, FI, KE, ("KE", *KE[1:]), ("KE", *KE[1:]), ("FI", *FI[1:])))
    keys = row_keys(sheet.entries)
    assert len(set(keys)) == 6
    assert (
        row_keys(read_sheet("sheet.csv", a_csv(FI, ("FI 1", "", "1.2", "te", "Other words.", ""))).entries) == keys[:2]
    )


@given(CELLS, STARTS)
def test_neutral_text_never_acts_and_comes_back(text: str, start: str) -> None:
    whole = start + text
    assert not neutral(whole).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert plain(neutral(whole)) == whole


@settings(max_examples=60)
@given(
    st.lists(st.tuples(STARTS, CELLS, STARTS, CELLS, CELLS), min_size=1, max_size=4),
    st.sampled_from(["csv", "xlsx"]),
    st.sampled_from([ISO, CEN]),
    st.booleans(),
)
def test_export_and_import_give_the_same_rows_and_cells(
    given_rows: list[tuple[str, str, str, str, str]], kind: str, form: Form, with_mark: bool
) -> None:
    rows = [
        {
            "member": "FI",
            "comment": first + text,
            "proposed": second + change,
            "=their own": own,
        }
        for first, text, second, change, own in given_rows
    ]
    data = write_sheet(rows, kind, form=form, with_mark=with_mark)
    if kind == "xlsx":
        found = json.loads(read_workbook(data))["rows"]
        read = [dict(entry.cells) for entry in read_entries("x", found).entries]
    else:
        read = entries(data)
    assert read == rows
