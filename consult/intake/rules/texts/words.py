"""The words of a paragraph of a document, with what stands among them: notes, pictures, boxes, tracked changes."""

import base64
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from consult.drafting.rules.images import LARGEST_IMAGE
from consult.intake.rules.texts.package import Package
from consult.intake.rules.texts.styles import attribute, child, is_on, local

PASSED_OVER = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "fldChar", "rt", "footnoteRef"}
)
SIGNS = {"cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "\u2011"}
PICTURES = frozenset({"drawing", "pict", "object"})
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
DRAWN = ("chart", "diagram")
Picture = dict[str, Any]


class Words:
    """What was read so far: how many changes were tracked, the labels of notes, and pictures that nobody took yet."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.inserted = 0
        self.deleted = 0
        self.labels: dict[tuple[str, str], str] = {}
        self._pictures: list[Picture] = []
        self._boxes: list[Element] = []

    def of(self, paragraph: Element) -> str:
        """Return the words of a paragraph, the mark of each note among them."""
        return "".join(self._runs(paragraph))

    def take_pictures(self) -> list[Picture]:
        """Return the pictures since the last time."""
        taken, self._pictures = self._pictures, []
        return taken

    def take_boxes(self) -> list[Element]:
        """Return the boxes of text since the last time."""
        taken, self._boxes = self._boxes, []
        return taken

    def _runs(self, parent: Element) -> Iterator[str]:
        for each in parent:
            name = local(each)
            if name in PASSED_OVER or (name == "r" and is_on(child(each, "rPr", "vanish"))):
                continue
            if name == "t":
                yield each.text or ""
            elif name in SIGNS:
                yield SIGNS[name]
            elif name == "br":
                yield " " if attribute(each, "type") in {"page", "column"} else "\n"
            elif name in NOTES:
                yield f"[^{self._label(NOTES[name], attribute(each, 'id') or '')}]"
            elif name in PICTURES:
                self._picture(each)
            else:
                yield from self._within(each, name)

    def _within(self, each: Element, name: str) -> Iterator[str]:
        """Give the words of what stands around runs; of two forms of the same thing, those of the first."""
        if name in {"del", "moveFrom"}:
            self.deleted += name == "del"
            return
        self.inserted += name == "ins"
        chosen = child(each, "Choice") if name == "AlternateContent" else None
        yield from self._runs(each if chosen is None else chosen)

    def _label(self, kind: str, own: str) -> str:
        return self.labels.setdefault((kind, own), str(len(self.labels) + 1))

    def _picture(self, drawing: Element) -> None:
        inner = list(drawing.iter())
        boxes = [each for each in inner if local(each) == "txbxContent"]
        if boxes:
            self._boxes.extend(boxes)
            return
        named = next((each for each in inner if local(each) in {"docPr", "shape"}), None)
        if any(local(each) == "decorative" and is_on(each) for each in inner):
            return
        called = attribute(named, "name") or attribute(named, "id") or ""
        alt = attribute(named, "descr") or attribute(named, "alt") or ""
        for each in inner:
            source = attribute(each, "embed") or attribute(each, "link") or attribute(each, "id")
            if local(each) in {"blip", "imagedata"} and source:
                self._pictures.append({"name": called, "alt": " ".join(alt.split())} | self._content(source))
                return
        if any(sign in (attribute(each, "uri") or "") for each in inner for sign in DRAWN):
            self._pictures.append({"name": called, "is_drawn": True})

    def _content(self, source: str) -> Picture:
        relation = self.package.relations[source]
        if relation.is_outer:
            return {"elsewhere": relation.target}
        content = self.package.content(relation.target, LARGEST_IMAGE)
        return {"file": relation.target.rpartition("/")[2], "content": base64.b64encode(content).decode()}
