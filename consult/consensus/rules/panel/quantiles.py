"""Quantiles as exact fractions; programs that reckon them otherwise find other values."""

from collections.abc import Sequence
from fractions import Fraction

HALF = Fraction(1, 2)


def quantile(values: Sequence[int], share: Fraction) -> Fraction | None:
    """Return the value below which a share of the values lies, exactly; None where there are none.

    Refuses a share that is not between 0 and 1 with ValueError. Between neighbours it goes in a straight line: of n
    sorted values, the one at (n - 1) · share, counted from 0. Source: R. J. Hyndman and Y. Fan, 1996, type 7, which
    is R's and numpy's own ("linear"). Example: the 3/10 quantile of 1 1 1 2 2 2 2 3 3 is at 2.4, so 1 + 0.4 = 7/5.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share {share}")
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    before = int(place)
    after = min(before + 1, len(ordered) - 1)
    return ordered[before] + (place - before) * (ordered[after] - ordered[before])
