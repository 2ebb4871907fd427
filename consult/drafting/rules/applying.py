"""Changes of passages put into a text, several at once, where they do not touch the same words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SPACE = " "
ENDS = frozenset(".,;:!?…)»”’")
"""Signs before which no space stands."""


@dataclass(frozen=True, slots=True)
class Alteration:
    """What is to stand in a text in place of a passage, which runs from `start` to `end`; `key` says whose wish it is."""

    key: str
    start: int
    end: int
    wording: str


@dataclass(frozen=True, slots=True)
class Applied:
    """A text with alterations in it: the keys of those that are, and of those that meet others in the same words."""

    text: str
    applied: tuple[str, ...]
    colliding: tuple[str, ...]


def deletion(text: str, start: int, end: int) -> tuple[int, int]:
    """Return what to take away with a passage so that no two spaces meet and none stands before a full stop.

    >>> deletion("Stop the red clock.", 9, 12)
    (9, 13)
    """
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before == SPACE and (not after or after in ENDS):
        return start - 1, end
    if after == SPACE and (not before or before.isspace()):
        return start, end + 1
    return start, end


def apply(text: str, alterations: Iterable[Alteration]) -> Applied:
    """Return the text with all alterations that share no words with another one, whatever their order.

    Those that share words collide, and none of them is put in: which of them is meant is for a person to say. The same
    wording for the same passage is one alteration, however many wish it.
    """
    every = sorted(set(alterations), key=lambda one: (one.start, one.end, one.wording, one.key))
    good = [one for one in every if not any(_collide(one, other) for other in every)]
    done = text
    for start, end, wording in sorted({(one.start, one.end, one.wording) for one in good}, reverse=True):
        done = done[:start] + wording + done[end:]
    bad = [one for one in every if one not in good]
    return Applied(done, _keys(good), _keys(bad))


def _collide(one: Alteration, other: Alteration) -> bool:
    if (one.start, one.end) == (other.start, other.end):
        return one.wording != other.wording
    return one.start < other.end and other.start < one.end


def _keys(alterations: Sequence[Alteration]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.key for one in alterations))
