"""The application behind a real server on a loopback port, and browsers that talk to it over HTTP."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPResponse
from threading import Barrier, Thread
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPErrorProcessor, Request, build_opener

import waitress
from flask import Flask

from tests.html import Element, read, values

Result = TypeVar("Result")
THREADS = 16


class _NoJumps(HTTPErrorProcessor):
    """Hand back every answer as it is, redirections and refusals too."""

    def http_response(self, request: Request, response: HTTPResponse) -> HTTPResponse:
        return response


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    text: str

    @property
    def root(self) -> Element:
        return read(self.text)


@dataclass(frozen=True, slots=True)
class Browser:
    """One person's browser: an address and the cookie of a session."""

    address: str
    cookie: str

    def get(self, path: str) -> Answer:
        return self._send(Request(self.address + path, headers={"Cookie": self.cookie}))

    def post(self, path: str, data: Mapping[str, str]) -> Answer:
        """Send a form as htmx does, so that the answer is the fragment and not a way to it."""
        headers = {"Cookie": self.cookie, "HX-Request": "true", "Origin": self.address}
        return self._send(Request(self.address + path, data=urlencode(data).encode(), headers=headers))

    def form(self, path: str, action: str) -> dict[str, str]:
        """Return what the form on a page would send as it stands."""
        forms = self.get(path).root.all("form")
        return values(next(each for each in forms if each.get("action").endswith(action)))

    def _send(self, request: Request) -> Answer:
        try:
            with build_opener(_NoJumps).open(request, timeout=60) as response:
                return Answer(response.status, response.read().decode())
        except HTTPError as error:
            return Answer(error.code, error.read().decode())


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and the application in it."""

    app: Flask
    address: str

    def browser(self, session_token: str) -> Browser:
        """Return the browser of whoever holds the session; its cookie holds a proof of origin from the first page on."""
        with self.app.test_client() as client:
            with client.session_transaction() as session:
                session["_user_id"] = session_token
                session["_fresh"] = True
            client.get("/en/sign-in")
            cookie = client.get_cookie("consult")
            assert cookie is not None
            return Browser(self.address, f"consult={cookie.value}")


@contextmanager
def serving(app: Flask) -> Iterator[Server]:
    """Serve the application on a free loopback port while the block runs."""
    server: Any = waitress.create_server(app, host="127.0.0.1", port=0, threads=THREADS, ident=None)
    thread = Thread(target=_run, args=(server,))
    thread.start()
    try:
        yield Server(app, f"http://127.0.0.1:{server.effective_port}")
    finally:
        server.close()
        thread.join(timeout=30)


def _run(server: Any) -> None:
    """Serve until the server is closed, which its loop may find out from a socket that is gone."""
    with suppress(OSError):
        server.run()


def at_once(*acts: Any) -> list[Any]:
    """Do all acts in threads that start at the same instant; return their results in order."""
    start = Barrier(len(acts))

    def wait_and(act: Any) -> Any:
        start.wait(timeout=60)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(wait_and, acts))
