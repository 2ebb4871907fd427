"""How often one network may try: counted without keeping an address, and also while the counter's server is gone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consult import create_app
from consult.kernel.db import db
from consult.kernel.secrets import make_secret_key
from consult.settings import Settings
from consult.web.limits import limiter, network
from tests.client import Client
from tests.databases import Databases

AMINA = "amina@example.org"


@pytest.fixture
def strict(databases: Databases, tmp_path: Path) -> Iterator[Any]:
    """Make applications that let a network try three times a minute."""
    with databases.fresh("sqlite", tmp_path) as address:
        settings = Settings(instance=str(tmp_path), database_url=address, sign_in_limit="3 per minute")
        make_secret_key(settings)
        made: list[Flask] = []

        def make(**given: Any) -> Flask:
            made.append(create_app(replace(settings, **given)))
            return made[-1]

        yield make
        for app in made:
            with app.app_context():
                db.engine.dispose()


def test_whoever_tries_too_often_waits_a_minute_and_keeps_what_was_typed(strict: Any) -> None:
    browser = Client(strict())
    for _ in range(3):
        browser.fill("/en/sign-in", "/sign-in", email=AMINA)
    page = browser.fill("/en/sign-in", "/sign-in", status=429, email=AMINA)
    assert page.heading == "Too many tries"
    assert AMINA in page.words
    assert page.headers["Retry-After"] == "60"


def test_reading_is_not_counted(strict: Any) -> None:
    browser = Client(strict())
    for _ in range(8):
        browser.get("/en/sign-in")
        browser.get("/en/")


def test_every_way_in_is_counted(strict: Any) -> None:
    for path in ("/en/register", "/en/sign-in", "/en/sign-in/code", "/en/sign-in/password", "/en/sign-in/link/x"):
        browser = Client(strict())
        limiter.reset()
        statuses = [
            browser.post(path, {"email": AMINA, "name": "A", "code": "1", "password": "p"}).status for _ in range(4)
        ]
        assert 429 not in statuses[:3], path
        assert statuses[3] == 429, path


def test_another_network_is_not_made_to_wait(strict: Any) -> None:
    app = strict()
    statuses = []
    for address in ("192.0.2.1", "192.0.2.77", "192.0.2.200", "192.0.2.9", "198.51.100.1", "2001:db8::1"):
        browser = Client(app)
        browser.http.environ_base["REMOTE_ADDR"] = address
        statuses.append(browser.post("/en/sign-in", {"email": AMINA}).status)
    assert statuses == [303, 303, 303, 429, 303, 303]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.254", True),
        ("192.0.2.1", "192.0.3.1", False),
        ("2001:db8:1::1", "2001:db8:1:ffff::2", True),
        ("2001:db8:1::1", "2001:db8:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.9", True),
        ("", "unknown", True),
    ],
)
def test_a_network_is_a_prefix(strict: Any, one: str, other: str, is_same: bool) -> None:
    app = strict()
    found = []
    for address in (one, other):
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            found.append(network())
    assert (found[0] == found[1]) is is_same
    assert all(address not in name for address in (one, other) if address for name in found)


def test_another_installation_counts_the_same_network_under_another_name(strict: Any, tmp_path: Path) -> None:
    app = strict()
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.1"}):
        first = network()
        app.config["SECRET_KEY"] = "another key"
        assert network() != first


def test_tries_are_counted_here_while_redis_is_gone(strict: Any, capsys: pytest.CaptureFixture[str]) -> None:
    browser = Client(strict(redis_url="redis://127.0.0.1:1/0"))
    for _ in range(3):
        browser.post("/en/sign-in", {"email": AMINA}, status=303)
    browser.post("/en/sign-in", {"email": AMINA}, status=429)
    assert "192.0.2" not in capsys.readouterr().err
