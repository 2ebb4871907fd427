"""How rare so many, or more, would be by chance alone: upper tails, exact to the precision of a float."""

from collections.abc import Iterable
from itertools import count
from math import comb, exp, fsum, lgamma, log

NEGLIGIBLE = 1e-18

LARGEST_EXACT = 10_000
"""The largest whole whose first term is made from whole numbers, which takes long for more."""


def poisson_upper(observed: int, rate: float) -> float:
    """Return P[X >= observed] for a Poisson variable with this rate, to about 12 digits.

    Refuses a rate of 0 or less, and a count below 0, with ValueError. Formula: the sum over k >= observed of
    e^-rate · rate^k / k!; at or below the rate, one less the sum below. Example: 15 at a rate of 5 give 0.000226253676.
    """
    if rate <= 0 or observed < 0:
        raise ValueError(f"{observed} at a rate of {rate}")
    if observed > rate:
        return _poisson(observed, rate) * _sum_of(rate / k for k in count(observed + 1))
    if observed == 0:
        return 1.0
    return 1 - _poisson(observed - 1, rate) * _sum_of(k / rate for k in range(observed - 1, 0, -1))


def hypergeometric_upper(found: int, drawn: int, marked: int, whole: int) -> float:
    """Return P[X >= found] where so many are drawn without putting back from a whole of which so many are marked.

    Refuses counts that cannot be with ValueError. Formula: the sum over k >= found of C(marked, k) ·
    C(whole - marked, drawn - k) / C(whole, drawn); at or below the mean, one less the sum below. The first term comes
    from whole numbers, and beyond a whole of 10,000 from logarithms, to about 8 digits. Example: 18 among 40 drawn from 400 with 60 marked give 1.20832205e-6.
    """
    fewest, most = max(0, drawn + marked - whole), min(drawn, marked)
    if not (fewest <= found <= most and max(drawn, marked) <= whole):
        raise ValueError(f"{found} of {marked} marked among {drawn} of {whole}")
    if found == fewest:
        return 1.0
    rest = whole - marked - drawn
    if found * whole > drawn * marked:
        upwards = ((marked - k) * (drawn - k) / ((k + 1) * (rest + k + 1)) for k in range(found, most))
        return _hypergeometric(found, drawn, marked, whole) * _sum_of(upwards)
    downwards = (k * (rest + k) / ((marked - k + 1) * (drawn - k + 1)) for k in range(found - 1, fewest, -1))
    return 1 - _hypergeometric(found - 1, drawn, marked, whole) * _sum_of(downwards)


def _sum_of(ratios: Iterable[float]) -> float:
    """Return 1 + r1 + r1·r2 + … as far as it tells: what a sum is of its first term, given each to the one before."""
    terms = [1.0]
    for ratio in ratios:
        terms.append(terms[-1] * ratio)
        if terms[-1] < NEGLIGIBLE:
            break
    return fsum(terms)


def _poisson(k: int, rate: float) -> float:
    return exp(k * log(rate) - rate - lgamma(k + 1))


def _hypergeometric(k: int, drawn: int, marked: int, whole: int) -> float:
    ways = ((marked, k), (whole - marked, drawn - k), (whole, drawn))
    if whole <= LARGEST_EXACT:
        these, others, every = (comb(*each) for each in ways)
        return these * others / every
    these_log, others_log, every_log = (lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) for n, k in ways)
    return exp(these_log + others_log - every_log)
