"""Rounds decided as standards bodies and the W3C do: a vote against counts with reasons, and reasons stand elsewhere."""

from typing import Any

import pytest

from consult.consensus import service as consensus
from consult.consensus.rules.bundles import terms_of
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from tests.client import Client
from tests.world import World

CATEGORIES = ("government", "company")


@pytest.fixture
def voted(world: World, request: pytest.FixtureRequest) -> tuple[RoundView, list[str]]:
    """A round in which eight governments are for the first clause and four are against it, and those four people."""
    bundle, given = request.param
    consultation = world.a_consultation(slug="principles", categories=CATEGORIES)
    world.a_draft(consultation)
    terms = terms_of(bundle, "ballot", CATEGORIES)
    one = world.a_round(consultation, bundle=bundle, rule=terms.rule, parameters=terms.parameters, **given)
    world.votes(one, {"government": {"support": 8}})
    against = [world.a_person() for _ in range(4)]
    for person in against:
        world.a_seat(consultation, "government", person_id=person)
        world.a_vote(one, person, "object")
    return one, against


def first(world: World, one: RoundView) -> dict[str, Any]:
    world.closed(one)
    with world.reading():
        found: dict[str, Any] = consensus.result_of(rounds.get_round(one.consultation_id, one.id))["clauses"][0]
        return found


def figures(clause: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["id"], one["value"]) for one in clause["criteria"]]


@pytest.mark.parametrize("voted", [("standards", {})], indirect=True)
def test_a_vote_against_is_counted_once_its_seat_has_said_why(
    world: World, voted: tuple[RoundView, list[str]], stranger: Client
) -> None:
    one, against = voted
    for person in against[:3]:
        world.a_comment(one, person)
    world.a_comment(one, against[3], clause=world.clauses(one)[1])  # about another clause: no reason here
    clause = first(world, one)
    assert (clause["state"], figures(clause)) == (
        "disapproved",
        [("member_approval", "8/11"), ("negative_share", "3/11")],
    )
    page = stranger.get("/en/c/principles/results").words
    assert "Of the members that vote, 72.7 % are for it; it must be at least 2/3. Met." in page
    assert "Of all votes, 27.3 % are against it; it may be at most 1/4. Not met." in page
    assert "As standards bodies do" in stranger.get("/en/c/principles/rounds/1").words


@pytest.mark.parametrize("voted", [("standards", {"observers": ("company",)})], indirect=True)
def test_without_reasons_nobody_is_against_and_observers_only_add_to_the_votes_against(
    world: World, voted: tuple[RoundView, list[str]]
) -> None:
    one, _ = voted
    world.votes(one, {"company": {"support": 3}})
    clause = first(world, one)
    assert (clause["state"], figures(clause)) == ("approved", [("member_approval", "1/1"), ("negative_share", "0/1")])


@pytest.mark.parametrize("voted", [("w3c", {})], indirect=True)
def test_one_objection_with_reasons_is_dissent(world: World, voted: tuple[RoundView, list[str]]) -> None:
    one, against = voted
    world.a_comment(one, against[0])
    clause = first(world, one)
    assert (clause["state"], figures(clause)) == ("dissent", [("sustained_objections", "1"), ("active_support", "8")])


@pytest.mark.parametrize("voted", [("w3c", {})], indirect=True)
def test_objections_without_reasons_are_none(world: World, voted: tuple[RoundView, list[str]]) -> None:
    clause = first(world, voted[0])
    assert (clause["state"], clause["status"]) == ("consensus", "met")
