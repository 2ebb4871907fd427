"""How far groups would be the same had others taken part."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from consult.consensus.rules.opinion import analyse
from consult.consensus.rules.opinion import stability as stable
from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.stability import stability
from consult.consensus.rules.opinion.votes import Integers
from tests.consensus.planted import a_conversation
from tests.consensus.recovery import votes_of as table_of
from tests.consensus.voters import votes_of


@pytest.mark.parametrize("is_sought", [False, True])
def test_groups_that_are_far_apart_are_found_again(monkeypatch: pytest.MonkeyPatch, *, is_sought: bool) -> None:
    monkeypatch.setattr(stable, "SOLVED_WHOLE", 0 if is_sought else 1000)
    found = analyse(table_of(a_conversation(300, 60, seed=2)))
    assert found.stability == pytest.approx(1, abs=0.02)
    assert [group.stability for group in found.groups] == [pytest.approx(1, abs=0.02)] * 3


def test_where_each_answered_little_of_much_enough_people_judge_that_stable_groups_are_called_so() -> None:
    found = analyse(table_of(a_conversation(3000, 600, density=0.05, seed=3)))
    assert found.judged_by == 3000
    assert found.stability is not None
    assert found.stability > 0.9


def test_a_draw_in_which_no_groups_are_found_counts_against_them(monkeypatch: pytest.MonkeyPatch) -> None:
    made, found_again = a_conversation(120, 40, seed=2), stable._found_again
    loads, labels = np.linspace(-1, 1, 80).reshape(40, 2), made.groups

    def judged() -> stable.Stability:
        found = stability(table_of(made), np.ones(120), loads, labels, seed=1, fewest=1)
        assert found is not None
        return found

    always = judged()
    every_other = [draw % 2 == 1 for draw in range(stable.DRAWS)]
    monkeypatch.setattr(
        stable,
        "_found_again",
        lambda *args: [labels if kept else None for labels, kept in zip(found_again(*args), every_other, strict=True)],
    )
    sometimes = judged()
    assert sometimes.whole == pytest.approx(always.whole / 2, abs=0.05)
    assert sometimes.groups[0] == pytest.approx((always.groups[0] or 0) / 2, abs=0.05)


def test_groups_of_people_who_stand_on_a_line_without_a_gap_are_less_stable() -> None:
    clear = analyse(table_of(a_conversation(200, 30, seed=3)))
    line = analyse(table_of(a_conversation(200, 30, groups=1, noise="line", seed=3)))
    assert clear.stability is not None
    assert line.stability is not None
    assert line.stability < clear.stability - 0.1


def test_a_draw_that_ends_at_a_handful_is_searched_again_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    by_itself, calls = stable._found_by_itself, []

    def noted(points: NDArray[Any], *args: Any) -> Integers | None:
        found = by_itself(points, *args)
        calls.append(found)
        return found

    monkeypatch.setattr(stable, "_found_by_itself", noted)
    chance = np.random.default_rng(1)
    crowds = [chance.normal((at, 0.0), 1.0, (size, 2)) for at, size in ((0.0, 40), (30.0, 40))]
    points = np.vstack([*crowds, [(0.0, 900.0)]]).astype(np.float32)
    found = stable._found_again(np.stack([points, points]), np.ones((2, 81), np.int64), 2, Chance(1, "test"), 5)
    assert len(calls) == 2
    assert [sorted(np.bincount(one).tolist()) for one in found if one is not None] == [[40, 41]] * 2
    assert stable._found_again(points[np.newaxis], np.ones((1, 81), np.int64), 2, Chance(1, "test"), 41) == [None]


def test_the_seed_decides_who_is_drawn() -> None:
    votes = table_of(a_conversation(200, 30, density=0.3, seed=3))
    first, again, other = (analyse(votes, seed=seed).stability for seed in (1, 1, 2))
    assert first == again != other


def test_people_who_are_all_alike_are_never_divided_again() -> None:
    votes = votes_of({str(who): "++++" for who in range(8)})
    labels = np.arange(8) % 2
    assert stability(votes, np.ones(8), np.zeros((4, 2)), labels, seed=1, fewest=1) is None


def test_a_group_that_nobody_drawn_is_in_has_no_stability() -> None:
    made = a_conversation(120, 40, seed=2)
    loads = np.linspace(-1, 1, 80).reshape(40, 2)
    labels = np.array([0, 1, 3])[made.groups]
    found = stability(table_of(made), np.ones(120), loads, labels, seed=1, fewest=1)
    assert found is not None
    assert [group is None for group in found.groups] == [False, False, True, False]


def test_moderation_leaves_a_statement_out_of_what_is_drawn() -> None:
    votes = table_of(a_conversation(200, 30, seed=3))
    names = np.array([name not in {"1", "2", "3"} for name in votes.statements])
    left = votes.of_statements(names)
    assert analyse(votes, moderated_out=["1", "2", "3"]).stability == pytest.approx(analyse(left).stability)
