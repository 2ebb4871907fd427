"""Lines, bursts, newcomers who crowd and shared evidence: what points at a seat, where exactly it begins, and what it spares."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.moderation.rules.signals.sheets import (
    Sheet,
    Side,
    bursts,
    crowded_sides,
    one_by_one,
    sharing,
    straight_lines,
)

BEGINNING = datetime(2026, 11, 2, 9, tzinfo=UTC)
WEEK = timedelta(days=7)


def a_sheet(seat: str = "a", /, *, answers: int = 20, seconds: float = 0, at: float = 0, **given: Any) -> Sheet:
    """Return the sheet of a seat that completed it so many seconds after the beginning, and took so long."""
    last = BEGINNING + timedelta(seconds=at)
    values = {"alike": answers, "words": "same", **given}
    return Sheet(seat=seat, answers=answers, first=last - timedelta(seconds=seconds), last=last, **values)


@pytest.mark.parametrize(
    "sheet",
    [a_sheet(seconds=37), a_sheet(alike=19, seconds=37), a_sheet(answers=40, alike=38)],
)
def test_the_same_word_for_nearly_everything_in_less_than_two_seconds_each_is_a_line(sheet: Sheet) -> None:
    assert straight_lines([sheet]) == {"a": sheet.answers}


@pytest.mark.parametrize(
    "sheet",
    [
        a_sheet(seconds=38),
        a_sheet(answers=19),
        a_sheet(alike=18),
        a_sheet(answers=40, alike=37),
    ],
)
def test_whoever_took_their_time_answered_little_or_otherwise_is_no_line(sheet: Sheet) -> None:
    assert straight_lines([sheet]) == {}


def test_only_lines_of_answers_that_were_saved_one_by_one_have_a_pace() -> None:
    assert one_by_one({"a": 20, "b": 20, "c": 20, "d": 20}, {"a": 20, "b": 18, "c": 17}) == {"a", "b"}


def some_sheets(number: int, *, every: float = 1, first: float = 0, **given: Any) -> list[Sheet]:
    names = given.pop("names", "s")
    return [a_sheet(f"{names}{n}", at=first + every * n, **given) for n in range(number)]


def test_ten_equal_sheets_within_ten_minutes_are_a_burst_and_nine_are_none() -> None:
    assert bursts(some_sheets(10, every=66), WEEK) == {f"s{n}" for n in range(10)}
    assert bursts(some_sheets(9, every=66), WEEK) == frozenset()
    assert bursts(some_sheets(10, every=67), WEEK) == frozenset()


def test_those_who_answered_the_same_at_another_time_are_no_part_of_it() -> None:
    late = a_sheet("late", at=7_000)
    assert "late" not in bursts([*some_sheets(12), late], WEEK)


def test_other_answers_and_other_numbers_of_answers_are_not_equal() -> None:
    mixed = [*some_sheets(5), *some_sheets(5, names="t", words="other"), *some_sheets(5, names="u", answers=21)]
    assert bursts(mixed, WEEK) == frozenset()


def test_four_answers_are_alike_by_chance_and_five_are_not() -> None:
    assert bursts(some_sheets(50, answers=4), WEEK) == frozenset()
    assert len(bursts(some_sheets(50, answers=5), WEEK)) == 50


def test_where_many_answer_alike_all_the_time_only_ten_times_as_many_are_a_burst() -> None:
    """2,000 equal sheets in a week are two in ten minutes, as the docstring says; together with a rush of 25."""
    steady = some_sheets(1_975, every=300, first=4_000, names="steady")
    assert bursts(steady, WEEK) == frozenset()
    rush = some_sheets(25, names="rush")
    assert bursts([*steady, *rush], WEEK) == {one.seat for one in rush}
    assert bursts([*steady, *some_sheets(15, names="rush")], WEEK) == frozenset()


@pytest.mark.parametrize("lasted", [timedelta(seconds=-1), timedelta(), timedelta(minutes=99)])
def test_nothing_is_out_of_the_usual_in_a_round_that_hardly_lasted(lasted: timedelta) -> None:
    """A clock that was put right while it ran may have it end before it began: it is closed all the same."""
    assert bursts(some_sheets(10), lasted) == frozenset()
    assert len(bursts(some_sheets(10), timedelta(minutes=100))) == 10


SHEETS = st.lists(
    st.builds(
        lambda at, words, answers: (at, words, answers), st.integers(0, 2_000), st.sampled_from("xy"), st.integers(4, 6)
    ),
    max_size=40,
).map(lambda rows: [a_sheet(str(n), at=at, words=words, answers=a) for n, (at, words, a) in enumerate(rows)])


@given(SHEETS, st.randoms())
def test_the_order_of_the_sheets_changes_nothing(sheets: list[Sheet], chance: Any) -> None:
    found, lines = bursts(sheets, WEEK), straight_lines(sheets)
    chance.shuffle(sheets)
    assert (bursts(sheets, WEEK), straight_lines(sheets)) == (found, lines)


@given(SHEETS)
def test_every_seat_of_a_burst_has_nine_equal_ones_around_it(sheets: list[Sheet]) -> None:
    found = bursts(sheets, WEEK)
    for one in sheets:
        alike = [each for each in sheets if (each.words, each.answers) == (one.words, one.answers)]
        starts = [each.last for each in alike if timedelta() <= one.last - each.last <= timedelta(minutes=10)]
        most = max(sum(timedelta() <= each.last - start <= timedelta(minutes=10) for each in alike) for start in starts)
        assert (one.seat in found) == (one.answers >= 5 and most >= 10)


def test_new_accounts_that_crowd_on_one_side_are_found_on_that_side_only() -> None:
    sides = {"for": Side(found=30, side=60, new=32, whole=200), "against": Side(found=2, side=140, new=32, whole=200)}
    assert crowded_sides(sides) == {"for"}


@pytest.mark.parametrize(
    "side",
    [
        Side(found=6, side=40, new=32, whole=200),
        Side(found=9, side=9, new=9, whole=200),
        Side(found=60, side=60, new=200, whole=200),
        Side(found=0, side=60, new=0, whole=200),
        Side(found=0, side=0, new=0, whole=0),
    ],
    ids=["as many as by chance", "fewer than ten", "all are new", "none is new", "nobody"],
)
def test_new_accounts_that_are_everywhere_or_few_crowd_nowhere(side: Side) -> None:
    assert crowded_sides({"one": side}) == frozenset()


def test_what_is_rare_once_is_not_rare_among_a_hundred_sides() -> None:
    """Of the 60 on a side among 200, 17 of 32 new ones or more are there by chance once in four hundred sides."""
    rare = Side(found=17, side=60, new=32, whole=200)
    usual = {n: Side(found=10, side=60, new=32, whole=200) for n in range(99)}
    assert crowded_sides({"rare": rare}) == {"rare"}
    assert crowded_sides({"rare": rare, **usual}) == frozenset()


def test_seats_that_sent_the_same_link_share_evidence_and_empty_links_are_none() -> None:
    sent = [
        ("a", "https://example.org/r"),
        ("b", " HTTPS://example.org/R"),
        ("c", ""),
        ("d", " "),
        ("e", "https://x.example"),
    ]
    assert sharing(sent) == {"a", "b"}


def test_one_seat_that_sends_a_link_twice_shares_it_with_nobody() -> None:
    assert sharing([("a", "https://example.org/r")] * 2) == frozenset()
