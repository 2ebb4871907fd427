"""The words of a paragraph of a document, with what stands among them: notes, pictures, boxes, tracked changes."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from consult.drafting.rules.images import LARGEST_IMAGE
from consult.intake.rules.texts.package import Package
from consult.intake.rules.texts.styles import attribute, child, form_of, is_on, local

PASSED_OVER = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "fldChar", "rt", "footnoteRef"}
)
SIGNS = {"cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "\u2011"}
PICTURES = frozenset({"drawing", "pict", "object"})
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
BOX = "txbxContent"
DRAWN = ("chart", "diagram")
Picture = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a picture, or of the group that it stands in."""

    name: str
    alt: str
    is_decorative: bool = False


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

    def shown(self, picture: Picture) -> Picture:
        """Return a picture with its bytes, or with its address where it lies elsewhere."""
        said = {key: value for key, value in picture.items() if key != "source"}
        return said | self._content(picture["source"]) if "source" in picture else said

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
        """Give the words of what stands around runs."""
        if name in {"del", "moveFrom"}:
            self.deleted += name == "del"
            return
        self.inserted += name == "ins"
        yield from self._runs(form_of(each))

    def _label(self, kind: str, own: str) -> str:
        return self.labels.setdefault((kind, own), str(len(self.labels) + 1))

    def _picture(self, drawing: Element) -> None:
        held = list(_held_in(drawing, ()))
        for each, labels in held:
            if local(each) == BOX:
                self._boxes.append(each)
            elif not any(label.is_decorative for label in labels):
                source = _source(each)
                kind = {"source": source} if source else {"is_drawn": True}
                self._pictures.append(_named(labels[::-1] if len(held) > 1 else labels[:1]) | kind)

    def _content(self, source: str) -> Picture:
        relation = self.package.relations[source]
        if relation.is_outer:
            return {"elsewhere": relation.target}
        content = self.package.content(relation.target, LARGEST_IMAGE)
        return {"file": relation.target.rpartition("/")[2], "content": base64.b64encode(content).decode()}


def _held_in(element: Element, around: tuple[Label, ...]) -> Iterator[tuple[Element, tuple[Label, ...]]]:
    """Give the boxes, pictures and charts that stand in no other box, with their labels, the innermost last.

    Of two forms of the same thing, those of the first that has any.
    """
    labels = (*around, *_labels_of(element))
    if local(element) == BOX or _source(element) or any(sign in (attribute(element, "uri") or "") for sign in DRAWN):
        yield element, labels
    if local(element) == "AlternateContent":
        yield from next(filter(None, (list(_held_in(form, labels)) for form in element)), ())
    elif local(element) != BOX:
        for each in element:
            yield from _held_in(each, labels)


def _source(element: Element) -> str | None:
    if local(element) not in {"blip", "imagedata"}:
        return None
    return attribute(element, "embed") or attribute(element, "link") or attribute(element, "id")


def _labels_of(element: Element) -> Iterator[Label]:
    for way in (("docPr",), ("cNvPr",), ("nvPicPr", "cNvPr")):
        named = child(element, *way)
        if named is not None:
            is_decorative = any(local(each) == "decorative" and is_on(each) for each in named.iter())
            called = attribute(named, "name") or attribute(named, "id") or ""
            yield Label(called, attribute(named, "descr") or "", is_decorative)
    if local(element) == "shape":
        yield Label(attribute(element, "id") or "", attribute(element, "alt") or "")


def _named(labels: tuple[Label, ...]) -> Picture:
    """Return the name and the alternative text of a picture: the first that any label has."""
    alt = next((label.alt for label in labels if label.alt), "")
    return {"name": next((label.name for label in labels if label.name), ""), "alt": " ".join(alt.split())}
