"""The next round: what was adopted is closed, and only what is contested is asked about again."""

import pytest

from consult.consensus import service as consensus
from consult.consultations.service import ConsultationView
from consult.front import service as front
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Reopens
from consult.rounds.service import RoundView
from tests.client import Client
from tests.conftest import Scene
from tests.rounds.scenes import a_decision_maker, an_outcome, published
from tests.voting.redrafting import a_redraft
from tests.world import TEXT, World


def adopted(world: World, scene: Scene, *places: int, outcome: str = "adopted") -> RoundView:
    """Return the first round, published, with these of its clauses declared adopted."""
    one = published(world, scene.round)
    decider = world.a_person("Dana Decider")
    a_decision_maker(world, scene.consultation, decider)
    clauses = world.clauses(one)
    for place in places:
        an_outcome(world, one, decider, outcome, clause=clauses[place], reason="The assembly wants it.")
    return one


def asked(world: World, one: RoundView) -> list[str]:
    return [item.number for item in world.items(one)]


def next_round(world: World, consultation: ConsultationView, **terms: object) -> RoundView:
    return world.a_round(consultation, reopens=Reopens.CONTESTED, **terms)


def test_a_round_that_reopens_the_contested_leaves_out_what_was_adopted_and_means_the_same(
    world: World, stranger: Client, citizen: Client, organiser: Client, scene: Scene
) -> None:
    adopted(world, scene, 0, 2)
    assert "2 clauses are settled" in organiser.get(f"{scene.home}/rounds/new").words
    one = next_round(world, scene.consultation)
    assert asked(world, one) == ["1.2"]
    assert "2 clauses were adopted before" in stranger.get(f"{scene.home}/rounds/2").words
    assert "An earlier round settled this clause" in citizen.get(f"{scene.home}/d/1/1.1").words
    assert "0 of 1 clause" in citizen.get(f"{scene.home}/vote").words
    world.a_vote(one, scene.people["citizen"])
    assert "1 of 1 clause" in citizen.get(f"{scene.home}/vote").words
    world.closed(one)
    with world.reading():
        result = consensus.result_of(rounds.get_round(scene.consultation.id, one.id))
    assert [clause["number"] for clause in result["clauses"]] == ["1.2"]


def test_what_changes_in_substance_is_asked_about_again_and_the_rest_stays_settled(world: World, scene: Scene) -> None:
    adopted(world, scene, 0, 2)
    published(world, next_round(world, scene.consultation))  # nothing new is declared there
    a_redraft(world, scene.consultation, TEXT.replace("grading is published", "grading is secret"), {"risk": 4})
    one = next_round(world, scene.consultation)
    assert asked(world, one) == ["1.2", "2.1"]
    with world.reading():
        contract = rounds.contract_of_round(scene.consultation.id, one.id)
    assert contract.left_out == {world.clauses(one)[0].uid}


def test_an_outcome_that_adopts_nothing_settles_nothing(world: World, scene: Scene) -> None:
    adopted(world, scene, 0, outcome="deferred")
    assert len(asked(world, next_round(world, scene.consultation))) == 3


def test_a_round_that_would_ask_about_nothing_is_refused(world: World, scene: Scene) -> None:
    adopted(world, scene, 0, 1, 2, outcome="adopted_with_reservations")
    with pytest.raises(front.NothingContested):
        next_round(world, scene.consultation)
    assert len(asked(world, world.a_round(scene.consultation))) == 3  # all of them may be asked about all the same
