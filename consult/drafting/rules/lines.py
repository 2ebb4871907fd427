"""A draft's fixed rendering: its text in lines of at most 80 columns, numbered through, the same for everyone."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

COLUMNS = 80
WIDE = frozenset({"W", "F"})
_PIECES = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the rendering: its number, from 1, and the words on it."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The lines of one part of the draft; every part has at least one."""

    uid: str
    lines: tuple[Line, ...]

    @property
    def first(self) -> int:
        """The number of its first line."""
        return self.lines[0].number

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.lines[-1].number


def numbered_lines(parts: Iterable[tuple[str, str, str, str]]) -> tuple[Passage, ...]:
    """Return the lines of a draft's parts, given in order as (uid, number, heading, text) in the source language.

    A part begins with its number on a line of its own with its heading, or with its words. A line breaks where words
    end, and within a word or a script without spaces where 80 columns are full; a Han character takes two columns.
    Empty lines have no number.
    """
    passages: list[Passage] = []
    count = 0
    for uid, number, heading, text in parts:
        words = [line for block in _blocks(number, heading, text) for line in wrap(block)]
        passages.append(Passage(uid, tuple(Line(count + place, line) for place, line in enumerate(words, start=1))))
        count += len(words)
    return tuple(passages)


def wrap(text: str) -> list[str]:
    """Return one paragraph as lines of at most 80 columns, at least one."""
    lines, line, width = [], "", 0
    for piece in _PIECES.findall(text.strip()):
        for part, needed in _fitting(piece):
            if width + needed > COLUMNS and line:
                lines.append(line.rstrip())
                line, width = "", 0
            if line or not part.isspace():
                line, width = line + part, width + needed
    return [*lines, line.rstrip()]


def columns(text: str) -> int:
    """Return how many columns a text takes: none for a mark above another character, two for a wide one."""
    return sum(_width(character) for character in text)


def _blocks(number: str, heading: str, text: str) -> Sequence[str]:
    title = f"{number} {heading}".strip()
    said = [line for line in text.split("\n") if line.strip()]
    if heading or not said:
        return [title, *said]
    return [f"{number} {said[0].strip()}", *said[1:]]


def _fitting(piece: str) -> Iterator[tuple[str, int]]:
    """Give a word whole, or in parts where lines may break within it: between wide characters, and at 80 columns."""
    part, width = "", 0
    for character in " " if piece.isspace() else piece:
        own = _width(character)
        if part and (width + own > COLUMNS or (own == 2) or (own and _width(part[-1]) == 2)):
            yield part, width
            part, width = "", 0
        part, width = part + character, width + own
    yield part, width


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in WIDE else 1
