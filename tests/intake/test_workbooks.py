"""What the reading of a workbook finds in it, seen in this process; elsewhere it runs in one of its own."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from consult.intake.rules.sheets.workbook import read_workbook
from tests.intake.sheets import FI, HEADER, a_workbook, with_part
from tests.intake.test_hostile_workbooks import (
    SHEET,
    a_file_from_here,
    a_sheet,
    a_sparse_cell,
    a_way_out,
    a_workbook_within,
    an_absolute_path,
    an_archive_under_another_name,
    half_a_workbook,
    many_laughs,
    many_parts,
)


def found(data: bytes) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(read_workbook(data))
    return read


def a_part_that_unpacks_to_a_thousand_times_its_size() -> bytes:
    return with_part("xl/media/zeros.bin", b"\0" * 2_000_000, in_place=False)


def a_cell_at_no_place() -> bytes:
    return with_part(SHEET, a_sheet('<row r="1"><c r="1A"><v>1</v></c></row>'))


def nothing_but_a_hidden_sheet() -> bytes:
    with zipfile.ZipFile(io.BytesIO(a_workbook(FI))) as packed:
        named = packed.read("xl/workbook.xml")
    assert b'state="visible"' in named
    return with_part("xl/workbook.xml", named.replace(b'state="visible"', b'state="hidden"'))


@pytest.mark.parametrize(
    ("made", "word"),
    [
        (a_part_that_unpacks_to_a_thousand_times_its_size, "unpacked"),
        (a_sparse_cell, "place"),
        (many_laughs, "entities"),
        (a_file_from_here, "entities"),
        (a_workbook_within, "nested"),
        (an_archive_under_another_name, "nested"),
        (an_absolute_path, "path"),
        (a_way_out, "path"),
        (many_parts, "members"),
        (half_a_workbook, "damaged"),
        (a_cell_at_no_place, "damaged"),
        (nothing_but_a_hidden_sheet, "damaged"),
        (lambda: b"no workbook", "damaged"),
    ],
)
def test_what_is_not_safe_is_named_in_one_word(made: Callable[[], bytes], word: str) -> None:
    assert found(made()) == {"refused": word}


def test_cells_are_read_as_people_see_them() -> None:
    moment = datetime(2026, 1, 2, 3, 4, tzinfo=UTC).replace(tzinfo=None)
    (_, (number, cells)) = found(a_workbook((1.0, 1.5, date(2026, 1, 2), moment, None, "x")))["rows"]
    assert (number, cells) == (2, ["1", "1.5", "2026-01-02T00:00:00", "2026-01-02T03:04:00", "", "x"])


def test_rows_keep_their_numbers_and_cells_need_no_place() -> None:
    assert found(a_workbook(FI))["rows"] == [[1, list(HEADER)], [2, list(FI)]]
    assert found(with_part(SHEET, a_sheet("<row><c><v>7.0</v></c></row>")))["rows"] == [[1, ["7"]]]


def test_a_picture_in_a_workbook_does_no_harm() -> None:
    assert "rows" in found(with_part("xl/media/image1.png", b"no archive", in_place=False))
