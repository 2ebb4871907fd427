"""A workbook made to do harm is refused with a sentence, and takes neither time nor memory from anyone else."""

import io
import resource
import zipfile
from collections.abc import Callable

import pytest

from consult.intake.forms import problem_lines
from consult.intake.service import ImportRefused
from consult.intake.service.sheets import read_sheet
from tests.intake.sheets import FI, HEADER, a_csv, a_workbook, with_part

SHEET = "xl/worksheets/sheet1.xml"
BEGIN = (
    '<?xml version="1.0"?>{}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
END = "</sheetData></worksheet>"


def a_sheet(cells: str, *, before: str = "") -> bytes:
    return (BEGIN.format(before) + cells + END).encode()


def a_zip_bomb() -> bytes:
    return with_part(SHEET, a_sheet("<row>" + "<c><v>1</v></c>" * 8_000_000 + "</row>"))


def a_sparse_cell() -> bytes:
    return with_part(SHEET, a_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def many_laughs() -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return with_part(SHEET, a_sheet("<row><c><v>&a9;</v></c></row>", before=f"<!DOCTYPE x [{entities}]>"))


def a_file_from_here() -> bytes:
    secret = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return with_part(SHEET, a_sheet("<row><c><v>&e;</v></c></row>", before=secret))


def a_workbook_within() -> bytes:
    return with_part("xl/embeddings/inner.xlsx", a_workbook(FI), in_place=False)


def an_archive_under_another_name() -> bytes:
    return with_part("xl/media/image1.png", a_workbook(FI), in_place=False)


def an_absolute_path() -> bytes:
    return with_part("/etc/cron.d/job", b"x", in_place=False)


def a_way_out() -> bytes:
    return with_part("xl/../../x.xml", b"<x/>", in_place=False)


def many_parts() -> bytes:
    out = io.BytesIO(a_workbook(FI))
    with zipfile.ZipFile(out, "a") as packed:
        for number in range(300):
            packed.writestr(f"xl/media/{number}.txt", b"")
    return out.getvalue()


def half_a_workbook() -> bytes:
    return a_workbook(FI)[:2000]


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a zip bomb": (a_zip_bomb, "unpacked"),
    "a cell at the end of the world": (a_sparse_cell, "place"),
    "a billion laughs": (many_laughs, "entities"),
    "a file of this machine": (a_file_from_here, "entities"),
    "a workbook in a workbook": (a_workbook_within, "nested"),
    "an archive under another name": (an_archive_under_another_name, "nested"),
    "an absolute path": (an_absolute_path, "path"),
    "a way out of the folder": (a_way_out, "path"),
    "three hundred parts": (many_parts, "members"),
    "half a workbook": (half_a_workbook, "XLSX"),
}


@pytest.mark.parametrize(("made", "told"), HOSTILE.values(), ids=HOSTILE)
def test_it_is_refused_with_a_sentence(made: Callable[[], bytes], told: str) -> None:
    data = made()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ImportRefused) as refused:
        read_sheet("sheet.xlsx", data)
    assert len(refused.value.problems) == 1
    assert told in str(refused.value.problems[0]) or told in problem_line(refused.value)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def problem_line(refused: ImportRefused) -> str:
    from flask import Flask
    from flask_babel import Babel

    app = Flask("words")
    Babel(app)
    with app.test_request_context():
        return problem_lines(refused)[0]


def test_more_than_five_million_bytes_are_not_even_opened() -> None:
    with pytest.raises(ImportRefused, match="problem"):
        read_sheet("sheet.xlsx", b"PK" + b"x" * (5 * 1024 * 1024))


def test_more_than_ten_thousand_rows_are_refused() -> None:
    with pytest.raises(ImportRefused) as refused:
        read_sheet("sheet.csv", a_csv(*[FI] * 10_001))
    assert "too-many-rows" in str(refused.value.problems[0])


def test_more_than_fifty_columns_are_refused() -> None:
    with pytest.raises(ImportRefused) as refused:
        read_sheet("sheet.csv", a_csv(FI, header=HEADER + tuple(f"more {n}" for n in range(50))))
    assert "too-many-columns" in str(refused.value.problems[0])
