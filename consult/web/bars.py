"""Where the parts of a bar lie, in percent from its left edge: right-to-left pages fill bars from the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import get_locale

BALLOT_WORDS = ("support", "can_live_with", "reservation", "object", "no_opinion")
ANSWER_WORDS = ("agree", "disagree", "pass")
POSITIONS = frozenset((*BALLOT_WORDS, *ANSWER_WORDS))
"""The words that have a colour."""

NARROWEST_WITH_COUNT = 6.5


@dataclass(frozen=True, slots=True)
class Part:
    """One position's part of a bar; `is_wide` says whether its count has room inside."""

    word: str
    count: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        """Where the count stands."""
        return round(self.x + self.width / 2, 3)

    @property
    def is_wide(self) -> bool:
        """Whether the count has room inside."""
        return self.width >= NARROWEST_WITH_COUNT


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a bar."""

    x: float
    width: float


def parts(counts: Mapping[str, int], words: Sequence[str], *, from_right: bool) -> list[Part]:
    """Return the parts of a bar in the order of the words, those without a count left out."""
    total = sum(counts[word] for word in words)
    found, before = [], 0
    for word in words:
        count = counts[word]
        if count:
            place = span(before / total, (before + count) / total, from_right=from_right)
            found.append(Part(word, count, place.x, place.width))
        before += count
    return found


def span(start: float, end: float, *, from_right: bool) -> Span:
    """Return the stretch between two shares of a bar."""
    x = 1 - end if from_right else start
    return Span(round(x * 100, 3), round((end - start) * 100, 3))


def bar_parts(row: Mapping[str, int]) -> list[Part]:
    """Return the parts of the bar for a row of positions or of answers, in the page's direction."""
    words = BALLOT_WORDS if BALLOT_WORDS[0] in row else ANSWER_WORDS
    return parts(row, words, from_right=_from_right())


def bar_span(start: float, end: float) -> Span:
    """Return the stretch between two shares of a bar, in the page's direction."""
    return span(start, end, from_right=_from_right())


def bar_point(share: float) -> float:
    """Return where a share lies on a bar, in the page's direction."""
    return span(share, share, from_right=_from_right()).x


def _from_right() -> bool:
    locale = get_locale()
    return locale is not None and locale.text_direction == "rtl"
