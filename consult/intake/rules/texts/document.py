"""A document of a word processor as blocks of words, read in a process of its own (threat T13)."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from consult.drafting.rules.grids import written
from consult.intake.rules.archives import DAMAGED, Unsafe, inspect
from consult.intake.rules.texts.package import Package
from consult.intake.rules.texts.styles import Styles, attribute, child, form_of, local
from consult.intake.rules.texts.words import Words

LONGEST_NEAR = 40
AROUND = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Fallback"})
"""What only puts a mark around paragraphs, tables, rows or cells, or gives them in two forms."""
Found = dict[str, Any]


def read_document(data: bytes) -> bytes:
    """Return JSON: `{"blocks": […], "notes": {label: text}, …}`, or `{"refused": word}` for what is no DOCX or not safe.

    What was inserted while changes were tracked is kept, and what was deleted is not; `inserted` and `deleted` count
    them, `comments` those in the margin. Nothing that the document points at is fetched, and no macro is read.
    """
    try:
        inspect(data, _check_xml)
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            found: Found = _Document(Package(packed)).read()
    except Unsafe as unsafe:
        found = {"refused": str(unsafe)}
    except DefusedXmlException:
        found = {"refused": "entities"}
    except DAMAGED:
        found = {"refused": "damaged"}
    return json.dumps(found).encode()


def _check_xml(part: IO[bytes]) -> None:
    """Refuse declarations of entities."""
    for _, element in iterparse(part, events=("end",), forbid_dtd=True):
        element.clear()


class _Document:
    """A document while it is read, paragraph by paragraph."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package.related("styles"))
        self.words = Words(package)
        self.count = 0
        self.joined = ""
        self.properties: Element | None = None

    def read(self) -> Found:
        """Return the blocks of the document, its footnotes, and how much of it was left."""
        body = child(self.package.root(), "body")
        if body is None:
            raise Unsafe("damaged")
        blocks = list(self._story(body))
        notes = self._notes()
        comments = self.package.related("comments")
        return {
            "blocks": [*blocks, *(figure for _, figures in notes.values() for figure in figures)],
            "notes": {label: text for label, (text, _) in notes.items()},
            "inserted": self.words.inserted,
            "deleted": self.words.deleted,
            "comments": 0 if comments is None else sum(local(each) == "comment" for each in comments),
        }

    def _story(self, parent: Element) -> Iterator[Found]:
        """Give the blocks of the body, a cell or a box, beyond whose end no paragraph goes on."""
        yield from self._blocks(parent)
        yield from self._ended()

    def _blocks(self, parent: Element) -> Iterator[Found]:
        for each in parent:
            name = local(each)
            if name == "p":
                yield from self._paragraph(each)
            elif name == "tbl":
                yield from self._ended()
                yield from self._table(each)
            elif name in AROUND:
                yield from self._blocks(form_of(each))

    def _paragraph(self, paragraph: Element) -> Iterator[Found]:
        properties = child(paragraph, "pPr")
        if self.styles.is_left_out(properties):
            return
        self.joined += self.words.of(paragraph)
        self.properties = properties
        if child(properties, "rPr", "del") is not None:  # its end was deleted, so the next one goes on in it
            self.words.deleted += 1
        else:
            yield from self._ended()

    def _ended(self) -> Iterator[Found]:
        """Give the paragraph that ends here, with its pictures and boxes, if there is one."""
        said, self.joined = self.joined, ""
        text, pictures, boxes = said.strip(), self.words.take_pictures(), self.words.take_boxes()
        if text or pictures:
            self.count += 1
        place = {"n": self.count, "near": _near(text)}
        if text:
            yield place | {"text": text} | self._kind(self.properties)
        for picture in pictures:
            yield place | {"kind": "figure", "is_among_words": False} | self.words.shown(picture)
        for box in boxes:
            yield from self._story(box)

    def _kind(self, properties: Element | None) -> Found:
        level = self.styles.level(properties)
        if level is not None:
            return {"kind": "heading", "level": level}
        if self.styles.is_caption(properties):
            return {"kind": "caption"}
        depth = self.styles.depth(properties)
        return {"kind": "words"} if depth is None else {"kind": "item", "depth": depth}

    def _table(self, table: Element) -> Iterator[Found]:
        """Give a table; one of a single column is only a frame around its paragraphs."""
        rows = [self._row(row) for row in _rows(table) if not self._is_deleted(row)]
        if max(map(len, rows), default=0) < 2:
            for row in rows:
                for cell in row:
                    yield from self._story(cell)
            return
        cells = [[text for cell in row for text in self._cell(cell)] for row in rows]
        self.count += 1
        place = {"n": self.count, "near": _near(next((text for row in cells for text in row if text), ""))}
        yield place | {"kind": "table", "text": written(cells)}
        yield from self._among_words(place)

    def _among_words(self, place: Found) -> list[Found]:
        """Return the pictures since the last time, which stand where no figure can."""
        return [place | {"kind": "figure", "is_among_words": True} | each for each in self.words.take_pictures()]

    def _row(self, row: Element) -> list[Element]:
        return list(_within(row, "tc"))

    def _is_deleted(self, row: Element) -> bool:
        is_deleted = child(row, "trPr", "del") is not None
        self.words.deleted += is_deleted
        return is_deleted

    def _cell(self, cell: Element) -> Iterator[str]:
        """Give the text of a cell, and an empty one for each further column that it spans."""
        merged = child(cell, "tcPr", "vMerge")
        is_continued = merged is not None and attribute(merged, "val") != "restart"
        said = " ".join(self._said(cell))
        yield "" if is_continued else " ".join(said.split())
        yield from [""] * (min(50, int(attribute(child(cell, "tcPr", "gridSpan"), "val") or 1)) - 1)

    def _said(self, parent: Element) -> Iterator[str]:
        """Give the words of each paragraph within, also of tables, and of its boxes behind it."""
        for each in parent:
            if local(each) == "p":
                yield self.words.of(each)
                for box in self.words.take_boxes():
                    yield from self._said(box)
            elif not self._is_deleted(each):
                yield from self._said(form_of(each))

    def _notes(self) -> dict[str, tuple[str, list[Found]]]:
        """Return the footnotes and endnotes that were referred to by their labels, each with its pictures."""
        found: dict[str, tuple[str, list[Found]]] = {}
        for kind in ("footnote", "endnote"):
            root = self.package.related(f"{kind}s")
            for each in root if root is not None else ():
                label = self.words.labels.get((kind, attribute(each, "id") or ""))
                if label:
                    text = "\n\n".join(filter(None, map(str.strip, self._said(each))))
                    found[label] = text, self._among_words({"n": 1, "near": f"[^{label}]"})
        return found


def _rows(table: Element) -> Iterator[Element]:
    return _within(table, "tr")


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Give the children of this name, also of those that only put a mark around them."""
    for each in parent:
        if local(each) == name:
            yield each
        elif local(each) in AROUND:
            yield from _within(form_of(each), name)


def _near(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_NEAR else f"{words[:LONGEST_NEAR].rstrip()}…"
