"""How alike two groupings of the same people are, worked out apart from the program that finds groups."""

from collections import Counter
from collections.abc import Hashable, Mapping
from math import comb


def likeness(one: Mapping[str, Hashable], other: Mapping[str, Hashable]) -> float:
    """Return the adjusted Rand index over those who are in both: 1 the same groups, about 0 as like as by chance.

    With a the pairs of people who are together in both, b and c those in the one and in the other, and t all pairs, it
    is (a - b·c/t) / ((b + c)/2 - b·c/t), and 1 where that has no value (L. Hubert and P. Arabie, 1985). Example: the
    groups {1, 2} {3, 4} and {1, 2} {3} {4} have a = 1, b = 2, c = 1, t = 6, so (1 - 1/3) / (3/2 - 1/3) = 4/7.
    """
    both = [(one[who], other[who]) for who in one.keys() & other.keys()]
    together = _pairs(Counter(both))
    in_one, in_other = _pairs(Counter(group for group, _ in both)), _pairs(Counter(group for _, group in both))
    every = comb(len(both), 2)
    expected = in_one * in_other / every if every else 0.0
    most = (in_one + in_other) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(comb(size, 2) for size in sizes.values())
