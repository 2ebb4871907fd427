"""The server of an installation: one process, threads for requests, one worker beside them."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import waitress

from consult.kernel.chores import Worker
from consult.kernel.errors import Refused, msgid
from consult.settings import Settings

LOCK = "serve.lock"
Application = Callable[..., Any]
"""What waitress serves: a WSGI application."""


class AlreadyServed(Refused):
    """Another process serves this installation's SQLite database."""

    code = "already-served"
    status = 409
    sentence = msgid(
        "This installation is being served by another process already. End that one first, or use PostgreSQL for several."
    )


def serve(application: Application, worker: Worker, settings: Settings, started: Callable[[], None]) -> None:
    """Serve until the process is told to stop; `started` is called once the port is open.

    Refuses to be the second process on one SQLite database: several of them starve each other.
    """
    with _only_server(settings), worker.beside():
        server = waitress.create_server(
            application, host=settings.host, port=settings.port, threads=settings.threads, ident=None
        )
        started()
        try:
            server.run()
        finally:
            server.close()


@contextmanager
def _only_server(settings: Settings) -> Iterator[None]:
    if not settings.database.startswith("sqlite"):
        yield
        return
    with (settings.instance_path / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyServed from error
        yield
