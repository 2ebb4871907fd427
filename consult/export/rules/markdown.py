"""Markdown in which no text can act as markup: what people typed reads as they typed it."""

import re
from collections.abc import Iterable

from consult.export.rules.document import Block, Document, Facts, Heading, Quote, Table

_ACTIVE = re.compile(r"[\\`*_\[\]<>&|~$^{}#@]|:(?=//)|(?<=www)\.|\.(?=[^\W\d_])")
_AT_THE_START = re.compile(r"^(?:[-+:]|=(?==*$)|\d+(?=[.)](?:\s|$)))")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that make the text around them run the other way."""


def plain(text: str) -> str:
    """Return the text as one line of Markdown that shows it and does nothing else.

    What could begin emphasis, code, a link, an address that programs make a link of, an image, HTML, a cell, a formula,
    or a list, heading or rule at the start of a line, is escaped; line breaks become spaces, and characters that
    nobody sees go.
    """
    line = " ".join(_INVISIBLE.sub("", text).split())
    return _AT_THE_START.sub(_escape_start, _ACTIVE.sub(r"\\\g<0>", line))


def to_markdown(document: Document) -> str:
    """Return the document as Markdown with tables, its blocks in order, one blank line between them."""
    written = [f"# {plain(document.title)}", *(_block(block) for block in document.blocks)]
    return "\n\n".join(written) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {plain(text)}"
        case Facts(rows):
            return "\n".join(f"- **{plain(term)}:** {plain(told)}" for term, told in rows)
        case Quote(text):
            return _quote(text)
        case Table(caption, header, rows):
            ruler = ["---"] * len(header)
            lines = [_row(map(plain, header)), _row(ruler), *(_row(map(plain, row)) for row in rows)]
            return f"**{plain(caption)}**\n\n" + "\n".join(lines)
        case _:
            return plain(block.text)


def _quote(text: str) -> str:
    """Return a quotation that keeps its line breaks, so that a list of sub-points still reads as one."""
    lines = [plain(line) for line in _INVISIBLE.sub("", text).splitlines()] or [""]
    ends = ["\\" if line and after else "" for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    return "\n".join(f"> {line}{end}".rstrip() for line, end in zip(lines, ends, strict=True))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escape_start(found: re.Match[str]) -> str:
    """Keep the beginning of a line from making it a list, a heading or a definition; digits keep their own sign."""
    start = found[0]
    return f"{start}\\" if start.isdigit() else f"\\{start}"
