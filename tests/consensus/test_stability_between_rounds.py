"""What moved between two rounds: a clause has settled when its state is the same and every category is known to have stayed."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.between_rounds import Change, Moved, Movement, changes_between
from consult.consensus.rules.counts import POSITIONS


def a_clause(uid: str = "a", number: str = "1.1", state: str = "criteria_met", **shares: str | None) -> dict[str, Any]:
    """Return a clause of a result with the share of agreement of each category; a category without one is left out."""
    rows = [a_row(name, *_sides(share)) if share else a_row(name) for name, share in shares.items()]
    return {"uid": uid, "number": number, "state": state, "categories": rows, "overall": {}}


def a_row(category: str, support: int | None = None, against: int | None = None, **others: int) -> dict[str, Any]:
    """Return a category's row of a result; without counts one that is left out."""
    if support is None or against is None:
        return {"category": category, "seats": 50, "share": None, **dict.fromkeys(POSITIONS), "suppressed": True}
    share = {"exact": f"{support}/{support + against}"} if support + against else None
    counts = {**dict.fromkeys(POSITIONS, 0), "support": support, "object": against, **others}
    return {"category": category, "seats": 50, "share": share, **counts, "suppressed": False}


def _sides(share: str) -> tuple[int, int]:
    agree, sides = map(int, share.split("/"))
    return agree, sides - agree


def of_rows(*rows: dict[str, Any]) -> dict[str, Any]:
    return a_clause() | {"categories": list(rows)}


def the_change(then: dict[str, Any], now: dict[str, Any]) -> Change:
    (change,) = changes_between([then], [now])
    return change


def test_the_same_state_and_shares_that_hardly_moved_are_settled() -> None:
    change = the_change(a_clause(citizen="80/100", company="4/5"), a_clause(citizen="84/100", company="4/5"))
    assert change.movement is Movement.SETTLED
    assert change.categories == (
        Moved("citizen", Fraction(4, 5), Fraction(21, 25), Fraction(1, 25)),
        Moved("company", *[Fraction(4, 5)] * 2, Fraction(0)),
    )
    assert change.widest == change.categories[0]
    assert change.widest.by == Fraction(1, 25)


@pytest.mark.parametrize("now", ["17/20", "15/20"])
def test_five_points_up_or_down_are_a_move(now: str) -> None:
    assert the_change(a_clause(citizen="16/20"), a_clause(citizen=now)).movement is Movement.MOVED


def test_another_state_comes_before_everything_else() -> None:
    change = the_change(a_clause(state="split", citizen="4/5"), a_clause(citizen="4/5"))
    assert (change.movement, change.state_then, change.state_now) == (Movement.STATE_CHANGED, "split", "criteria_met")


def test_votes_that_were_only_brought_over_settle_nothing() -> None:
    now = a_clause(citizen="4/5") | {"overall": {"fresh": 0, "carried": 9, "stale": 0}}
    change = the_change(a_clause(citizen="4/5"), now)
    assert (change.movement, change.fresh, change.carried, change.stale) == (Movement.NOT_SAID_AGAIN, 0, 9, 0)


def test_how_fresh_votes_are_may_be_left_out_or_not_known() -> None:
    now = a_clause(citizen="4/5") | {"overall": {"fresh": None, "carried": None, "stale": None}}
    assert the_change(a_clause(citizen="4/5"), now).movement is Movement.SETTLED
    assert the_change(a_clause(citizen="4/5"), a_clause(citizen="4/5")).fresh is None


def test_shares_that_are_left_out_in_either_round_are_compared_with_nothing() -> None:
    change = the_change(a_clause(citizen=None, company="4/5"), a_clause(citizen="1/2", company=None))
    assert (change.movement, change.widest) == (Movement.NOT_COMPARABLE, None)
    assert [one.by for one in change.categories] == [None, None]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({"a": "4/5"}, {"a": "4/5", "b": "1/1"}),
        ({"a": "4/5", "b": "1/1"}, {"a": "4/5"}),
        ({"a": "4/5", "b": "1/1", "c": None}, {"a": "4/5", "b": None, "c": "0/1"}),
    ],
)
def test_with_a_category_that_is_missing_or_left_out_in_either_round_nothing_is_settled(
    then: dict[str, str | None], now: dict[str, str | None]
) -> None:
    change = the_change(a_clause(**then), a_clause(**now))
    assert change.movement is Movement.NOT_ALL_SHOWN
    assert change.widest == Moved("a", *[Fraction(4, 5)] * 2, Fraction(0))
    moved = the_change(a_clause(**then), a_clause(**{**now, "a": "1/5"}))
    assert moved.movement is Movement.MOVED, "what is shown has moved, whatever is not"


