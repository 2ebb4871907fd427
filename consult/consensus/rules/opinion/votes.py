"""Who answered what: a sparse table of participants and statements, in which not having seen one is its own thing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

VALUES = {"agree": 1, "disagree": -1, "pass": 0}
"""How an answer is written as a number; Polis writes them so, too."""

STRIP_VOTES = 1 << 16
"""About how many votes are looked at a time: what fits into a processor's own memory."""

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Indices = NDArray[np.int32]
Answers = NDArray[np.int8]


def canonical(name: str) -> tuple[bool, int, str]:
    """Return what ids are sorted by: those that are numbers by number, then the others by text.

    Example: "2", "10", "a" stand in this order, wherever they came from and whatever language is spoken.
    """
    is_number = name.isascii() and name.isdecimal()
    digits = name.lstrip("0") if is_number else ""
    return not is_number, len(digits), (digits or "0") + name if is_number else name


@dataclass(frozen=True, slots=True, eq=False)
class VoteMatrix:
    """All answers, participant by participant: those of participant i stand from starts[i] up to starts[i + 1].

    `columns` says which statement each answer is to, rising within a participant, and `values` what it is: 1 agree,
    -1 disagree, 0 pass. Ids stand in canonical order unless the caller has another. It takes 5 bytes a vote and 8 a participant, beside the ids.
    Whoever calls the constructor vouches for the order; `of` and `of_arrays` make it.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    starts: Integers
    columns: Indices
    values: Answers

    def __post_init__(self) -> None:
        votes = len(self.columns)
        if len(self.starts) != len(self.participants) + 1 or len(self.values) != votes:
            raise ValueError("as many starts as participants and one, and as many values as columns")
        if self.starts[0] != 0 or self.starts[-1] != votes or np.any(self.starts[1:] < self.starts[:-1]):
            raise ValueError("starts that rise from 0 to the number of votes")
        if votes and not (self.columns.min() >= 0 and self.columns.max() < len(self.statements)):
            raise ValueError("columns that are statements")
        if votes and not (self.values.min() >= -1 and self.values.max() <= 1):
            raise ValueError("values of -1, 0 and 1")

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str]], *, statements: Iterable[str] = ()) -> Self:
        """Return the table of (participant, statement, "agree" | "disagree" | "pass"), in whatever order they come.

        `statements` adds those that nobody answered yet. Refuses with ValueError an unknown answer, and two answers of
        one participant to one statement: which of them counts is for the caller to say.
        """
        known = list(rows)
        unknown = sorted({answer for _, _, answer in known} - set(VALUES))
        if unknown:
            raise ValueError(f"not an answer on this scale: {', '.join(unknown)}")
        people = {name: None for name, _, _ in known}
        asked = dict.fromkeys((*(statement for _, statement, _ in known), *statements))
        row_of = {name: place for place, name in enumerate(people)}
        column_of = {name: place for place, name in enumerate(asked)}
        return cls.of_arrays(
            tuple(people),
            tuple(asked),
            rows=np.fromiter((row_of[name] for name, _, _ in known), np.int64, len(known)),
            columns=np.fromiter((column_of[name] for _, name, _ in known), np.int64, len(known)),
            values=np.fromiter((VALUES[answer] for _, _, answer in known), np.int8, len(known)),
        )

    @classmethod
    def of_arrays(
        cls,
        participants: Sequence[str],
        statements: Sequence[str],
        *,
        rows: NDArray[Any],
        columns: NDArray[Any],
        values: NDArray[Any],
        is_asked_order: bool = False,
    ) -> Self:
        """Return the table of votes given as places in the two lists of ids; neither lists nor votes need be in order.

        With `is_asked_order` statements stay as they are listed, and are not sorted by id: where they have an order of
        their own, and ids that chance made.

        Refuses with ValueError an id that is listed twice, a place that is none, another value than -1, 0 and 1, and
        two votes on one place. What is in order already is not sorted, and arrays of the kinds that are kept (32 bits
        for columns, 8 for values) are not copied, so the caller leaves them as they are.
        """
        people, new_rows = _in_order(participants)
        asked, new_columns = _in_order(statements, is_kept=is_asked_order)
        if not len(rows) == len(columns) == len(values):
            raise ValueError("as many rows as columns and values")
        is_kept = new_rows is None and new_columns is None and columns.dtype == np.int32 and values.dtype == np.int8
        if not (is_kept and _rise(rows, columns)):
            _refuse_what_is_no_place(rows, columns, values, (len(people), len(asked)))
            rows, columns = _moved(rows, new_rows), _moved(columns, new_columns)
            if not _rise(rows, columns):
                rows, columns, values = _sorted_by_cell(rows, columns, values, len(asked))
        elif len(rows) and not 0 <= rows[0] <= rows[-1] < len(people):
            raise ValueError("rows that are participants")
        heads = np.searchsorted(rows, np.arange(len(people), dtype=rows.dtype))
        starts = np.append(heads, len(rows)).astype(np.int64)
        return cls(people, asked, starts, columns.astype(np.int32, copy=False), values.astype(np.int8, copy=False))

    @property
    def counts(self) -> Integers:
        """How many statements each participant answered, a pass being an answer."""
        return np.diff(self.starts)

    @property
    def cells(self) -> int:
        """How many answers there would be had everyone answered everything."""
        return len(self.participants) * len(self.statements)

    def rows(self) -> Indices:
        """Return the place of the participant of every vote: 4 bytes a vote, so ask only where that fits."""
        return np.repeat(np.arange(len(self.participants), dtype=np.int32), self.counts)

    def some(self, participants: Integers) -> Self:
        """Return the table of some participants, given by their places; who is named twice is there twice."""
        counts = self.counts[participants]
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
        people = tuple(map(self.participants.__getitem__, participants.tolist()))
        columns, values = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.int8)
        moved = self.starts[participants] - starts[:-1]
        for rows, votes in strips(starts):
            taken = np.repeat(moved[rows], counts[rows])
            taken += np.arange(votes.start, votes.stop)
            self.columns.take(taken, out=columns[votes], mode="clip")
            self.values.take(taken, out=values[votes], mode="clip")
        return replace(self, participants=people, starts=starts, columns=columns, values=values)

    def of_statements(self, marked: NDArray[np.bool_]) -> Self:
        """Return the table of the statements that are marked, with all participants; itself where all are."""
        if marked.all():
            return self
        names = tuple(name for name, mark in zip(self.statements, marked.tolist(), strict=True) if mark)
        places = (np.cumsum(marked) - 1).astype(np.int32)
        starts, columns, values = np.zeros_like(self.starts), [places[:0]], [self.values[:0]]
        for rows, votes in strips(self.starts):
            kept = np.flatnonzero(marked.take(self.columns[votes], mode="clip"))
            ends = np.searchsorted(kept, self.starts[rows.start + 1 : rows.stop + 1] - votes.start)
            starts[rows.start + 1 : rows.stop + 1] = starts[rows.start] + ends
            columns.append(places.take(self.columns[votes].take(kept, mode="clip"), mode="clip"))
            values.append(self.values[votes].take(kept, mode="clip"))
        return replace(
            self, statements=names, starts=starts, columns=np.concatenate(columns), values=np.concatenate(values)
        )


def strips(starts: Integers) -> Iterator[tuple[slice, slice]]:
    """Return some participants at a time, and where their votes stand: what a processor's own memory holds."""
    last = len(starts) - 1
    each = max(1, STRIP_VOTES * last // max(int(starts[-1]), 1))
    for first in range(0, last, each):
        rows = slice(first, min(first + each, last))
        yield rows, slice(int(starts[rows.start]), int(starts[rows.stop]))


def _in_order(names: Sequence[str], *, is_kept: bool = False) -> tuple[tuple[str, ...], Integers | None]:
    """Return the ids in canonical order, and for each given one its new place, or None where all stay in theirs."""
    if _are_rising_numbers(names):
        return tuple(names), None
    if len(set(names)) < len(names):
        raise ValueError("ids that differ")
    if is_kept:
        return tuple(names), None
    order = sorted(range(len(names)), key=lambda place: canonical(names[place]))
    places = np.empty(len(names), np.int64)
    places[order] = np.arange(len(names))
    return tuple(names[place] for place in order), places


def _are_rising_numbers(names: Sequence[str]) -> bool:
    """Return whether ids are whole numbers of at most 18 digits that rise: the common case, told quickly."""
    if not names or not all(names) or len(max(names, key=len)) > 18:
        return False
    together = "".join(names)
    if not (together.isascii() and together.isdecimal()):
        return False
    numbers = np.fromiter(map(int, names), np.int64, len(names))
    return bool(np.all(numbers[1:] > numbers[:-1]))


def _refuse_what_is_no_place(
    rows: NDArray[Any], columns: NDArray[Any], values: NDArray[Any], shape: tuple[int, int]
) -> None:
    """Refuse what could not be sorted; votes that are in order already are looked at by the constructor."""
    if len(rows) and not (rows.min() >= 0 and rows.max() < shape[0]):
        raise ValueError("rows that are participants")
    if len(rows) and not (columns.min() >= 0 and columns.max() < shape[1]):
        raise ValueError("columns that are statements")
    if len(rows) and not (values.min() >= -1 and values.max() <= 1):
        raise ValueError("values of -1, 0 and 1")


def _moved(places: NDArray[Any], to: Integers | None) -> NDArray[Any]:
    return places if to is None else to[places]


def _rise(rows: NDArray[Any], columns: NDArray[Any]) -> bool:
    """Return whether votes stand in order of participants and, within one, of statements, looking at some at a time.

    Where columns do not rise, the next participant has to begin.
    """
    for first in range(0, len(rows), STRIP_VOTES):
        some, beside = rows[first : first + STRIP_VOTES + 1], columns[first : first + STRIP_VOTES + 1]
        turns = np.flatnonzero(beside[1:] <= beside[:-1])
        if np.any(some[1:] < some[:-1]) or np.any(some[turns + 1] == some[turns]):
            return False
    return True


def _sorted_by_cell(
    rows: NDArray[Any], columns: NDArray[Any], values: NDArray[Any], size: int
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return votes in order, by one sort of numbers made of participant, statement and answer; refuse two on one cell."""
    keys = rows.astype(np.int64)
    keys *= size
    keys += columns
    keys *= 3
    keys += values
    keys += 1
    keys.sort()
    answers = (keys % 3).astype(np.int8) - np.int8(1)
    keys //= 3
    if np.any(keys[1:] == keys[:-1]):
        raise ValueError("one vote for each participant and statement")
    return keys // size, (keys % size).astype(np.int32), answers
