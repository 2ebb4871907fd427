"""Where the parts of a bar lie, on pages that run either way."""

import pytest

from consult.web import bars
from tests.web.reader import reader

ROW = {"support": 3, "can_live_with": 2, "reservation": 0, "object": 5, "no_opinion": 0}


def test_the_parts_of_a_bar_follow_each_other_and_fill_it() -> None:
    found = bars.parts(ROW, bars.BALLOT_WORDS, from_right=False)
    assert [(one.word, one.x, one.width) for one in found] == [
        ("support", 0, 30),
        ("can_live_with", 30, 20),
        ("object", 50, 50),
    ]


def test_a_bar_that_runs_from_the_right_is_the_mirror_image() -> None:
    left = bars.parts(ROW, bars.BALLOT_WORDS, from_right=False)
    right = bars.parts(ROW, bars.BALLOT_WORDS, from_right=True)
    assert [one.word for one in right] == [one.word for one in left]
    assert [one.x for one in right] == [100 - one.x - one.width for one in left]


def test_a_count_stands_in_the_middle_of_a_part_that_has_room_for_it() -> None:
    wide, narrow = bars.parts({"agree": 94, "disagree": 6, "pass": 0}, bars.ANSWER_WORDS, from_right=False)
    assert (wide.is_wide, wide.middle) == (True, 47)
    assert not narrow.is_wide


def test_a_bar_of_nothing_has_no_parts() -> None:
    assert bars.parts(dict.fromkeys(bars.BALLOT_WORDS, 0), bars.BALLOT_WORDS, from_right=False) == []


@pytest.mark.parametrize(("language", "at"), [("en", 25), ("zh_Hans", 25), ("ar", 75)])
def test_a_mark_lies_where_the_page_begins_to_count(language: str, at: float) -> None:
    with reader(language):
        assert bars.bar_point(0.25) == at


@pytest.mark.parametrize(("language", "x"), [("en", 0), ("ar", 60)])
def test_a_share_that_is_done_begins_where_the_page_does(language: str, x: float) -> None:
    with reader(language):
        assert bars.bar_span(0, 0.4) == bars.Span(x, 40)


def test_a_row_of_answers_has_the_parts_of_answers() -> None:
    with reader():
        assert [one.word for one in bars.bar_parts({"agree": 1, "disagree": 1, "pass": 1})] == list(bars.ANSWER_WORDS)
