"""The columns of comment sheets, and the names under which they are known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

CLOSE_ENOUGH = 88
"""How much alike a column's name and a known one must be (0 to 100): a slip of the pen, not another word."""
SHORTEST_GUESSED = 6


class Column(StrEnum):
    """What a column holds; the first eight are those of the ISO table, in its order."""

    MEMBER = "member"
    LINE = "line"
    CLAUSE = "clause"
    PARAGRAPH = "paragraph"
    KIND = "kind"
    COMMENT = "comment"
    PROPOSED = "proposed"
    OBSERVATION = "observation"
    KEY = "key"
    NUMBER = "number"
    ORGANISATION = "organisation"
    COMMITTEE = "committee"
    CATEGORY = "category"
    COUNTRY = "country"
    PUBLICATION = "publication"
    PAGE = "page"
    WHY = "why"


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which sheets are written: what it calls its columns."""

    names: Mapping[Column, str]


_BESIDE = {
    Column.KEY: "Row ID",
    Column.NUMBER: "Comment number",
    Column.ORGANISATION: "Organisation",
    Column.COMMITTEE: "NC",
    Column.CATEGORY: "Contributor type",
    Column.COUNTRY: "Country",
    Column.PUBLICATION: "Publication",
    Column.PAGE: "Page",
    Column.WHY: "Why this row was not taken",
}
ISO = Form(
    {
        Column.MEMBER: "MB/NC",
        Column.LINE: "Line number",
        Column.CLAUSE: "Clause/Subclause",
        Column.PARAGRAPH: "Paragraph/Figure/Table",
        Column.KIND: "Type of comment",
        Column.COMMENT: "Comments",
        Column.PROPOSED: "Proposed change",
        Column.OBSERVATION: "Observations of the secretariat",
        **_BESIDE,
    }
)
"""The comment table of the ISO/IEC Directives, with what we keep beside it behind its eight columns."""
CEN = Form(
    {
        Column.MEMBER: "MB",
        Column.LINE: "Line number",
        Column.CLAUSE: "Clause No./ Subclause No./ Annex",
        Column.PARAGRAPH: "Paragraph/ Figure/ Table/ Note",
        Column.KIND: "Type of comment",
        Column.COMMENT: "Comment (justification for change) by the MB",
        Column.PROPOSED: "Proposed change by the MB",
        Column.OBSERVATION: "Secretariat observations on each comment submitted",
        **_BESIDE,
    }
)
"""The CEN commenting form, likewise."""
IN_EVERY_SHEET = tuple(Column)[:8]

_KNOWN: Mapping[Column, tuple[str, ...]] = {
    Column.MEMBER: ("mb nc", "mb", "member body", "member", "national body", "mb or nc"),
    Column.COMMITTEE: ("nc", "national committee"),
    Column.ORGANISATION: ("organisation", "organization", "organisation name", "organization name", "submitted by"),
    Column.LINE: ("line", "lines", "line number", "line no", "line numbers"),
    Column.CLAUSE: (
        "clause",
        "section",
        "subclause",
        "clause subclause",
        "clause no",
        "clause number",
        "section number",
        "clause no subclause no annex",
        "clause subclause annex",
        "clause no subclause no",
        "principle",
        "article",
    ),
    Column.PARAGRAPH: (
        "paragraph",
        "paragraph figure table",
        "paragraph figure table note",
        "figure table",
        "paragraph figure",
    ),
    Column.KIND: ("type", "type of comment", "comment type", "te ed ge", "ge te ed", "type of com"),
    Column.COMMENT: (
        "comment",
        "comments",
        "comment justification",
        "comments justification",
        "justification",
        "comment text",
    ),
    Column.PROPOSED: (
        "proposed change",
        "proposed changes",
        "suggested change",
        "suggested changes",
        "proposed resolution",
        "suggested text",
        "proposal",
    ),
    Column.OBSERVATION: (
        "observations of the secretariat",
        "observation of the secretariat",
        "secretariat observations",
        "secretariat observations on each comment submitted",
        "secretariat observation",
        "observations",
        "disposition",
        "resolution",
    ),
    Column.KEY: ("row id",),
    Column.NUMBER: ("comment number", "comment no", "comment id", "number", "no", "nr", "id"),
    Column.CATEGORY: ("contributor type", "category", "stakeholder category", "organisation type", "organization type"),
    Column.COUNTRY: ("country", "country or territory", "country code"),
    Column.PUBLICATION: ("publication", "document", "volume", "part", "document number"),
    Column.PAGE: ("page", "page number", "page no", "pages"),
    Column.WHY: ("why this row was not taken",),
}
_COLUMNS = {name: column for column, names in _KNOWN.items() for name in names}
_BRACKETED = re.compile(r"\([^()]*\)")
_NO_WORD = re.compile(r"[\W_]+")
_AUTHOR = re.compile(r" by the (?:mb|nc|member body)\b")
_FOOTNOTE = re.compile(r"(?<=[^\W\d])\d$")


def column_of(header: str) -> Column | None:
    """Return what a column of this name holds, or None for one that is nobody's.

    Case, brackets, marks of footnotes and small slips are passed over: `Type of comment²` and `Comment type` are one.
    """
    words = " ".join(_NO_WORD.sub(" ", _BRACKETED.sub(" ", header.casefold())).split())
    plain = _FOOTNOTE.sub("", _AUTHOR.sub("", words)).replace("²", "").replace("¹", "").strip()
    if plain in _COLUMNS or len(plain) < SHORTEST_GUESSED:
        return _COLUMNS.get(plain)
    found = process.extractOne(plain, _COLUMNS.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    return _COLUMNS[found[0]] if found and len(found[0]) >= SHORTEST_GUESSED else None
