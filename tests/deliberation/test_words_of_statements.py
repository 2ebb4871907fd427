"""What a statement may be, and when two of them are the same one."""

import pytest

from consult.deliberation.rules.statements import folded, one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" Log  every\nstop. ", "Log every stop."), ("Log every stop.", "Log every stop."), ("a\x00b", None)],
)
def test_a_statement_is_kept_as_plain_text_in_one_line_or_not_at_all(typed: str, kept: str | None) -> None:
    assert one_line(typed) == kept


def test_capitals_widths_spaces_and_full_stops_make_no_other_statement_and_a_question_does() -> None:
    assert folded("LOG  every stop!") == folded("Ｌog every stop。") == "log every stop"
    assert folded("Log every stop?") != folded("Log every stop")
