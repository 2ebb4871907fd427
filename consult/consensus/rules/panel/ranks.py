"""Ranks of values of which some are equal."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

Number = int | float | Fraction


def mid_ranks(values: Sequence[Number]) -> tuple[Fraction, ...]:
    """Return each value's rank, the lowest being 1; equal values share the mean of their places.

    Example: 5 4 4 2 1 have the ranks 5, 7/2, 7/2, 2 and 1. Ranks given as values come out as they are.
    """
    counted = Counter(values)
    ranks, before = {}, 0
    for value in sorted(counted):
        ranks[value] = before + Fraction(counted[value] + 1, 2)
        before += counted[value]
    return tuple(ranks[value] for value in values)


def ties(values: Sequence[Number]) -> int:
    """Return the sum of t³ - t over every set of t equal values, by which ties shrink a variance of ranks."""
    return sum(t**3 - t for t in Counter(values).values())
