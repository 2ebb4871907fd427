"""How far the ratings of one item lie apart: the interquartile range and the coefficient of variation."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from consult.consensus.rules.panel.quantiles import HALF, quantile

Q1, Q3 = Fraction(1, 4), Fraction(3, 4)
IQR_LIMIT, CV_LIMIT = Fraction(1), Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispersion:
    """The median and spread of an item's ratings, exactly; None where undefined.

    `cv_squared` is the sample variance over the squared mean: undefined for fewer than two ratings and a mean that is
    not above 0.
    """

    n: int
    median: Fraction | None
    q1: Fraction | None
    q3: Fraction | None
    cv_squared: Fraction | None

    @property
    def iqr(self) -> Fraction | None:
        """The interquartile range."""
        return None if self.q1 is None or self.q3 is None else self.q3 - self.q1

    @property
    def cv(self) -> float | None:
        """The coefficient of variation: the sample's standard deviation (n - 1) as a part of the mean."""
        return None if self.cv_squared is None else sqrt(self.cv_squared)

    @property
    def has_narrow_range(self) -> bool | None:
        """Whether the interquartile range is at most 1, as is asked on scales of five points [M]."""
        return None if self.iqr is None else self.iqr <= IQR_LIMIT

    @property
    def has_low_variation(self) -> bool | None:
        """Whether the coefficient of variation is at most 0.5 [M]."""
        return None if self.cv_squared is None else self.cv_squared <= CV_LIMIT**2


def iqr_and_cv(ratings: Sequence[int]) -> Dispersion:
    """Return the median, quartiles and coefficient of variation of an item's ratings.

    Quartiles are of type 7. Nothing is refused; undefined figures are None. The variation depends on where the scale
    begins, so it is read on scales that begin at 1. Source: conventions of Delphi studies, from memory [M]: IQR <= 1
    and CV <= 0.5. Example: 1 2 4 4 5 5 5 have the median 4, quartiles 3 and 5, and CV 0.4317.
    """
    n, total = len(ratings), sum(ratings)
    cv_squared = None
    if n > 1 and total > 0:
        mean = Fraction(total, n)
        squares = sum(((rating - mean) ** 2 for rating in ratings), Fraction(0))
        cv_squared = squares / (n - 1) / mean**2
    return Dispersion(
        n=n,
        median=quantile(ratings, HALF),
        q1=quantile(ratings, Q1),
        q3=quantile(ratings, Q3),
        cv_squared=cv_squared,
    )
