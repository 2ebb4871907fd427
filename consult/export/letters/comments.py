"""A round's comments as a sheet: the ISO comment table or the CEN form, with what became of each in words."""

from collections.abc import Mapping, Sequence

from flask_babel import force_locale, gettext

from consult.deliberation.service import CommentView
from consult.intake.rules.sheets import CEN, ISO, Column, Form, write_sheet
from consult.intake.service import ReturnedRow
from consult.localisation.rules import languages
from consult.web.words import word

TABLES: Mapping[str, Form] = {"iso": ISO, "cen": CEN}
"""The forms in which comments are returned, by the body that uses them."""


def write_comments(
    rows: Sequence[ReturnedRow], form: str, *, lang: str, table: str = "iso", with_mark: bool = False
) -> bytes:
    """Return the comments as CSV or as a workbook, the secretariat's observations in this language of the interface.

    What two people have decided on a comment stands there with their reason; where nothing is decided, what the sheet
    said that the comment came in.
    """
    with force_locale(languages.by_tag(lang).locale):
        told = [{**row.cells, **_observed(row.comment)} for row in rows]
    return write_sheet(told, form, form=TABLES[table], with_mark=with_mark)


def comments_file_name(slug: str, number: int, form: str) -> str:
    """Return what the file is called: plain letters that every system keeps."""
    return f"{slug}-round-{number}-comments.{form}"


def _observed(comment: CommentView) -> dict[str, str]:
    """Return what became of a comment, if two people have decided on it."""
    outcome = comment.outcome
    if outcome is None or not outcome.is_approved:
        return {}
    said = word(f"disposition_{outcome.disposition}")
    if outcome.duplicate_of:
        said = gettext("Duplicate of comment %(number)s", number=outcome.duplicate_of)
    return {str(Column.OBSERVATION): f"{said}. {outcome.reason}" if outcome.reason else said}
