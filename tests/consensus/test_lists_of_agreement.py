"""Which items unite, divide, matter and go without saying follows from what is published, in whatever order it comes."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.lists import (
    Item,
    Part,
    bridges,
    clause_item,
    contested,
    distances,
    grouped_item,
    groups_of,
    in_order,
    priorities,
    seated_in,
    sky_is_blue,
    statement_item,
)


def an_item(id_: str = "a", /, *parts: tuple[int, int], number: str = "1.1", **given: Any) -> Item:
    shown = tuple(Part(name, agree, sides) for name, (agree, sides) in zip("uvwxyz", parts, strict=False))
    return Item(id=id_, number=number, parts=shown, **given)


def a_row(
    category: str, agree: int = 0, against: int = 0, *, seats: int = 50, suppressed: bool = False
) -> dict[str, Any]:
    n = None if suppressed else agree + against
    return {
        "category": category,
        "seats": seats,
        "n": n,
        "support": None if suppressed else agree,
        "can_live_with": None if suppressed else 0,
        "reservation": None if suppressed else 0,
        "object": None if suppressed else against,
        "share": {"exact": f"{agree}/{agree + against}"} if n else None,
        "suppressed": suppressed,
    }


def a_clause(*rows: dict[str, Any], **given: Any) -> dict[str, Any]:
    overall = {"n": 30, "support": 10, "can_live_with": 6, "reservation": 4, "object": 8, "no_opinion": 2}
    found = {"uid": "a", "number": "1.1", "state": "split", "status": "not_met", "overall": overall, "weakest": None}
    return {**found, "categories": list(rows), **given}


def ids(found: Any) -> list[str]:
    return [getattr(one, "item", one).id for one in found]


def test_the_worked_example_of_bridges() -> None:
    found = bridges([an_item("few", (5, 5), (5, 5)), an_item("many", (45, 50), (40, 50))])
    assert ids(found) == ["many", "few"]
    assert [(one.lowest.name, round(one.lowest.lower_bound, 2)) for one in found] == [("v", 0.67), ("u", 0.57)]


@pytest.mark.parametrize(
    "item",
    [
        an_item("half", (45, 50), (25, 50)),
        an_item("perhaps", (45, 50), (30, 50)),
        an_item("alone", (45, 50)),
        an_item("nobody"),
        an_item("silent", (45, 50), (45, 50), silent=1),
        an_item("unknown", (45, 50), (45, 50), left_out=1, holds_everywhere=False),
    ],
    ids=lambda item: item.id,
)
def test_nothing_bridges_where_a_part_is_missing_or_more_than_half_of_it_does_not_surely_agree(item: Item) -> None:
    assert bridges([item]) == ()


def test_an_item_whose_left_out_parts_cannot_agree_less_says_that_some_are_left_out() -> None:
    (one,) = bridges([an_item("a", (45, 50), (45, 50), left_out=1)])
    assert one.is_partial


def test_ties_go_to_the_higher_mean_then_by_number_as_people_count() -> None:
    tied = [(number, an_item(number, (40, 50), (40, 50), number=number)) for number in ("1.10", "1.2")]
    higher = an_item("high", (40, 50), (50, 50), number="9")
    assert ids(bridges([tied[0][1], tied[1][1], higher])) == ["high", "1.2", "1.10"]


def test_the_place_by_intercept_stands_beside_and_changes_no_order() -> None:
    found = bridges(
        [an_item("a", (45, 50), (45, 50)), an_item("b", (40, 50), (40, 50)), an_item("c", (39, 50), (39, 50))]
    )
    assert in_order(found, {"b": 0.4, "a": 0.1, "z": 0.9}) == {"b": 1, "a": 2}
    assert ids(found) == ["a", "b", "c"]


def test_the_worked_example_of_what_is_contested() -> None:
    (one,) = contested([an_item(agree=40, against=30, voices=80)])
    assert one.score == Fraction(3, 4)


@pytest.mark.parametrize(
    "counts",
    [
        {"agree": 2, "against": 2, "voices": 4},
        {"agree": None, "against": None, "voices": None},
        {"agree": 8, "against": 2, "voices": 10},
        {"agree": 0, "against": 0, "voices": 0},
    ],
)
def test_few_voices_left_out_totals_and_a_small_side_are_no_contest(counts: dict[str, int | None]) -> None:
    assert contested([an_item(**counts)]) == ()


def test_a_quarter_on_the_smaller_side_is_enough() -> None:
    assert ids(contested([an_item(agree=30, against=10, voices=40)])) == ["a"]


def test_the_worked_example_of_parts_that_differ() -> None:
    (one,) = distances([an_item("a", (9, 10), (5, 10), (4, 10))])
    assert (one.most.name, one.least.name, one.points) == ("u", "w", Fraction(1, 2))


def test_thirty_points_are_enough_and_less_is_not() -> None:
    assert ids(distances([an_item("near", (10, 10), (29, 40)), an_item("far", (10, 10), (7, 10))])) == ["far"]


def test_parts_of_which_fewer_than_five_took_a_side_are_compared_with_none() -> None:
    assert distances([an_item("a", (4, 4), (0, 50))]) == ()
    assert distances([an_item("a")]) == ()


def test_the_worked_example_of_priorities() -> None:
    one = an_item("a", (10, 30), (29, 30), importance=Fraction(3, 2))
    (found,) = priorities([one])
    assert found.lowest == Part("u", 10, 30)
    assert found.at_stake == pytest.approx(1.5 * (1 - 0.192307), abs=1e-5)


@pytest.mark.parametrize(
    "item",
    [
        an_item("unimportant", (10, 30), importance=Fraction(99, 100)),
        an_item("safe", (29, 30), importance=Fraction(2)),
        an_item("not asked", (10, 30)),
        an_item("not shown", importance=Fraction(2), left_out=2),
    ],
    ids=lambda item: item.id,
)
def test_what_matters_little_what_is_safe_and_what_nobody_knows_is_no_priority(item: Item) -> None:
    assert priorities([item]) == ()


def test_a_silent_part_has_a_bound_of_nothing_and_no_figures() -> None:
    (found,) = priorities([an_item("a", (29, 30), silent=1, importance=Fraction(1))])
    assert (found.lowest, found.at_stake) == (None, 1.0)


def test_what_has_most_at_stake_comes_first() -> None:
    near = an_item("near", (16, 30), importance=Fraction(2), number="1")
    far = an_item("far", (2, 30), importance=Fraction(19, 10), number="2")
    assert ids(priorities([near, far])) == ["far", "near"]


def test_what_meets_the_criteria_and_matters_little_comes_least_important_first() -> None:
    blue = [an_item(f"{n}", is_met=True, importance=Fraction(n, 100)) for n in (49, 50, 0)]
    others = [an_item("unmet", importance=Fraction(0)), an_item("unasked", is_met=True)]
    assert ids(sky_is_blue([*blue, *others])) == ["0", "49"]


def test_a_clause_is_read_with_and_without_its_reservations() -> None:
    clause = a_clause(a_row("citizen", 8, 2), a_row("company", seats=0), a_row("government"), status="met")
    item = clause_item(clause, reservations_agree=True)
    assert item.parts == (Part("citizen", 8, 10),)
    assert (item.silent, item.left_out, item.agree, item.against, item.voices, item.is_met) == (
        1,
        0,
        20,
        8,
        30,
        True,
    )
    assert clause_item(clause, reservations_agree=False).agree == 16


def test_totals_that_are_left_out_stay_unknown() -> None:
    overall = dict.fromkeys(("n", "support", "can_live_with", "reservation", "object", "no_opinion"))
    item = clause_item(a_clause(a_row("citizen", suppressed=True), overall=overall), reservations_agree=True)
    assert (item.agree, item.against, item.voices, item.left_out) == (None, None, None, 1)


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        ({}, False),
        ({"state": "criteria_met"}, True),
        ({"weakest": {"category": "citizen", "share": None}}, False),
        ({"weakest": {"category": "company", "share": {"exact": "4/5"}}}, True),
    ],
)
def test_what_is_left_out_cannot_agree_less_where_the_state_or_the_weakest_says_so(
    given: dict[str, Any], holds: bool
) -> None:
    clause = a_clause(a_row("citizen", suppressed=True), a_row("company", 8, 2), **given)
    assert clause_item(clause, reservations_agree=True, everywhere={"criteria_met"}).holds_everywhere is holds


SEATED = ("citizen", "company", "government")


def test_what_a_category_with_seats_said_nothing_of_bridges_nothing_in_either_kind() -> None:
    clause = a_clause(a_row("citizen", 47, 3), a_row("company", 48, 2), a_row("government", 0, 0))
    counts = {"citizen": (47, 3, "47/50"), "company": (48, 2, "48/50"), "government": (0, 0, None)}
    rows = [
        {"category": name, "agree": agree, "disagree": against, "pass": 0, "share": share and {"exact": share}}
        for name, (agree, against, share) in counts.items()
    ]
    rows = [{**row, "suppressed": False} for row in rows]
    statement = {"id": 7, "agree": 95, "disagree": 5, "pass": 0, "categories": rows, "state": "too_few_voices"}
    for item in (clause_item(clause, reservations_agree=True), statement_item(statement, "3", seated=SEATED)):
        assert (len(item.parts), item.silent) == (2, 1)
        assert bridges([item]) == ()
    without_seats = statement_item(statement, "3", seated=SEATED[:2])
    assert without_seats.silent == 0, "a category without a counting seat is no part of a clause either"
    assert len(bridges([without_seats])) == 1


def test_a_statement_is_read_by_category_or_by_group() -> None:
    rows = [
        {"category": "citizen", "agree": 8, "disagree": 2, "share": {"exact": "4/5"}, "suppressed": False},
        {"category": "company", "agree": None, "disagree": None, "share": None, "suppressed": True},
    ]
    statement = {"id": 7, "agree": 10, "disagree": 3, "pass": 2, "categories": rows, "state": "split"}
    item = statement_item(statement, "3", seated=SEATED)
    assert (item.id, item.parts, item.voices, item.left_out) == ("7", (Part("citizen", 8, 10),), 15, 1)
    assert not item.holds_everywhere
    assert statement_item(
        {**statement, "state": "criteria_met"}, "3", seated=SEATED, everywhere=["criteria_met"]
    ).holds_everywhere
    by_group = statement_item(statement, "3", [Part("0", 1, 2)], seated=SEATED)
    assert (by_group.parts, by_group.left_out, by_group.holds_everywhere) == ((Part("0", 1, 2),), 0, True)
    bare = {"id": 7, "agree": None, "disagree": None, "pass": None}
    assert statement_item(bare, "3", seated=SEATED).voices is None


def test_groups_of_which_figures_are_left_out_are_none_and_those_who_all_passed_are_no_part() -> None:
    rows = [{"group": "0", "agree": 3, "disagree": 1}, {"group": "1", "agree": 0, "disagree": 0}]
    assert groups_of(rows) == (Part("0", 3, 4),)
    assert groups_of([*rows, {"group": "2", "agree": None, "disagree": None}]) is None
    assert groups_of([]) is None


PARTS = st.tuples(st.integers(0, 40), st.integers(0, 40)).filter(any).map(lambda pair: (pair[0], sum(pair)))
ITEMS = st.lists(
    st.builds(
        lambda parts, agree, against, passed, importance, is_met: an_item(
            "x",
            *parts,
            agree=agree,
            against=against,
            voices=agree + against + passed,
            importance=importance,
            is_met=is_met,
        ),
        st.lists(PARTS, max_size=4),
        st.integers(0, 50),
        st.integers(0, 50),
        st.integers(0, 9),
        st.none() | st.fractions(0, 2, max_denominator=9),
        st.booleans(),
    ),
    max_size=8,
).map(
    lambda items: [
        Item(**{**{name: getattr(one, name) for name in Item.__slots__}, "id": str(place), "number": f"1.{place}"})
        for place, one in enumerate(items)
    ]
)


@pytest.mark.parametrize("listed", [bridges, contested, distances, priorities, sky_is_blue])
@given(items=ITEMS, chance=st.randoms())
def test_the_order_of_the_items_changes_no_list(
    listed: Callable[[list[Item]], Any], items: list[Item], chance: Any
) -> None:
    found = listed(items)
    chance.shuffle(items)
    assert listed(items) == found


@given(items=ITEMS)
def test_nothing_bridges_that_divides_parts_of_five_voices_by_half(items: list[Item]) -> None:
    apart = {one.item.id for one in distances(items) if one.points >= Fraction(1, 2)}
    assert apart.isdisjoint(ids(bridges(items)))


def test_where_all_of_a_category_or_group_passed_it_is_silent_and_nothing_is_a_bridge() -> None:
    passed = {"agree": 0, "disagree": 0, "pass": 5, "share": None, "suppressed": False}
    agreed = [{"agree": 50, "disagree": 0, "pass": 0, "share": {"exact": "1/1"}, "suppressed": False}] * 2
    rows = [{"category": name, "group": name, **row} for name, row in zip("abc", [*agreed, passed], strict=True)]
    statement = {"id": 7, "agree": 100, "disagree": 0, "pass": 5, "categories": rows, "state": "criteria_met"}
    for item in (statement_item(statement, "3", seated="abc"), grouped_item(statement, "3", rows)):
        assert item is not None
        assert (len(item.parts), item.silent) == (2, 1)
        assert bridges([item]) == ()


def test_categories_with_counting_seats_are_those_that_can_be_silent() -> None:
    participation = {"company": {"seats": 3}, "government": {"seats": 0}, "citizen": {"seats": 1}}
    assert seated_in({"participation": participation}) == {"company", "citizen"}
