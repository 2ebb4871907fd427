"""The table of votes with each statement's mean taken away, which is only ever filled in a strip at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from consult.consensus.rules.opinion.tallying import AGREE, DISAGREE
from consult.consensus.rules.opinion.votes import Floats, Indices, Integers, VoteMatrix, strips

STRIP_CELLS = 1 << 17
"""How many cells are filled at a time: what fits into a processor's own memory."""
EXACT_CELLS = 1 << 21
"""Up to so many cells are computed with 64 bits and kept filled; of more, strips are made anew with 32 bits."""
CROWDED = 16
"""Where one cell in so many or more is filled, wiping all of a strip is quicker than emptying the cells that were."""


def is_exact(votes: VoteMatrix) -> bool:
    """Return whether there are so few cells that they are computed with 64 bits."""
    return votes.cells <= EXACT_CELLS


@dataclass(frozen=True, slots=True, eq=False)
class Centred:
    """Votes less the mean of their statement, and 0 where a statement was not seen.

    That is Polis's treatment: a missing vote is imputed with the statement's mean, which is 0 once the mean is taken
    away. `squares` is the sum of all squares, of which the axes explain a share.
    """

    starts: Integers
    columns: Indices
    values: NDArray[Any]
    means: Floats
    squares: float
    filled: NDArray[Any] | None

    @classmethod
    def of(cls, votes: VoteMatrix, counts: Integers) -> Self:
        """Return the table without the means of its statements, of which `counts` holds the answers (statements, 3)."""
        seen = counts.sum(axis=1)
        means = (counts[:, AGREE] - counts[:, DISAGREE]) / np.maximum(seen, 1)
        squares = float(counts[:, (AGREE, DISAGREE)].sum() - seen @ means**2)
        values = np.empty(len(votes.values), np.float64 if is_exact(votes) else np.float32)
        narrow = means.astype(values.dtype)
        for _, place in strips(votes.starts):
            np.subtract(votes.values[place], narrow.take(votes.columns[place], mode="wrap"), out=values[place])
        sparse = cls(votes.starts, votes.columns, values, means, squares, None)
        return replace(sparse, filled=sparse.whole()) if sparse.is_exact else sparse

    def sample(self, rows: Integers) -> Self:
        """Return the table of some participants only, filled, with the means of all."""
        counts = np.diff(self.starts)[rows]
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
        taken = np.repeat(self.starts[rows] - starts[:-1], counts) + np.arange(starts[-1])
        part = replace(self, starts=starts, columns=self.columns[taken], values=self.values[taken], filled=None)
        return replace(part, filled=part.whole())

    @property
    def rows(self) -> int:
        """How many participants there are."""
        return len(self.starts) - 1

    @property
    def is_exact(self) -> bool:
        """Whether it is small enough to be computed with 64 bits."""
        return self.values.dtype == np.float64

    def strips(self) -> Iterator[NDArray[Any]]:
        """Return the table from top to bottom, some participants at a time, with every cell filled.

        All but a filled table share their memory: what a strip says is gone when the next one comes.
        """
        size, counts = len(self.means), np.diff(self.starts)
        each = max(1, STRIP_CELLS // max(size, 1))
        if self.filled is not None:
            yield from (self.filled[first : first + each] for first in range(0, self.rows, each))
            return
        strip = np.zeros((each, size), np.float32)
        flat = strip.reshape(-1)
        is_crowded = len(self.columns) * CROWDED > self.rows * size
        for first in range(0, self.rows, each):
            some = counts[first : first + each]
            cells, values = self._cells(first, some)
            flat[cells] = values
            yield strip[: len(some)]
            if is_crowded:
                strip.fill(0)
            else:
                flat[cells] = 0

    def whole(self) -> NDArray[Any]:
        """Return the table with every cell filled."""
        table = np.zeros((self.rows, len(self.means)), self.values.dtype)
        cells, values = self._cells(0, np.diff(self.starts))
        table.reshape(-1)[cells] = values
        return table

    def _cells(self, first: int, counts: Integers) -> tuple[Integers, NDArray[Any]]:
        """Return which cells are filled and with what, from one participant on for as many as counts are given."""
        votes = slice(self.starts[first], self.starts[first + len(counts)])
        cells = (np.arange(len(counts), dtype=np.int32) * np.int32(len(self.means))).repeat(counts)
        cells += self.columns[votes]
        return cells.astype(np.int64), self.values[votes]

    def gram(self) -> Floats:
        """Return the sums of products of every two statements: the covariance, but for the number of participants."""
        found = np.zeros((len(self.means), len(self.means)))
        for strip in self.strips():
            found += strip.T @ strip
        return found

    def gram_times(self, block: Floats) -> Floats:
        """Return what the sums of products make of a few columns, without ever making them: one pass over the votes."""
        return self.both_times(block)[0]

    def both_times(self, block: Floats) -> tuple[Floats, Floats]:
        """Return what the sums of products make of a few columns, and each participant's sums of votes weighted by them."""
        found, narrow = np.zeros(block.shape), block.astype(self.values.dtype)
        sums = np.empty((self.rows, block.shape[1]), narrow.dtype)
        first = 0
        for strip in self.strips():
            some = np.matmul(strip, narrow, out=sums[first : first + len(strip)])
            found += strip.T @ some
            first += len(strip)
        return found, sums

    def times(self, block: Floats) -> Floats:
        """Return each participant's sum of votes weighted by each column."""
        narrow = block.astype(self.values.dtype)
        return np.concatenate([strip @ narrow for strip in self.strips()]).astype(np.float64)
