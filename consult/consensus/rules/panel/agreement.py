"""How far the answers on an ordered scale agree, by three measures that must not be compared with one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, combinations
from math import fsum, log2

FEWEST_CATEGORIES = 3
FEWEST_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdinalAgreement:
    """How far `n` answers agree; None where there are none.

    `van_der_eijk` goes from -1 (two camps at the ends) over 0 (evenly spread) to 1 (one category); `tastle_wierman`
    from 0 to 1 (one category); `leik` from 0 (one category) to 1 (two camps at the ends).
    """

    n: int
    van_der_eijk: Fraction | None
    tastle_wierman: float | None
    leik: Fraction | None

    @property
    def polarization(self) -> Fraction | None:
        """Van der Eijk's agreement turned over: 0 for one category, 1 for two camps at the ends."""
        return None if self.van_der_eijk is None else (1 - self.van_der_eijk) / 2

    @property
    def may_be_shown(self) -> bool:
        """Whether there are five answers or more: a single one agrees with itself entirely (a house rule [H])."""
        return self.n >= FEWEST_SHOWN


def ordinal_agreement(counts: Sequence[int]) -> OrdinalAgreement:
    """Return how far answers agree that are counted by category, from one end of the scale to the other.

    Refuses fewer than three categories and negative counts with ValueError. Van der Eijk's A takes off layer by layer
    the smallest count above 0; a layer of S of K categories has A = U (1 - (S - 1) / (K - 1)), with U from the triples
    of categories that fit one peak (110, 011) and that break it (101). Tastle and Wierman's Cns = 1 + Σ p log₂(1 -
    |x - mean| / (K - 1)). Leik's D = 2 Σ min(F, 1 - F) / (K - 1) over cumulated shares F. Source: C. van der Eijk,
    2001; W. Tastle and M. Wierman, 2007; R. Leik, 1966, all as the R package agrmt has them. Example: an even spread
    over five has A = 0, Cns = 0.434 and D = 3/5.
    """
    if len(counts) < FEWEST_CATEGORIES or min(counts) < 0:
        raise ValueError(f"not the counts of an ordered scale: {list(counts)}")
    n = sum(counts)
    if n == 0:
        return OrdinalAgreement(n=0, van_der_eijk=None, tastle_wierman=None, leik=None)
    layers = (weight * _agreement_of_layer(layer) for layer, weight in _layers(counts))
    agreement = sum(layers, Fraction(0))
    return OrdinalAgreement(
        n=n, van_der_eijk=agreement / n, tastle_wierman=_consensus(counts, n), leik=_leik(counts, n)
    )


def _layers(counts: Sequence[int]) -> Iterator[tuple[tuple[bool, ...], int]]:
    """Yield which categories each layer covers, and how many answers it holds."""
    left = list(counts)
    while any(left):
        height = min(count for count in left if count)
        layer = tuple(count > 0 for count in left)
        left = [count - height if count else 0 for count in left]
        yield layer, height * sum(layer)


def _agreement_of_layer(layer: Sequence[bool]) -> Fraction:
    width, filled = len(layer), sum(layer)
    triples = [*combinations(layer, 3)]
    fitting = sum(triple in {(True, True, False), (False, True, True)} for triple in triples)
    breaking = sum(triple == (True, False, True) for triple in triples)
    if not fitting + breaking:
        return Fraction(int(filled == 1))
    peak = Fraction((width - 2) * fitting - (width - 1) * breaking, (width - 2) * (fitting + breaking))
    return peak * (1 - Fraction(filled - 1, width - 1))


def _consensus(counts: Sequence[int], n: int) -> float:
    mean = Fraction(sum(place * count for place, count in enumerate(counts)), n)
    near = {place: 1 - abs(place - mean) / (len(counts) - 1) for place in range(len(counts))}
    return 1 + fsum(count / n * log2(near[place]) for place, count in enumerate(counts) if count)


def _leik(counts: Sequence[int], n: int) -> Fraction:
    below = [Fraction(total, n) for total in accumulate(counts)]
    return Fraction(2 * sum(min(share, 1 - share) for share in below), len(counts) - 1)
