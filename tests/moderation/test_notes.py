"""A note says why, briefly; hiding needs one."""

import pytest

from consult.moderation.rules import LONGEST_NOTE, is_note


@pytest.mark.parametrize(
    ("note", "needed", "may_stand"),
    [
        ("It names a private address.", True, True),
        ("It names a private address.", False, True),
        ("", False, True),
        ("", True, False),
        (" \n\t", True, False),
        ("x" * LONGEST_NOTE, True, True),
        (f"  {'x' * LONGEST_NOTE}\n", True, True),
        ("x" * (LONGEST_NOTE + 1), True, False),
        ("x" * (LONGEST_NOTE + 1), False, False),
    ],
)
def test_a_note_is_there_where_it_is_needed_and_never_too_long(note: str, needed: bool, may_stand: bool) -> None:
    assert is_note(note, needed=needed) is may_stand
