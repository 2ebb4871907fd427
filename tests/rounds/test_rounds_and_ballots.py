"""Rounds and ballots against a plain model: whatever is done in whatever order, both say the same of it."""

from functools import partial

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import event

from consult.kernel.db import db
from consult.rounds.rules.states import RoundState
from tests.rounds.round_machine import RoundsAndBallots
from tests.rounds.round_stage import People
from tests.world import World

STEPS = 50
SOME = settings(
    max_examples=50,
    stateful_step_count=STEPS,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],  # an example is fifty of them
)
OFTEN = {"key-reused", "no-seat", "not-answering", "position-refused", "round-closed", "round-not-open", "wrong-move"}
MANY = settings(SOME, max_examples=2000, derandomize=False, print_blob=True)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_fifty_times_fifty_acts_leave_rounds_and_ballots_as_a_plain_model_has_them(world: World) -> None:
    compare(world, SOME)


@pytest.mark.prove
def test_two_thousand_times_fifty_acts_leave_rounds_and_ballots_as_a_plain_model_has_them(world: World) -> None:
    compare(world, MANY)


def compare(world: World, how: settings) -> None:
    """Let the machine run, and see that it came everywhere."""
    hurry(world)
    people = People(world)
    run_state_machine_as_test(partial(RoundsAndBallots, people), settings=how)  # type: ignore[arg-type] # it is called
    assert people.states == {str(state) for state in RoundState}
    assert people.acts == {"cast", "signed", "carried", "stale"}
    assert people.refusals >= OFTEN


def hurry(world: World) -> None:
    """Let SQLite not wait for the disk at every commit, as PostgreSQL does not in tests either."""
    with world.app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
            db.engine.dispose()
