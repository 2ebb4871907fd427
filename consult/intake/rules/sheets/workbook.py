"""A workbook as rows of text, read in a process of its own that has little memory and little time (threat T13)."""

import io
import json
import re
from datetime import date, datetime, time
from itertools import islice
from typing import IO

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from consult.intake.rules.archives import DAMAGED, Unsafe, inspect
from consult.intake.rules.sheets.records import MOST_COLUMNS, MOST_ROWS

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def read_workbook(data: bytes) -> bytes:
    """Return JSON: `{"rows": [[number, [cell, …]], …]}`, or `{"refused": word}` for what is no workbook or not safe.

    Every part is unpacked once in pieces before anything else reads it, counted as it comes and whatever its header
    claims; declarations of entities and cells beyond 10,000 rows or 50 columns are refused there.
    """
    try:
        inspect(data, _check_xml)
        found: dict[str, object] = {"rows": _rows(data)}
    except Unsafe as unsafe:
        found = {"refused": str(unsafe)}
    except DefusedXmlException:
        found = {"refused": "entities"}
    except DAMAGED:
        found = {"refused": "damaged"}
    return json.dumps(found).encode()


def _check_xml(part: IO[bytes]) -> None:
    """Refuse declarations of entities, and cells that lie where no comment table has any."""
    for _, element in iterparse(part, events=("end",), forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        if name in {"c", "row"}:
            _check_place(element.get("r"))
        element.clear()


def _check_place(place: str | None) -> None:
    if place is None:
        return
    found = _PLACE.fullmatch(place if place[:1].isalpha() else f"A{place}")
    if found is None:
        raise Unsafe("damaged")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if column > MOST_COLUMNS or int(found[2]) > MOST_ROWS + 100:
        raise Unsafe("place")


def _rows(data: bytes) -> list[tuple[int, list[str]]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    shown = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
    if not isinstance(shown, ReadOnlyWorksheet):
        raise Unsafe("damaged")
    shown.reset_dimensions()
    rows = islice(shown.iter_rows(values_only=True), MOST_ROWS + 100)
    return [(number, [_text(cell) for cell in cells]) for number, cells in enumerate(rows, start=1)]


def _text(value: object) -> str:
    """Return a cell as people see it: a whole number without its fraction, a day as ISO 8601 has it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)
