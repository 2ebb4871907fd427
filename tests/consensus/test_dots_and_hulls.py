"""The map shows where people stand and not who: dots on a grid, and a line around each group."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.opinion import analyse
from consult.consensus.rules.opinion.mapping import MOST_DOTS, dots, hull
from tests.consensus.planted import a_conversation
from tests.consensus.recovery import votes_of as table_of

POINTS = st.lists(st.tuples(*[st.integers(-5, 5).map(float)] * 2), max_size=12)


@pytest.mark.parametrize(("people", "size"), [(1, 1), (4, 1), (5, 2), (24, 2), (25, 3), (99, 3), (100, 4), (5000, 4)])
def test_a_dot_says_roughly_how_many_people_it_stands_for(people: int, size: int) -> None:
    (dot,) = dots(np.ones((people, 2)), np.zeros(people, int), ("0",))
    assert (dot.size, dot.group) == (size, "0")


def test_people_of_two_groups_and_of_none_in_one_place_are_three_dots() -> None:
    found = dots(np.zeros((6, 2)), np.array([0, 1, -1, 0, 1, -1]), ("a", "b"))
    assert {(dot.group, dot.x, dot.y) for dot in found} == {
        (group, found[0].x, found[0].y) for group in ("a", "b", None)
    }


def test_a_dot_is_near_its_people_and_rarely_where_one_of_them_is() -> None:
    points = np.random.default_rng(1).normal(size=(300, 2))
    found = dots(points, np.full(300, -1), ())
    places = np.array([(dot.x, dot.y) for dot in found])
    distances = np.sqrt(((points[:, np.newaxis] - places) ** 2).sum(axis=2)).min(axis=1)
    side = np.ptp(points, axis=0).max() / 64
    assert distances.max() <= side
    assert (distances == 0).sum() == 0


@pytest.mark.parametrize("people", [5, 9, 10, 237, 30_000])
def test_where_privacy_asks_for_it_every_dot_is_the_mean_of_five_people_or_more(people: int) -> None:
    chance = np.random.default_rng(1)
    points, labels = (
        chance.normal(size=(people, 2)),
        chance.integers(0, 2, people) if people > 99 else np.zeros(people, int),
    )
    found = dots(points, labels, ("a", "b"), fewest=5)
    assert len(found) <= min(people // 5, 2 * MOST_DOTS)
    assert all(dot.size > 1 for dot in found)
    for name, label in (("a", 0), ("b", 1)):
        drawn = [(dot.x, dot.y) for dot in found if dot.group == name]
        assert bool(drawn) == bool((labels == label).any())
        if drawn:
            assert np.mean(drawn, axis=0) == pytest.approx(points[labels == label].mean(axis=0), abs=0.1)


def test_a_handful_in_no_group_is_not_drawn_where_privacy_asks_for_five() -> None:
    points = np.random.default_rng(1).normal(size=(24, 2))
    labels = np.array([0] * 20 + [-1] * 4)
    assert {dot.group for dot in dots(points, labels, ("a",), fewest=5)} == {"a"}
    assert dots(points[:4], labels[:4], ("a",), fewest=5) == ()


def test_who_comes_first_does_not_move_a_dot_that_stands_for_five() -> None:
    points = np.round(np.random.default_rng(1).normal(size=(60, 2)), 1)
    labels, turned = np.arange(60) % 2, np.random.default_rng(2).permutation(60)
    assert dots(points[turned], labels[turned], ("a", "b"), fewest=5) == dots(points, labels, ("a", "b"), fewest=5)


def test_many_people_are_few_dots() -> None:
    points = np.random.default_rng(1).uniform(size=(20_000, 2))
    assert 100 < len(dots(points, np.arange(20_000) % 5, tuple("abcde"))) <= MOST_DOTS


def test_as_many_dots_as_the_coarsest_grid_has_are_drawn_where_it_has_more_than_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("consult.consensus.rules.opinion.mapping.MOST_DOTS", 3)
    points = np.random.default_rng(1).uniform(size=(2000, 2))
    assert len(dots(points, np.full(2000, -1), ())) == 64


def test_nobody_is_no_dot() -> None:
    assert dots(np.zeros((0, 2)), np.zeros(0, int), ()) == ()


def test_a_square_s_hull_are_its_corners() -> None:
    assert hull([(1, 1), (0, 0), (2, 0), (0, 2), (2, 2), (1, 0)]) == ((0, 0), (2, 0), (2, 2), (0, 2))


@pytest.mark.parametrize(
    ("points", "ends"),
    [
        ([], ()),
        ([(1.0, 2.0)] * 3, ((1.0, 2.0),)),
        ([(1.0, 2.0), (0.0, 0.0)], ((0.0, 0.0), (1.0, 2.0))),
        ([(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)], ((0.0, 0.0), (2.0, 2.0))),
    ],
)
def test_a_hull_of_points_on_a_line_are_its_ends(
    points: list[tuple[float, float]], ends: tuple[tuple[float, float], ...]
) -> None:
    assert hull(points) == ends


@given(POINTS)
def test_every_point_is_within_the_hull_and_every_corner_is_a_point(points: list[tuple[float, float]]) -> None:
    corners = hull(points)
    assert set(corners) <= set(points)
    if len(corners) < 3:
        return
    for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
        assert all((bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0 for x, y in points)


def test_a_group_s_hull_goes_around_its_dots_and_shows_nobody_s_own_place() -> None:
    found = analyse(table_of(a_conversation(200, 40, seed=3)))
    of_dots = {(dot.x, dot.y, dot.group) for dot in found.dots}
    for group in found.groups:
        assert len(group.hull) > 2
        assert {(x, y, group.label) for x, y in group.hull} <= of_dots
    places = {(round(x, 3), round(y, 3)) for x, y in found.placing.points.tolist()}
    assert not places & {(round(x, 3), round(y, 3)) for group in found.groups for x, y in group.hull}
