"""Working days: those of a week, in a time zone, without days off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consultations.rules.calendar import MOST_HOLIDAYS, USUAL, WorkCalendar, read_days

FRIDAY_EVENING = datetime(2026, 3, 6, 23, 30, tzinfo=UTC)


def test_three_working_days_from_a_friday_are_over_on_wednesday() -> None:
    assert USUAL.due(FRIDAY_EVENING, 3) == date(2026, 3, 11)
    assert USUAL.due(FRIDAY_EVENING, 0) == date(2026, 3, 6)


def test_the_day_is_that_of_the_organisers_zone() -> None:
    nairobi = WorkCalendar("Africa/Nairobi")
    assert nairobi.day_of(FRIDAY_EVENING) == date(2026, 3, 7)
    assert not nairobi.is_over(date(2026, 3, 7), FRIDAY_EVENING)
    assert nairobi.is_over(date(2026, 3, 6), FRIDAY_EVENING)


def test_holidays_and_other_weeks_are_known() -> None:
    assert WorkCalendar(holidays=frozenset({date(2026, 3, 9)})).due(FRIDAY_EVENING, 3) == date(2026, 3, 12)
    assert WorkCalendar(weekdays=frozenset({6, 0, 1, 2, 3})).due(FRIDAY_EVENING, 1) == date(2026, 3, 8)


@pytest.mark.parametrize("weekdays", [frozenset(), frozenset({7})])
def test_a_calendar_without_working_days_is_none(weekdays: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="days of the week"):
        WorkCalendar(weekdays=weekdays)


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(1, 60), st.sets(st.integers(0, 6), min_size=1))
def test_so_many_working_days_lie_between(day: date, days: int, weekdays: set[int]) -> None:
    calendar = WorkCalendar(weekdays=frozenset(weekdays))
    due = calendar.later(day, days)
    between = [day + timedelta(days=each) for each in range(1, (due - day).days + 1)]
    assert sum(map(calendar.is_working, between)) == days
    assert calendar.is_working(due)


def test_days_off_are_read_as_they_are_written() -> None:
    days = read_days("2026-12-25\n2026-12-26, 2027-01-01")
    assert sorted(days or ()) == [date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)]
    assert read_days("  ") == frozenset()


@pytest.mark.parametrize(
    "typed", ["25.12.2026", "2026-13-01", "2026-02-30", "soon", "2026-01-01 " * (MOST_HOLIDAYS + 1)]
)
def test_what_is_no_day_is_no_day_off(typed: str) -> None:
    assert read_days(typed) is None
