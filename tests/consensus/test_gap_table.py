"""Who was wanted, who has a seat and who speaks; and what a few people did, which is told to nobody."""

from datetime import date
from typing import Any

import pytest

from consult.consensus.rules.gaps import SeatPart, Stage, gap_table, shown, with_shares

ON = date(2026, 1, 1)
CATEGORIES = ("government", "citizen")
DISCLOSURE = {"government": "roll_call", "citizen": "pseudonymous"}
BEFORE, OPEN, OVER = (
    Stage(has_begun=begun, is_open=running, on=ON) for begun, running in ((False, False), (True, True), (True, False))
)


def seats(category: str, territory: str | None, n: int, **done: Any) -> list[SeatPart]:
    return [SeatPart(category=category, territory=territory, is_verified=category != "citizen", **done)] * n


def table(*given: list[SeatPart], stage: Stage = OVER, targets: Any = None) -> dict[str, Any]:
    every = [one for some in given for one in some]
    return gap_table(every, targets or {}, categories=CATEGORIES, disclosure=DISCLOSURE, stage=stage)


def of(found: dict[str, Any], category: str, group: str | None = None) -> dict[str, Any]:
    row = next(one for one in found["categories"] if one["category"] == category)
    return row if group is None else next(one for one in row["regions"] if one["group"] == group)


def test_targets_stand_beside_seats_by_category_and_region() -> None:
    targets = {("government", "africa"): 4, ("government", "asia"): 2, ("citizen", ""): 50, ("citizen", "asia"): 9}
    found = table(seats("government", "KE", 3), seats("citizen", "CN", 7), stage=BEFORE, targets=targets)
    assert found["has_targets"]
    assert [of(found, each)["target"] for each in CATEGORIES] == [6, 50]
    assert of(found, "government", "africa") == {
        "group": "africa",
        "target": 4,
        "seats": 3,
        "verified": 3,
        "active": None,
        "completed": None,
    }
    assert of(found, "government", "asia")["seats"] == 0
    assert [(row["group"], row["target"], row["seats"]) for row in found["regions"]] == [
        ("africa", 4, 3),
        ("asia", 11, 7),
    ]


def test_what_seats_did_is_counted_by_region_and_by_income_group() -> None:
    found = table(
        seats("government", "KE", 1, has_voted=True, has_completed=True),
        seats("government", "CN", 1, has_commented=True),
        seats("government", None, 1),
        seats("observer", "AT", 1),
    )
    assert not found["has_targets"]
    row = of(found, "government")
    assert (row["target"], row["seats"], row["active"], row["completed"]) == (None, 3, 2, 1)
    assert [(each["group"], each["active"]) for each in row["income_groups"]] == [
        ("lower_middle_income", 1),
        ("upper_middle_income", 1),
        ("ungrouped", 0),
    ]
    assert [each["category"] for each in found["categories"]] == ["government", "citizen", "observer"]
    assert found["regions"][-1] == {
        "group": "ungrouped",
        "target": None,
        "seats": 1,
        "verified": 1,
        "active": 0,
        "completed": 0,
    }


def test_while_a_round_is_open_only_the_number_of_voters_of_a_protected_category_is_told() -> None:
    found = table(
        seats("citizen", "KE", 6, has_voted=True, has_completed=True),
        seats("citizen", "CN", 8, has_commented=True),
        seats("government", "CN", 1, has_voted=True),
        stage=OPEN,
    )
    citizens = of(found, "citizen")
    assert (citizens["active"], citizens["completed"]) == (6, None)
    assert {(row["active"], row["completed"]) for row in citizens["regions"]} == {(None, None)}
    assert of(found, "government", "asia")["active"] == 1
    assert {row["active"] for row in found["regions"]} == {None}


@pytest.mark.parametrize(
    ("voted", "completed", "commented", "shown"),
    [
        (0, 0, 0, (0, 0)),
        (3, 3, 20, (None, None)),
        (9, 9, 3, (None, 9)),
        (9, 9, 0, (9, 9)),
        (9, 4, 6, (15, None)),
        (9, 0, 6, (15, 0)),
    ],
)
def test_what_a_few_protected_seats_did_is_left_out(
    voted: int, completed: int, commented: int, shown: tuple[int | None, int | None]
) -> None:
    found = table(
        seats("citizen", "KE", completed, has_voted=True, has_completed=True),
        seats("citizen", "KE", voted - completed, has_voted=True),
        seats("citizen", "KE", commented, has_commented=True),
        seats("citizen", "KE", 40),
    )
    row = of(found, "citizen")
    assert (row["active"], row["completed"]) == shown
    assert (row["regions"][0]["active"], row["regions"][0]["completed"]) == shown


def test_a_few_whose_votes_count_among_others_are_left_out_as_in_the_turnout() -> None:
    found = table(
        seats("citizen", "KE", 2, has_voted=True, has_completed=True),
        seats("citizen", "KE", 9, has_voted=True, has_completed=True, counts=False),
    )
    assert (of(found, "citizen")["active"], of(found, "citizen")["completed"]) == (None, None)


def test_one_small_region_takes_all_regions_of_a_protected_category_with_it() -> None:
    found = table(
        seats("citizen", "KE", 9, has_voted=True, has_completed=True),
        seats("citizen", "CN", 2, has_voted=True, has_completed=True),
    )
    row = of(found, "citizen")
    assert (row["active"], {each["active"] for each in row["regions"]}) == (11, {None})


def test_shares_of_seats_and_voices_stand_side_by_side_where_all_are_known() -> None:
    rows = [{"seats": 3, "active": 1}, {"seats": 1, "active": 1}]
    assert [(row["share_of_seats"], row["share_of_active"]) for row in with_shares(rows)] == [(0.75, 0.5), (0.25, 0.5)]
    hidden = with_shares([{"seats": 3, "active": 1}, {"seats": 1, "active": None}])
    assert [row["share_of_active"] for row in hidden] == [None, None]
    assert with_shares([{"seats": 0, "active": 0}])[0]["share_of_seats"] is None
    whole = shown(table(seats("government", "KE", 1, has_voted=True), seats("government", "CN", 3)))
    assert [row["share_of_seats"] for row in whole["regions"]] == [0.25, 0.75]
    assert [row["share_of_active"] for row in whole["categories"][0]["regions"]] == [1.0, 0.0]
