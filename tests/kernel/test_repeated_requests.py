"""The same request sent twice is one act with one answer, whoever is faster; numbers are given out without a gap."""

from typing import Any

import pytest

from consult.kernel.counters import next_number
from consult.kernel.idempotency import KeyReused, earlier_answer, remember_answer
from consult.kernel.ids import new_id
from tests.server import at_once
from tests.world import World

ACTOR = new_id()


def act(world: World, key: str, answer: int, *, actor: str = ACTOR, **asked: Any) -> dict[str, Any]:
    """Act once for a key, and return the answer that the first act with it was given."""
    with world.acting() as session:
        earlier = earlier_answer(session, actor=actor, key=key, **{"action": "vote", **asked})
        if earlier is not None:
            return earlier
        remember_answer(session, actor=actor, key=key, answer={"number": answer})
        return {"number": answer}


def test_a_request_that_is_sent_again_has_the_first_answer(world: World) -> None:
    assert act(world, "k", 1) == {"number": 1}
    assert act(world, "k", 2) == {"number": 1}


def test_another_key_and_another_actor_are_another_act(world: World) -> None:
    act(world, "k", 1)
    assert act(world, "l", 2) == {"number": 2}
    assert act(world, "k", 3, actor=new_id()) == {"number": 3}


def test_a_key_that_answered_something_else_is_refused(world: World) -> None:
    act(world, "k", 1)
    with pytest.raises(KeyReused):
        act(world, "k", 2, action="comment")
    with pytest.raises(KeyReused):
        act(world, "k", 2, content=["object", 3, None])


def test_a_key_that_is_longer_than_ours_is_refused(world: World) -> None:
    with pytest.raises(KeyReused):
        act(world, "k" * 65, 1)


def test_an_act_that_failed_leaves_its_key_free(world: World) -> None:
    def fail() -> None:
        with world.acting() as session:
            earlier_answer(session, actor=ACTOR, key="k", action="vote")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert act(world, "k", 2) == {"number": 2}


def test_of_many_equal_requests_at_once_one_acts_and_all_have_its_answer(world: World) -> None:
    answers = at_once(*(lambda number=number: act(world, "k", number) for number in range(8)))
    assert all(answer == answers[0] for answer in answers)


def test_numbers_given_out_at_once_are_all_different_and_leave_no_gap(world: World) -> None:
    scope = new_id()

    def take() -> int:
        with world.acting() as session:
            return next_number(session, scope=scope, series="comment")

    assert sorted(at_once(*[take] * 8)) == list(range(1, 9))
