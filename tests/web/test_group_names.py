"""Opinion groups are called by letters, in the order of their size."""

import pytest
from flask import Flask
from flask_babel import force_locale

from consult.web.group_names import group_letter, group_name


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("label", "letter"), [("0", "A"), ("25", "Z"), ("26", "27"), ("north", "north"), ("²", "²"), ("", "")]
)
def test_a_group_with_a_number_has_a_letter_and_a_named_one_keeps_its_name(app: Flask, label: str, letter: str) -> None:
    with app.test_request_context("/en/"), force_locale("en"):
        assert group_letter(label) == letter
        assert group_name(label).replace("\u2068", "").replace("\u2069", "") == f"Group {letter}"


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_name_that_somebody_gave_does_not_turn_the_sentence_around_it(app: Flask) -> None:
    with app.test_request_context("/en/"), force_locale("en"):
        assert group_name("الشمال") == "Group \u2068الشمال\u2069"
        assert group_name("0") == "Group A"
