"""A text while it is taken in, whatever format it comes in: headings, clauses and the rest, block by block."""

import re
from collections.abc import Mapping
from dataclasses import replace

from consult.drafting.rules import ClauseKind, Image, Part, figure_text
from consult.drafting.rules.numbering import LONGEST_NUMBER, Place, numbers_of
from consult.drafting.rules.wording import LONGEST_CLAUSE, LONGEST_HEADING, LONGEST_TABLE
from consult.intake.rules.numbering import split_number
from consult.intake.rules.problems import FileRefused, Reason, refuse
from consult.intake.rules.texts.annexes import annex_number, own_number
from consult.intake.rules.texts.blocks import Block, Spot
from consult.intake.rules.texts.footnotes import Note, Notes, with_notes

DEEPEST_PRINCIPLE = 3
DEEPEST_LIST = 5
MOST_LINES = 20_000
"""Several times the longest treaty; a file of nothing but line ends would keep everyone else waiting."""
_ID = re.compile(r"\{#([A-Za-z0-9][A-Za-z0-9_.-]{0,79})\}")


class Gathering:
    """What was found so far, the headings that are open, and the file that is being read.

    `images` are those that came along with the text, by their names; `used` are those that stand in it.
    """

    def __init__(self, images: Mapping[str, Image] | None = None) -> None:
        self.images = images or {}
        self.used: dict[tuple[str, str], Image] = {}
        self.blocks: list[Block] = []
        self.notes = Notes()
        self.source = -1
        self._section: str | None = None
        self._hints: set[str] = set()
        self._open: list[tuple[int, int]] = []
        self._waiting: tuple[Spot, str | None, str, str | None] | None = None
        self._annexes: dict[int, str] = {}

    @property
    def parent(self) -> int | None:
        """The place of the innermost open heading."""
        return self._open[-1][1] if self._open else None

    def begin(self, section: str | None = None) -> None:
        """Begin a file, which is a section of the text; its name may tell the section's number."""
        self.source += 1
        self._section = section
        self._open.clear()

    def end(self) -> None:
        """End a file: a deep heading that nothing followed becomes a clause."""
        head, self._waiting = self._waiting, None
        if head and head[2]:
            spot, carried, words, hint = head
            self._keep(Block(self.source, spot, ClauseKind.CLAUSE, Place(None, carried, self.parent), "", words, hint))

    def heading(self, spot: Spot, level: int, content: str) -> None:
        """Keep a heading: one of up to three levels is a principle or begins an annex, a deeper one heads what follows."""
        self.end()
        words, hint = self._take_id(spot, content)
        if len(words) > LONGEST_HEADING:
            raise self.no(spot, Reason.TOO_LONG, f"{len(words)} / {LONGEST_HEADING}")
        annex = annex_number(words, self._annexes.values()) if level <= DEEPEST_PRINCIPLE else None
        if level <= DEEPEST_PRINCIPLE:
            while self._open and self._open[-1][0] >= level:
                self._open.pop()
        carried, rest = (annex, words) if annex else self._number(words)
        if level == 1 and carried is None:
            carried, self._section = self._section, None
        if level > DEEPEST_PRINCIPLE:
            self._waiting = (spot, carried, rest, hint)
            return
        kind = ClauseKind.ANNEX if annex else ClauseKind.PRINCIPLE
        place = self._keep(Block(self.source, spot, kind, Place(level, carried, self.parent), rest, "", hint))
        if annex:
            self._annexes[place] = annex
        self._open.append((level, place))

    def part(
        self,
        spot: Spot,
        content: str,
        *,
        kind: ClauseKind = ClauseKind.CLAUSE,
        heading: str = "",
        within: int | None = None,
    ) -> int | None:
        """Keep a part under the heading that waits for one and return its place, or `within` if it says nothing.

        `within` is the place of the part that it belongs to. A heading that waits before one with a heading of its own
        becomes a clause.
        """
        if not content:
            return within
        words, hint = self._take_id(spot, content)
        longest = LONGEST_TABLE if kind is ClauseKind.TABLE else LONGEST_CLAUSE
        if len(words) > longest or len(heading) > LONGEST_HEADING:
            said, most = (len(words), longest) if len(words) > longest else (len(heading), LONGEST_HEADING)
            raise self.no(spot, Reason.TOO_LONG, f"{said} / {most}")
        if heading:
            self.end()
        head, self._waiting = self._waiting, None
        if head and head[3] and hint:
            raise self.no(head[0], Reason.LONE_ID, head[3])
        carried, waiting, own = (head[1], head[2], head[3]) if head else (None, "", None)
        called = heading or waiting
        return self._keep(Block(self.source, spot, kind, Place(None, carried, within), called, words, hint or own))

    def figure(self, spot: Spot, content: str, name: str, image: Image | None, *, caption: str) -> None:
        """Keep a figure: what its image shows, its file's name, and the image itself where it came along."""
        place = self.part(spot, content, kind=ClauseKind.FIGURE, heading=caption, within=self.parent)
        if place is not None and image is not None:
            self.used[image.sha256, image.name] = image
        kept = self.blocks[-1]
        self.blocks[-1] = replace(kept, text=figure_text(kept.text, name, image))

    def definition(self, spot: Spot, term: str, meaning: str) -> None:
        """Keep a term with its meaning, an id behind either; a term that nothing is said of becomes a clause."""
        if not meaning:
            self.part(spot, term, within=self.parent)
            return
        called, hint = self._take_id(spot, term)
        self.part(spot, meaning, kind=ClauseKind.DEFINITION, heading=called, within=self.parent)
        if hint:
            last = self.blocks[-1]
            if last.hint:
                raise self.no(spot, Reason.LONE_ID, hint)
            self.blocks[-1] = replace(last, hint=hint)

    def footnote(self, spot: Spot, label: str, text: str) -> None:
        """Keep a footnote until it is known who refers to it."""
        if not text:
            return
        if len(text) > LONGEST_CLAUSE:
            raise self.no(spot, Reason.TOO_LONG, f"{len(text)} / {LONGEST_CLAUSE}")
        self.notes.add(self.source, Note(spot, label, text, len(self.blocks) - 1))

    def parts(self) -> list[Part]:
        """Return the parts of the whole text with their numbers; refuse a text without any clause."""
        if not any(block.kind is ClauseKind.CLAUSE for block in self.blocks):
            raise refuse("", None, Reason.NO_CLAUSE)
        blocks = with_notes(self.blocks, self.notes)
        numbers = numbers_of([block.place for block in blocks])
        return [self._part(block, number) for block, number in zip(blocks, numbers, strict=True)]

    def no(self, spot: Spot, reason: Reason, detail: object = "") -> FileRefused:
        """Return the error that says what is wrong there."""
        return refuse(spot.file, spot.line, reason, detail, near=spot.near)

    def _keep(self, block: Block) -> int:
        self.blocks.append(block)
        return len(self.blocks) - 1

    def _part(self, block: Block, number: str) -> Part:
        if len(number) > LONGEST_NUMBER:
            raise self.no(block.spot, Reason.TOO_DEEP, number)
        return Part(block.kind, number, block.heading, block.text, block.place.parent, block.hint)

    def _number(self, words: str) -> tuple[str | None, str]:
        """Return the number that a heading carries and the rest of it; within an annex the annex's own stands before it."""
        annex = next((self._annexes[place] for _, place in reversed(self._open) if place in self._annexes), None)
        if annex is None:
            return split_number(words)
        carried, rest = own_number(annex, words)
        if carried is None:
            carried, rest = split_number(words)
            carried = carried and f"{annex}.{carried}"
        return carried, rest

    def _take_id(self, spot: Spot, content: str) -> tuple[str, str | None]:
        words, hint = split_id(content)
        if hint is None:
            return words, None
        if not words:
            raise self.no(spot, Reason.LONE_ID, hint)
        if hint in self._hints:
            raise self.no(spot, Reason.DUPLICATE_ID, hint)
        self._hints.add(hint)
        return words, hint


def split_id(content: str) -> tuple[str, str | None]:
    """Return words without the id behind them, and the id."""
    whole = content.strip()
    place = whole.rfind("{#")
    found = _ID.fullmatch(whole, place) if place >= 0 else None
    return (whole[:place].strip(), found[1]) if found else (whole, None)
