"""Footnotes: gathered wherever a text defines them, and put behind the parts that refer to them."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from consult.drafting.rules import ClauseKind
from consult.drafting.rules.footnotes import MARK
from consult.drafting.rules.numbering import Place
from consult.intake.rules.problems import Reason, refuse
from consult.intake.rules.texts.blocks import Block, Spot


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote before it has its place: where it was defined, and behind which part it stands if none refers to it."""

    spot: Spot
    label: str
    text: str
    after: int


@dataclass(slots=True)
class Notes:
    """The footnotes of a text, file by file: a label speaks of one footnote within its own file."""

    found: dict[tuple[int, str], Note] = field(default_factory=dict)

    def add(self, source: int, note: Note) -> None:
        """Keep a footnote; refuse a label that the file has given to another one."""
        if (source, note.label) in self.found:
            spot = note.spot
            raise refuse(spot.file, spot.line, Reason.DUPLICATE_ID, f"[^{note.label}]", near=spot.near)
        self.found[source, note.label] = note


def with_notes(blocks: Sequence[Block], notes: Notes) -> list[Block]:
    """Return the blocks with each footnote behind the first that refers to it, numbered fn1, fn2, … in that order.

    One that nobody refers to stands behind the part before it. Where two files give the same label to different
    footnotes, the later file's label gets a number, in its own parts too.
    """
    return _Weaving(blocks, notes).woven() if notes.found else list(blocks)


class _Weaving:
    """The blocks in their new order, and where each block of the old one is in it."""

    def __init__(self, blocks: Sequence[Block], notes: Notes) -> None:
        self.blocks = blocks
        self.left = dict(notes.found)
        self.labels = _labels(notes)
        self.order: list[Block] = []
        self.moved: dict[int | None, int | None] = {None: None}
        self.count = 0
        named = {(block.source, label) for block in blocks for label in _marks(block)}
        self.lone: dict[int, list[tuple[int, str]]] = {}
        for key, note in notes.found.items():
            if key not in named:
                self.lone.setdefault(note.after, []).append(key)

    def woven(self) -> list[Block]:
        """Return the blocks in their new order."""
        self._add_all(self.lone.get(-1, ()), None)
        for place, block in enumerate(self.blocks):
            self.moved[place] = len(self.order)
            parent = self.moved[block.place.parent]
            self.order.append(replace(self._relabelled(block), place=replace(block.place, parent=parent)))
            self._add_all([(block.source, label) for label in _marks(block)], self.moved[place])
            self._add_all(self.lone.get(place, ()), parent)
        return self.order

    def _add_all(self, keys: Sequence[tuple[int, str]], parent: int | None) -> None:
        """Put footnotes that have no place yet here, and those that they refer to behind them."""
        waiting = deque(keys)
        while waiting:
            source, label = waiting.popleft()
            note = self.left.pop((source, label), None)
            if note is None:
                continue
            self.count += 1
            place = Place(None, f"fn{self.count}", parent)
            heading = self.labels[source, label]
            block = Block(source, note.spot, ClauseKind.FOOTNOTE, place, heading, note.text, None)
            self.order.append(self._relabelled(block))
            waiting.extend((source, each) for each in MARK.findall(note.text))

    def _relabelled(self, block: Block) -> Block:
        """Return the block with the labels of its file as the whole text has them."""

        def given(mark: re.Match[str]) -> str:
            return f"[^{self.labels.get((block.source, mark[1]), mark[1])}]"

        return replace(block, heading=MARK.sub(given, block.heading), text=MARK.sub(given, block.text))


def _labels(notes: Notes) -> dict[tuple[int, str], str]:
    """Return each footnote's label in the whole text, where no two are the same."""
    given: dict[tuple[int, str], str] = {}
    taken: set[str] = set()
    for source, label in notes.found:
        own = label if label not in taken else f"{label}-{source + 1}"
        while own in taken:
            own += "-"
        given[source, label] = own
        taken.add(own)
    return given


def _marks(block: Block) -> Iterator[str]:
    yield from MARK.findall(block.heading)
    yield from MARK.findall(block.text)
