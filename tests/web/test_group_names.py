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
        assert group_name(label) == f"Group {letter}"
