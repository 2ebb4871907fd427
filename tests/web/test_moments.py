"""Moments and lengths of time as people read them."""

from datetime import UTC, datetime, timedelta

import pytest

from consult.web import moments
from tests.web.reader import reader

CLOSING = datetime(2026, 12, 11, 15, 0, tzinfo=UTC)


def test_a_reader_in_another_zone_is_told_both_times() -> None:
    with reader(zone="Africa/Nairobi"):
        assert moments.in_both_zones(CLOSING) == "11 December 2026, 18:00 your time (15:00 UTC)"


def test_the_other_day_is_named_where_the_two_times_fall_on_different_days() -> None:
    with reader(zone="Pacific/Auckland"):
        told = moments.in_both_zones(CLOSING)
    assert told == "12 December 2026, 04:00 your time (11 December 2026, 15:00 UTC)"


def test_a_reader_in_utc_is_told_the_time_once() -> None:
    with reader():
        assert moments.in_both_zones(CLOSING) == "11 December 2026, 15:00 UTC"


@pytest.mark.parametrize(
    ("language", "day"), [("en", "11 December 2026"), ("zh_Hans", "2026年12月11日"), ("ar", "11 ديسمبر 2026")]
)
def test_a_day_is_written_as_its_language_writes_it(language: str, day: str) -> None:
    with reader(language):
        assert moments.format_day(CLOSING) == day


def test_a_day_is_the_reader_s_own() -> None:
    with reader(zone="Pacific/Auckland"):
        assert moments.format_day(CLOSING) == "12 December 2026"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=18, hours=3), "18 days"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(seconds=20), "0 minutes"),
        (timedelta(days=-1), "0 minutes"),
    ],
)
def test_what_is_left_is_told_in_one_unit_and_never_rounded_up(left: timedelta, words: str) -> None:
    with reader():
        assert moments.in_words(left) == words


def test_machines_are_told_the_moment_in_utc() -> None:
    assert moments.iso(CLOSING.astimezone(moments.UTC)) == "2026-12-11T15:00:00Z"
