"""One clock, the database's; and connections on which acknowledged acts are safe."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.locks import Taken, held
from tests.world import World

FIVE_SECONDS = {"sqlite": ("PRAGMA busy_timeout", 5000), "postgresql": ("SHOW lock_timeout", "5s")}


def test_the_time_is_the_database_s_in_utc_and_to_the_millisecond(world: World) -> None:
    with world.reading() as session:
        first, second = clock.now(session), clock.now(session)
    assert first <= second
    assert first.tzinfo is UTC
    assert first.microsecond % 1000 == 0
    assert abs(first - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_time_goes_on_within_a_transaction(world: World) -> None:
    with world.acting() as session:
        first = clock.now(session)
        while clock.now(session) == first:
            pass


def test_the_clock_of_a_test_can_be_moved_and_comes_back(world: World) -> None:
    with world.reading() as session:
        with clock.moved(timedelta(days=1)), clock.moved(timedelta(days=1)):
            moved = clock.now(session)
        assert moved - clock.now(session) > timedelta(days=1, hours=23)
        assert clock.now(session) - datetime.now(UTC) < timedelta(minutes=1)


def test_nobody_waits_longer_than_five_seconds_for_a_lock(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        question, wanted = FIVE_SECONDS[connection.dialect.name]
        assert connection.execute(text(question)).scalar_one() == wanted


def test_a_lock_is_held_by_one_at_a_time(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("locks") / "lock"
    with held(path), pytest.raises(Taken), held(path):
        pass
    with held(path):
        pass
