"""When a live picture is renewed, and what of it moves: in steps that tell of several people or of nobody."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from consult.consensus.rules.counts import ANSWERS, StatementCounts
from consult.consensus.rules.suppression import SMALLEST_CELL, SMALLEST_UNANIMOUS

FEWEST_NEW = 5
NEW_PART = Fraction(1, 100)
"""How many votes are new before a picture is renewed: at least five, and a hundredth of all."""

Counts = Mapping[str, StatementCounts]
"""What is shown of each statement, by what files call it; one of which nothing is shown is not there."""


@dataclass(frozen=True, slots=True)
class New:
    """How many people said something new of a statement since its counts were last shown, and in how many votes."""

    people: int
    votes: int


def moving(news: Mapping[str, New]) -> frozenset[str]:
    """Return the statements whose counts move in the next picture: those of which five people said something new."""
    return frozenset(name for name, new in news.items() if new.people >= SMALLEST_CELL)


def is_due(news: Mapping[str, New], votes: int) -> bool:
    """Whether enough is new for another picture: on the statements that would move, five votes and a hundredth of all.

    >>> is_due({"1": New(people=5, votes=5)}, votes=500), is_due({"1": New(people=5, votes=5)}, votes=501)
    (True, False)
    >>> is_due({"1": New(people=4, votes=400), "2": New(people=4, votes=400)}, votes=800)
    False
    """
    new = sum(news[name].votes for name in moving(news))
    return new >= FEWEST_NEW and new >= votes * NEW_PART


def shown(before: Counts, now: Counts, moved: Collection[str], *, protected: bool) -> dict[str, StatementCounts]:
    """Return what the next picture shows: of the statements that move what is counted now, of the others what was shown.

    Of fewer than five people nothing is shown, and where anyone is protected nothing of fewer than twenty who all say
    the same, as in results.
    """
    return {
        name: counts
        for name in now
        if (counts := now[name] if name in moved else before.get(name)) is not None
        and not _is_telling(counts, protected=protected)
    }


def read_counts(written: Mapping[str, Mapping[str, Any]]) -> dict[str, StatementCounts]:
    """Return the counts that a picture holds."""
    return {name: StatementCounts.read(counts) for name, counts in written.items()}


def _is_telling(counts: StatementCounts, *, protected: bool) -> bool:
    said = counts.as_json()
    is_unanimous = protected and any(said[word] == counts.n for word in ANSWERS)
    return counts.n < (SMALLEST_UNANIMOUS if is_unanimous else SMALLEST_CELL)
