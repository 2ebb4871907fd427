"""Comment sheets as files: read in full and without danger, and placed in the draft that they speak of."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.drafting import service as drafting
from consult.drafting.rules.lines import Passage
from consult.drafting.service import ClauseView, DraftView
from consult.intake.rules.anchors import Anchor, Places, Target, Told, anchor
from consult.intake.rules.problems import FileRefused, Reason, refuse
from consult.intake.rules.sheets import Column, Entry, Sheet, read_entries, records_of_csv, records_of_json
from consult.intake.rules.sheets.records import MOST_BYTES, Record
from consult.intake.rules.sheets.workbook import read_workbook
from consult.intake.service.runs import ImportRefused
from consult.kernel.guarded import MOST_SECONDS, GaveUp, run_guarded

ARCHIVE = b"PK"
"""With what every workbook begins; no text of a table does."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The text that comments are placed in: its parts, and the lines of each in the fixed rendering."""

    draft: DraftView
    clauses: Mapping[str, ClauseView]
    passages: Mapping[str, Passage]
    places: Places


def read_sheet(name: str, data: bytes) -> Sheet:
    """Return the comments of a sheet, as CSV or as a workbook, whatever its name says.

    Refuses, with the reason, what is no table of comments, and a workbook that would take more time or memory to read
    than any table needs.
    """
    try:
        if len(data) > MOST_BYTES:
            raise refuse(name, None, Reason.TOO_LARGE, MOST_BYTES)
        records = _records_of_workbook(name, data) if data.startswith(ARCHIVE) else records_of_csv(name, data)
        return read_entries(name, records)
    except FileRefused as error:
        raise ImportRefused(error) from error


def ground_of(draft: DraftView) -> Ground:
    """Return the text of a draft in its own language, ready to have comments placed in it."""
    clauses = drafting.clauses_of(draft, lang=draft.language)
    passages = {one.uid: one for one in drafting.lines_of(clauses)}
    targets = [
        Target(
            uid=one.uid,
            parent=one.parent_uid,
            number=one.number,
            heading=one.heading,
            kind=one.kind,
            first=passages[one.uid].first,
            last=passages[one.uid].last,
        )
        for one in clauses
    ]
    return Ground(draft, {one.uid: one for one in clauses}, passages, Places(targets))


def place(sheet: Sheet, ground: Ground) -> list[Anchor]:
    """Return where each comment of a sheet belongs, and why.

    Its lines are those of our rendering unless it speaks of pages, which only a document printed elsewhere has.
    """
    return [anchor(_told(entry, sheet), ground.places, sheet.publications) for entry in sheet.entries]


def _told(entry: Entry, sheet: Sheet) -> Told:
    line = entry.cell(Column.LINE)
    return Told(
        publication=entry.cell(Column.PUBLICATION),
        clause=entry.cell(Column.CLAUSE),
        paragraph=entry.cell(Column.PARAGRAPH),
        line="" if sheet.has_pages and any(map(str.isdecimal, line)) else line,
    )


def _records_of_workbook(name: str, data: bytes) -> Sequence[Record]:
    try:
        found = json.loads(run_guarded(read_workbook, data))
    except GaveUp as error:
        raise refuse(name, None, Reason.TOO_SLOW, MOST_SECONDS) from error
    if "refused" not in found:
        return records_of_json(name, found["rows"])
    if found["refused"] == "damaged":
        raise refuse(name, None, Reason.NOT_A_WORKBOOK)
    raise refuse(name, None, Reason.UNSAFE_WORKBOOK, found["refused"])
