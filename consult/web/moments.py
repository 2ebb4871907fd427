"""Moments as people read them: in the reader's own zone and in UTC."""

from datetime import UTC, date, datetime, timedelta
from math import inf
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_timedelta
from flask_babel import get_locale, get_timezone, gettext

DAY_FIRST = Locale("en", "GB")
"""English dates are written day first here, as in most of the world."""
UNITS: tuple[tuple[Literal["day", "hour", "minute"], int], ...] = (("day", 24 * 60), ("hour", 60), ("minute", 1))


def format_local(moment: datetime) -> str:
    """Return the moment in the reader's language and zone."""
    return _day_and_time(moment.astimezone(get_timezone()))


def format_utc(moment: datetime) -> str:
    """Return the moment in the reader's language, in UTC, and say so."""
    return f"{_day_and_time(moment.astimezone(UTC))} UTC"


def format_day(moment: datetime) -> str:
    """Return the day of a moment in the reader's language and zone."""
    return _day(moment.astimezone(get_timezone()))


def format_date_of(day: date) -> str:
    """Return a day of the calendar in the reader's language: the same day in every zone."""
    return _day(day)


def in_both_zones(moment: datetime) -> str:
    """Return the moment in the reader's zone and in UTC, once where the two are one."""
    local, universal = moment.astimezone(get_timezone()), moment.astimezone(UTC)
    if local.utcoffset() == timedelta():
        return format_utc(moment)
    same_day = local.date() == universal.date()
    return str(
        gettext(
            "%(local)s your time (%(universal)s)",
            local=_day_and_time(local),
            universal=f"{universal:%H:%M} UTC" if same_day else format_utc(moment),
        )
    )


def iso(moment: datetime) -> str:
    """Return the moment for machines: ISO 8601, UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def in_words(span: timedelta) -> str:
    """Return a length of time in words of the reader's language: days from two days on, then hours, then minutes."""
    minutes = max(0, int(span.total_seconds()) // 60)
    unit, length = next((one for one in UNITS if minutes >= 2 * one[1]), UNITS[-1])
    whole = timedelta(minutes=minutes // length * length)
    return format_timedelta(whole, granularity=unit, threshold=inf, locale=_locale())


def _day_and_time(moment: datetime) -> str:
    return str(gettext("%(day)s, %(time)s", day=_day(moment), time=f"{moment:%H:%M}"))


def _day(moment: date) -> str:
    locale = _locale()
    return format_date(moment, "long", locale=DAY_FIRST if locale.language == "en" else locale)


def _locale() -> Locale:
    return get_locale() or Locale("en")
