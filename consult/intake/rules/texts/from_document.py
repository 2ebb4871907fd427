"""A document that was read in its own process, added to a text block by block."""

import base64
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from consult.drafting.rules import ClauseKind, Image, read_image
from consult.drafting.rules.images import LARGEST_IMAGE
from consult.drafting.rules.wording import CONTROL
from consult.intake.rules.problems import Reason, refuse
from consult.intake.rules.texts.blocks import Spot
from consult.intake.rules.texts.gathering import DEEPEST_LIST, MOST_LINES, Gathering
from consult.intake.rules.texts.notices import Notice, Told

Block = Mapping[str, Any]
NAMED = frozenset({"table", "figure"})
"""What a caption beside it names."""


def add_document(found: Gathering, name: str, read: Mapping[str, Any]) -> list[Notice]:
    """Add the blocks of a document; return what is to be told about it.

    Refuses, naming the paragraph: control characters, lists nested more than five deep, words that are too long, a
    picture without alternative text, among the words of a table or a footnote, elsewhere, too large or of another kind than PNG,
    JPEG, GIF and WebP, and a drawing that is no picture. Refuses a document without words.
    """
    if not any(block.get("text") for block in read["blocks"]):
        raise refuse(name, None, Reason.EMPTY)
    if len(read["blocks"]) > MOST_LINES:
        raise refuse(name, None, Reason.TOO_MANY_LINES, MOST_LINES)
    found.begin()
    adding = _Adding(found, name, read["blocks"])
    adding.add_all()
    for label, text in read["notes"].items():
        found.footnote(Spot(name, 1, f"[^{label}]"), label, _composed(text))
    found.end()
    return list(_notices(name, read))


def _notices(name: str, read: Mapping[str, Any]) -> Sequence[Notice]:
    changes = read["inserted"] + read["deleted"]
    told = ((Told.CHANGES_ACCEPTED, changes), (Told.COMMENTS_LEFT, read["comments"]))
    return [Notice(name, what, count) for what, count in told if count]


class _Adding:
    """The blocks of one document, which of its captions found what they name, and the lists that are open."""

    def __init__(self, found: Gathering, name: str, blocks: Sequence[Block]) -> None:
        self.found, self.name, self.blocks = found, name, blocks
        self.captions = _captions(blocks)
        self.taken = frozenset(self.captions.values())
        self.items: list[tuple[int, int | None]] = []

    def add_all(self) -> None:
        """Add every block in its order."""
        for place, block in enumerate(self.blocks):
            spot = Spot(self.name, block["n"], block["near"])
            if place not in self.taken:
                self._add(spot, block, self._caption(place))

    def _caption(self, place: int) -> str:
        return " ".join(_composed(self.blocks[self.captions[place]]["text"]).split()) if place in self.captions else ""

    def _add(self, spot: Spot, block: Block, caption: str) -> None:
        text = self._checked(spot, _composed(block.get("text", "")))
        if block["kind"] == "item":
            self._add_item(spot, block["depth"], text)
            return
        self.items.clear()
        if block["kind"] == "heading":
            self.found.heading(spot, block["level"], " ".join(text.split()))
        elif block["kind"] == "figure":
            image = self._image(spot, block)
            self.found.figure(spot, _composed(block["alt"]), image.name, image, caption=caption)
        else:
            kind = ClauseKind.TABLE if block["kind"] == "table" else ClauseKind.CLAUSE
            self.found.part(spot, text, kind=kind, heading=caption, within=self.found.parent)

    def _add_item(self, spot: Spot, depth: int, text: str) -> None:
        while self.items and self.items[-1][0] >= depth:
            self.items.pop()
        if len(self.items) >= DEEPEST_LIST:
            raise self.found.no(spot, Reason.TOO_DEEP, f"{len(self.items) + 1} / {DEEPEST_LIST}")
        within = self.items[-1][1] if self.items else self.found.parent
        self.items.append((depth, self.found.part(spot, text, within=within)))

    def _checked(self, spot: Spot, text: str) -> str:
        bad = CONTROL.search(text)
        if bad:
            raise self.found.no(spot, Reason.CONTROL_CHARACTER, repr(bad[0]))
        return text

    def _image(self, spot: Spot, block: Block) -> Image:
        called = block.get("file") or block["name"]
        if block.get("is_drawn"):
            raise self.found.no(spot, Reason.NO_PICTURE, block["name"])
        if block["is_among_words"]:
            raise self.found.no(spot, Reason.IMAGE_IN_WORDS, block["name"])
        if "elsewhere" in block:
            raise self.found.no(spot, Reason.REMOTE_IMAGE, block["elsewhere"])
        if not block["alt"]:
            raise self.found.no(spot, Reason.NO_ALT_TEXT, block["name"] or called)
        content = base64.b64decode(block["content"])
        if len(content) > LARGEST_IMAGE:
            raise self.found.no(spot, Reason.IMAGE_TOO_LARGE, LARGEST_IMAGE)
        image = read_image(called, content)
        if image is None:
            raise self.found.no(spot, Reason.NOT_AN_IMAGE, called)
        return image


def _captions(blocks: Sequence[Block]) -> dict[int, int]:
    """Return for each table and figure the place of the caption that names it: above a table, below a figure, or else."""
    free = {place for place, block in enumerate(blocks) if block["kind"] == "caption"}
    found: dict[int, int] = {}
    for place, block in enumerate(blocks):
        if block["kind"] in NAMED:
            beside = (place - 1, place + 1) if block["kind"] == "table" else (place + 1, place - 1)
            caption = next((each for each in beside if each in free), None)
            if caption is not None:
                free.remove(caption)
                found[place] = caption
    return found


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
