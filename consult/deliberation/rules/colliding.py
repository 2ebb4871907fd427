"""Which suggestions on one clause touch the same words, so that no draft can take up both as they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What a suggestion does: it replaces words, deletes them, or inserts a new clause after the one it stands on."""

    REPLACE = "replace"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Touch:
    """What a suggestion touches: the characters from `start` up to `end` of a clause, or all of it without them."""

    number: int
    change: str
    start: int | None = None
    end: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it touches the clause as a whole."""
        return self.start is None or self.end is None


def touch_same_words(one: Touch, other: Touch) -> bool:
    """Whether two suggestions on one clause touch the same words.

    One on the clause as a whole touches every word of it; two passages do where they share a character. A new clause
    after this one touches none of its words: several of them stand one after the other.
    """
    if Change.INSERT in {one.change, other.change} or one.number == other.number:
        return False
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    return one.start < other.end and other.start < one.end


def collisions(touches: Iterable[Touch]) -> Mapping[int, tuple[int, ...]]:
    """Return for each suggestion on a clause, by its number, the numbers of those that touch the same words, in order."""
    every = sorted(touches, key=lambda one: one.number)
    return {one.number: tuple(other.number for other in every if touch_same_words(one, other)) for one in every}


def in_order(touches: Iterable[Touch]) -> list[Touch]:
    """Return the suggestions on a clause in the order of its words, those on all of it first and new clauses last.

    What begins at one place, as new clauses after one do, stands in the order in which it was suggested.
    """
    return sorted(
        touches, key=lambda one: (one.change == Change.INSERT, -1 if one.start is None else one.start, one.number)
    )
