"""Rows of a sheet as comments: the columns found by their names, every row taken or refused with a reason."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.accounts.rules.identity import clean_name
from consult.deliberation.rules.words import LONGEST_COMMENT, CommentKind, clean_text
from consult.intake.rules.problems import Reason, refuse
from consult.intake.rules.sheets.cells import plain
from consult.intake.rules.sheets.columns import Column, column_of
from consult.intake.rules.sheets.records import Record
from consult.participation.rules.seats import name_key

FIRST_ROWS = 20
"""Above its header a form says which document it is about; nobody puts more than that there."""
LONGEST_NAME = 200
LONGEST_CELL = 2_000
KINDS = {"ge": CommentKind.GENERAL, "te": CommentKind.SUBSTANTIVE, "ed": CommentKind.EDITORIAL}
_NUMBERED = re.compile(r"(?P<member>[^\W\d_]{2,8})[\s/_-]*(?P<number>\d{1,5})")
_ALPHA_2 = re.compile(r"[A-Za-z]{2}")
_KINDS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One comment of a sheet: its row, and its cells by column; columns of no known name keep theirs."""

    row: int
    cells: Mapping[str, str]

    def cell(self, column: Column) -> str:
        """Return what stands in a column, on one line, or nothing."""
        return " ".join(self.cells.get(column, "").split())

    @property
    def organisation(self) -> str:
        """The name of the organisation that comments, without the number that may stand behind it."""
        named = self.cell(Column.ORGANISATION) or self.cell(Column.MEMBER) or self.cell(Column.COMMITTEE)
        numbered = _NUMBERED.fullmatch(named)
        return numbered["member"] if numbered else named

    @property
    def number(self) -> str:
        """The number that the organisation gave the comment, if any."""
        if self.cell(Column.NUMBER):
            return self.cell(Column.NUMBER)
        found = _NUMBERED.fullmatch(self.cell(Column.MEMBER))
        committee = self.cell(Column.COMMITTEE)
        return found["number"] if found else committee if committee.isdecimal() else ""

    @property
    def country(self) -> str | None:
        """The two letters of the country that the row names, or those of the member body."""
        named = self.cell(Column.COUNTRY) or self.organisation
        return named.upper() if _ALPHA_2.fullmatch(named) else None

    @property
    def kind(self) -> CommentKind:
        """What kind of comment it is: general, technical or editorial; general where the row does not say."""
        found = _KINDS.search(self.cell(Column.KIND).casefold())
        return KINDS.get(found[0], CommentKind.GENERAL) if found else CommentKind.GENERAL

    @property
    def text(self) -> str:
        """The words of the comment."""
        return clean_text(self.cells.get(Column.COMMENT, "")) or ""

    @property
    def proposed(self) -> str:
        """The change that it proposes, in its author's words."""
        return clean_text(self.cells.get(Column.PROPOSED, "")) or ""

    @property
    def own_cells(self) -> dict[str, str]:
        """The cells that its author filled in: all but the secretariat's, and what we add when we return a row."""
        ours = {Column.OBSERVATION, Column.WHY, Column.KEY}
        return {column: words for column, words in self.cells.items() if column not in ours}


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be taken, with the reason."""

    row: int
    cells: Mapping[str, str]
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file of comments holds: the rows that can be taken, and those that cannot."""

    entries: tuple[Entry, ...]
    refused: tuple[RefusedRow, ...]

    @property
    def publications(self) -> frozenset[str]:
        """The publications that its rows name."""
        return frozenset(filter(None, (entry.cell(Column.PUBLICATION).casefold() for entry in self.entries)))

    @property
    def has_pages(self) -> bool:
        """Whether its rows speak of pages: their lines are then those of a document that was printed elsewhere."""
        return any(entry.cell(Column.PAGE) for entry in self.entries)


def read_entries(name: str, records: Sequence[Record]) -> Sheet:
    """Return the comments of a sheet, every row either taken or refused with a reason.

    Refuses the file where no row names the columns that a comment needs, where two columns hold the same thing, and
    where one that is filled has no name.
    """
    place, columns = _header(name, records)
    entries: list[Entry] = []
    refused: list[RefusedRow] = []
    for row, cells in records[place + 1 :]:
        found = _read_row(name, row, cells, columns)
        if isinstance(found, Entry):
            entries.append(found)
        else:
            refused.append(found)
    if not (entries or refused):
        raise refuse(name, None, Reason.NO_ROWS)
    return Sheet(tuple(entries), tuple(refused))


def _header(name: str, records: Sequence[Record]) -> tuple[int, list[str]]:
    """Return the place of the header among the rows, and what each column holds."""
    for place, (row, cells) in enumerate(records[:FIRST_ROWS]):
        known = [column_of(plain(cell)) for cell in cells]
        if Column.COMMENT in known and {Column.MEMBER, Column.ORGANISATION, Column.COMMITTEE} & set(known):
            named = [column or _own_name(cell) for column, cell in zip(known, cells, strict=True)]
            twice = [column for column, times in Counter(filter(None, named)).items() if times > 1]
            if twice:
                raise refuse(name, row, Reason.DUPLICATE_COLUMN, ", ".join(twice))
            return place, named
    raise refuse(name, None, Reason.NO_HEADER)


def _own_name(cell: str) -> str:
    """Return the name of a column that is none of ours, marked so that it never is taken for one."""
    words = " ".join(plain(cell).split())[:LONGEST_NAME]
    return f"={words}" if words else ""


def _read_row(name: str, row: int, given: Sequence[str], columns: Sequence[str]) -> Entry | RefusedRow:
    if any(cell.strip() and not column for cell, column in zip(given, columns, strict=False)):
        raise refuse(name, row, Reason.NAMELESS_COLUMN)
    whole = [plain(cell).replace("\r\n", "\n").replace("\r", "\n") for cell in given]
    cells = {column: cell for column, cell in zip(columns, whole, strict=False) if column and cell.strip()}
    if len(whole) > len(columns):
        return RefusedRow(row, cells, Reason.RAGGED_ROW, f"{len(whole)} / {len(columns)}")
    return _judge(Entry(row, cells))


def _judge(entry: Entry) -> Entry | RefusedRow:
    """Return the entry, or the first reason for which it cannot be taken."""
    unclean = next((column for column, words in entry.cells.items() if clean_text(words) is None), None)
    if unclean is not None:
        shown = {column: words for column, words in entry.cells.items() if clean_text(words) is not None}
        return RefusedRow(entry.row, shown, Reason.CONTROL_CHARACTER, unclean.lstrip("="))
    problem = _problem(entry)
    return RefusedRow(entry.row, entry.cells, *problem) if problem else entry


def _problem(entry: Entry) -> tuple[Reason, str] | None:
    longest = max(len(entry.text), len(entry.proposed))
    rest = (words for column, words in entry.cells.items() if column not in {Column.COMMENT, Column.PROPOSED})
    organisation = clean_name(entry.organisation, LONGEST_NAME)
    if organisation is None or len(name_key(organisation)) > LONGEST_NAME:
        return Reason.NO_ORGANISATION, ""
    if not entry.text:
        return Reason.NO_COMMENT, ""
    if longest > LONGEST_COMMENT:
        return Reason.COMMENT_TOO_LONG, str(LONGEST_COMMENT)
    if any(len(words) > LONGEST_CELL for words in rest):
        return Reason.CELL_TOO_LONG, str(LONGEST_CELL)
    return None
