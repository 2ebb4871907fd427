"""What the styles of a document say of its paragraphs: which are headings, list items, captions or a table of contents."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

TITLE_LEVEL = 0
_HEADING = re.compile(r"heading ([1-9])")
_LIST = re.compile(r"list (?:bullet|number) ([2-5])")
_LEFT_OUT = re.compile(r"toc (heading|[1-9])|table of (figures|authorities)|index [1-9]|header|footer")
NO_LEVEL = 9
"""The outline level of body text."""


def local(element: Element) -> str:
    """Return an element's name without its namespace, which differs between the two forms of the standard."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute by its name without its namespace."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *names: str) -> Element | None:
    """Return the element that a way of names leads to, or None."""
    for name in names:
        element = next((each for each in element if local(each) == name), None) if element is not None else None
    return element


def form_of(element: Element) -> Element:
    """Return what to read of an element: of two forms of the same thing the first, or else the element itself."""
    first = child(element, "Choice") if local(element) == "AlternateContent" else None
    return element if first is None else first


def is_on(element: Element | None) -> bool:
    """Whether a property that is switched by being there is on."""
    return element is not None and (attribute(element, "val") or "1") not in {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class Style:
    """One style: what the word processor calls it in English, what it derives from, and its paragraphs' properties."""

    name: str
    parent: str | None
    properties: Element | None


class Styles:
    """The styles of a document by their ids, which each language of the word processor spells in its own way."""

    def __init__(self, root: Element | None) -> None:
        self.found: Mapping[str, Style] = dict(self._styles(root)) if root is not None else {}

    def _styles(self, root: Element) -> Iterator[tuple[str, Style]]:
        for each in root:
            own = attribute(each, "styleId")
            if local(each) == "style" and own:
                name = (attribute(child(each, "name"), "val") or "").casefold()
                yield own, Style(name, attribute(child(each, "basedOn"), "val"), child(each, "pPr"))

    def level(self, properties: Element | None) -> int | None:
        """Return how deep a heading is: 0 for the title, from 1 for others; None for what is no heading."""
        outline = self._nearest(properties, "outlineLvl")
        if outline is not None:
            level = int(attribute(outline, "val") or NO_LEVEL)
            return level + 1 if 0 <= level < NO_LEVEL else None
        for style in self._chain(properties):
            if style.name == "title":
                return TITLE_LEVEL
            heading = _HEADING.fullmatch(style.name)
            if heading:
                return int(heading[1])
        return None

    def depth(self, properties: Element | None) -> int | None:
        """Return how deep in its list an item is, from 1; None for what is no item."""
        numbering = self._nearest(properties, "numPr")
        if numbering is None or (attribute(child(numbering, "numId"), "val") or "0") == "0":
            return None
        named = (_LIST.fullmatch(style.name) for style in self._chain(properties))
        told = next((int(found[1]) for found in named if found), 1)
        return max(told, int(attribute(child(numbering, "ilvl"), "val") or 0) + 1)

    def is_caption(self, properties: Element | None) -> bool:
        """Whether the paragraph names a table or a figure beside it."""
        return any(style.name == "caption" for style in self._chain(properties))

    def is_left_out(self, properties: Element | None) -> bool:
        """Whether the paragraph only repeats what stands elsewhere, as a table of contents does."""
        return any(_LEFT_OUT.fullmatch(style.name) for style in self._chain(properties))

    def _nearest(self, properties: Element | None, name: str) -> Element | None:
        """Return a property of the paragraph, or of the nearest style that has it."""
        every = (properties, *(style.properties for style in self._chain(properties)))
        return next((found for each in every if (found := child(each, name)) is not None), None)

    def _chain(self, properties: Element | None) -> Iterator[Style]:
        named, seen = attribute(child(properties, "pStyle"), "val"), set[str]()
        while named and named in self.found and named not in seen:
            seen.add(named)
            yield self.found[named]
            named = self.found[named].parent
