"""Chance that follows from a published seed, and is the same with every release of the library that draws it."""

from hashlib import sha256

import numpy as np

from consult.consensus.rules.opinion.votes import Floats, Integers


class Chance:
    """A stream of numbers that follows from a seed and from what the numbers are for.

    It reads the raw bits of the generator PCG64, whose stream numpy promises never to change (NEP 19), and makes
    everything else from them; what numpy's own distributions draw may change with a release.
    """

    def __init__(self, seed: int, purpose: str) -> None:
        entropy = int.from_bytes(sha256(f"{seed}:{purpose}".encode()).digest()[:16], "big")
        self._bits = np.random.PCG64(entropy)

    def words(self, count: int) -> Integers:
        """Return so many numbers of 63 random bits."""
        return (self._bits.random_raw(count) >> np.uint64(1)).astype(np.int64)

    def uniform(self, count: int) -> Floats:
        """Return so many numbers from 0 up to, but not including, 1."""
        return (self._bits.random_raw(count) >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def places(self, count: int, below: int) -> Integers:
        """Return so many whole numbers from 0 up to, but not including, `below`, with repetition."""
        return (self.uniform(count) * below).astype(np.int64)

    def sample(self, count: int, below: int) -> Integers:
        """Return so many different whole numbers below `below`, rising; all of them where there are no more."""
        if count >= below:
            return np.arange(below, dtype=np.int64)
        return np.sort(np.argpartition(self.words(below), count)[:count].astype(np.int64))
