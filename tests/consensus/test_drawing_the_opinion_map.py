"""The drawing of the opinion map: everything lies on the sheet, distances are true, and groups differ by shape."""

import doctest
import re
from collections.abc import Mapping, Sequence
from math import dist
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules import drawing
from consult.consensus.rules.drawing import HEIGHT, STYLES, WIDTH, Drawing, draw, radius_of, shape

coordinates = st.floats(-30, 30, allow_nan=False).map(lambda value: round(value, 3))
points = st.tuples(coordinates, coordinates)


def an_analysis(
    dots: Sequence[Sequence[Any]], groups: Mapping[str, Sequence[Sequence[float]]], finding: str = "clear_groups"
) -> dict[str, Any]:
    return {
        "finding": finding,
        "map": [list(dot) for dot in dots],
        "groups": [{"group": label, "centre": list(hull[0]), "hull": list(hull)} for label, hull in groups.items()],
    }


def corners(found: Drawing) -> list[tuple[float, float]]:
    return [
        (float(x), float(y)) for one in found.outlines for x, y in (pair.split(",") for pair in one.points.split(" "))
    ]


def test_both_directions_are_stretched_alike_so_that_distance_means_something() -> None:
    found = draw(an_analysis([(-1, 0, 1, None), (1, 0, 1, None), (1, 2, 1, None)], {}, "no_clear_groups"))
    first, second, third = [(one.x, one.y) for one in found.marks]
    assert dist(first, second) == pytest.approx(dist(second, third), abs=0.2)
    assert second[1] > third[1], "up is up"


def test_hulls_are_drawn_around_clear_groups_and_around_no_others() -> None:
    dots = [(-1, 0, 1, "0"), (1, 0, 1, "1")]
    groups = {"0": [(-1, 0)], "1": [(1, 0)]}
    assert [one.group for one in draw(an_analysis(dots, groups)).outlines] == ["0", "1"]
    unclear = draw(an_analysis(dots, groups, "no_clear_groups"))
    assert unclear.outlines == ()
    assert {one.style for one in unclear.marks} == {None}


def test_a_group_at_a_single_place_has_a_hull_too() -> None:
    found = draw(an_analysis([(3, 3, 4, "0")], {"0": [(3, 3)]}))
    assert len(set(corners(found))) >= 8
    assert (found.marks[0].x, found.marks[0].y) == (WIDTH / 2, HEIGHT / 2)


def test_who_lies_outside_of_all_groups_is_drawn_at_the_edge_and_counted() -> None:
    dots = [(-1, 0, 1, "0"), (1, 1, 1, "1"), (400, 0, 1, None), (0, -900, 2, None)]
    found = draw(an_analysis(dots, {"0": [(-1, 0)], "1": [(1, 1)]}))
    assert found.outside == 2
    assert all(0 < one.x < WIDTH and 0 < one.y < HEIGHT for one in found.marks)


def test_the_reader_s_place_is_where_somebody_with_the_same_place_would_be_drawn() -> None:
    analysis = an_analysis([(-1, 0, 1, "0"), (1, 1, 1, "1")], {"0": [(-1, 0)], "1": [(1, 1)]})
    found = draw(analysis, (1, 1))
    assert found.own in {(one.x, one.y) for one in found.marks}
    assert draw(analysis).own is None


def test_the_average_has_no_mark_where_it_is_not_on_the_sheet() -> None:
    assert draw(an_analysis([(50, 50, 1, "0"), (51, 51, 1, "0")], {"0": [(50, 50), (51, 51)]})).middle is None
    assert draw(an_analysis([(-1, 0, 1, "0"), (1, 0, 1, "0")], {"0": [(-1, 0), (1, 0)]})).middle == (320, 210)


def test_smaller_dots_lie_on_larger_ones_and_people_in_no_group_on_top() -> None:
    dots = [(0, 0, 1, None), (0, 0, 1, "0"), (0, 0, 4, "0")]
    assert [(one.size, one.style) for one in draw(an_analysis(dots, {"0": [(0, 0)]})).marks] == [
        (4, 0),
        (1, 0),
        (1, None),
    ]


def test_an_empty_map_is_an_empty_sheet() -> None:
    assert draw(an_analysis([], {}, "no_clear_groups")).marks == ()


def test_every_group_has_a_shape_of_its_own() -> None:
    drawn = {shape(style, 5) for style in range(STYLES)} | {shape(None, 5)}
    assert len(drawn) == STYLES + 1
    assert shape(STYLES, 5) == shape(0, 5)
    assert all(re.fullmatch(r"M[-\d. aLhvz]+", one) for one in drawn)


def test_many_dots_are_drawn_smaller() -> None:
    assert [radius_of(dots) for dots in (0, 150, 151, 501, 10_000)] == [5, 5, 4, 3, 3]


@given(st.lists(points, max_size=30), st.lists(points, min_size=1, max_size=8), points)
def test_everything_lies_on_the_sheet(
    dots: list[tuple[float, float]], hull: list[tuple[float, float]], own: Any
) -> None:
    found = draw(an_analysis([(x, y, 1, "0") for x, y in dots], {"0": hull}), own)
    assert found.own is not None
    lying = [(one.x, one.y) for one in found.marks] + corners(found) + [found.own]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in lying)


def test_the_examples_in_the_words_are_right() -> None:
    assert doctest.testmod(drawing).failed == 0
