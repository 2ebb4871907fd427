"""Counts of positions on a clause and of answers to a statement."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

POSITIONS = ("support", "can_live_with", "reservation", "object", "no_opinion")
ANSWERS = ("agree", "disagree", "pass")

Counted = Mapping[str, Mapping[str, int]]
"""Per category, how many counting seats gave each answer, in the words of the scale."""


@dataclass(frozen=True, slots=True)
class PositionCounts:
    """How many seats took each position on a clause; refuses negative and broken numbers with ValueError."""

    support: int = 0
    can_live_with: int = 0
    reservation: int = 0
    object: int = 0
    no_opinion: int = 0

    def __post_init__(self) -> None:
        _refuse_what_is_no_count(asdict(self))

    def __add__(self, other: "PositionCounts") -> "PositionCounts":
        return PositionCounts.read({word: n + other.as_json()[word] for word, n in self.as_json().items()})

    @classmethod
    def read(cls, counted: Mapping[str, int]) -> "PositionCounts":
        """Return the counts given by word; refuses words that are not positions with ValueError."""
        return cls(**_known(counted, POSITIONS))

    @classmethod
    def of_words(cls, words: Iterable[str]) -> "PositionCounts":
        """Return how often each position occurs; refuses words that are not positions with ValueError."""
        return cls.read(Counter(words))

    @property
    def n(self) -> int:
        """How many seats were heard, those without an opinion among them."""
        return sum(asdict(self).values())

    def as_json(self) -> dict[str, int]:
        """Return the counts by word, in the order of the scale."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class StatementCounts:
    """How many seats gave each answer to a statement; refuses negative and broken numbers with ValueError."""

    agree: int = 0
    disagree: int = 0
    pass_: int = 0

    def __post_init__(self) -> None:
        _refuse_what_is_no_count(self.as_json())

    def __add__(self, other: "StatementCounts") -> "StatementCounts":
        return StatementCounts(self.agree + other.agree, self.disagree + other.disagree, self.pass_ + other.pass_)

    @classmethod
    def read(cls, counted: Mapping[str, int]) -> "StatementCounts":
        """Return the counts given by word; refuses words that are not answers with ValueError."""
        known = _known(counted, ANSWERS)
        return cls(known.get("agree", 0), known.get("disagree", 0), known.get("pass", 0))

    @classmethod
    def of_words(cls, words: Iterable[str]) -> "StatementCounts":
        """Return how often each answer occurs; refuses words that are not answers with ValueError."""
        return cls.read(Counter(words))

    @property
    def n(self) -> int:
        """How many seats were heard, those who passed among them."""
        return self.agree + self.disagree + self.pass_

    def as_json(self) -> dict[str, int]:
        """Return the counts by word, in the order of the scale."""
        return {"agree": self.agree, "disagree": self.disagree, "pass": self.pass_}


def _known(counted: Mapping[str, int], words: tuple[str, ...]) -> dict[str, int]:
    unknown = sorted(set(counted) - set(words))
    if unknown:
        raise ValueError(f"not an answer on this scale: {', '.join(unknown)}")
    return dict(counted)


def _refuse_what_is_no_count(counted: Mapping[str, int]) -> None:
    if any(type(n) is not int or n < 0 for n in counted.values()):
        raise ValueError(f"not counts: {dict(counted)}")
