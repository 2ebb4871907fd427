"""Changes of passages put into a text: those that share no words all go in, whatever their order."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.drafting.rules.applying import Alteration, apply, deletion

texts = st.text(alphabet="ab 你ع👩‍🚀é.\n", min_size=1, max_size=60)
wordings = st.text(alphabet="xyz 好ق", max_size=8)


@st.composite
def apart(draw: st.DrawFn) -> tuple[str, list[Alteration]]:
    """Return a text and alterations of it that share no words, each of some words."""
    text = draw(texts)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [span for span in zip(edges[::2], edges[1::2], strict=False) if span[0] < span[1]]
    return text, [Alteration(str(place), *span, draw(wordings)) for place, span in enumerate(spans)]


@given(apart(), st.integers(0, 9999))
@settings(max_examples=500)
def test_alterations_that_share_no_words_all_go_in_and_leave_everything_else_as_it_was(
    case: tuple[str, list[Alteration]], seed: int
) -> None:
    text, alterations = case
    shuffled = list(alterations)
    Random(seed).shuffle(shuffled)
    done = apply(text, shuffled)
    pieces, last = [], 0
    for one in alterations:
        pieces += [text[last : one.start], one.wording]
        last = one.end
    assert done.text == "".join([*pieces, text[last:]])
    assert (set(done.applied), done.colliding) == ({one.key for one in alterations}, ())


spans = st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from(["X", "YY", ""]))


@given(st.lists(spans, max_size=6), st.integers(0, 9999))
@settings(max_examples=500)
def test_of_any_alterations_none_is_lost_and_none_goes_in_that_shares_words_with_another(
    found: list[tuple[int, int, str]], seed: int
) -> None:
    text = "abcdefghijklmnopqrstuvwxyz"
    every = [Alteration(str(place), start, start + size, said) for place, (start, size, said) in enumerate(found)]
    done = apply(text, every)
    assert sorted([*done.applied, *done.colliding]) == sorted(one.key for one in every)
    touched: dict[int, tuple[int, int, str]] = {}
    for one in every:
        if one.key in done.applied:
            for letter in range(one.start, one.end):
                assert touched.setdefault(letter, (one.start, one.end, one.wording)) == (
                    one.start,
                    one.end,
                    one.wording,
                )
    kept = [letter for place, letter in enumerate(text) if place not in touched]
    assert [letter for letter in done.text if letter.islower()] == kept
    Random(seed).shuffle(every)
    again = apply(text, every)
    assert (again.text, set(again.applied)) == (done.text, set(done.applied))


def test_passages_that_touch_but_share_no_word_both_change() -> None:
    done = apply("abcd", [Alteration("1", 0, 2, "X"), Alteration("2", 2, 4, "Y")])
    assert (done.text, done.applied) == ("XY", ("1", "2"))


def test_of_three_that_overlap_in_turn_none_is_preferred() -> None:
    done = apply("abcdef", [Alteration("1", 0, 3, "X"), Alteration("2", 2, 5, "Y"), Alteration("3", 4, 6, "Z")])
    assert (done.text, done.applied, done.colliding) == ("abcdef", (), ("1", "2", "3"))


def test_the_same_wish_of_two_goes_in_once_and_other_words_for_the_same_passage_collide() -> None:
    twice = apply("abc", [Alteration("1", 0, 1, "X"), Alteration("2", 0, 1, "X")])
    assert (twice.text, twice.applied) == ("Xbc", ("1", "2"))
    other = apply("abc", [Alteration("1", 0, 1, "X"), Alteration("2", 0, 1, "Y")])
    assert (other.text, other.colliding) == ("abc", ("1", "2"))


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("Stop the red clock.", "red", "Stop the clock."),
        ("Stop the red clock.", "red clock", "Stop the."),
        ("Stop\nred clock.", "red", "Stop\nclock."),
        ("Stop it now", "now", "Stop it"),
        ("Now stop it.", "Now", "stop it."),
        ("机器停止。", "停止", "机器。"),
        ("a (b) c", "b", "a () c"),
        ("One.\n\nTwo.", "One.", "\n\nTwo."),
    ],
)
def test_a_deleted_passage_leaves_no_double_space(text: str, gone: str, left: str) -> None:
    start = text.index(gone)
    span = deletion(text, start, start + len(gone))
    assert apply(text, [Alteration("1", *span, "")]).text == left
