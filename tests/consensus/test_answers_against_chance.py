"""Groups are reported only where answers hang together more than the same answers would by chance."""

import numpy as np
import pytest

from consult.consensus.rules.opinion import analyse, noise
from consult.consensus.rules.opinion.chance import Chance
from consult.consensus.rules.opinion.noise import stands_out
from consult.consensus.rules.opinion.results import Result
from tests.consensus import voters
from tests.consensus.planted import a_conversation
from tests.consensus.recovery import votes_of as table_of
from tests.consensus.voters import two_camps, votes_of


@pytest.mark.parametrize(
    ("participants", "statements", "density"),
    [(6, 8, 1.0), (10, 10, 1.0), (20, 10, 1.0), (50, 20, 0.5), (60, 60, 0.3), (200, 15, 1.0), (300, 100, 0.2)],
)
@pytest.mark.parametrize("seed", range(5))
def test_noise_of_any_size_has_no_clear_groups(participants: int, statements: int, density: float, seed: int) -> None:
    found = analyse(voters.noise(participants, statements, density=density, seed=seed))
    assert found.finding == Result.NO_CLEAR_GROUPS
    assert (found.groups, found.silhouette, found.stability, found.candidates) == ((), None, None, ())
    assert {dot.group for dot in found.dots} == {None}
    assert found.items[0].weakest is None
    assert found.items[0].group_informed_consensus is None


@pytest.mark.parametrize("of_each", [3, 5, 30])
@pytest.mark.parametrize("statements", [10, 60])
def test_camps_stand_out_however_few_they_are(of_each: int, statements: int) -> None:
    assert analyse(votes_of(two_camps(of_each, statements))).finding == Result.CLEAR_GROUPS


@pytest.mark.parametrize(("participants", "statements"), [(30, 90), (90, 30)])
@pytest.mark.parametrize("is_sought", [False, True])
def test_groups_stand_out_whether_eigenvalues_are_computed_or_sought(
    participants: int, statements: int, monkeypatch: pytest.MonkeyPatch, *, is_sought: bool
) -> None:
    monkeypatch.setattr(noise, "SOLVED_WHOLE", 0 if is_sought else 100)
    assert stands_out(table_of(a_conversation(participants, statements, groups=2)), seed=1)
    assert not stands_out(voters.noise(participants, statements), seed=1)


def test_answers_stay_with_their_statement_however_many_there_are() -> None:
    columns = np.repeat(np.arange(17_000), 3)
    values = 1 - columns % 2 * 2
    assert noise._dealt(columns, values, Chance(1, "test")).tolist() == values.tolist()


def test_answers_that_are_dealt_anew_stay_with_their_statement_and_with_who_answered_it() -> None:
    votes = voters.noise(40, 12, density=0.5)
    order = np.argsort(votes.columns, kind="stable")
    columns, values = votes.columns[order].astype(np.int64), votes.values[order].astype(np.int64)
    dealt = noise._dealt(columns, values, Chance(1, "test"))
    assert dealt.tolist() != values.tolist()
    for place in range(12):
        assert sorted(dealt[columns == place]) == sorted(values[columns == place])


def test_every_way_of_dealing_is_as_likely() -> None:
    chance = Chance(1, "test")
    columns, values = np.zeros(3, np.int64), np.array([-1, 0, 1])
    dealt = [tuple(noise._dealt(columns, values, chance)) for _ in range(3000)]
    assert {way: pytest.approx(500, abs=100) for way in set(dealt)} == {way: dealt.count(way) for way in set(dealt)}
    assert len(set(dealt)) == 6


@pytest.mark.parametrize(("clear_at", "deals"), [(0, 5), (1, 10), (2, 120)])
def test_answers_are_dealt_more_often_where_it_is_unclear(
    clear_at: int, deals: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, deal = list[int](), noise._dealt
    clear = [
        (number, *((99.0, 99.0) if place == clear_at else (-99.0, 99.0)))
        for place, (number, _, _) in enumerate(noise.STAGES)
    ]
    monkeypatch.setattr(noise, "STAGES", clear)
    monkeypatch.setattr(noise, "_dealt", lambda *given: made.append(1) or deal(*given))
    assert not stands_out(voters.noise(20, 10), seed=1)
    assert len(made) == deals


def test_one_who_differs_from_all_others_shows_no_division() -> None:
    sheets = {str(who): "+" * 60 for who in range(40)} | {"other": "-" * 60}
    assert analyse(votes_of(sheets)).finding == Result.NO_CLEAR_GROUPS


def test_votes_of_the_few_who_are_looked_at_may_all_be_alike() -> None:
    assert not stands_out(votes_of({"1": "++", "2": "++"}), seed=1)


def test_chance_follows_from_seed_and_purpose_and_is_the_same_for_ever() -> None:
    assert Chance(1, "groups:2").uniform(3).tolist() == pytest.approx(Chance(1, "groups:2").uniform(3).tolist())
    assert Chance(1, "groups:2").words(2).tolist() == [5_861_060_085_844_580_917, 844_690_849_906_869_488]
    assert Chance(2, "groups:2").words(1) != Chance(1, "groups:2").words(1)
    assert Chance(-5, "any number is a seed").places(100, 7).max() < 7


@pytest.mark.parametrize("count", [0, 3, 10])
def test_a_sample_holds_each_at_most_once_in_order(count: int) -> None:
    found = Chance(1, "test").sample(count, 10).tolist()
    assert found == sorted(set(found))
    assert len(found) == count
    assert Chance(1, "test").sample(20, 10).tolist() == list(range(10))
