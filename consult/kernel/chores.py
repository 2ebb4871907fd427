"""Standing work: what a worker does again and again, and the queue that wakes it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer as HueyConsumer

from consult.kernel import jobs, outbox
from consult.kernel.transaction import after_commit
from consult.settings import Settings

Chore = Callable[[], int]
CHORES: list[Chore] = []
"""What is done at every turn, in the order in which the rooms registered it; each returns how much it did."""

log = structlog.get_logger()


def chore(work: Chore) -> Chore:
    """Register standing work; it opens its own transactions and must be idempotent."""
    CHORES.append(work)
    return work


class Consumer(HueyConsumer):  # type: ignore[misc] # huey publishes no types
    """A consumer that lives beside a web server, whose signals are not its own."""

    def _set_signal_handlers(self) -> None:
        """Leave the process's signals alone."""


class Worker:
    """The queue of one installation, and the task that does everything that waits."""

    def __init__(self, huey: Huey, app: Flask) -> None:
        self.huey = huey
        self._app = app
        self._is_woken = threading.Event()
        self._task = huey.task(name="work")(self._work)
        huey.periodic_task(crontab(minute="*"), name="work_every_minute")(self._work)

    def wake(self) -> None:
        """Ask for a turn of work; while one is asked for and not begun, asking again adds nothing."""
        if not self._is_woken.is_set():
            self._is_woken.set()
            self._task()

    def _work(self) -> None:
        self._is_woken.clear()
        with self._app.app_context():
            try:
                work_once()
            except Exception:
                log.exception("work failed")

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Work in a thread of this process while the block runs."""
        consumer = Consumer(self.huey, workers=1, initial_delay=0.05, max_delay=1.0)
        consumer.start()
        try:
            yield
        finally:
            consumer.stop(graceful=True)

    def run(self) -> None:
        """Work until the process is told to stop."""
        HueyConsumer(self.huey, workers=1, initial_delay=0.05, max_delay=1.0).run()


def work_once() -> int:
    """Do everything that waits now; return how many pieces of work were done."""
    settings: Settings = current_app.config["SETTINGS"]
    done = sum(work() for work in CHORES)
    return done + jobs.run_due_jobs() + outbox.send_letters(settings)


def build_worker(app: Flask) -> Worker:
    """Return the worker of an installation; its queue only wakes, so losing the queue loses nothing."""
    settings: Settings = app.config["SETTINGS"]
    if settings.redis_url:
        huey = RedisHuey("consult", url=settings.redis_url, results=False)
    else:
        huey = SqliteHuey("consult", filename=str(settings.instance_path / "queue.db"), results=False)
    worker = Worker(huey, app)
    app.extensions["consult.worker"] = worker
    return worker


def wake_after_commit() -> None:
    """Wake the worker once the open transaction has committed, if this process has one."""
    worker = current_app.extensions.get("consult.worker")
    if worker is not None:
        after_commit(worker.wake)
