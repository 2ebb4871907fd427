"""The table of votes with each statement's mean taken away, which is only ever filled in a strip at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion.votes import Answers, Floats, Indices, Integers, VoteMatrix

STRIP_CELLS = 1 << 19
"""How many cells are filled at a time: what fits into a processor's own memory."""
EXACT_CELLS = 1 << 21
"""Up to so many cells are computed with 64 bits and kept filled; of more, strips are made anew with 32 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Centred:
    """Votes less the mean of their statement; 0 where a statement was not seen, or was rejected by moderation.

    That is Polis's treatment: a missing vote is imputed with the statement's mean, which is 0 once the mean is taken
    away; and a statement that moderation rejected is 0 for everyone. `set_aside` says which these are.
    """

    starts: Integers
    columns: Indices
    values: Answers
    means: Floats
    set_aside: NDArray[np.bool_]
    filled: NDArray[Any] | None

    @classmethod
    def of(cls, votes: VoteMatrix, set_aside: NDArray[np.bool_]) -> Self:
        """Return the table without the means of its statements."""
        sums, seen = _sums(votes)
        means = np.where(set_aside, 0.0, sums / np.maximum(seen, 1))
        sparse = cls(votes.starts, votes.columns, votes.values, means, set_aside, None)
        return replace(sparse, filled=sparse.strip(0, sparse.rows)) if sparse.is_exact else sparse

    def sample(self, rows: Integers) -> Self:
        """Return the table of some participants only, filled, with the means of all."""
        counts = np.diff(self.starts)[rows]
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
        taken = np.repeat(self.starts[rows] - starts[:-1], counts) + np.arange(starts[-1])
        part = replace(self, starts=starts, columns=self.columns[taken], values=self.values[taken], filled=None)
        return replace(part, filled=part.strip(0, len(rows)))

    @property
    def rows(self) -> int:
        """How many participants there are."""
        return len(self.starts) - 1

    @property
    def is_exact(self) -> bool:
        """Whether it is small enough to be computed with 64 bits."""
        return self.rows * len(self.means) <= EXACT_CELLS

    def strips(self) -> Iterator[NDArray[Any]]:
        """Return the table from top to bottom, some participants at a time, with every cell filled."""
        if self.filled is not None:
            yield self.filled
            return
        each = max(1, STRIP_CELLS // max(len(self.means), 1))
        for first in range(0, self.rows, each):
            yield self.strip(first, min(first + each, self.rows))

    def strip(self, first: int, last: int) -> NDArray[Any]:
        """Return the participants from one place up to another with every cell filled."""
        start, end = self.starts[first], self.starts[last]
        columns, size = self.columns[start:end], len(self.means)
        filled: NDArray[Any] = np.zeros((last - first, size), np.float64 if self.is_exact else np.float32)
        kept, means = (~self.set_aside).astype(filled.dtype), self.means.astype(filled.dtype)
        values = self.values[start:end] * kept[columns] - means[columns]
        counts = np.diff(self.starts[first : last + 1])
        places = np.repeat(np.arange(last - first, dtype=np.int32) * np.int32(size), counts) + columns
        filled.reshape(-1)[places] = values
        return filled

    def squares(self) -> float:
        """Return the sum of all squares, of which the axes explain a share."""
        return float(sum(np.vdot(strip, strip) for strip in self.strips()))

    def gram(self) -> Floats:
        """Return the sums of products of every two statements: the covariance, but for the number of participants."""
        found = np.zeros((len(self.means), len(self.means)))
        for strip in self.strips():
            found += strip.T @ strip
        return found

    def gram_times(self, block: Floats) -> Floats:
        """Return what the sums of products make of a few columns, without ever making them: one pass over the votes."""
        found = np.zeros(block.shape)
        for strip in self.strips():
            narrow = block.astype(strip.dtype, copy=False)
            found += strip.T @ (strip @ narrow)
        return found

    def times(self, block: Floats) -> Floats:
        """Return each participant's sum of votes weighted by each column."""
        found = np.empty((self.rows, block.shape[1]))
        first = 0
        for strip in self.strips():
            found[first : first + len(strip)] = strip @ block.astype(strip.dtype, copy=False)
            first += len(strip)
        return found


def _sums(votes: VoteMatrix, each: int = 1 << 22) -> tuple[Floats, Floats]:
    """Return the sum and the number of every statement's answers."""
    size = len(votes.statements)
    sums, seen = np.zeros(size), np.zeros(size)
    for first in range(0, len(votes.values), each):
        columns = votes.columns[first : first + each]
        sums += np.bincount(columns, votes.values[first : first + each], size)
        seen += np.bincount(columns, minlength=size)
    return sums, seen
