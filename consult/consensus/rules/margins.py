"""The margin of caution beside a share: how low it might lie, had a few more voices been heard."""

from math import sqrt
from statistics import NormalDist

Z = 1.959964
"""The 97.5 % quantile of the normal distribution to six decimals: what published lower bounds are made with."""

Z_EXACT = NormalDist().inv_cdf(0.975)
MARGIN_DIGITS = 6


def wilson_interval(k: int, n: int, z: float = Z_EXACT) -> tuple[float, float] | None:
    """Return the Wilson score interval of k / n, unrounded, or None when n is 0.

    Refuses counts that are not 0 <= k <= n with ValueError. Formula (E. B. Wilson, 1927), with p = k / n:
    (p + z²/2n ± z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n). Example: 8 of 10 gives 0.4901624715 to 0.9433178485.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n}")
    if n == 0:
        return None
    share, squared = k / n, z * z
    centre = share + squared / (2 * n)
    reach = z * sqrt(share * (1 - share) / n + squared / (4 * n * n))
    scale = 1 + squared / n
    return max(0.0, (centre - reach) / scale), min(1.0, (centre + reach) / scale)


def wilson_lower(k: int, n: int) -> float | None:
    """Return the lower end of the Wilson interval with z = 1.959964, rounded to 6 digits, or None when n is 0.

    It ranks and it cautions; it says nothing about people who did not vote. Example: 8 of 10 gives 0.490162.
    """
    interval = wilson_interval(k, n, Z)
    return None if interval is None else round(interval[0], MARGIN_DIGITS)
