"""What all groups share, and where they lie apart, is read from what is published of an analysis."""

import doctest
from typing import Any

import pytest

from consult.consensus.rules import opinion_views
from consult.consensus.rules.opinion_views import (
    apart,
    items_by_category,
    items_by_group,
    lacks_figures,
    rest_of,
    shared_by_all,
    steadiness,
    steadiness_of_all,
)

WORDS = ["steady", "fairly_steady", "unsteady", "untested"]


def a_row(label: str, agree: int | None, disagree: int | None, passed: int | None = 0) -> dict[str, Any]:
    return {"group": label, "agree": agree, "disagree": disagree, "pass": passed}


def an_item(name: str, *rows: dict[str, Any]) -> dict[str, Any]:
    return {"statement": name, "agree": 1, "disagree": 1, "pass": 1, "groups": list(rows)}


def items(*found: dict[str, Any]) -> list[Any]:
    return items_by_group({"items": list(found)})


def test_the_group_that_agrees_least_gives_the_figure_of_what_all_share() -> None:
    (found,) = shared_by_all(items(an_item("7", a_row("0", 90, 10), a_row("1", 30, 6))))
    assert (found.statement, found.side, found.weakest) == ("7", "agree", "1")
    assert found.lower_bound == pytest.approx(0.681, abs=5e-4)


def test_what_all_refuse_is_shared_as_well() -> None:
    (found,) = shared_by_all(items(an_item("7", a_row("0", 2, 18), a_row("1", 4, 16))))
    assert (found.side, found.weakest) == ("disagree", "1")
    assert found.lower_bound == pytest.approx(0.584, abs=5e-4)


def test_the_surest_comes_first_whichever_side_it_is() -> None:
    found = shared_by_all(
        items(
            an_item("1", a_row("0", 40, 10), a_row("1", 40, 10)),
            an_item("2", a_row("0", 0, 50), a_row("1", 0, 50)),
        )
    )
    assert [(one.statement, one.side) for one in found] == [("2", "disagree"), ("1", "agree")]


@pytest.mark.parametrize(
    "rows",
    [
        (a_row("0", 90, 10), a_row("1", 20, 19)),
        (a_row("0", 90, 10), a_row("1", 1, 9)),
        (a_row("0", 90, 10), a_row("1", None, None, None)),
        (a_row("0", 90, 10), a_row("1", 0, 0, 9)),
        (a_row("0", 90, 10), a_row("1", 90, 10), a_row("2", 0, 0, 9)),
    ],
    ids=["barely", "the other side", "left out", "all passed", "a third passed"],
)
def test_what_one_group_may_not_share_is_not_called_shared(rows: tuple[dict[str, Any], ...]) -> None:
    assert shared_by_all(items(an_item("7", *rows))) == []


def test_groups_that_lie_furthest_apart_come_first() -> None:
    found = apart(
        items(
            an_item("1", a_row("0", 5, 5), a_row("1", 9, 1)),
            an_item("2", a_row("0", 9, 1), a_row("1", 1, 9)),
        )
    )
    assert [(one.item.id, one.most.name, one.least.name) for one in found] == [("2", "0", "1"), ("1", "1", "0")]


def test_statements_without_categories_are_compared_by_none() -> None:
    whole = {"id": 3, "agree": 2, "disagree": 1, "pass": 0}
    category = {"category": "citizen", "agree": 9, "disagree": 1, "pass": 0, "share": {"exact": "9/10"}}
    with_categories = {**whole, "state": "split", "categories": [{**category, "suppressed": False}]}
    assert [one.id for one in items_by_category([whole, with_categories], seated=())] == ["3"]


def test_the_rest_is_what_all_other_groups_said_together() -> None:
    rows = [a_row("0", 1, 2, 3), a_row("1", 10, 20, 30), a_row("2", 100, 200, 300)]
    assert rest_of(rows, "1") == {"agree": 101, "disagree": 202, "pass": 303}


def test_the_examples_in_the_words_are_right() -> None:
    assert doctest.testmod(opinion_views).failed == 0


def test_how_steady_a_group_is_has_a_word_and_another_where_nobody_tried() -> None:
    assert [steadiness(figure) for figure in (0.85, 0.75, 0.74, None)] == WORDS
    assert [steadiness_of_all(figure) for figure in (0.8, 0.65, 0.64, None)] == WORDS


def test_figures_are_left_out_where_of_any_statement_a_group_has_none() -> None:
    shown, hidden = {"groups": [{"group": "0", "agree": 0}]}, {"groups": [{"group": "0", "agree": None}]}
    assert lacks_figures({"items": [shown, hidden]})
    assert not lacks_figures({"items": [shown, {"groups": []}]})
    assert not lacks_figures(None)
