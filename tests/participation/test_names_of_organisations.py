"""Two spellings of one organisation's name are one name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.participation.rules.seats import name_key


@pytest.mark.parametrize(
    "spelling",
    [
        "Gesellschaft für Maße",
        "  gesellschaft   FÜR\tMASSE ",
        "Gesellschaft fu\u0308r Maße",
        "Ｇｅｓｅｌｌｓｃｈａｆｔ für Maße",
        "Gesell\u00adschaft f\u200bür Maße\u202e",
        "Gesellschaft\u00a0für Maße",
    ],
)
def test_case_width_spaces_and_invisible_characters_do_not_make_another_name(spelling: str) -> None:
    assert name_key(spelling) == "gesellschaft für masse"


def test_another_name_is_another() -> None:
    assert name_key("Union A") != name_key("Union B")


@given(st.text(max_size=30))
@settings(max_examples=150)
def test_a_name_s_form_is_its_own(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
