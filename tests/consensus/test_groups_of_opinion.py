"""Groups are as many as are best apart, and none of them is a handful of outliers."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from consult.consensus.rules.opinion import Axes, VoteMatrix, analyse, grouping
from consult.consensus.rules.opinion.analysis import smallest
from consult.consensus.rules.opinion.cells import each, gathered
from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.grouping import grouped, largest_first, silhouette_of
from consult.consensus.rules.opinion.kmeans import Runs, Samples, lloyd, lloyd_of_each, seeded, seeded_of_each
from consult.consensus.rules.opinion.results import Origin, Result
from consult.consensus.rules.opinion.silhouette import silhouettes
from tests.consensus.likeness import likeness
from tests.consensus.planted import a_conversation
from tests.consensus.recovery import votes_of as table_of
from tests.consensus.voters import rows_of, two_camps, votes_of

CORNERS = ((0.0, 0.0), (9.0, 0.0), (0.0, 9.0), (9.0, 9.0), (20.0, 4.0))


def crowds(*sizes: int, spread: float = 1.0, seed: int = 1) -> NDArray[np.float64]:
    """Return points around as many corners as there are sizes."""
    chance = np.random.default_rng(seed)
    return np.vstack([chance.normal(CORNERS[place], spread, (size, 2)) for place, size in enumerate(sizes)])


def silhouette_by_the_book(points: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    found = []
    for place, label in enumerate(labels):
        distances = np.sqrt(np.sum((points - points[place]) ** 2, axis=1))
        means = {other: distances[labels == other].mean() for other in np.unique(labels) if other != label}
        own = (labels == label).sum()
        if own == 1:
            found.append(0.0)
            continue
        inside, outside = distances[labels == label].sum() / (own - 1), min(means.values())
        found.append((outside - inside) / max(outside, inside))
    return float(np.mean(found))


@pytest.mark.parametrize("sizes", [(40, 30), (40, 30, 20), (40, 30, 20, 10), (40, 35, 30, 25, 20)])
def test_as_many_groups_are_found_as_there_are_crowds(sizes: tuple[int, ...]) -> None:
    found = grouped(crowds(*sizes), seed=1, fewest=1)
    assert found is not None
    assert np.bincount(found.labels).tolist() == list(sizes)
    assert max(found.candidates, key=lambda one: one.silhouette).k == len(sizes)
    assert [one.k for one in found.candidates] == [2, 3, 4, 5]


@pytest.mark.parametrize("k", [2, 3, 5])
def test_silhouettes_of_few_points_are_exact(k: int) -> None:
    points = crowds(30, 1, 12)
    labels = np.arange(len(points)) % k
    labels[0] = k
    assert silhouettes(each(points), [labels]) == pytest.approx([silhouette_by_the_book(points, labels)], abs=1e-12)


def test_points_that_are_all_in_one_place_have_no_silhouette_to_speak_of() -> None:
    assert silhouettes(each(np.zeros((6, 2))), [np.array([0, 0, 0, 1, 1, 1])]) == [0.0]


def test_a_label_that_nobody_has_changes_no_silhouette() -> None:
    points, labels = crowds(10, 10), np.repeat([0, 2], 10)
    assert silhouettes(each(points), [labels]) == silhouettes(each(points), [labels // 2])


@pytest.mark.parametrize("heavy", [False, True])
def test_silhouettes_of_many_points_are_off_by_less_than_a_hundredth(*, heavy: bool) -> None:
    points = crowds(2500, 1200, 800, spread=2.5)
    if heavy:
        points = np.vstack([points, np.random.default_rng(3).standard_t(1.5, (500, 2)) * 5])
    labels = np.argmin([np.sum((points - corner) ** 2, axis=1) for corner in CORNERS[:3]], axis=0)
    (cells,) = gathered(points, 1024)
    assert len(cells.weights) <= 1024
    of_cells = np.argmin([np.sum((cells.centres - corner) ** 2, axis=1) for corner in CORNERS[:3]], axis=0)
    exact, near = silhouettes(each(points), [labels])[0], silhouettes(cells, [of_cells])[0]
    assert near == pytest.approx(exact, abs=0.01)
    assert near != exact


def test_cells_hold_every_point_and_keep_their_mean() -> None:
    points = crowds(3000, 2000)
    (cells,) = gathered(points, 300)
    assert cells.weights.sum() == len(points)
    assert cells.centres.T @ cells.weights == pytest.approx(points.sum(axis=0))
    assert np.abs(cells.centres[cells.of_point] - points).max() <= cells.side * 1.000001


def test_many_points_in_one_place_are_one_cell() -> None:
    assert gathered(np.full((3000, 2), 7.0), 100)[0].weights.tolist() == [3000]


def test_many_points_are_grouped_as_few_are() -> None:
    found = grouped(crowds(3000, 2000, 1000), seed=1, fewest=30)
    assert found is not None
    assert np.bincount(found.labels).tolist() == [3000, 2000, 1000]


def test_centres_come_to_rest_at_the_means_of_their_points() -> None:
    points = crowds(50, 40, 30)
    runs = lloyd(each(points), seeded(each(points), 3, Chance(1, "test"), 8))
    best = runs.chosen(1)
    assert best is not None
    assert [points[best.labels == label].mean(axis=0).tolist() for label in range(3)] == [
        pytest.approx(centre.tolist()) for centre in best.centres
    ]
    assert runs.losses.min() == runs.losses[np.argmin(runs.losses)]


def test_no_run_is_chosen_in_which_a_centre_has_too_few_members() -> None:
    points = np.vstack([crowds(50), [[90.0, 90.0]]])
    runs = lloyd(each(points), seeded(each(points), 2, Chance(1, "test"), 8))
    assert runs.chosen(2) is None
    alone = runs.chosen(1)
    assert alone is not None
    assert sorted(np.bincount(alone.labels).tolist()) == [1, 50]


def test_a_search_ends_after_its_steps() -> None:
    points = crowds(60, 60, spread=6.0)
    starts = seeded(each(points), 5, Chance(1, "test"), 1)
    assert (lloyd(each(points), starts, steps=1).losses > lloyd(each(points), starts).losses).all()


def test_samples_that_are_searched_side_by_side_end_as_each_does_by_itself() -> None:
    samples = [crowds(60, 60, spread=4.0), crowds(100, 20, spread=9.0), crowds(40, 40, 40)]
    weights = np.stack([np.arange(120) % 3 == 0, np.ones(120), np.arange(120) % 4]).astype(np.float64)
    together = Samples(np.stack(samples), weights)
    starts = seeded_of_each(together, 3, Chance(1, "test"), 4)
    for points, of_sample, own, found in zip(samples, weights, starts, lloyd_of_each(together, starts), strict=True):
        alone = lloyd(replace(each(points), weights=of_sample), own)
        assert np.allclose(found.centres, alone.centres)
        assert np.allclose(found.losses, alone.losses)
        assert (found.members == alone.members).all()
        assert (found.labels == alone.labels).all()


def test_a_first_centre_is_never_one_that_does_not_count() -> None:
    points, weights = np.zeros((1, 50, 2)), np.zeros((1, 50))
    points[0, 7] = 5.0
    weights[0, 7] = 1.0
    assert (seeded_of_each(Samples(points, weights), 1, Chance(1, "test"), 40) == 5.0).all()


def test_a_handful_who_lie_far_out_are_no_group_and_belong_to_the_nearest() -> None:
    points = np.vstack([crowds(40, 30), [[400.0, 0.0], [0.0, 500.0]]])
    alone, found = grouped(points, seed=1, fewest=1), grouped(points, seed=1, fewest=5)
    assert alone is not None
    assert found is not None
    assert min(np.bincount(alone.labels)) == 1
    assert np.bincount(found.labels).tolist() == [41, 31]


def test_nothing_is_found_where_every_group_would_be_too_small() -> None:
    assert grouped(crowds(8, 3), seed=1, fewest=6) is None


def test_a_number_of_groups_that_gets_too_small_when_everyone_is_asked_gives_way_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grouping, "MOST_CELLS", 64)
    found, settled = [], grouping.lloyd

    def lose_the_first(*given: Any, **also: Any) -> Runs:
        runs = settled(*given, **also)
        if "steps" in also:
            found.append(runs.centres.shape[1])
            runs.members[0] = 0 if len(found) == 1 else runs.members[0]
        return runs

    monkeypatch.setattr(grouping, "lloyd", lose_the_first)
    second = grouped(crowds(60, 50, 40), seed=1, fewest=5)
    assert second is not None
    assert found[0] == 3
    assert len(np.bincount(second.labels)) == found[1] != 3


def test_none_is_found_where_all_numbers_of_groups_get_too_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "MOST_CELLS", 64)
    monkeypatch.setattr(grouping, "LAST_STEPS", 0)
    assert grouped(crowds(60, 50, 40), seed=1, fewest=5) is None


def test_labels_go_by_falling_size_and_equal_groups_by_their_first_member() -> None:
    assert largest_first(np.array([7, 7, 3, 5, 5, 3, 5])).tolist() == [1, 1, 2, 0, 0, 2, 0]


def test_half_the_square_root_of_all_is_the_smallest_group() -> None:
    assert [smallest(people) for people in (4, 10, 100, 10_000)] == [1, 2, 5, 50]


def test_earlier_centres_are_one_more_start() -> None:
    made = a_conversation(300, 40, density=0.5, seed=7)
    first = analyse(table_of(made))
    more = analyse(table_of(a_conversation(300, 40, density=0.5, seed=7)), start=Axes.read(first.as_json()))
    assert more.members == first.members
    assert [group.as_json() for group in more.groups] == [group.as_json() for group in first.groups]


def test_who_voted_less_than_seven_times_is_on_the_map_and_in_no_group() -> None:
    sheets = {**two_camps(of_each=8, statements=12), "few": "+" * 6 + "." * 6, "enough": "+" * 7 + "." * 5}
    found = analyse(votes_of(sheets))
    assert found.clustered == 17
    assert "few" not in found.members
    assert found.members["enough"] == found.members["0"]
    assert [dot.group for dot in found.dots].count(None) == 1
    assert sum(found.items[0].answers) == 18
    assert sum(sum(tally) for tally in found.items[0].groups.values()) == 17


def test_with_few_statements_whoever_answered_all_is_grouped() -> None:
    found = analyse(votes_of({**two_camps(of_each=10, statements=4), "few": "+++."}))
    assert found.finding == Result.CLEAR_GROUPS
    assert found.clustered == 20


def test_no_group_is_smaller_than_asked() -> None:
    made = a_conversation(200, 40, sizes=(0.9, 0.1), groups=2, seed=2)
    small, large = analyse(table_of(made)), analyse(table_of(made), fewest=60)
    assert min(group.members for group in small.groups) < 30
    assert all(group.members >= 60 for group in large.groups)
    assert analyse(table_of(made), fewest=101).finding == Result.TOO_FEW_PARTICIPANTS


def test_groups_that_are_given_keep_their_members_and_their_names() -> None:
    votes = votes_of(two_camps(of_each=4))
    given = {"0": "b", "1": "b", "2": "10", "3": "2", "nobody": "x"}
    found = analyse(votes, groups=given)
    assert found.origin == Origin.GIVEN
    assert [(group.label, group.members, group.stability) for group in found.groups] == [
        ("2", 1, None),
        ("10", 1, None),
        ("b", 2, None),
    ]
    assert found.members == {name: label for name, label in given.items() if name != "nobody"}
    assert (found.clustered, found.stability, found.candidates) == (4, None, ())
    assert found.silhouette is not None


def test_one_given_group_is_no_division() -> None:
    found = analyse(votes_of(two_camps()), groups={"0": "all", "1": "all"})
    assert (found.finding, found.silhouette) == (Result.NO_CLEAR_GROUPS, None)
    assert [group.label for group in found.groups] == ["all"]


def test_given_groups_that_share_every_cell_of_the_grid_have_no_silhouette(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "MOST_CELLS", 1)
    assert silhouette_of(crowds(20, 20), np.arange(40) % 2) is None


def test_counts_by_group_are_what_its_members_answered() -> None:
    made = a_conversation(300, 30, density=0.4, seed=9)
    votes = table_of(made)
    found = analyse(votes)
    whose = found.members
    for item in found.items[::7]:
        place = int(item.statement)
        answers = [
            (whose.get(votes.participants[row]), value)
            for row, column, value in zip(votes.rows(), votes.columns, votes.values, strict=True)
            if column == place
        ]
        for label, tally in item.groups.items():
            own = [value for whose_, value in answers if whose_ == label]
            assert list(tally) == [own.count(-1), own.count(0), own.count(1)]
        assert sum(item.answers) == len(answers)


def test_two_camps_are_two_groups_and_their_names_follow_from_the_order_of_ids() -> None:
    found = analyse(VoteMatrix.of(rows_of(two_camps())))
    assert likeness(found.members, {name: int(name) % 2 for name in found.members}) == 1
    assert found.members["0"] == "0"
    assert found.silhouette == pytest.approx(1.0)
