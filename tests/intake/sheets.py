"""Sheets of comments as small as one can be."""

import io
import zipfile

from openpyxl import Workbook

from consult.consultations.service import ConsultationView
from consult.intake import service as intake
from tests.world import World

HEADER = ("MB/NC", "Line number", "Clause/Subclause", "Type of comment", "Comments", "Proposed change")
FI = ("FI 1", "", "1.1", "te", "Say who stops it.", "Systems serve people; a named person can stop them.")
KE = ("KE 1", "", "General", "ge", "We like it.", "")


def a_csv(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> bytes:
    """Return a sheet as CSV."""
    quoted = (",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in (header, *rows))
    return "\n".join(quoted).encode()


def a_workbook(*rows: tuple[object, ...], header: tuple[object, ...] = HEADER) -> bytes:
    """Return a sheet as a workbook that someone filled in by hand."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (header, *rows):
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes, *, in_place: bool = True, data: bytes | None = None) -> bytes:
    """Return a workbook of which one part is another, or is added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or a_workbook(FI))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            if not (in_place and member == name):
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return out.getvalue()


def a_sheet(world: World, consultation: ConsultationView, person_id: str) -> str:
    """Return the id of a sheet that the person has uploaded, one row of which cannot be taken."""
    rows = b"MB,Clause,Comments\nFI,1.1,Say who.\nKE,General,Say when.\n,2.1,Say why.\n"
    with world.acting():
        return intake.keep_upload(
            slug=consultation.slug, name="sheet.csv", data=rows, category=None, person_id=person_id
        )
