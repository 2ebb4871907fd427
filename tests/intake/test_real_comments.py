"""The comments of ten agencies on NIST SP 800-63-4 come in whole, most of them where they belong, and go out the same."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from consult.deliberation.tables import Comment
from consult.intake.rules.anchors import How
from consult.intake.rules.sheets import Column, read_entries, records_of_csv
from consult.intake.service.sheets import read_sheet
from tests.command import run
from tests.shared_data import shared_path
from tests.world import World

FOLDER = "data/comment-sheets-nist-800-63-4"
DRAFT_ORDER = (
    *("63-Base_note", "63-Base_sec1", "63-Base_sec2", "63-Base_sec4", "63-Base_sec5"),
    *("63A_sec4", "63A_sec5", "63A_sec8", "63A_sec10"),
)
PUBLICATIONS = ("63-Base", "63A")
ENOUGH = 0.85


def draft_files() -> list[Path]:
    """Return the sections of the draft in the order in which they are read."""
    every = list((shared_path(FOLDER) / "draft").iterdir())
    return [file for name in DRAFT_ORDER for file in every if file.name.startswith((f"{name}_", f"{name}-"))]


def imported(app: Flask, folder: Path, slug: str, file: Path) -> dict[str, Any]:
    """Import the draft and a sheet of comments; return the report."""
    run(app, "import", "draft", *draft_files(), "--slug", slug, "--title", "Digital Identity Guidelines")
    return again(app, folder, slug, file)


def again(app: Flask, folder: Path, slug: str, file: Path) -> dict[str, Any]:
    """Import a sheet; return the report."""
    report = folder / "report.json"
    result = run(app, "import", "comments", file, "--slug", slug, "--report", report)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def exported(app: Flask, folder: Path, slug: str, form: str) -> Path:
    """Return the file of a consultation's comments."""
    file = folder / f"{slug}.{form}"
    result = run(app, "export", "comments", slug, "--format", form, "-o", file)
    assert result.exit_code == 0, result.output
    return file


def test_all_comments_come_in_once_and_those_that_name_a_heading_stand_there(
    app: Flask, world: World, tmp_path: Path
) -> None:
    file = shared_path(f"{FOLDER}/comments.csv")
    report = imported(app, tmp_path, "nist", file)
    assert (report["imported"], report["refused"]) == (516, [])
    assert report["anchored"] + report["unanchored"] == 516
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Comment)) == 516
    entries = {
        entry.row: entry for entry in read_entries(file.name, records_of_csv(file.name, file.read_bytes())).entries
    }
    here = [row for row in report["rows"] if entries[row["row"]].cell(Column.PUBLICATION) in PUBLICATIONS]
    beyond = {How.NOTHING_SAID, How.WHOLE}
    naming = [row for row in here if row["anchored_by"] not in beyond]
    placed = [row for row in naming if row["clause"]]
    share = len(placed) / len(naming)
    second = again(app, tmp_path, "nist", file)
    assert (second["imported"], second["changed"], second["unchanged"]) == (0, 0, 516)
    assert share >= ENOUGH, f"{len(placed)} of {len(naming)} rows that name a section are anchored: {share:.0%}"


def test_export_and_import_give_the_same_rows_and_cells_and_no_formula(app: Flask, tmp_path: Path) -> None:
    file = shared_path(f"{FOLDER}/comments.csv")
    imported(app, tmp_path, "first", file)
    sent = exported(app, tmp_path, "first", "xlsx")
    own = again(app, tmp_path, "first", sent)
    assert (own["imported"], own["changed"], own["unchanged"], own["refused"]) == (0, 0, 516, [])
    imported(app, tmp_path, "second", sent)
    returned = exported(app, tmp_path, "second", "csv")
    original, first, second = (read_sheet(each.name, each.read_bytes()) for each in (file, sent, returned))
    assert [one.cells for one in first.entries] == [one.cells for one in second.entries]
    given, taken = ([sorted(entry.own_cells.items()) for entry in sheet.entries] for sheet in (original, first))
    assert sorted(taken) == sorted(given)
    text = returned.read_text(encoding="utf-8")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
