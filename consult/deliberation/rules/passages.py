"""A passage of a clause: where it stands, and how the clause reads once a suggestion is taken up."""

import re
from dataclasses import dataclass
from enum import StrEnum

from consult.deliberation.rules.colliding import Change

LONGEST_HEADING = 500
AROUND = 32
"""So many characters before and after a passage are kept, so that it is found again in another draft."""


class Way(StrEnum):
    """What someone who suggests asks for, as they choose it."""

    WHOLE = "whole"
    PASSAGE = "passage"
    CUT = "cut"
    DELETE = "delete"
    INSERT = "insert"


CHANGES = {
    Way.WHOLE: Change.REPLACE,
    Way.PASSAGE: Change.REPLACE,
    Way.CUT: Change.DELETE,
    Way.DELETE: Change.DELETE,
    Way.INSERT: Change.INSERT,
}
"""What each way does to the words."""

OF_PASSAGES = frozenset({Way.PASSAGE, Way.CUT})
"""The ways that are about some words of the clause."""

ENDS = frozenset(".,;:!?…)»”’")
"""Signs before which no space stands."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a clause with what stands around them, from the character `start` of its text."""

    exact: str
    prefix: str
    suffix: str
    start: int

    @property
    def end(self) -> int:
        """The character after the last one."""
        return self.start + len(self.exact)


def passages_of(text: str, words: str) -> list[Passage]:
    """Return every place of a text at which these words stand, whatever spaces and line ends are between them."""
    wanted = r"\s+".join(map(re.escape, words.split()))
    return [passage_at(text, *found.span(1)) for found in re.finditer(f"(?=({wanted}))", text)] if wanted else []


def passage_at(text: str, start: int, end: int) -> Passage:
    """Return the passage of a text between two characters."""
    return Passage(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND], start)


def found_again(text: str, exact: str, prefix: str, suffix: str) -> Passage | None:
    """Return where a passage that was kept stands in a text: where the same stands around it, or at its only place."""
    places = passages_of(text, exact)
    same = [each for each in places if (each.prefix, each.suffix) == (prefix, suffix)]
    return next(iter(same), None) or (places[0] if len(places) == 1 else None)


def with_change(text: str, wording: str | None, passage: Passage | None = None) -> str:
    """Return a text with this wording in the place of a passage, or of everything; no wording takes it out.

    Where a passage is taken out, a space beside it goes too, so that no two meet and none stands before a full stop.

    >>> text = "Stop the red clock, now."
    >>> with_change(text, None, passage_at(text, 9, 12))
    'Stop the clock, now.'
    """
    if passage is None:
        return wording or ""
    before, after = text[: passage.start], text[passage.end :]
    return before + wording + after if wording else _closed_up(before, after)


def _closed_up(before: str, after: str) -> str:
    """Return what stands around deleted words without the space that only they needed."""
    if before.endswith(" ") and (not after or after[0] in ENDS):
        return before[:-1] + after
    if after.startswith(" ") and (not before or before[-1].isspace()):
        return before + after[1:]
    return before + after


def way_of(change: str, *, is_passage: bool) -> Way:
    """Return in which way a suggestion asks for its change."""
    fitting = [way for way, made in CHANGES.items() if made == change]
    return next((way for way in fitting if (way in OF_PASSAGES) == is_passage), fitting[-1])
