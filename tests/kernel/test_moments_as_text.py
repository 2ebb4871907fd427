"""A moment has one spelling in the record: UTC, milliseconds, a Z."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.kernel.clock import from_text, to_text

moments = st.datetimes(datetime(1970, 1, 2), datetime(2999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware by `timezones`


def test_a_moment_is_written_in_utc_whatever_its_zone() -> None:
    nepal = timezone(timedelta(hours=5, minutes=45))
    assert to_text(datetime(2026, 11, 24, 2, 45, 0, 123999, tzinfo=nepal)) == "2026-11-23T21:00:00.123Z"
    assert to_text(datetime(2026, 11, 23, tzinfo=UTC)) == "2026-11-23T00:00:00.000Z"


@given(moments)
def test_what_was_written_is_read_back_to_the_millisecond(moment: datetime) -> None:
    told = to_text(moment)
    assert timedelta() <= moment - from_text(told) < timedelta(milliseconds=1)
    assert to_text(from_text(told)) == told


@given(moments, moments)
def test_texts_stand_in_the_order_of_their_moments(one: datetime, other: datetime) -> None:
    assert (to_text(one) < to_text(other)) <= (one < other)


@pytest.mark.parametrize(
    "told",
    [
        "",
        "yesterday",
        "2026-11-23",
        "2026-11-23T21:00:00Z",
        "2026-11-23T21:00:00.123",
        "2026-11-23T21:00:00.123456Z",
        "2026-11-23T21:00:00.123+00:00",
        "2026-11-23T22:00:00.123+01:00",
        "2026-11-23 21:00:00.123Z",
        "2026-11-23T21:00:00.123z",
        "20261123T210000.123Z",
        "2026-02-30T21:00:00.123Z",
    ],
)
def test_any_other_spelling_is_refused(told: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the standard library words it differently for each
        from_text(told)
