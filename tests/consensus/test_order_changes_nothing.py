"""Whatever order votes come in, and whatever ids are called, the same is published."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consult.consensus.rules.opinion import SEED, VoteMatrix, analyse, centred, projection
from consult.consensus.rules.opinion.results import Result
from tests.consensus.planted import Planted, a_conversation
from tests.consensus.recovery import votes_of as table_of
from tests.consensus.voters import Row, rows_of, two_camps

SHEETS = st.dictionaries(st.integers(0, 30).map(str), st.text("+-0.", min_size=1, max_size=9), min_size=1, max_size=14)
WORDS = {1: "agree", -1: "disagree", 0: "pass"}


def rows(made: Planted) -> list[Row]:
    votes = zip(made.rows.tolist(), made.columns.tolist(), made.values.tolist(), strict=True)
    return [(str(row), str(column), WORDS[value]) for row, column, value in votes]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(SHEETS, st.randoms(use_true_random=False))
def test_rows_may_come_in_any_order(sheets: dict[str, str], chance: Any) -> None:
    known = rows_of(sheets)
    mixed = chance.sample(known, len(known))
    assert analyse(VoteMatrix.of(mixed)).as_json() == analyse(VoteMatrix.of(known)).as_json()


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1000), st.randoms(use_true_random=False))
def test_participants_and_statements_may_come_in_any_order(seed: int, chance: Any) -> None:
    made = a_conversation(120, 20, density=0.6, seed=seed)
    people, asked = list(range(120)), list(range(20))
    chance.shuffle(people)
    chance.shuffle(asked)
    new_row, new_column = np.argsort(people), np.argsort(asked)
    mixed = VoteMatrix.of_arrays(
        tuple(map(str, people)),
        tuple(map(str, asked)),
        rows=new_row[made.rows],
        columns=new_column[made.columns],
        values=made.values,
    )
    assert analyse(mixed, moderated_out=["3"]).as_json() == analyse(table_of(made), moderated_out=["3"]).as_json()


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(((120, 20, 0.6), (2_400, 40, 0.5))), st.integers(0, 1000), st.randoms(use_true_random=False))
def test_participants_may_be_called_anything(shape: tuple[int, int, float], seed: int, chance: Any) -> None:
    """Ours are called by chance, so that no figure may hang on who comes first among names."""
    size, asked, density = shape
    made = a_conversation(size, asked, density=density, seed=seed)
    people = [f"{7919 * number:08x}-somebody" for number in range(size)]
    chance.shuffle(people)
    called = VoteMatrix.of_arrays(
        people, list(map(str, range(asked))), rows=made.rows, columns=made.columns, values=made.values
    )
    known = analyse(table_of(made))
    found = analyse(called)
    assert found.as_json() == known.as_json()
    assert {people[int(name)]: label for name, label in known.members.items()} == found.members


@pytest.mark.parametrize("density", [0.5, 0.05], ids=["crowded", "thin"])
def test_very_many_votes_are_not_moved_and_names_change_no_draw_all_the_same(
    density: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(centred, "EXACT_CELLS", 0)
    monkeypatch.setattr(projection, "SOLVED_WHOLE", 0)
    monkeypatch.setattr(projection, "SAMPLE_ROWS", 300)
    made = a_conversation(1_500, 120, density=density, at_least=5, seed=2)
    people = [f"{7919 * number % 1500:08x}-somebody" for number in range(1_500)]
    called = VoteMatrix.of_arrays(
        people, list(map(str, range(120))), rows=made.rows, columns=made.columns, values=made.values
    )
    known, found = analyse(table_of(made)), analyse(called)
    assert known.finding == Result.CLEAR_GROUPS
    assert {people[int(name)]: label for name, label in known.members.items()} == found.members
    assert found.stability == pytest.approx(known.stability, abs=1e-6)
    assert [one.silhouette for one in found.candidates] == pytest.approx([one.silhouette for one in known.candidates])


def test_statements_whose_ids_chance_made_stay_in_the_order_in_which_they_are_asked() -> None:
    made = a_conversation(120, 20, density=0.6, seed=4)
    people, asked = list(map(str, range(120))), [f"{7919 * place % 20:02}-id" for place in range(20)]
    called = VoteMatrix.of_arrays(
        people, asked, rows=made.rows, columns=made.columns, values=made.values, is_asked_order=True
    )
    assert analyse(called).as_json() == renamed(asked, analyse(table_of(made)).as_json())


def renamed(names: Sequence[str], published: dict[str, Any]) -> dict[str, Any]:
    """Return what is published with statements called otherwise."""

    def name(old: str) -> str:
        return names[int(old)]

    groups = [
        {**one, "representative": [{**each, "statement": name(each["statement"])} for each in one["representative"]]}
        for one in published["groups"]
    ]
    return {
        **published,
        "axes": {name(old): value for old, value in published["axes"].items()},
        "items": [{**item, "statement": name(item["statement"])} for item in published["items"]],
        "consensus": {side: [name(old) for old in listed] for side, listed in published["consensus"].items()},
        "groups": groups,
    }


def test_other_names_in_the_same_order_change_nothing_but_the_names() -> None:
    made = a_conversation(120, 20, density=0.6, seed=4)
    people, asked = [f"p{who:04}" for who in range(120)], [f"{letter}-{letter}" for letter in "abcdefghijklmnopqrst"]
    called = VoteMatrix.of((people[int(who)], asked[int(what)], answer) for who, what, answer in rows(made))
    assert analyse(called).as_json() == renamed(asked, analyse(table_of(made)).as_json())


def test_no_id_of_a_participant_and_nobody_s_own_place_is_published() -> None:
    people = {str(name): f"somebody-{name}" for name in range(12)}
    published = str(analyse(VoteMatrix.of((people[who], *rest) for who, *rest in rows_of(two_camps()))).as_json())
    assert "somebody" not in published


def test_what_is_published_has_these_parts() -> None:
    published = analyse(table_of(a_conversation(120, 20, density=0.6, at_least=7, seed=4))).as_json()
    assert list(published) == [
        "seed",
        "version",
        "libraries",
        "origin",
        "participants",
        "clustered",
        "statements",
        "votes",
        "finding",
        "silhouette",
        "candidates",
        "explained",
        "stability",
        "judged_by",
        "axes",
        "groups",
        "map",
        "items",
        "consensus",
    ]
    assert list(published["groups"][0]) == ["group", "members", "centre", "hull", "stability", "representative"]
    assert list(published["items"][0]) == [
        "statement",
        "x",
        "y",
        "extremity",
        "agree",
        "disagree",
        "pass",
        "n",
        "group_informed_consensus",
        "group_informed_disagreement",
        "weakest",
        "groups",
    ]
    assert published["seed"] == SEED
    assert published["libraries"] == {"numpy": np.__version__}
    assert [group["group"] for group in published["groups"]] == ["0", "1", "2"]
    assert published["participants"] == published["clustered"] == sum(group["members"] for group in published["groups"])
    assert len(published["map"][0]) == 4


@pytest.mark.parametrize("seed", [2, 3])
def test_another_seed_finds_the_same_groups_where_they_are_clear(seed: int) -> None:
    votes = table_of(a_conversation(200, 40, seed=1))
    assert analyse(votes, seed=seed).members == analyse(votes).members
