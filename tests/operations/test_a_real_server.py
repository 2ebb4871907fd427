"""An installation as it is run: separate processes, a port, a worker, a signal at the end."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest
import redis

from consult.operations import service
from consult.settings import Settings
from tests.html import read, values
from tests.operations.conftest import Installation

PATIENCE_SECONDS = 60
REDIS = os.environ.get("CONSULT_TEST_REDIS_URL", "redis://127.0.0.1:6379")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answers(address: str) -> bool:
    with redis.Redis.from_url(address, socket_timeout=3) as client:
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False


@contextmanager
def process(installation: Installation, *words: str, until: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Give a running `python -m consult`, once it has said that it is; end it with SIGTERM if it is not over."""
    # A shell lets what it runs in the background ignore Ctrl+C, and so would what is started here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    started = subprocess.Popen(
        [sys.executable, "-m", "consult", *words],
        env={**os.environ, **installation.environment, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert started.stdout is not None
        said = next((line for line in started.stdout if until in line), None)
        assert said is not None, started.communicate()
        yield started
    finally:
        if started.poll() is None:
            started.send_signal(signal.SIGTERM)
        started.communicate(timeout=PATIENCE_SECONDS)


def ended(running: subprocess.Popen[str], by: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
    """End the process, and return its status and what it wrote to the error output."""
    running.send_signal(by)
    _, error = running.communicate(timeout=PATIENCE_SECONDS)
    return running.returncode, error


def browser() -> OpenerDirector:
    return build_opener(HTTPCookieProcessor(CookieJar()))


def letters(installation: Installation) -> list[Path]:
    return list((installation.folder / "mail").glob("*.eml"))


def wait_for_letter(installation: Installation, patience: float) -> str:
    deadline = time.monotonic() + patience
    while not letters(installation):
        assert time.monotonic() < deadline, "no letter"
        time.sleep(0.02)
    return letters(installation)[0].read_text()


def register(visitor: OpenerDirector, address: str) -> None:
    with visitor.open(f"{address}/en/register") as page:
        form = next(each for each in read(page.read().decode()).all("form") if each.get("action") == "/en/register")
    sent = values(form) | {"name": "Amina Otieno", "email": "amina@example.org"}
    with visitor.open(f"{address}/en/register", data=urlencode(sent).encode()) as page:
        assert page.url == f"{address}/en/sign-in/code"


def test_an_installation_is_prepared_served_used_and_ended(prepared: Installation) -> None:
    port, extra = free_port(), {}
    if prepared.settings.sqlite_file is None and answers(REDIS):
        extra["CONSULT_REDIS_URL"] = f"{REDIS}/15"
    address = f"http://127.0.0.1:{port}"
    with process(prepared, "serve", "--port", str(port), until=address, **extra) as server:
        visitor = browser()
        with visitor.open(Request(f"{address}/", headers={"Accept-Language": "ar"})) as page:
            assert page.url == f"{address}/ar/"
            assert page.headers["Server"] is None
        register(visitor, address)
        assert f"{address}/en/sign-in/link/" in wait_for_letter(prepared, patience=10)
        status, error = ended(server)
    assert (status, error) == (0, "")
    assert not list(prepared.folder.glob("*-wal")), "the database was not closed"


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_a_worker_of_its_own_does_what_waits_and_ends_well(prepared: Installation) -> None:
    for by in (signal.SIGINT, signal.SIGTERM):
        with process(prepared, "work", until="consult works") as worker:
            assert ended(worker, by) == (0, "")


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_behind_a_proxy_the_reader_s_own_address_is_what_counts(prepared: Installation) -> None:
    port = free_port()
    environment = {
        "CONSULT_PROXIES": "1",
        "CONSULT_PUBLIC_URL": "https://consult.example.org",
        "CONSULT_SIGN_IN_LIMIT": "1 per hour",
    }
    with process(prepared, "serve", "--port", str(port), until="serves", **environment):
        visit = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        proxied = {"X-Forwarded-Host": "consult.example.org", "X-Forwarded-Proto": "https"}
        visit.request("GET", "/en/sign-in", headers=proxied)
        with visit.getresponse() as page:
            assert page.status == 200, "the proxy's headers do not reach the application"
            cookie = str(page.headers["Set-Cookie"])
            form = next(each for each in read(page.read().decode()).all("form") if each.get("action") == "/en/sign-in")
        assert re.match(r"__Host-consult=[^;]+; Secure; HttpOnly; Path=/; SameSite=Lax$", cookie)
        body = urlencode(values(form) | {"email": "amina@example.org"})
        statuses = []
        for network in ("192.0.2.1", "192.0.2.2", "198.51.100.1"):
            sent = proxied | {"X-Forwarded-For": network, "Cookie": cookie.partition(";")[0]}
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            visit.request("POST", "/en/sign-in", body=body, headers=sent | kind)
            with visit.getresponse() as page:
                statuses.append(page.status)
                page.read()
        visit.close()
    assert statuses == [303, 429, 303]


class NoWorker:
    """A worker that has nothing to do."""

    @contextmanager
    def beside(self) -> Iterator[None]:
        yield


def test_what_is_being_answered_when_the_end_comes_is_answered(tmp_path: Path) -> None:
    settings = Settings(instance=str(tmp_path), port=free_port(), threads=1)
    answered: list[bytes] = []

    def application(_environ: Any, start_response: Any) -> list[bytes]:
        os.kill(os.getpid(), signal.SIGTERM)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"to the end"]

    def visit() -> None:
        with build_opener().open(f"http://127.0.0.1:{settings.port}/") as page:
            answered.append(page.read())

    visitor = Thread(target=visit)
    service.serve(application, NoWorker(), settings, visitor.start)
    visitor.join(timeout=PATIENCE_SECONDS)
    assert answered == [b"to the end"]


def test_a_proxy_s_headers_reach_the_application_which_alone_decides_whether_to_believe_them(tmp_path: Path) -> None:
    settings = Settings(instance=str(tmp_path), port=free_port(), threads=1)
    seen: list[str] = []

    def application(environ: Any, start_response: Any) -> list[bytes]:
        seen.append(f"{environ.get('HTTP_X_FORWARDED_FOR')} {environ['REMOTE_ADDR']}")
        os.kill(os.getpid(), signal.SIGTERM)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b""]

    def visit() -> None:
        sent = Request(f"http://127.0.0.1:{settings.port}/", headers={"X-Forwarded-For": "192.0.2.1"})
        with build_opener().open(sent) as page:
            page.read()

    visitor = Thread(target=visit)
    service.serve(application, NoWorker(), settings, visitor.start)
    visitor.join(timeout=PATIENCE_SECONDS)
    assert seen == ["192.0.2.1 127.0.0.1"]
