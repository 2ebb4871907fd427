"""A table of the changes of a draft: which clause, of what class, who drafted it, why, and what it goes back to."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from consult.drafting.rules.changes import CLASSES, LONGEST_DRAFTER, LONGEST_NOTE, LONGEST_REASON, SourceKind
from consult.intake.rules.problems import Findings, Reason, decode, refuse

COLUMNS = ("clause", "class", "drafter", "reason", "source")
MOST_ROWS = 2000
MOST_DIGITS = 9
NOTED = (SourceKind.EDITORIAL, SourceKind.LEGAL, SourceKind.TRANSLATION, SourceKind.MEETING)
_SAID = re.compile(r"(?:(?:comment|suggestion)s?\s*)?#?(\d+(?:[\s,]+#?\d+)*)", re.IGNORECASE)
_GONE = re.compile(r"\((.+)\)|-(.+)")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A row: the clause by its number, in the draft before if it `is_gone`, and what is said of its change."""

    line: int
    number: str
    is_gone: bool
    change_class: int
    drafter: str
    reason: str
    comments: tuple[int, ...]
    notes: tuple[tuple[SourceKind, str], ...]


def read_changes(file: str, data: bytes) -> list[ChangeRow]:
    """Return the rows of a CSV file with the columns clause, class, drafter, reason and source, in any order.

    The number of a clause that was taken out stands in brackets or behind a minus sign. A source is the number of a
    comment (`comment 12`), or a kind with a note (`editorial: a typing error`); a semicolon stands between several.
    Refuses, with every problem and its line, what is no such table, and cells that say nothing.
    """
    findings, rows = Findings(), list[ChangeRow]()
    for line, cells in _rows(file, decode(file, data)):
        with findings:
            rows.append(_row(file, line, cells))
    seen = set[tuple[str, bool]]()
    for row in rows:
        with findings:
            if (row.number, row.is_gone) in seen:
                raise refuse(file, row.line, Reason.SAME_CLAUSE, row.number)
            seen.add((row.number, row.is_gone))
    findings.settle()
    return rows


def _rows(file: str, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(StringIO(text), strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        missing = [name for name in COLUMNS if name not in header]
        if missing:
            raise refuse(file, 1, Reason.WRONG_HEADER, ", ".join(missing))
        filled = (cells for cells in reader if any(map(str.strip, cells)))
        for count, cells in enumerate(filled, 1):
            if count > MOST_ROWS:
                raise refuse(file, None, Reason.TOO_MANY_ROWS, MOST_ROWS)
            if len(cells) != len(header):
                raise refuse(file, reader.line_num, Reason.RAGGED_ROW, len(cells))
            yield reader.line_num, dict(zip(header, map(str.strip, cells), strict=True))
    except csv.Error as error:
        raise refuse(file, reader.line_num, Reason.BROKEN_QUOTES) from error


def _row(file: str, line: int, cells: Mapping[str, str]) -> ChangeRow:
    gone = _GONE.fullmatch(cells["clause"])
    number = ((gone[1] or gone[2]) if gone else cells["clause"]).strip()
    if not number:
        raise refuse(file, line, Reason.UNKNOWN_CLAUSE, cells["clause"])
    if cells["class"] not in {str(one) for one in CLASSES}:
        raise refuse(file, line, Reason.BAD_CLASS, cells["class"])
    if not 0 < len(cells["drafter"]) <= LONGEST_DRAFTER:
        raise refuse(file, line, Reason.NO_DRAFTER, LONGEST_DRAFTER)
    if not 0 < len(cells["reason"]) <= LONGEST_REASON:
        raise refuse(file, line, Reason.NO_REASON, LONGEST_REASON)
    comments, notes = _sources(file, line, cells["source"].split(";"))
    return ChangeRow(
        line, number, gone is not None, int(cells["class"]), cells["drafter"], cells["reason"], comments, notes
    )


def _sources(file: str, line: int, cells: Sequence[str]) -> tuple[tuple[int, ...], tuple[tuple[SourceKind, str], ...]]:
    comments, notes = list[int](), list[tuple[SourceKind, str]]()
    for cell in filter(None, map(str.strip, cells)):
        said = _SAID.fullmatch(cell)
        kind, _, note = (part.strip() for part in cell.partition(":"))
        if said and max(map(len, re.findall(r"\d+", said[1]))) <= MOST_DIGITS:
            comments += map(int, re.findall(r"\d+", said[1]))
        elif kind.lower() in set(NOTED) and 0 < len(note) <= LONGEST_NOTE:
            notes.append((SourceKind(kind.lower()), note))
        else:
            raise refuse(file, line, Reason.NO_SOURCE, cell)
    if not comments and not notes:
        raise refuse(file, line, Reason.NO_SOURCE)
    return tuple(comments), tuple(notes)
