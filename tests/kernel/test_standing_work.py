"""Standing work: every turn does all that waits, and a queue that only wakes says when."""

from collections.abc import Iterator
from contextlib import closing
from threading import Event

import pytest
from flask import Flask
from huey import MemoryHuey

from consult.kernel import chores, jobs, transaction
from consult.kernel.chores import Worker, build_worker, wake_after_commit, work_once
from consult.kernel.counters import next_number
from consult.kernel.db import db
from consult.kernel.errors import WorkUnfinished
from consult.kernel.ids import new_id
from consult.settings import Settings
from tests.world import World


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was done at each turn, with nothing standing but what the test adds."""
    monkeypatch.setattr(chores, "CHORES", [])
    return []


@pytest.fixture
def worker(app: Flask) -> Worker:
    """A worker whose queue is in memory."""
    made = Worker(MemoryHuey("consult", results=False), app)
    app.extensions["consult.worker"] = made
    return made


def test_a_turn_does_all_that_waits_and_says_how_much(world: World, turns: list[str]) -> None:
    chores.chore(lambda: 3)
    chores.chore(lambda: 0)
    with world.acting() as session:
        jobs.add_job(session, kind="none", key="k", payload={})
    with world.reading():
        jobs.HANDLERS["none"] = lambda _payload: None
        assert work_once() == 4
        assert work_once() == 3


def test_work_that_fails_keeps_no_other_from_being_done(world: World, turns: list[str]) -> None:
    chores.chore(lambda: 1 // 0)
    chores.chore(lambda: turns.append("second") or 1)
    with world.reading(), pytest.raises(WorkUnfinished):
        work_once()
    assert turns == ["second"]


def test_work_that_fails_leaves_a_session_that_works(world: World, turns: list[str]) -> None:
    def fail() -> int:
        db.session.execute(db.text("SELECT * FROM nothing"))
        return 0

    def read() -> int:
        turns.append(str(db.session.execute(db.text("SELECT 1")).scalar_one()))
        return 1

    chores.chore(fail)
    chores.chore(read)
    with world.reading(), pytest.raises(WorkUnfinished):
        work_once()
    assert turns == ["1"]


def test_an_act_wakes_the_worker_once_it_has_committed(world: World, worker: Worker) -> None:
    with world.acting():
        wake_after_commit()
        wake_after_commit()
        assert worker.huey.pending_count() == 0
    assert worker.huey.pending_count() == 1


def test_waking_a_worker_that_is_awake_adds_nothing(worker: Worker) -> None:
    worker.wake()
    worker.wake()
    assert worker.huey.pending_count() == 1


def test_a_process_without_a_worker_has_nothing_to_wake(world: World) -> None:
    scope = new_id()
    with world.acting() as session:
        next_number(session, scope=scope, series="comment")
        wake_after_commit()


def gone() -> int:
    raise ConnectionError


def test_a_queue_that_is_gone_does_not_fail_the_act(
    world: World, worker: Worker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(worker.huey, "pending_count", gone)
    with world.acting():
        transaction.after_commit(worker.wake)
    assert "the queue does not answer" in capsys.readouterr().err


def test_what_waits_is_done_without_the_queue_while_that_is_gone(
    worker: Worker, turns: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker.huey, "pending_count", gone)
    done = Event()
    chores.chore(lambda: done.set() or 1)
    with worker.beside():
        assert done.wait(timeout=10)
        done.clear()
        worker.wake()
        assert done.wait(timeout=10)


def test_a_turn_is_taken_now_and_then_though_nobody_asks(
    worker: Worker, turns: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chores, "PULSE", 0.05)
    taken: list[int] = []
    third = Event()

    def take() -> int:
        taken.append(1)
        if len(taken) == 3:
            third.set()
        return 1

    chores.chore(take)
    with worker.beside():
        assert third.wait(timeout=10)


def test_a_worker_works_when_it_begins_and_when_it_is_woken_and_finishes_what_it_is_at(
    worker: Worker, turns: list[str]
) -> None:
    begun, told, finished = Event(), Event(), Event()

    def work() -> int:
        begun.set()
        told.wait(timeout=10)
        finished.set()
        return 1

    chores.chore(work)
    with worker.beside():
        assert begun.wait(timeout=10)
        begun.clear()
        told.set()
        assert finished.wait(timeout=10)
        told.clear()
        finished.clear()
        worker.wake()
        assert begun.wait(timeout=10)
        told.set()
    assert finished.is_set()


def test_a_turn_that_fails_does_not_end_the_worker(
    worker: Worker, turns: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tried = Event()

    def fail() -> int:
        tried.set()
        raise ZeroDivisionError

    chores.chore(fail)
    with worker.beside():
        assert tried.wait(timeout=10)
        tried.clear()
        worker.wake()
        assert tried.wait(timeout=10)
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_the_queue_lies_in_the_instance_s_folder_where_no_redis_is_set(app: Flask) -> None:
    settings: Settings = app.config["SETTINGS"]
    made = build_worker(app)
    with closing(made.huey.storage):
        made.wake()
    assert (settings.instance_path / "queue.db").exists()
    assert app.extensions["consult.worker"] is made
