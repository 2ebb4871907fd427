"""Votes in which there is nothing to find give a finding in a word, and never an error or a number that is none."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from consult.consensus.rules.opinion import Axes, VoteMatrix, analyse
from tests.consensus.voters import rows_of, two_camps

MANY = {str(who): "+" * 300 for who in range(40)}
NOTHING: dict[str, tuple[Mapping[str, str], dict[str, Any], str]] = {
    "no votes at all": ({}, {}, "too_few_statements"),
    "one vote": ({"1": "+"}, {}, "too_few_statements"),
    "one voter": ({"1": "+-0+-"}, {}, "too_few_participants"),
    "three voters": ({"1": "+-0+-", "2": "-+0++", "3": "++0--"}, {}, "too_few_participants"),
    "voters who answered too little": (
        {str(who): "." * who + "+-" + "." * 20 for who in range(9)},
        {},
        "too_few_participants",
    ),
    "one statement": ({str(who): "+-0"[who % 3] for who in range(12)}, {}, "too_few_statements"),
    "all pass": ({str(who): "00000000" for who in range(12)}, {}, "all_alike"),
    "all agree": ({str(who): "++++++++" for who in range(12)}, {}, "all_alike"),
    "all say the same": ({str(who): "+-0+-0+-0" for who in range(12)}, {}, "all_alike"),
    "all who answered enough say the same": (
        {**{str(who): "+-0+-0+-0" for who in range(12)}, "few": "--......."},
        {},
        "all_alike",
    ),
    "all say the same of many statements": (MANY, {}, "all_alike"),
    "one of very many differs": (MANY | {"other": "-" * 300}, {}, "no_clear_groups"),
    "nothing approved": (
        two_camps(),
        {"moderated_out": [str(number) for number in range(1, 11)]},
        "too_few_statements",
    ),
    "one approved": (two_camps(), {"moderated_out": [str(number) for number in range(2, 11)]}, "too_few_statements"),
    "fewer than two groups of that size": (two_camps(of_each=4), {"fewest": 5}, "too_few_participants"),
    "given groups that nobody is in": (two_camps(), {"groups": {"nobody": "0"}}, "no_clear_groups"),
    "given groups of those who all say the same": (
        {str(who): "++++++++" for who in range(12)},
        {"groups": {"1": "0", "2": "1"}},
        "clear_groups",
    ),
    "half of a few statements that divide": ({str(who): "+-"[who % 2] * 2 for who in range(12)}, {}, "no_clear_groups"),
}


@pytest.mark.parametrize(("sheets", "given", "finding"), NOTHING.values(), ids=NOTHING.keys())
def test_a_finding_is_said_in_a_word(sheets: Mapping[str, str], given: dict[str, Any], finding: str) -> None:
    found = analyse(VoteMatrix.of(rows_of(sheets)), **given).as_json()
    assert found["finding"] == finding
    json.dumps(found, allow_nan=False)
    axes = Axes.read(found)
    assert set(axes.loads) == {statement for _, statement, _ in rows_of(sheets)}
    assert axes.set_aside == frozenset(given.get("moderated_out", []))


def test_statements_that_nobody_answered_are_listed_and_disturb_nothing() -> None:
    known = analyse(VoteMatrix.of(rows_of(two_camps()), statements=["77"]))
    assert known.finding == "clear_groups"
    unanswered = next(item for item in known.items if item.statement == "77")
    assert (sum(unanswered.answers), unanswered.extremity, unanswered.weakest) == (0, 0.0, None)
