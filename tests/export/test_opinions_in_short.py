"""What of an analysis stands in a summary, and as rows of its table."""

from typing import Any

from consult.export.rules.opinions import OF_ALL, opinion_rows, opinions_in_summary

SAID = {"statement": "7", "for": "agree", "n": 9, "agree": 8, "disagree": 1, "pass": 0, "representativeness": 2.5}


def an_item(name: str, **given: Any) -> dict[str, Any]:
    weakest = {"group": "1", "share": 0.5, "lower_bound": 0.2}
    figures = {"group_informed_consensus": 0.4, "group_informed_disagreement": 0.1, "weakest": weakest}
    return {"statement": name, "x": 0.0, "y": 0.0, **figures, **given}


def an_analysis(*items: dict[str, Any]) -> dict[str, Any]:
    group = {"group": "0", "members": 9, "stability": 0.9, "centre": [0, 0], "hull": [], "representative": [SAID]}
    return {**dict.fromkeys(OF_ALL), "finding": "clear_groups", "groups": [group], "items": list(items)}


def test_the_items_come_in_the_order_of_the_statements_and_ids_that_are_numbers_are_numbers() -> None:
    analysis = an_analysis(an_item("x"), an_item("2"), an_item("7"))
    found = opinions_in_summary(analysis, "abc", [{"id": 7}, {"id": 2}])
    assert [item["statement"] for item in found["items"]] == [7, 2, "x"]
    assert found["sha256"] == "abc"
    assert found["groups"] == [
        {"group": "0", "members": 9, "stability": 0.9, "representative": [{**SAID, "statement": 7}]}
    ]


def test_a_statement_says_which_group_agrees_least_and_nothing_where_none_is_known() -> None:
    found = opinions_in_summary(an_analysis(an_item("2"), an_item("7", weakest=None)), "abc", [])
    assert [item["weakest"] for item in found["items"]] == [{"group": "1", "lower_bound": 0.2}, None]


def test_the_rows_are_those_of_the_groups_then_of_the_statements_and_none_without_an_analysis() -> None:
    found = opinions_in_summary(an_analysis(an_item("2"), an_item("7", weakest=None)), "abc", [])
    assert opinion_rows(None) == []
    statements = [{"id": 2, "number": 3}, {"id": 7}]
    assert opinion_rows(found, statements) == [
        {"kind": "opinion_group", "group": "0", "n": 9, "state": "clear_groups"},
        {"kind": "opinion", "number": "3", "uid": 2, "group_informed_consensus": 0.4, "group": "1", "lower_bound": 0.2},
        {"kind": "opinion", "number": "7", "uid": 7, "group_informed_consensus": 0.4},
    ]
