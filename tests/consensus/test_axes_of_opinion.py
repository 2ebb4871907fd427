"""People and statements lie on two axes, as Polis draws them, however many they are."""

import numpy as np
import pytest
from numpy.typing import NDArray

from consult.consensus.rules.opinion import (
    Analysis,
    Axes,
    VoteMatrix,
    analyse,
    centred,
    nearest_group,
    place_of,
    projection,
)
from consult.consensus.rules.opinion.results import all_rounded, rounded
from tests.consensus.planted import a_conversation
from tests.consensus.recovery import votes_of as table_of
from tests.consensus.voters import dense, rows_of, two_camps, votes_of

WORDS = {1: "agree", -1: "disagree", 0: "pass"}


def by_the_book(votes: VoteMatrix, set_aside: tuple[str, ...] = ()) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return places and shares of two components, each missing vote imputed, by the decomposition of the whole table."""
    table = dense(votes)
    aside = [name in set_aside for name in votes.statements]
    table[:, aside] = 0
    cast = (~np.isnan(table)).sum(axis=1)
    whole = np.where(np.isnan(table), np.nanmean(table, axis=0), table)
    whole -= whole.mean(axis=0)
    left, sizes, _ = np.linalg.svd(whole, full_matrices=False)
    places = left[:, :2] * sizes[:2] * np.sqrt(table.shape[1] / np.maximum(cast, 1))[:, np.newaxis]
    return places, sizes[:2] ** 2 / np.sum(sizes**2)


def assert_same_places(found: Analysis, places: NDArray[np.float64], *, within: float) -> None:
    points = found.placing.points
    signs = np.sign(np.sum(points * places, axis=0))
    assert points * signs == pytest.approx(places, abs=within)


@pytest.fixture(params=["whole", "sought", "in strips of 32 bits", "in strips from a sample"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> float:
    """Compute axes in each of the ways that the size of a conversation decides between; return how exact it is."""
    if request.param == "whole":
        return 1e-9
    monkeypatch.setattr(projection, "SOLVED_WHOLE", 0)
    if request.param == "sought":
        return 1e-6
    monkeypatch.setattr(centred, "EXACT_CELLS", 0)
    monkeypatch.setattr(centred, "STRIP_CELLS", 1000)
    monkeypatch.setattr(projection, "SAMPLE_ROWS", 100 if request.param == "in strips from a sample" else 4096)
    return 2e-3


def test_places_and_shares_are_those_of_the_decomposition_of_the_whole_table(way: float) -> None:
    votes = table_of(a_conversation(400, 60, density=0.4, seed=3))
    found = analyse(votes)
    places, shares = by_the_book(votes)
    assert_same_places(found, places, within=way)
    assert found.explained == pytest.approx(tuple(shares), rel=1e-4)


def test_a_statement_that_moderation_rejected_counts_as_passed_by_everyone(way: float) -> None:
    votes = table_of(a_conversation(400, 60, density=0.4, seed=4))
    rejected = ("3", "17", "40")
    found = analyse(votes, moderated_out=rejected)
    assert_same_places(found, by_the_book(votes, rejected)[0], within=way)
    assert {name: found.axes.loads[name] for name in rejected} == dict.fromkeys(rejected, (0.0, 0.0, 0.0))
    listed = {item.statement for item in found.items}
    named = {one.statement for group in found.groups for one in group.representative}
    assert not {*listed, *named, *found.consensus["agree"], *found.consensus["disagree"]} & set(rejected)


def test_a_search_begins_with_earlier_axes_and_ends_at_the_same_ones(way: float) -> None:
    votes = table_of(a_conversation(400, 60, density=0.4, seed=5))
    first = analyse(votes)
    again = analyse(votes, start=Axes.read(first.as_json()))
    assert again.placing.points == pytest.approx(first.placing.points, abs=2 * way)


def test_the_largest_load_of_each_axis_is_positive() -> None:
    loads = np.array(list(analyse(table_of(a_conversation(200, 30, seed=6))).axes.loads.values()))[:, 1:]
    assert (loads[np.abs(loads).argmax(axis=0), [0, 1]] > 0).all()


def test_earlier_axes_keep_the_map_from_turning_over() -> None:
    votes = table_of(a_conversation(200, 30, seed=6))
    first = analyse(votes)
    turned = {name: (mean, -x, -y) for name, (mean, x, y) in first.axes.loads.items()}
    again = analyse(votes, start=Axes(turned))
    assert again.placing.points == pytest.approx(-first.placing.points, abs=1e-9)


def test_earlier_axes_that_say_nothing_change_nothing() -> None:
    votes = table_of(a_conversation(200, 30, seed=6))
    known = analyse(votes).as_json()
    assert analyse(votes, start=Axes({})).as_json() == known
    assert analyse(votes, start=Axes({"unknown": (0.0, 1.0, 0.0)})).as_json() == known


def test_where_answers_differ_in_one_way_only_the_second_axis_is_nothing() -> None:
    found = analyse(votes_of(two_camps()))
    assert found.explained == pytest.approx((1.0, 0.0))
    assert {load[2] for load in found.axes.loads.values()} == {0.0}
    assert set(found.placing.points[:, 1].tolist()) == {0.0}


def test_anyone_s_own_place_follows_from_their_answers_and_the_published_axes() -> None:
    made = a_conversation(300, 40, density=0.5, seed=7)
    votes = table_of(made)
    found = analyse(votes, moderated_out=["4"])
    axes, groups = Axes.read(found.as_json()), found.members
    for who in range(0, 300, 17):
        answered = slice(made.starts[who], made.starts[who + 1])
        answers = zip(made.columns[answered].tolist(), made.values[answered].tolist(), strict=True)
        place = place_of({str(column): WORDS[value] for column, value in answers}, axes)
        assert place == pytest.approx(found.placing.points[who].tolist(), abs=1e-3)
        assert nearest_group(place, axes) == groups[str(who)]


def test_who_answered_nothing_that_counts_is_in_the_middle() -> None:
    axes = Axes({"1": (0.0, 1.0, 0.0), "2": (0.0, 0.0, 0.0)}, set_aside=frozenset({"2"}))
    assert place_of({}, axes) == (0.0, 0.0)
    assert place_of({"2": "agree", "unknown": "disagree"}, axes) == (0.0, 0.0)
    assert place_of({"1": "agree"}, Axes({})) == (0.0, 0.0)


def test_the_example_in_the_words_is_right() -> None:
    axes = Axes({"1": (0.0, 1.0, 0.0)})
    assert [place_of({"1": answer}, axes) for answer in ("agree", "disagree")] == [(1.0, 0.0), (-1.0, 0.0)]


def test_a_place_is_refused_to_an_unknown_answer() -> None:
    with pytest.raises(ValueError, match="not an answer on this scale: maybe"):
        place_of({"1": "maybe"}, Axes({}))


def test_without_groups_nobody_is_nearest_to_one() -> None:
    assert nearest_group((0.0, 0.0), Axes({})) is None


def test_a_statement_lies_where_somebody_would_who_only_agreed_with_it() -> None:
    votes = table_of(a_conversation(200, 30, density=0.5, seed=8))
    found = analyse(votes)
    for item in found.items:
        assert (item.x, item.y) == pytest.approx(place_of({item.statement: "agree"}, found.axes))
        assert item.extremity == pytest.approx(float(np.hypot(item.x, item.y)))


def test_whoever_answered_less_is_moved_outwards() -> None:
    sheets = {**two_camps(of_each=10, statements=16), "half": "+" * 8 + "." * 8}
    found = analyse(VoteMatrix.of(rows_of(sheets)))
    x = dict(zip(found.placing.participants, np.abs(found.placing.points[:, 0]).tolist(), strict=True))
    assert x["half"] == pytest.approx(x["0"] * np.sqrt(16 / 8) / 2, rel=0.05)


def test_many_figures_are_rounded_together_as_each_is_by_itself() -> None:
    halfway = (np.arange(-3000, 3000) / 3200, np.arange(-3000, 3000) / 2e6, np.random.default_rng(1).normal(size=6000))
    figures = [[float(value)] for value in (*np.concatenate(halfway), -0.0, -1e-9, 1e300, 123456789.1234565)]
    assert [str(value) for (value,) in all_rounded(figures)] == [str(rounded(value)) for (value,) in figures]
    assert all_rounded([]) == []
