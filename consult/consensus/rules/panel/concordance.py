"""How far raters put several items in the same order."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import erfc, exp, fsum, lgamma, log, sqrt

from consult.consensus.rules.panel.ranks import Number, mid_ranks, ties


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """Each rater's ranks of the items, and how far they concord: `w` from 0 (not at all) to 1 (the same order).

    All from `w` on are None for fewer than two raters or items, and where every rater ties all items. `p` is how
    likely as much concord is among raters who rank at random.
    """

    ranks: tuple[tuple[Fraction, ...], ...]
    w: Fraction | None
    chi_square: Fraction | None
    df: int | None
    p: float | None


def kendall_w(ratings: Sequence[Sequence[Number]]) -> Concordance:
    """Return Kendall's W over raters (rows) who each rated the same items (columns), corrected for ties.

    Refuses rows of different lengths with ValueError: whoever did not rate every item is left out beforehand. Of m
    raters and n items, with S the sum of squared deviations of the items' sums of mid-ranks from their mean:
    W = 12 S / (m² (n³ - n) - m Σ(t³ - t)), χ² = m (n - 1) W with n - 1 degrees of freedom; p is good for more than
    about seven items and rough below [M]. Source: M. Kendall and B. Babington Smith, 1939. One rater concords with
    nobody, so W is then undefined here (a house rule [H]). Example: 1 2 3 and 1 3 2 give W = 3/4.
    """
    widths = {len(row) for row in ratings}
    if len(widths) > 1:
        raise ValueError("every rater rates every item")
    raters, items = len(ratings), max(widths, default=0)
    ranks = tuple(mid_ranks(row) for row in ratings)
    whole = raters**2 * (items**3 - items) - raters * sum(ties(row) for row in ratings)
    if raters < 2 or whole == 0:
        return Concordance(ranks=ranks, w=None, chi_square=None, df=None, p=None)
    mean = Fraction(raters * (items + 1), 2)
    spread = sum((sum(column) - mean) ** 2 for column in zip(*ranks, strict=True))
    w = Fraction(12 * spread, whole)
    chi_square = raters * (items - 1) * w
    return Concordance(ranks=ranks, w=w, chi_square=chi_square, df=items - 1, p=chi_square_tail(chi_square, items - 1))


def chi_square_tail(value: Number, df: int) -> float:
    """Return how likely a χ² of so many degrees of freedom, a whole number from 1 on, is at least this value.

    A finite sum, so nothing is cut off: with h = value / 2, the sum of e⁻ʰ hᵃ / Γ(a + 1) over a = 0, 1, ... below
    df / 2, or over a = 1/2, 3/2, ... with erfc(√h) added where df is odd. Example: 3.841459 with one degree is 0.05.
    """
    if value <= 0:
        return 1.0
    half, is_odd = float(value) / 2, df % 2
    powers = (step + is_odd / 2 for step in range(df // 2))
    terms = fsum(exp(power * log(half) - half - lgamma(power + 1)) for power in powers)
    return terms + (erfc(sqrt(half)) if is_odd else 0.0)
