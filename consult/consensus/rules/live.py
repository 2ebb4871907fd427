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
NOBODY = StatementCounts()


@dataclass(frozen=True, slots=True)
class New:
    """How many people said something new of a statement since its counts were last shown, and in how many votes."""

    people: int
    votes: int


def moving(news: Mapping[str, New], before: Counts, now: Counts, *, protected: bool) -> frozenset[str]:
    """Return the statements whose counts move in the next picture: those of which five people said something new.

    Where anyone is protected a statement waits while what came since it was last shown is one-sided: while fewer than
    two answers have risen and those by fewer than twenty together. Else everyone who answered in between would be known
    to have said just that. Example: after 20 of 20 who agree, five more who agree show nothing, and with one of another
    mind among six the picture moves to 25 of 26.
    """
    return frozenset(
        name
        for name, new in news.items()
        if new.people >= SMALLEST_CELL
        and not (protected and _is_one_sided(before.get(name, NOBODY), now.get(name, NOBODY)))
    )


def is_due(moved: Mapping[str, New], votes: int) -> bool:
    """Whether enough is new for another picture: on the statements that would move, five votes and a hundredth of all.

    >>> is_due({"1": New(people=5, votes=5)}, votes=500), is_due({"1": New(people=5, votes=5)}, votes=501)
    (True, False)
    """
    new = sum(one.votes for one in moved.values())
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


def _is_one_sided(before: StatementCounts, now: StatementCounts) -> bool:
    then = before.as_json()
    rises = [rise for word, count in now.as_json().items() if (rise := count - then[word]) > 0]
    return len(rises) < 2 and sum(rises) < SMALLEST_UNANIMOUS


def _is_telling(counts: StatementCounts, *, protected: bool) -> bool:
    said = counts.as_json()
    is_unanimous = protected and any(said[word] == counts.n for word in ANSWERS)
    return counts.n < (SMALLEST_UNANIMOUS if is_unanimous else SMALLEST_CELL)
