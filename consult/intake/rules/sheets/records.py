"""Files of comments as rows of cells, each with the number that a spreadsheet shows beside it."""

import csv
import io
from collections.abc import Iterable, Iterator

from consult.intake.rules.problems import Reason, decode, refuse

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 50
SEPARATORS = (",", ";", "\t")
Record = tuple[int, list[str]]


def records_of_csv(name: str, data: bytes) -> list[Record]:
    """Return the rows of a CSV file; commas, semicolons or tabs separate its cells, whichever are most in its first row.

    Refuses another encoding than UTF-8, quotation marks that do not match, and more than 10,000 rows of 50 cells.
    """
    text = decode(name, data)
    nul = text.find("\0")
    if nul >= 0:
        raise refuse(name, text.count("\n", 0, nul) + 1, Reason.CONTROL_CHARACTER, "NUL")
    first = text[: (text.find("\n") + 1) or len(text)]
    separator = max(SEPARATORS, key=first.count)
    return _bounded(name, _rows(name, text, separator))


def records_of_json(name: str, rows: Iterable[tuple[int, list[str]]]) -> list[Record]:
    """Return the rows that the guarded reading of a workbook handed over; refuse more than 10,000 of 50 cells."""
    return _bounded(name, rows)


def _rows(name: str, text: str, separator: str) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    line, number = 1, 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise refuse(name, line, Reason.BROKEN_QUOTES) from error


def _bounded(name: str, rows: Iterable[Record]) -> list[Record]:
    kept: list[Record] = []
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(kept) >= MOST_ROWS:
            raise refuse(name, number, Reason.TOO_MANY_ROWS, MOST_ROWS)
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise refuse(name, number, Reason.TOO_MANY_COLUMNS, MOST_COLUMNS)
        kept.append((number, cells))
    return kept
