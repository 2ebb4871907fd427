"""What the words of a part may be, and where they can be cut in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.drafting.rules import ClauseKind
from consult.drafting.rules.wording import (
    LONGEST_CLAUSE,
    LONGEST_HEADING,
    LONGEST_TABLE,
    Fault,
    Words,
    cut,
    cuts_of,
    fault_of,
    longest_of,
    tidied,
)


@pytest.mark.parametrize(
    ("heading", "text", "fault"),
    [
        ("", "", ("text", Fault.EMPTY)),
        ("Words", "", ("text", Fault.EMPTY)),
        ("", "a\x07", ("text", Fault.CONTROL_CHARACTER)),
        ("a\x85", "a", ("heading", Fault.CONTROL_CHARACTER)),
        ("", "a" * (LONGEST_CLAUSE + 1), ("text", Fault.TOO_LONG)),
        ("a" * (LONGEST_HEADING + 1), "a", ("heading", Fault.TOO_LONG)),
        ("a" * LONGEST_HEADING, "a" * LONGEST_CLAUSE, None),
        ("", "a\tb\nc", None),
    ],
)
def test_words_that_are_missing_unreadable_or_too_many_are_at_fault_at_their_field(
    heading: str, text: str, fault: tuple[str, Fault] | None
) -> None:
    assert fault_of(Words(heading, text), is_principle=False) == fault


def test_a_heading_needs_words_in_its_heading_only() -> None:
    assert fault_of(Words("Safety", ""), is_principle=True) is None
    assert fault_of(Words("", "Safety"), is_principle=True) == ("heading", Fault.EMPTY)


def test_a_table_may_be_longer_than_any_other_part() -> None:
    cells = Words("", "a" * LONGEST_TABLE)
    assert fault_of(cells, is_principle=False, longest=longest_of(ClauseKind.TABLE)) is None
    for kind in set(ClauseKind) - {ClauseKind.TABLE}:
        assert fault_of(cells, is_principle=False, longest=longest_of(kind)) == ("text", Fault.TOO_LONG)


def test_words_are_composed_with_plain_line_ends_and_a_heading_on_one_line() -> None:
    assert tidied(Words(" Two\r\n  words ", "\nLe\u0301galite\u0301.\rToujours.\r\n")) == Words(
        "Two words", "Légalité.\nToujours."
    )


@pytest.mark.parametrize(
    ("text", "cuttings"),
    [
        ("One is one. Two is two.", [("One is one.", "Two is two.")]),
        ("Is it?! It is.", [("Is it?!", "It is.")]),
        ("It takes 3.5 days", []),
        ("One is one. ", []),
        ("", []),
        ("审计机器。停止机器。", [("审计机器。", "停止机器。")]),
        ("One\n \n  two\nthree", [("One", "two\nthree"), ("One\n \n  two", "three")]),
        ("\nOne\n", []),
    ],
)
def test_a_text_is_cut_before_each_further_line_and_sentence(text: str, cuttings: list[tuple[str, str]]) -> None:
    assert [cut(text, place) for place in cuts_of(text)] == cuttings


@given(st.text(st.sampled_from("ab.?。\n 1"), max_size=20))
def test_no_cut_leaves_a_half_without_words_or_loses_any(text: str) -> None:
    for place in cuts_of(text):
        head, tail = cut(text, place)
        assert head
        assert tail
        assert "".join((head + tail).split()) == "".join(text.split())
