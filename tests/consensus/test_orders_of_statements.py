"""The statements of a result can be read by agreement, by division and by how many answered."""

from fractions import Fraction
from typing import Any

import pytest

from consult.consensus.rules.lists import Item, Part
from consult.consensus.rules.orders import answers_to, by_agreement, by_division, in_order


def a_statement(number: int, agree: int | None, disagree: int | None, passed: int | None = 0) -> dict[str, Any]:
    return {"id": number, "agree": agree, "disagree": disagree, "pass": passed}


def an_item(number: int, *parts: tuple[int, int], silent: int = 0) -> Item:
    named = [Part(str(place), agree, sides) for place, (agree, sides) in enumerate(parts)]
    return Item(id=str(number), number=str(number), parts=tuple(named), silent=silent)


HIDDEN = a_statement(4, None, None, None)
ROWS = [a_statement(1, 8, 2), a_statement(2, 50, 50), a_statement(3, 0, 0, 3), HIDDEN, a_statement(5, 90, 10)]


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        ("agreement", [5, 1, 2, 3, 4]),
        ("division", [2, 1, 5, 3, 4]),
        ("answers", [2, 5, 1, 3, 4]),
        ("number", [1, 2, 3, 4, 5]),
        ("unheard-of", [1, 2, 3, 4, 5]),
    ],
)
def test_statements_stand_in_the_order_asked_for_and_those_without_figures_last(order: str, wanted: list[int]) -> None:
    assert [row["id"] for row in in_order(ROWS, order, {})] == wanted


def test_agreement_is_that_of_the_part_that_agrees_least() -> None:
    assert by_agreement(a_statement(1, 15, 5), an_item(1, (9, 10), (6, 10))) == pytest.approx(0.313, abs=5e-4)
    assert by_agreement(a_statement(1, 9, 1, 9), an_item(1, (9, 10), silent=1)) == 0


def test_division_is_how_far_parts_lie_apart_else_how_evenly_all_are_split() -> None:
    assert by_division(a_statement(1, 11, 9), an_item(1, (9, 10), (2, 10))) == Fraction(7, 10)
    assert by_division(a_statement(1, 6, 4), an_item(1, (5, 6), (1, 4))) == Fraction(8, 10)
    assert by_division(a_statement(1, 3, 1, 9), None) == -1


def test_a_pass_is_an_answer() -> None:
    assert [answers_to(row) for row in ROWS] == [10, 100, 3, -1, 100]
