"""Comments as a sheet: CSV as RFC 4180 has it, or a workbook in which every cell is text."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from consult.intake.rules.sheets.cells import neutral
from consult.intake.rules.sheets.columns import IN_EVERY_SHEET, ISO, Column, Form

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BYTE_ORDER_MARK = "\ufeff"
WIDTHS = {Column.COMMENT: 60, Column.PROPOSED: 60, Column.OBSERVATION: 40}
USUAL_WIDTH = 16
Cells = Mapping[str, str]


def write_sheet(rows: Sequence[Cells], kind: str, *, form: Form = ISO, with_mark: bool = False) -> bytes:
    """Return the rows as a file of this format: the form's eight columns first, then all others that any row fills.

    No cell can act as a formula, and reading the file gives the same cells back. `with_mark` puts a byte-order mark
    before a CSV file, by which some spreadsheets know UTF-8.
    """
    columns = _columns(rows)
    header = [form.names[Column(one)] if one in set(Column) else one.removeprefix("=") for one in columns]
    table = [[neutral(cell) for cell in line] for line in (header, *_lines(rows, columns))]
    if kind == "xlsx":
        return _workbook(table, columns)
    return (BYTE_ORDER_MARK * with_mark + _csv(table)).encode()


def _columns(rows: Iterable[Cells]) -> list[str]:
    filled = dict.fromkeys(column for cells in rows for column in cells)
    ours = [str(column) for column in Column if column in IN_EVERY_SHEET or column in filled]
    return ours + [column for column in filled if column not in set(Column)]


def _lines(rows: Iterable[Cells], columns: Sequence[str]) -> Iterable[list[str]]:
    return ([cells.get(column, "") for column in columns] for cells in rows)


def _csv(table: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(table)
    return out.getvalue()


def _workbook(table: Sequence[Sequence[str]], columns: Sequence[str]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Comments")
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns):
        letter = chr(ord("A") + place) if place < 26 else f"A{chr(ord('A') + place - 26)}"
        sheet.column_dimensions[letter].width = (
            WIDTHS.get(Column(column), USUAL_WIDTH) if column in WIDTHS else USUAL_WIDTH
        )
    for place, line in enumerate(table):
        sheet.append([_cell(sheet, text, is_header=place == 0) for text in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: WriteOnlyWorksheet, text: str, *, is_header: bool) -> Cell:
    """Return a cell that is text whatever it begins with."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_header:
        cell.font = Font(bold=True)
    return cell
