"""Work that waits: it commits with the act, is done once, and is tried again until it is."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from consult.kernel import clock, jobs
from consult.kernel.counters import next_number
from consult.kernel.db import db
from consult.kernel.errors import WorkUnfinished
from consult.kernel.ids import new_id
from consult.kernel.tables import Job
from tests.server import at_once
from tests.world import World

SCOPE = new_id()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was done by jobs called `write`; one whose word is `fail` fails while it stands on the list."""
    words: list[str] = []

    def write(payload: dict[str, Any]) -> None:
        words.append(payload["word"])
        next_number(db.session, scope=SCOPE, series="jobs")
        if payload["word"] == "fail":
            raise ZeroDivisionError

    monkeypatch.setitem(jobs.HANDLERS, "write", write)
    return words


def ask(world: World, word: str, *, key: str | None = None, due_in: timedelta | None = None) -> None:
    with world.acting() as session:
        due_at = clock.now(session) + due_in if due_in else None
        jobs.add_job(session, kind="write", key=key or word, payload={"word": word}, due_at=due_at)


def run(world: World) -> int:
    with world.reading():
        return jobs.run_due_jobs()


def test_a_job_is_done_once(world: World, done: list[str]) -> None:
    ask(world, "hello")
    assert (run(world), run(world)) == (1, 0)
    assert done == ["hello"]


def test_the_same_work_asked_for_twice_is_done_once_even_afterwards(world: World, done: list[str]) -> None:
    ask(world, "hello", key="k")
    ask(world, "again", key="k")
    run(world)
    ask(world, "later", key="k")
    assert run(world) == 0
    assert done == ["hello"]


def test_work_is_asked_for_with_the_act_or_not_at_all(world: World, done: list[str]) -> None:
    def fail() -> None:
        with world.acting() as session:
            jobs.add_job(session, kind="write", key="k", payload={"word": "hello"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert run(world) == 0


def test_work_is_waiting_until_it_is_done(world: World, done: list[str]) -> None:
    ask(world, "hello")
    with world.reading():
        assert jobs.is_waiting("write", "hello")
        assert not jobs.is_waiting("write", "other")
        jobs.run_due_jobs()
        assert not jobs.is_waiting("write", "hello")


def test_work_that_is_due_later_waits_until_then(world: World, done: list[str]) -> None:
    ask(world, "hello", due_in=timedelta(hours=1))
    assert run(world) == 0
    with clock.moved(timedelta(hours=1, seconds=1)):
        assert run(world) == 1


def test_a_job_that_fails_keeps_no_other_from_being_done(world: World, done: list[str]) -> None:
    ask(world, "fail")
    ask(world, "hello")
    with pytest.raises(WorkUnfinished):
        run(world)
    assert done == ["fail", "hello"]


def test_a_job_that_fails_leaves_nothing_and_is_tried_again_later_and_later(world: World, done: list[str]) -> None:
    ask(world, "fail")
    for minutes in (0, 1, 3):
        with clock.moved(timedelta(minutes=minutes, seconds=minutes)):
            with pytest.raises(WorkUnfinished):
                run(world)
            assert run(world) == 0
    assert done == ["fail"] * 3
    with world.acting() as session:
        assert next_number(session, scope=SCOPE, series="jobs") == 1


def test_a_job_is_never_given_up(world: World, done: list[str]) -> None:
    ask(world, "fail")
    with world.acting() as session:
        session.scalars(select(Job)).one().attempts = 1000
    with pytest.raises(WorkUnfinished):
        run(world)
    with clock.moved(jobs.LONGEST_WAIT + timedelta(seconds=1)), pytest.raises(WorkUnfinished):
        run(world)


def test_a_job_that_nobody_knows_how_to_do_waits_for_a_version_that_does(
    world: World, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.acting() as session:
        jobs.add_job(session, kind="unknown", key="k", payload={"word": "hello"})
    with pytest.raises(WorkUnfinished):
        run(world)
    monkeypatch.setitem(jobs.HANDLERS, "unknown", jobs.HANDLERS["write"])
    with clock.moved(timedelta(minutes=2)):
        assert run(world) == 1


def test_the_job_of_a_worker_that_died_is_done_by_another_after_its_lease(world: World, done: list[str]) -> None:
    ask(world, "hello")
    with world.reading():
        assert jobs._lease_next() is not None
    assert run(world) == 0
    with clock.moved(jobs.LEASE + timedelta(seconds=1)):
        assert run(world) == 1
    assert done == ["hello"]


def test_a_worker_that_outlasts_its_lease_finds_that_another_has_done_the_job(world: World, done: list[str]) -> None:
    ask(world, "hello")
    with world.reading():
        slow = jobs._lease_next()
        assert slow is not None
    with clock.moved(jobs.LEASE + timedelta(seconds=1)):
        assert run(world) == 1
        with world.reading():
            assert jobs._run(slow)
    assert done == ["hello"]


def test_what_a_job_was_given_is_forgotten_when_it_is_done(world: World, done: list[str]) -> None:
    ask(world, "hello")
    run(world)
    with world.reading() as session:
        job = session.scalars(select(Job)).one()
        assert (job.payload, job.failure) == ({}, None)


def test_many_workers_do_each_job_once(app: Flask, world: World, done: list[str]) -> None:
    words = [f"word {number}" for number in range(20)]
    for word in words:
        ask(world, word)
    assert sum(at_once(*[lambda: run(world)] * 4)) == len(words)
    assert sorted(done) == sorted(words)
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Job).where(Job.done_at.is_(None))) == 0


def test_what_is_prepared_is_prepared_while_others_may_write_and_written_with_the_job(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []

    def count() -> int:
        with world.acting() as session:
            return next_number(session, scope=SCOPE, series="jobs")

    def prepare(payload: dict[str, Any]) -> Callable[[], None]:
        (number,) = at_once(count)
        return lambda: written.append(number + next_number(db.session, scope=SCOPE, series="jobs"))

    monkeypatch.setitem(jobs.PREPARATIONS, "long", prepare)
    with world.acting() as session:
        jobs.add_job(session, kind="long", key="k", payload={})
    assert run(world) == 1
    assert written == [3]


def test_work_of_which_the_preparation_fails_waits_for_another_turn(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(payload: dict[str, Any]) -> Callable[[], None]:
        raise ZeroDivisionError

    monkeypatch.setitem(jobs.PREPARATIONS, "long", fail)
    with world.acting() as session:
        jobs.add_job(session, kind="long", key="k", payload={"word": "hello"})
    with pytest.raises(WorkUnfinished):
        run(world)
    assert run(world) == 0