def test_a_category_that_nobody_of_answered_settles_nothing_and_one_without_seats_hinders_nothing() -> None:
    heard, silent = a_row("a", 4, 1), a_row("b", 0, 0)
    assert the_change(of_rows(heard, silent), of_rows(heard, silent)).movement is Movement.NOT_ALL_SHOWN
    empty = {**silent, "seats": 0}
    assert the_change(of_rows(heard, empty), of_rows(heard)).movement is Movement.SETTLED
    undecided = a_row("b", 0, 0, no_opinion=9)
    assert the_change(of_rows(heard, undecided), of_rows(heard, undecided)).movement is Movement.SETTLED
    assert the_change(of_rows(heard, undecided), of_rows(heard, silent)).movement is Movement.NOT_ALL_SHOWN


def test_support_that_turned_into_reservations_has_moved_though_the_share_is_the_same() -> None:
    kept = {"share": {"exact": "1/1"}}
    change = the_change(of_rows(a_row("a", 20, 0)), of_rows(a_row("a", 0, 0, reservation=20) | kept))
    assert change.movement is Movement.MOVED
    assert change.most_shifted == Moved("a", Fraction(1), Fraction(1), Fraction(1))


@pytest.mark.parametrize(("turned", "movement"), [(14, Movement.SETTLED), (15, Movement.MOVED)])
def test_less_than_fifteen_in_a_hundred_answers_may_move_between_positions(turned: int, movement: Movement) -> None:
    now = a_row("a", 100 - turned, 0, reservation=turned) | {"share": {"exact": "1/1"}}
    change = the_change(of_rows(a_row("a", 100, 0)), of_rows(now))
    assert change.movement is movement
    assert (change.most_shifted is None) is (movement is Movement.SETTLED)


def test_new_clauses_and_those_not_asked_about_again_say_so() -> None:
    kept, gone, new = a_clause("a"), a_clause("b", "1.2", "split"), a_clause("c", "1.3")
    found = changes_between([gone, kept], [kept, new])
    assert [(one.uid, one.movement) for one in found] == [
        ("a", Movement.NOT_COMPARABLE),
        ("c", Movement.NEW),
        ("b", Movement.NOT_ASKED_AGAIN),
    ]
    assert [(one.number_then, one.number_now, one.state_then, one.state_now) for one in found[1:]] == [
        (None, "1.3", None, "criteria_met"),
        ("1.2", None, "split", None),
    ]


def test_a_clause_keeps_its_identity_under_another_number_and_says_that_its_words_are_new() -> None:
    (change,) = changes_between(
        [a_clause(number="1.1", citizen="4/5")], [a_clause(number="2.3", citizen="4/5")], new_words={"a": True}
    )
    assert (change.number_then, change.number_now, change.has_new_words) == ("1.1", "2.3", True)


SHARES = st.fractions(0, 1, max_denominator=50).map(lambda share: f"{share.numerator}/{share.denominator}")
ROUNDS = st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=5)


@given(ROUNDS, st.randoms())
def test_the_order_of_the_earlier_round_s_clauses_changes_nothing_of_those_asked_again(
    shares: list[tuple[str, str]], chance: Any
) -> None:
    earlier = [a_clause(str(place), citizen=then) for place, (then, _) in enumerate(shares)]
    later = [a_clause(str(place), citizen=now) for place, (_, now) in enumerate(shares)]
    found = changes_between(earlier, later)
    chance.shuffle(earlier)
    assert changes_between(earlier, later) == found
    for change in found:
        (only,) = change.categories
        assert (change.movement is Movement.SETTLED) == (abs(only.by or Fraction(0)) < Fraction(1, 20))
