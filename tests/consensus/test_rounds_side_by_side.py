"""Two rounds side by side: clauses are the same by their uid, statements by their words, and each share has its change."""

from fractions import Fraction
from typing import Any

import pytest

from consult.consensus.rules.between_rounds import Movement
from consult.consensus.rules.side_by_side import (
    EVERYONE,
    Line,
    clauses_side_by_side,
    sides_of_clause,
    statements_side_by_side,
)


def a_category(name: str, n: int | None, share: str | None) -> dict[str, Any]:
    return {"category": name, "n": n, "share": {"exact": share} if share else None}


def a_clause(uid: str, number: str, *categories: dict[str, Any], **overall: Any) -> dict[str, Any]:
    counted = {"support": 0, "can_live_with": 0, "reservation": 0, "object": 0, "no_opinion": 0, **overall}
    whole = {"n": sum(counted.values()), **counted}
    return {"uid": uid, "number": number, "state": "split", "categories": list(categories), "overall": whole}


def a_statement(number: str, text: str, agree: int | None = 3, disagree: int | None = 1) -> dict[str, Any]:
    return {"number": number, "text": text, "agree": agree, "disagree": disagree, "pass": None if agree is None else 0}


WITH = sides_of_clause(reservations_agree=True)
WITHOUT = sides_of_clause(reservations_agree=False)


def test_each_category_has_its_share_then_and_now_and_the_whole_comes_first() -> None:
    then = a_clause("a", "1.1", a_category("company", 10, "1/2"), support=5, object=5)
    now = a_clause("a", "1.2", a_category("company", 20, "3/5"), a_category("citizen", 5, "1/5"), support=12, object=8)
    (pair,) = clauses_side_by_side([then], [now], (WITH, WITH))
    assert pair.lines == (
        Line(EVERYONE, 10, Fraction(1, 2), 20, Fraction(3, 5)),
        Line("company", 10, Fraction(1, 2), 20, Fraction(3, 5)),
    )
    assert [(line.word, line.points) for line in pair.lines] == [("rose", 10), ("rose", 10)]


def test_what_is_left_out_in_one_round_cannot_be_said() -> None:
    then = a_clause("a", "1.1", a_category("company", None, None))
    then["overall"] = dict.fromkeys(then["overall"])
    (pair,) = clauses_side_by_side([then], [a_clause("a", "1.1", a_category("company", 9, "2/3"))], (WITH, WITH))
    assert [(line.word, line.points) for line in pair.lines] == [("unknown", None), ("unknown", None)]


@pytest.mark.parametrize(
    ("then", "now", "word", "points"),
    [("1/2", "1/2", "unchanged", 0), ("500/1000", "504/1000", "unchanged", 0), ("3/4", "1/2", "fell", -25)],
)
def test_a_change_has_a_word_to_the_whole_point(then: str, now: str, word: str, points: int) -> None:
    line = Line("company", 9, Fraction(then), 9, Fraction(now))
    assert (line.word, line.points) == (word, points)


def test_each_round_counts_reservations_as_its_own_contract_says() -> None:
    clause = a_clause("a", "1.1", support=2, reservation=2, object=2)
    (pair,) = clauses_side_by_side([clause], [clause], (WITH, WITHOUT))
    assert (pair.lines[0].then, pair.lines[0].now) == (Fraction(4, 6), Fraction(2, 4))


def test_clauses_come_in_the_later_order_and_then_what_was_not_asked_again() -> None:
    earlier, later = [a_clause(uid, uid) for uid in "abc"], [a_clause(uid, uid) for uid in "dca"]
    pairs = clauses_side_by_side(earlier, later, (WITH, WITH))
    assert [pair.row["uid"] for pair in pairs] == ["d", "c", "a", "b"]
    assert [pair.change.movement for pair in pairs if not (pair.then and pair.now)] == [
        Movement.NEW,
        Movement.NOT_ASKED_AGAIN,
    ]


def test_statements_are_the_same_that_say_the_same_but_for_spaces_capitals_and_full_stops() -> None:
    earlier = [a_statement("1", "Ban cars."), a_statement("2", "Ban cars?"), a_statement("3", "ban cars")]
    later = [a_statement("1", "Ban  CARS.", 1, 3)]
    pairs = statements_side_by_side(earlier, later)
    assert [(pair.then and pair.then["number"], pair.now and pair.now["number"]) for pair in pairs] == [
        ("1", "1"),
        ("2", None),
        ("3", None),
    ]
    (line,) = pairs[0].lines
    assert (line.word, line.points, line.n_then, line.n_now) == ("fell", -50, 4, 4)


def test_a_statement_whose_totals_are_left_out_has_no_share() -> None:
    (pair,) = statements_side_by_side([a_statement("1", "x", None, None)], [a_statement("1", "x", 0, 0)])
    assert [(line.then, line.now, line.n_then, line.n_now) for line in pair.lines] == [(None, None, None, 0)]
