"""An HTML page as tests read it: its elements with attributes and text, and its forms with what they would send."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
TYPED = frozenset({"input", "select", "textarea"})


@dataclass(slots=True)
class Element:
    """An element with its attributes, its children and the text inside it."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: "list[Element]" = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def __iter__(self) -> "Iterator[Element]":
        for child in self.children:
            yield child
            yield from child

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def all(self, *tags: str) -> "list[Element]":
        return [each for each in self if each.tag in tags]

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self._open[-1])
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)


def read(text: str) -> Element:
    """Return the page's root; an element that is not closed, or closed by another's tag, is refused."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.root


def values(form: Element) -> dict[str, str]:
    """Return what a browser would send if the form were sent as it stands."""
    sent: dict[str, str] = {}
    for control in form.all(*TYPED):
        name = control.get("name")
        is_choice = control.get("type") in {"radio", "checkbox"}
        if not name or (is_choice and "checked" not in control.attributes) or control.get("type") == "file":
            continue
        sent[name] = _value(control)
    return sent


def _value(control: Element) -> str:
    if control.tag == "textarea":
        # HTML drops the first line break behind the tag, which templates write for readability.
        return "".join(control.pieces).removeprefix("\r").removeprefix("\n")
    if control.tag == "select":
        options = control.all("option")
        chosen = next((each for each in options if "selected" in each.attributes), options[0] if options else None)
        return chosen.get("value", chosen.text) if chosen else ""
    return control.get("value", "on" if control.get("type") == "checkbox" else "")
