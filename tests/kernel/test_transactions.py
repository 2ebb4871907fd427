"""One act, one transaction: returning commits, raising rolls back, and the database's own errors become refusals."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest
from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from consult.kernel import clock, db, failures, transaction
from consult.kernel.counters import next_number
from consult.kernel.errors import Busy, Collided, Refused, Unreachable
from consult.kernel.ids import new_id
from consult.kernel.tables import Counter, IdempotencyKey
from consult.settings import Settings
from tests.world import World


def value_of(world: World, scope: str) -> int | None:
    with world.reading() as session:
        return session.scalar(select(Counter.value).where(Counter.scope == scope))


def fail(world: World, scope: str, error: type[Exception]) -> None:
    """Act, and raise the error before the act has returned."""
    with world.acting() as session:
        next_number(session, scope=scope, series="comment")
        raise error


@contextmanager
def another_writer(app: Flask, scope: str) -> Iterator[None]:
    """Hold the counter of a scope, as another process would in the middle of its act."""
    settings: Settings = app.config["SETTINGS"]
    if settings.sqlite_file is not None:
        with closing(sqlite3.connect(settings.sqlite_file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    with psycopg.connect(settings.database) as other:
        other.execute("UPDATE counter SET value = value + 1 WHERE scope = %s", [scope])
        yield
        other.rollback()


def test_returning_commits(world: World) -> None:
    scope = new_id()
    with world.acting() as session:
        next_number(session, scope=scope, series="comment")
    assert value_of(world, scope) == 1


def test_raising_rolls_back(world: World) -> None:
    scope = new_id()
    with pytest.raises(ZeroDivisionError):
        fail(world, scope, ZeroDivisionError)
    assert value_of(world, scope) is None


def test_a_refusal_rolls_back_and_stays_the_refusal_that_it_was(world: World) -> None:
    scope = new_id()
    with pytest.raises(Refused, match="refused"):
        fail(world, scope, Refused)
    assert value_of(world, scope) is None


def test_only_the_door_opens_a_transaction(world: World) -> None:
    with pytest.raises(RuntimeError, match="only the door"), world.acting(), transaction.transaction():
        pass


def test_a_transaction_can_be_opened_after_one_that_failed(world: World) -> None:
    with world.reading():
        with pytest.raises(ZeroDivisionError), transaction.transaction():
            raise ZeroDivisionError
        with transaction.transaction() as session:
            assert next_number(session, scope=new_id(), series="comment") == 1


def test_what_is_asked_for_after_the_commit_finds_it_committed(world: World) -> None:
    scope, found = new_id(), []
    with world.acting() as session:
        next_number(session, scope=scope, series="comment")
        transaction.after_commit(lambda: found.append(value_of(world, scope)))
        assert found == []
    assert found == [1]


def test_what_is_asked_for_after_the_commit_is_not_done_after_a_rollback(world: World) -> None:
    found: list[int] = []

    def act_and_fail() -> None:
        with transaction.transaction():
            transaction.after_commit(lambda: found.append(1))
            raise ZeroDivisionError

    with world.reading():
        with pytest.raises(ZeroDivisionError):
            act_and_fail()
        with transaction.transaction():
            pass
    assert found == []


def test_a_failure_after_the_commit_is_noted_and_does_not_reach_whoever_acted(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    scope, found = new_id(), []
    with world.acting() as session:
        next_number(session, scope=scope, series="comment")
        transaction.after_commit(lambda: 1 / 0)
        transaction.after_commit(lambda: found.append("done"))
    assert value_of(world, scope) == 1
    assert found == ["done"]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_what_is_there_only_once_and_was_taken_is_refused_as_collided(world: World) -> None:
    row = {"scope": new_id(), "series": "comment", "value": 1}
    with world.acting() as session:
        session.execute(insert(Counter).values(row))
    with pytest.raises(Collided), world.acting() as session:
        session.execute(insert(Counter).values(row))


def test_a_value_that_must_not_be_missing_is_a_failure_and_no_refusal(world: World) -> None:
    row = {"actor": new_id(), "key": "k", "action": None, "at": clock.from_text("2026-01-01T00:00:00.000Z")}
    with pytest.raises(IntegrityError), world.acting() as session:
        session.execute(insert(IdempotencyKey).values(row))


def test_whoever_cannot_have_the_database_in_time_is_told_that_it_is_busy(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_TIMEOUT_MS", 50)
    scope = new_id()
    with world.acting() as session:
        next_number(session, scope=scope, series="comment")
    with another_writer(app, scope), pytest.raises(Busy), world.acting() as session:
        next_number(session, scope=scope, series="comment")
    assert value_of(world, scope) == 1


def test_a_server_that_does_not_answer_is_no_fault_of_the_act() -> None:
    with pytest.raises(psycopg.OperationalError) as gone:
        psycopg.connect("postgresql://127.0.0.1:1/none", connect_timeout=1)
    assert isinstance(failures.refusal_for(DBAPIError("", {}, gone.value)), Unreachable)


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [
        (psycopg.errors.DeadlockDetected, Busy),
        (psycopg.errors.SerializationFailure, Busy),
        (psycopg.errors.AdminShutdown, Unreachable),
        (psycopg.errors.TooManyConnections, Unreachable),
        (psycopg.errors.UndefinedTable, None),
        (psycopg.errors.NotNullViolation, None),
    ],
)
def test_each_error_of_postgresql_has_its_meaning(kind: type[psycopg.Error], refusal: type[Refused] | None) -> None:
    found = failures.refusal_for(DBAPIError("", {}, kind()))
    assert (type(found) if found else None) is refusal
