"""A browser, a server with people on it, and what they need to get in."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from consult.accounts import service as accounts
from consult.kernel.chores import work_once
from consult.operations import service as operations
from tests.browser import find_browser
from tests.server import Server, serving
from tests.world import World

OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LINK = re.compile(r"http\S+/sign-in/link/\S+")
CODE = re.compile(r"\b\d{8}\b")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the journeys are skipped."""
    program = find_browser()
    if program is None:
        pytest.skip("no Chromium here; `make test` installs one where it can")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(OPTIONS))
        yield started
        started.close()


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    """The application behind a real server."""
    with serving(app) as running:
        yield running


class Visit:
    """One person at a browser of their own; whatever the page asks of another host fails the test."""

    def __init__(self, context: BrowserContext, server: Server, world: World) -> None:
        self.context = context
        self.server = server
        self.world = world
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self._watch(request.url))
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self._listen(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> None:
        self.page.goto(self.server.address + path)

    def sign_in(self, person_id: str) -> None:
        """Come in by a one-time link, as if it had been handed over."""
        with self.world.acting():
            token = accounts.make_sign_in_link(person_id=person_id)
        self.go(f"/en/sign-in/link/{token}")
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url(lambda address: "/sign-in/link/" not in address)

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()

    def follow(self, words: str) -> None:
        self.page.get_by_role("link", name=words, exact=True).first.click()

    def type(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)

    def letter(self) -> str:
        """Have the worker send what waits, and return the newest letter's text."""
        with self.server.app.app_context():
            work_once()
            return operations.kept_letters(self.server.app.config["SETTINGS"])[0].text

    def _watch(self, url: str) -> None:
        if not url.startswith((self.server.address, "data:", "blob:")):
            self.elsewhere.append(url)

    def _listen(self, kind: str, text: str) -> None:
        # A refusal is an answer (409, 422), which Chromium reports as a resource that failed to load.
        if kind == "error" and "Failed to load resource" not in text:
            self.complaints.append(text)


@pytest.fixture
def visit(browser: Browser, server: Server, world: World) -> Iterator[Callable[..., Visit]]:
    """Give browsers to people, with or without JavaScript; nobody's page may ask another host or break a rule."""
    visits: list[Visit] = []

    def begin(*, has_javascript: bool = True, width: int = 1280) -> Visit:
        context = browser.new_context(
            java_script_enabled=has_javascript,
            viewport={"width": width, "height": 900},
            accept_downloads=True,
            locale="en",
        )
        context.set_default_timeout(10_000)
        visits.append(Visit(context, server, world))
        return visits[-1]

    yield begin
    for each in visits:
        assert each.elsewhere == []
        assert each.complaints == []
        each.context.close()


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """A folder for what people download."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder
