"""Who belongs to one group of companies."""

import pytest

from consult.participation.rules.groups import group_of

CONTROLLED = {
    "fields": "holding",
    "clocks": "holding",
    "springs": "clocks",
    "left": "right",
    "right": "left",
    "near": "left",
}


@pytest.mark.parametrize(
    ("one", "group"),
    [
        ("alone", {"alone"}),
        ("holding", {"holding", "fields", "clocks", "springs"}),
        ("springs", {"holding", "fields", "clocks", "springs"}),
        ("left", {"left", "right", "near"}),
        ("near", {"left", "right", "near"}),
    ],
)
def test_a_group_is_everyone_under_one_who_controls_and_a_circle_is_one_group(one: str, group: set[str]) -> None:
    assert group_of(one, CONTROLLED) == group
