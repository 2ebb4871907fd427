"""Figures as people read them."""

from fractions import Fraction
from math import floor

from babel.numbers import format_decimal
from flask_babel import get_locale, gettext


def in_percent(share: float, *, down: bool = False) -> str:
    """Return a share of one in whole percent, rounded down where asked.

    Only all is 100 % and only nothing is 0 %: one objection among 300 seats stays visible as 99 %.
    """
    exact = share * 100
    whole = floor(exact + 1e-9) if down else round(exact)
    if not down and 0 < share < 1:
        whole = min(99, max(1, whole))
    return str(gettext("%(number)s\N{NO-BREAK SPACE}%%", number=whole))


def fraction_in_percent(written: str) -> str:
    """Return an exact fraction such as "13/24" in percent with at most one digit after the point."""
    shown = format_decimal(round(float(Fraction(written)) * 100, 1), format="0.#", locale=get_locale())
    return str(gettext("%(number)s\N{NO-BREAK SPACE}%%", number=shown))


def in_thousands(number: int) -> str:
    """Return a count as people read large ones, with what the reader's language puts between thousands."""
    return str(format_decimal(number, locale=get_locale()))


def in_digits(value: float, digits: int) -> str:
    """Return a figure with exactly so many digits after the point, in the reader's language."""
    return str(format_decimal(value, format=f"0.{'0' * digits}", locale=get_locale()))


def in_decimal(value: Fraction | float | str) -> str:
    """Return a figure, also one written as a fraction, with at most two digits after the point, in the reader's language."""
    return str(format_decimal(round(float(Fraction(value)), 2), format="0.##", locale=get_locale()))
