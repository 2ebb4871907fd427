"""The days on which an organiser works, by which clocks run: working days of a time zone, without its days off."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

MONDAY_TO_FRIDAY = frozenset(range(5))
MOST_HOLIDAYS = 400
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days of the week on which someone works, 0 for Monday, in a time zone, and the days that are off.

    Refuses a calendar without a working day with ValueError: no clock would ever end.
    """

    zone: str = "UTC"
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise ValueError("a calendar needs days of the week on which someone works")

    def is_working(self, day: date) -> bool:
        """Whether someone works on this day."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def day_of(self, moment: datetime) -> date:
        """Return the day that it is in this zone at a moment."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def due(self, since: datetime, days: int) -> date:
        """Return the last day of so many working days that follow the day of `since`.

        Three working days from any hour of a Friday are over when Wednesday is.
        """
        return self.later(self.day_of(since), days)

    def later(self, day: date, days: int) -> date:
        """Return the day on which so many working days after another one are over."""
        left = days
        while left:
            day += timedelta(days=1)
            left -= self.is_working(day)
        return day

    def is_over(self, day: date, now: datetime) -> bool:
        """Whether a day has passed in this zone."""
        return self.day_of(now) > day


USUAL = WorkCalendar()
"""Monday to Friday, as it holds where nobody has said anything else."""


def read_days(typed: str) -> frozenset[date] | None:
    """Return the days that are written as in 2026-12-25, one after the other, or None for what is no list of days."""
    words = typed.replace(",", " ").split()
    if len(words) > MOST_HOLIDAYS or not all(DAY.fullmatch(word) for word in words):
        return None
    try:
        return frozenset(date.fromisoformat(word) for word in words)
    except ValueError:
        return None
