"""What an import of comments has to tell: a report, sentences, and the sheet of the rows that were not taken."""

from typing import Any

from flask_babel import gettext, ngettext

from consult.intake.forms import why_refused, why_there
from consult.intake.rules.sheets import FORMATS, Column, write_sheet
from consult.intake.service import Act, Plan

MOST_LINES = 20


def report_of(done: Plan) -> dict[str, Any]:
    """Return what became of a sheet as JSON values: the counts, each row with its place and why, each refusal."""
    return {
        "consultation": done.consultation.slug,
        "round": done.one.number if done.one else None,
        "imported": done.count(Act.ADD),
        "changed": done.count(Act.CHANGE),
        "unchanged": done.count(Act.KEEP),
        "anchored": done.anchored,
        "unanchored": len(done.rows) - done.anchored,
        "evidence": {str(how): count for how, count in done.evidence.items()},
        "rows": [
            {
                "row": row.entry.row,
                "id": row.key,
                "did": str(row.act),
                "clause": row.number,
                "anchored_by": str(row.anchor.how),
                "because": why_there(row.anchor),
            }
            for row in done.rows
        ],
        "refused": [{"row": row.row, "reason": why_refused(row), "code": str(row.reason)} for row in done.refused],
    }


def rest_of(done: Plan, form: str) -> bytes:
    """Return the rows that were not taken as a sheet that can be sent again, each with the reason in a last column."""
    rows = [{**row.cells, str(Column.WHY): why_refused(row)} for row in done.refused]
    return write_sheet(rows, form if form in FORMATS else "csv")


def told_of(done: Plan) -> list[str]:
    """Return in sentences what became of a sheet."""
    added, anchored, kept = done.count(Act.ADD), done.anchored, done.count(Act.KEEP)
    lines = [
        ngettext("One comment was imported.", "%(num)s comments were imported.", added),
        gettext("%(anchored)s of %(rows)s rows say where they belong.", anchored=anchored, rows=len(done.rows)),
    ]
    if done.count(Act.CHANGE):
        lines.append(ngettext("One comment was changed.", "%(num)s comments were changed.", done.count(Act.CHANGE)))
    if kept:
        lines.append(ngettext("One row was there already.", "%(num)s rows were there already.", kept))
    if done.one:
        lines.append(gettext("They are in round %(number)s.", number=done.one.number))
    return lines


def refused_lines(done: Plan) -> list[str]:
    """Return in sentences which rows were not taken and why, the first twenty of them."""
    lines = [
        str(gettext("Row %(row)s: %(reason)s", row=row.row, reason=why_refused(row)))
        for row in done.refused[:MOST_LINES]
    ]
    left = len(done.refused) - MOST_LINES
    if left > 0:
        lines.append(ngettext("One more row was not taken.", "%(num)s more rows were not taken.", left))
    return lines
