"""Found groups beside declared ones: how far both divide people alike, and no cell that would tell of a few."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.overlap import declared

PUBLIC = {"company": "roll_call"}
PROTECTED = {"citizen": "pseudonymous"}


def seats(counted: dict[tuple[str, str], int]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the group and the value of each of so many seats of every pair of both."""
    members, values = {}, {}
    for (group, value), count in counted.items():
        for number in range(count):
            members[f"{group}{value}{number}"] = group
            values[f"{group}{value}{number}"] = value
    return members, values


def found(counted: dict[tuple[str, str], int], disclosure: dict[str, str]) -> list[dict[str, Any]]:
    members, values = seats(counted)
    return declared(members, sorted(set(members.values())), {"category": values}, disclosure)


def test_groups_that_are_the_categories_have_an_index_of_one() -> None:
    (overlap,) = found({("0", "citizen"): 12, ("1", "company"): 9}, PUBLIC)
    assert overlap == {
        "attribute": "category",
        "index": 1.0,
        "table": {"rows": ["0", "1"], "columns": ["citizen", "company"], "cells": [[12, 0], [0, 9]]},
    }


def test_groups_that_have_nothing_to_do_with_the_categories_have_an_index_of_about_nothing() -> None:
    cells = {(group, value): 10 for group in "01" for value in ("citizen", "company")}
    (overlap,) = found(cells, PUBLIC)
    assert -0.1 < overlap["index"] < 0.05


def test_cells_of_a_few_are_left_out_with_what_would_give_them_away_and_the_index_with_them() -> None:
    counted = {("0", "a"): 30, ("0", "b"): 3, ("0", "c"): 20, ("1", "a"): 25, ("1", "b"): 40, ("1", "c"): 35}
    (open_to_all,) = found(counted, PUBLIC)
    assert open_to_all["table"]["cells"] == [[30, 3, 20], [25, 40, 35]]
    (overlap,) = found(counted, PROTECTED)
    cells = overlap["table"]["cells"]
    assert overlap["index"] is None
    assert cells[0][1] is None
    assert all(sum(cell is None for cell in row) != 1 for row in cells), "a single one follows from the row's total"
    assert all(sum(cell is None for cell in column) != 1 for column in zip(*cells, strict=True))
    assert any(cell is not None for row in cells for cell in row)


def test_a_category_below_twenty_that_is_all_in_one_group_is_left_out_with_its_zeros_and_the_index() -> None:
    counted = {("0", "citizen"): 24, ("0", "research_institution"): 6, ("1", "citizen"): 30}
    (overlap,) = found(counted, PROTECTED)
    assert overlap["table"]["cells"] == [[None, None], [None, None]]
    assert overlap["index"] is None
    (wide,) = found({**counted, ("0", "company"): 22, ("1", "company"): 25}, PROTECTED)
    assert [row[2] for row in wide["table"]["cells"]] == [None, None], "neither where they are nor where none is"
    (open_to_all,) = found(counted, PUBLIC)
    assert open_to_all["table"]["cells"] == [[24, 6], [30, 0]]


def test_a_group_below_twenty_that_is_all_of_one_category_is_left_out() -> None:
    (overlap,) = found({("0", "a"): 19, ("1", "a"): 40, ("1", "b"): 40}, PROTECTED)
    assert overlap["table"]["cells"][0] == [None, None]
    (many,) = found({("0", "a"): 20, ("1", "a"): 40, ("1", "b"): 40}, PROTECTED)
    assert many["table"]["cells"] == [[20, 0], [40, 40]]


LINES = st.lists(st.lists(st.sampled_from([0, 0, 6, 12, 19, 20, 30]), min_size=3, max_size=3), min_size=2, max_size=4)


@given(LINES)
def test_no_row_or_column_that_is_shown_whole_says_of_fewer_than_twenty_where_all_of_them_are(
    table: list[list[int]],
) -> None:
    groups = [str(place) for place in range(len(table))]
    counted = {
        (group, value): n for group, row in zip(groups, table, strict=True) for value, n in zip("abc", row, strict=True)
    }
    for overlap in found(counted, PROTECTED):
        cells = overlap["table"]["cells"]
        for line in (*cells, *zip(*cells, strict=True)):
            if None not in line and sum(line):
                assert sum(line) >= 20 or max(line) < sum(line)


def test_a_table_that_would_still_tell_shows_no_cell_at_all() -> None:
    (overlap,) = found({("0", "a"): 2, ("1", "b"): 1}, PROTECTED)
    assert overlap["table"]["cells"] == [[None, None], [None, None]]
    assert overlap["index"] is None


def test_who_is_not_on_record_is_not_found_by_taking_a_row_from_its_group() -> None:
    members, values = seats({("0", "africa"): 6, ("0", "asia"): 6, ("1", "africa"): 6, ("1", "asia"): 6})
    members["alone"] = "0"
    (overlap,) = declared(members, ["0", "1"], {"country_group": values}, PROTECTED)
    assert None in overlap["table"]["cells"][0]
    assert overlap["index"] is None
    (public,) = declared(members, ["0", "1"], {"country_group": values}, PUBLIC)
    assert public["table"]["cells"] == [[6, 6], [6, 6]]


def test_nothing_is_compared_with_one_group_or_with_one_value() -> None:
    assert found({("0", "citizen"): 12, ("0", "company"): 9}, PUBLIC) == []
    assert found({("0", "citizen"): 12, ("1", "citizen"): 9}, PUBLIC) == []
    assert declared({}, [], {"category": {}}, PUBLIC) == []


def test_seats_without_a_value_or_a_group_are_in_no_table() -> None:
    members, values = seats({("0", "en"): 6, ("1", "ar"): 7})
    table = declared({**members, "silent": "0"}, ["0", "1"], {"language": {**values, "alone": "en"}}, PUBLIC)[0][
        "table"
    ]
    assert table["cells"] == [[0, 6], [7, 0]]
    assert table["columns"] == ["ar", "en"]
