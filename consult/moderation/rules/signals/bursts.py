"""Whether far more came in an hour than usually does: a flag for a person, who knows of the broadcast that called it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from consult.moderation.rules.signals.tails import poisson_upper

TO_SIGMA = Fraction("1.4826")
"""What a median of distances from the median is multiplied with, to be a standard deviation where all is normal."""


@dataclass(frozen=True, slots=True)
class Burst:
    """How an hour compares with the usual one; None where that is undefined.

    `usual` is the median of the hours before, `p_upper` how likely as many or more are by chance, `robust_z` how many
    standard deviations, told by medians, it lies above the usual.
    """

    usual: Fraction | None
    p_upper: float | None
    robust_z: Fraction | None


def burst_of(baseline: Sequence[int], observed: int) -> Burst:
    """Return how what was observed in one stretch of time compares with earlier stretches of the same length.

    λ = median(baseline); p = P[X >= observed] for Poisson(λ); z = (observed - λ) / (1.4826 · median(|baseline - λ|)).
    A median keeps an earlier burst from hiding this one. Where λ is 0, p is undefined: that little came says nothing
    of how much comes by chance. z is undefined where most stretches are alike. Refuses counts below 0 with ValueError.
    Comments that one call brings are not independent, so a small p is a reason to look and proves nothing; over many
    windows and clauses, adjust first (`discoveries`). Example: 15 after 4, 6, 5, 3, 7, 5, 4, 6, 5, 5 has λ = 5,
    p = 0.000226 and z = 6.745.
    """
    if min((observed, *baseline)) < 0:
        raise ValueError("a count below 0")
    if not baseline:
        return Burst(None, None, None)
    usual = median(map(Fraction, baseline))
    spread = TO_SIGMA * median(abs(each - usual) for each in baseline)
    return Burst(
        usual=usual,
        p_upper=poisson_upper(observed, float(usual)) if usual else None,
        robust_z=(observed - usual) / spread if spread else None,
    )
