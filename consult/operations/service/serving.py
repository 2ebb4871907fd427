"""The server of an installation: one process, threads for requests, one worker beside them."""

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import waitress
from waitress import wasyncore

from consult.kernel.chores import Worker
from consult.kernel.errors import Refused, msgid
from consult.kernel.locks import Taken, held
from consult.settings import Settings

MOST_BYTES = 8 * 1024 * 1024
"""What the server reads of one request before it hangs up; below it, the application says in a page what is too large."""

Application = Callable[..., Any]
"""What waitress serves: a WSGI application."""


class AlreadyServed(Refused):
    """Another process serves this installation's SQLite database."""

    code = "already-served"
    status = 409
    sentence = msgid(
        "This installation is being served by another process already. End that one first, or use PostgreSQL for several."
    )


class CannotListen(Refused):
    """The address is not this machine's, or its port is in use."""

    code = "cannot-listen"
    status = 409
    sentence = msgid(
        "Nothing can listen at %(host)s, port %(port)s: %(reason)s. Choose another with --host and --port, or end what listens there."
    )


def serve(application: Application, worker: Worker, settings: Settings, started: Callable[[], None]) -> None:
    """Serve until the process is told to stop; `started` is called once the port is open.

    What is being answered or worked on at the end is finished. Refuses to be the second process on one SQLite database,
    for several of them starve each other, and an address at which it cannot listen.
    """
    with _only_server(settings), _listening(application, settings) as server, _until_told(), worker.beside():
        started()
        server.run()


def work_until_told(worker: Worker, started: Callable[[], None]) -> None:
    """Work until the process is told to stop; what is being done then is finished."""
    with _until_told(), worker.beside():
        started()
        threading.Event().wait()


@contextmanager
def _until_told() -> Iterator[None]:
    """Let SIGTERM and Ctrl+C end the block, and end it well."""

    def stop(_signal: int, _frame: object) -> None:
        raise SystemExit

    earlier = signal.signal(signal.SIGTERM, stop)
    try:
        with suppress(SystemExit, KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, earlier)


@contextmanager
def _listening(application: Application, settings: Settings) -> Iterator[Any]:
    """Give a server whose port is open.

    The headers of proxies reach the application, which believes them only where proxies are announced, and elsewhere
    tells by them that a request does not come from this machine.
    """
    open_sockets: dict[int, Any] = {}
    server = waitress.create_server(
        application,
        map=open_sockets,
        sockets=[_open_port(settings)],
        threads=settings.threads,
        ident=None,
        clear_untrusted_proxy_headers=False,
        max_request_body_size=MOST_BYTES,
    )
    try:
        yield server
    finally:
        wasyncore.close_all(open_sockets, ignore_all=True)


def _open_port(settings: Settings) -> socket.socket:
    where = (settings.host, settings.port)
    try:
        family = socket.getaddrinfo(*where, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server(where, family=family)
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]  # Python adds the address in brackets
        raise CannotListen(host=settings.host, port=settings.port, reason=reason) from error


@contextmanager
def _only_server(settings: Settings) -> Iterator[None]:
    if settings.sqlite_file is None:
        yield
        return
    try:
        with held(settings.sqlite_file.with_name(f"{settings.sqlite_file.name}.serving")):
            yield
    except Taken as taken:
        raise AlreadyServed from taken
