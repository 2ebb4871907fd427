"""Statements submitted, decided on and answered in parallel: numbers, limits and counts hold."""

from functools import partial

import pytest

from consult.consultations.service import ConsultationView
from consult.deliberation.rules.statements import MOST_STATEMENTS
from consult.deliberation.service import statements
from consult.kernel.errors import Refused
from consult.moderation import service as moderation
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.deliberation.stating import asking, decided, submitted
from tests.server import at_once
from tests.world import World

SEATS = 8


@pytest.fixture
def made(world: World) -> ConsultationView:
    return world.a_consultation()


@pytest.fixture
def one(world: World, made: ConsultationView) -> RoundView:
    return asking(world, made)


@pytest.fixture
def people(world: World, made: ConsultationView) -> list[str]:
    """People with a seat each."""
    found = [world.a_person() for _ in range(SEATS)]
    for person in found:
        world.a_seat(made, person_id=person)
    return found


def tried(act: partial[object]) -> str:
    """Return how an act that may be refused ended."""
    try:
        act()
    except Refused as refused:
        return refused.code
    return "done"


def test_statements_that_come_at_once_have_numbers_of_their_own_and_the_same_one_is_taken_once(
    world: World, one: RoundView, people: list[str]
) -> None:
    ended = at_once(*(partial(tried, partial(submitted, world, one, each, "The same.")) for each in people))
    assert sorted(ended) == ["done", *["statement-unread"] * (SEATS - 1)]
    at_once(*(partial(submitted, world, one, each, f"Idea {place}.") for place, each in enumerate(people)))
    with world.reading():
        numbers = [each.number for each in statements.every_statement(one.consultation_id, one.id)]
    assert numbers == list(range(1, SEATS + 4))


def test_a_seat_that_submits_more_than_it_may_at_once_has_as_many_as_it_may(
    world: World, one: RoundView, people: list[str]
) -> None:
    for number in range(MOST_STATEMENTS - 1):
        submitted(world, one, people[0], f"Idea {number}.")
    ended = at_once(*(partial(tried, partial(submitted, world, one, people[0], f"More {n}.")) for n in range(4)))
    assert sorted(ended) == ["done", *["too-many-statements"] * 3]


def test_two_moderators_at_once_decide_once(world: World, one: RoundView, people: list[str]) -> None:
    waits, moderators = submitted(world, one, people[0]), [world.a_person(), world.a_person()]
    ended = at_once(*(partial(tried, partial(decided, world, one, waits, person_id=each)) for each in moderators))
    assert sorted(ended) == ["already-decided", "done"]
    with world.reading():
        assert moderation.waiting_statements(one.consultation_id) == []


def test_seats_that_answer_at_once_are_each_counted_once(world: World, one: RoundView, people: list[str]) -> None:
    first, second = world.items(one)
    for position in ("agree", "disagree"):
        at_once(*(partial(world.a_vote, one, each, position, item=first) for each in people))
    at_once(*(partial(world.a_vote, one, each, "pass", item=second) for each in people[:3]))
    with world.reading():
        assert voting.exposure_in(one.consultation_id, one.id) == {first.id: SEATS, second.id: 3}
