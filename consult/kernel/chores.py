"""Standing work: what a worker does again and again, and the queue that wakes it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import structlog
from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey
from huey.consumer import Consumer as HueyConsumer

from consult.kernel import jobs, outbox
from consult.kernel.db import db
from consult.kernel.errors import WorkUnfinished
from consult.kernel.transaction import after_commit
from consult.settings import Settings

Chore = Callable[[], int]
CHORES: list[Chore] = []
"""What is done at every turn, in the order in which the rooms registered it; each returns how much it did."""

PULSE = 60.0
"""Seconds between two turns when nobody asks for one."""

log = structlog.get_logger()


def chore(work: Chore) -> Chore:
    """Register standing work; it opens its own transactions and must be idempotent."""
    CHORES.append(work)
    return work


class Consumer(HueyConsumer):  # type: ignore[misc] # huey publishes no types
    """A consumer that lives in threads of a process whose signals are not its own."""

    def _set_signal_handlers(self) -> None:
        """Leave the process's signals alone."""


class Worker:
    """The queue of one installation, and the task that does everything that waits.

    The queue only says when: a queue that does not answer loses nothing and delays nothing.
    """

    def __init__(self, huey: Huey, app: Flask) -> None:
        self.huey = huey
        self._app = app
        self._task = huey.task(name="work")(self._work)
        self._is_alone = Event()
        self._is_over = Event()

    def wake(self) -> None:
        """Ask for a turn of work; while one is asked for and not begun, asking again adds nothing."""
        try:
            if not self.huey.pending_count():
                self._task()
        except Exception as error:  # noqa: BLE001 - whatever a queue may raise, the work is done without it
            log.warning("the queue does not answer; what waits is done without it", reason=type(error).__name__)
            self._is_alone.set()

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Work in threads of this process while the block runs; what is being done at its end is done to its end."""
        # A queue that is read by waiting pauses only when it does not answer; another is asked again and again.
        first, longest = (5.0, 5.0) if self.huey.storage.blocking else (0.05, 0.5)
        consumer = Consumer(
            self.huey, workers=1, periodic=False, initial_delay=first, max_delay=longest, scheduler_interval=60
        )
        pulse = Thread(target=self._beat, name="pulse")
        self._is_over.clear()
        self._is_alone.clear()
        consumer.start()
        pulse.start()
        try:
            yield
        finally:
            self._is_over.set()
            self._is_alone.set()
            consumer.stop(graceful=True)
            pulse.join()

    def _beat(self) -> None:
        """Ask for a turn at once and every minute, and take it where the queue does not answer."""
        self.wake()
        while not self._is_over.is_set():
            if not self._is_alone.wait(PULSE):
                self.wake()
            elif not self._is_over.is_set():
                self._is_alone.clear()
                self._work()

    def _work(self) -> None:
        with self._app.app_context():
            try:
                work_once()
            except WorkUnfinished:
                log.warning("something that waits could not be done; it is tried again later")


def work_once() -> int:
    """Do everything that waits now; return how many pieces of work were done.

    A piece that fails keeps no other from being done. Refuses `work-unfinished` at the end when there was one.
    """
    settings: Settings = current_app.config["SETTINGS"]
    everything: list[Chore] = [*CHORES, jobs.run_due_jobs, lambda: outbox.send_letters(settings)]
    done = [_attempt(work) for work in everything]
    if None in done:
        raise WorkUnfinished
    return sum(filter(None, done))


def _attempt(work: Chore) -> int | None:
    try:
        return work()
    except WorkUnfinished:
        return None
    except Exception:
        log.exception("work failed")
        return None
    finally:
        db.session.rollback()


def build_worker(app: Flask) -> Worker:
    """Return the worker of an installation; its queue only wakes, so losing the queue loses nothing."""
    settings: Settings = app.config["SETTINGS"]
    if settings.redis_url:
        huey = RedisHuey("consult", url=settings.redis_url, results=False)
    else:
        huey = SqliteHuey("consult", filename=str(settings.instance_path / "queue.db"), results=False, fsync=False)
    worker = Worker(huey, app)
    app.extensions["consult.worker"] = worker
    return worker


def wake_after_commit() -> None:
    """Wake the worker once the open transaction has committed, if this process has one."""
    worker = current_app.extensions.get("consult.worker")
    if worker is not None:
        after_commit(worker.wake)
