"""Which suggestions touch the same words, and where a passage stands."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.deliberation.rules import passages
from consult.deliberation.rules.colliding import Change, Touch, collisions, in_order, touch_same_words
from consult.deliberation.rules.passages import Way, found_again, passage_at, passages_of, way_of, with_change

WORDS = st.lists(st.sampled_from(["stop", "the", "red", "clock", "now", "."]), min_size=1, max_size=12).map(" ".join)


@st.composite
def touches(draw: st.DrawFn) -> list[Touch]:
    """Suggestions on one clause of twenty characters."""
    made = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.none() | st.integers(0, 19))
        end = None if start is None else draw(st.integers(start + 1, 20))
        made.append(Touch(number, draw(st.sampled_from(list(Change))), start, end))
    return made


@given(touches())
def test_two_collide_where_they_share_a_character_and_neither_is_a_new_clause(made: list[Touch]) -> None:
    found = collisions(made)
    assert set(found) == {one.number for one in made}
    for one in made:
        expected = [other.number for other in made if other != one and _letters(one) & _letters(other)]
        assert list(found[one.number]) == expected


def _letters(one: Touch) -> set[int]:
    if one.change == Change.INSERT:
        return set()
    return set(range(20)) if one.is_whole else set(range(one.start or 0, one.end or 0))


@given(touches())
def test_colliding_is_mutual_and_the_order_loses_nobody(made: list[Touch]) -> None:
    found = collisions(made)
    assert all(one in found[other] for one, others in found.items() for other in others)
    ordered = in_order(made)
    assert sorted(one.number for one in ordered) == [one.number for one in made]
    kinds = [one.change == Change.INSERT for one in ordered]
    assert kinds == sorted(kinds)


def test_passages_that_only_meet_do_not_collide() -> None:
    first, second = Touch(1, Change.REPLACE, 0, 4), Touch(2, Change.DELETE, 4, 8)
    assert not touch_same_words(first, second)
    assert not touch_same_words(first, first)


@given(WORDS, st.data())
def test_a_passage_is_found_at_its_own_place_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    kept = passage_at(text, start, end)
    if not kept.exact.strip() or kept.exact != kept.exact.strip():
        return
    assert kept in passages_of(text, kept.exact)
    again = found_again(text, kept.exact, kept.prefix, kept.suffix)
    assert again is not None
    assert (again.exact, again.prefix, again.suffix) == (kept.exact, kept.prefix, kept.suffix)


@given(WORDS, WORDS, st.data())
def test_nothing_outside_the_passage_changes_with_it(text: str, wording: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    passage = passage_at(text, start, data.draw(st.integers(start + 1, len(text))))
    changed = with_change(text, wording, passage)
    assert changed == text[: passage.start] + wording + text[passage.end :]
    taken = with_change(text, None, passage)
    assert taken.replace(" ", "") == (text[: passage.start] + text[passage.end :]).replace(" ", "")


def test_a_passage_that_stands_twice_is_told_apart_by_what_stands_around_it() -> None:
    text = "Stop it. Stop it now."
    first, second = passages_of(text, "Stop it")
    assert (first.start, second.start) == (0, 9)
    assert found_again(text, second.exact, second.prefix, second.suffix) == second
    assert found_again("Now stop it at once.", "stop it", "Then ", " now.") == passage_at("Now stop it at once.", 4, 11)
    assert found_again(text, "Stop it", "other", "words") is None
    assert found_again(text, "clock", "", "") is None
    assert passages_of(text, " ") == []


@pytest.mark.parametrize(
    ("text", "start", "end", "after"),
    [
        ("Stop the clock now.", 5, 9, "Stop clock now."),
        ("Stop the clock now.", 0, 4, "the clock now."),
        ("Stop the clock now.", 15, 18, "Stop the clock."),
        ("Stop the clock now", 15, 18, "Stop the clock"),
        ("Stop it.\nNow.", 9, 13, "Stop it.\n"),
        ("停止时钟。", 2, 4, "停止。"),
    ],
)
def test_no_two_spaces_meet_where_words_are_taken_out(text: str, start: int, end: int, after: str) -> None:
    assert with_change(text, None, passage_at(text, start, end)) == after


def test_the_examples_hold() -> None:
    assert doctest.testmod(passages).failed == 0


@pytest.mark.parametrize(
    ("change", "is_passage", "way"),
    [
        (Change.REPLACE, False, Way.WHOLE),
        (Change.REPLACE, True, Way.PASSAGE),
        (Change.DELETE, False, Way.DELETE),
        (Change.DELETE, True, Way.CUT),
        (Change.INSERT, False, Way.INSERT),
        (Change.INSERT, True, Way.INSERT),
    ],
)
def test_a_suggestion_is_shown_again_in_the_way_in_which_it_was_made(change: str, is_passage: bool, way: Way) -> None:
    assert way_of(change, is_passage=is_passage) is way


def test_the_whole_clause_is_replaced_or_taken_out_where_no_passage_is_named() -> None:
    assert (with_change("Stop it.", "Wind it."), with_change("Stop it.", None)) == ("Wind it.", "")
