"""A document as blocks of text and tables: built once in the reader's language, then written as HTML or as Markdown."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second or third level; the first is the document's title."""

    kind: ClassVar[str] = "heading"
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in the document's language."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms, each with what is to be said about it."""

    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that are quoted as they were written, in their own language."""

    kind: ClassVar[str] = "quote"
    text: str
    lang: str
    direction: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header, named by a caption; the first cell of a row says what the row is about."""

    kind: ClassVar[str] = "table"
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Facts | Quote | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, with the language and direction of its own words."""

    title: str
    lang: str
    direction: str
    blocks: tuple[Block, ...]
