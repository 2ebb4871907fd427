"""What a comment's text may hold."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.deliberation.rules.dispositions import LONGEST_REASON, LONGEST_WORDING, is_reason, is_wording
from consult.deliberation.rules.words import LONGEST_COMMENT, clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("  \n around \n\n", "around"),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("a\tb", "a\tb"),
        ("e\u0301", "é"),
        ("ﬁ", "ﬁ"),
        ("审计 تدقيق 😀", "审计 تدقيق 😀"),
        ("العربية \u200fمع علامات", "العربية \u200fمع علامات"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u202eright to left\u202c", "\u202eright to left\u202c"),
        ("a" + "\u0323" * 50, "ạ" + "\u0323" * 49),
        ("\ufdf0 \ufdcf", "\ufdf0 \ufdcf"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_a_text_has_one_form_in_unicode_and_plain_line_ends(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "a\0b",
        "a\x07",
        "a\x1b[2J",
        "a\x7f",
        "a\x0bb",
        "a\x0cb",
        "a\x85b",
        "a\x9f",
        "\ud800",
        "a\udfff",
        "\ufdd0",
        "\ufdef",
        "\ufffe",
        "\U0001ffff",
        "\U0010fffe",
    ],
)
def test_what_no_text_holds_is_refused(typed: str) -> None:
    assert clean_text(typed) is None


def test_a_comment_may_have_ten_thousand_characters() -> None:
    assert LONGEST_COMMENT == 10_000


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_a_kept_text_is_its_own_form_and_can_be_stored_and_sent(typed: str) -> None:
    kept = clean_text(typed)
    if kept is not None:
        assert clean_text(kept) == kept
        assert unicodedata.is_normalized("NFC", kept)
        assert "\0" not in kept
        assert kept.encode().decode() == kept


def test_a_decision_has_a_reason_and_the_part_that_is_taken_has_words_within_their_limits() -> None:
    assert [is_reason(words) for words in ("", "x", "x" * LONGEST_REASON, "x" * (LONGEST_REASON + 1))] == [0, 1, 1, 0]
    assert [is_wording(words) for words in ("", "x", "x" * LONGEST_WORDING, "x" * (LONGEST_WORDING + 1))] == [
        0,
        1,
        1,
        0,
    ]
