"""Shares and thresholds as exact fractions, so that a vote on the border falls on the right side of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

WRITTEN = re.compile(r"[0-9]{1,6}(/0*[1-9][0-9]{0,5}|\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True, order=True)
class Share:
    """A part of a whole, exactly."""

    of_whole: Fraction

    @property
    def exact(self) -> str:
        """The fraction in lowest terms, such as "4/5"."""
        return written(self.of_whole)

    @property
    def value(self) -> float:
        """The nearest decimal number."""
        return float(self.of_whole)

    def as_json(self) -> dict[str, Any]:
        """Return the share as files show it: {"exact": "4/5", "value": 0.8}."""
        return {"exact": self.exact, "value": self.value}


def written(fraction: Fraction) -> str:
    """Return a fraction in lowest terms as text, such as "2/3", and "1/1" for one."""
    return f"{fraction.numerator}/{fraction.denominator}"


def share_of(part: int, whole: int) -> Share | None:
    """Return part / whole exactly, or None where the whole is 0.

    Refuses counts that are not 0 <= part <= whole with ValueError.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole}")
    return Share(Fraction(part, whole)) if whole else None


def mean_of(shares: Sequence[Share | None]) -> Share | None:
    """Return the mean of shares, each with equal weight; None when there are none or one is undefined."""
    known = [share.of_whole for share in shares if share is not None]
    if not known or len(known) < len(shares):
        return None
    return Share(sum(known, Fraction(0)) / len(known))


def read_threshold(text: str) -> Fraction:
    """Return a threshold between 0 and 1 that is written "2/3" or "0.55", exactly.

    Refuses other text, and numbers above 1, with ValueError: 0.67 is not 2/3, and a decimal number held by a machine
    is not what the contract says.
    """
    if not WRITTEN.fullmatch(text):
        raise ValueError(f"threshold {text!r}")
    fraction = Fraction(text)
    if fraction > 1:
        raise ValueError(f"threshold {text!r}")
    return fraction
