"""Every no is a page of our own: translated, saying what to do next, and telling nothing of what is inside."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from consult.accounts import service as accounts
from consult.kernel.errors import Busy, Refused
from consult.localisation.rules.languages import LANGUAGES
from consult.web.errors import TITLES
from consult.web.guards import anyone
from tests.client import HTMX, Client
from tests.conftest import Scene
from tests.world import World

AMINA = "amina@example.org"

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
"""Nothing here depends on the database."""


class Unwell(Refused):
    """A refusal of this test's own."""

    code = "unwell"
    sentence = "Nothing can be done."


@pytest.fixture
def broken(app: Flask) -> dict[str, Exception]:
    """Pages at /en/broken that raise what the test puts here."""
    raised: dict[str, Exception] = {}

    @anyone
    def broken() -> str:
        raise raised["error"]

    app.add_url_rule("/<lang:lang>/broken", "broken", broken, methods=["GET", "POST"])
    return raised


def logged(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.parametrize("tag", [language.tag for language in LANGUAGES])
def test_an_address_that_is_none_is_answered_in_the_reader_s_language(stranger: Client, tag: str) -> None:
    page = stranger.get(f"/{tag}/nowhere", status=404)
    (html,) = page.root.all("html")
    assert html.get("lang") == tag
    assert page.link(page.root.all("a")[-1].text)
    page = stranger.get("/nowhere", status=404, headers={"Accept-Language": tag})
    assert page.root.all("html")[0].get("lang") == tag


def test_a_form_sent_to_an_address_that_is_none_is_answered_as_such(stranger: Client) -> None:
    stranger.post("/en/nowhere", {"text": "My words."}, status=404)
    stranger.post("/nowhere", {"text": "My words."}, status=404)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_method_that_nothing_offers_is_answered_with_those_that_are(stranger: Client, method: str) -> None:
    answer = getattr(stranger.http, method)("/en/sign-in")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert "This address is used in another way" in answer.text


@pytest.mark.parametrize("status", sorted(TITLES))
def test_every_status_has_a_page_with_its_own_title(
    monkeypatch: pytest.MonkeyPatch, stranger: Client, broken: dict[str, Exception], status: int
) -> None:
    monkeypatch.setattr(Unwell, "status", int(status))
    broken["error"] = Unwell()
    page = stranger.get("/en/broken", status=int(status))
    assert page.heading == TITLES[status]
    assert "Nothing can be done." in page.words
    assert page.headers["Cache-Control"] == "no-store"


def test_a_status_without_a_title_has_a_page_all_the_same(
    monkeypatch: pytest.MonkeyPatch, stranger: Client, broken: dict[str, Exception]
) -> None:
    monkeypatch.setattr(Unwell, "status", 451)
    broken["error"] = Unwell()
    stranger.get("/en/broken", status=451)


def test_htmx_is_answered_with_the_part_of_the_page_that_tells(stranger: Client, broken: dict[str, Exception]) -> None:
    broken["error"] = Unwell()
    part = stranger.get("/en/broken", status=409, headers=HTMX)
    assert part.root.all("html") == []
    assert "Nothing can be done." in part.words


def test_a_failure_of_ours_tells_nothing_and_is_logged_in_one_line(
    stranger: Client, broken: dict[str, Exception], capsys: pytest.CaptureFixture[str]
) -> None:
    broken["error"] = ZeroDivisionError("the inside")
    page = stranger.get("/en/broken?token=hidden", status=500)
    assert page.heading == "Something failed on our side"
    assert "the inside" not in page.text
    (event,) = logged(capsys)
    assert (event["event"], event["address"], event["level"]) == ("request failed", "/<lang:lang>/broken", "error")
    assert "the inside" in event["exception"]
    assert "hidden" not in json.dumps(event)


def test_a_secret_in_an_address_is_not_logged(
    stranger: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(accounts, "name_behind_link", lambda _token: 1 / 0)
    stranger.get("/en/sign-in/link/a-secret-token", status=500)
    (event,) = logged(capsys)
    assert event["address"] == "/<lang:lang>/sign-in/link/<token>"
    assert "a-secret-token" not in json.dumps(event)


def test_what_was_typed_is_still_there_after_a_failure(stranger: Client, broken: dict[str, Exception]) -> None:
    broken["error"] = ZeroDivisionError()
    page = stranger.post("/en/broken", {"text": "My <b>words</b>.", "password": "a secret"}, status=500)
    assert "My <b>words</b>." in page.words
    assert "a secret" not in page.text


def test_whoever_must_wait_is_told_for_how_long(
    stranger: Client, broken: dict[str, Exception], capsys: pytest.CaptureFixture[str]
) -> None:
    broken["error"] = Busy()
    page = stranger.post("/en/broken", {"text": "My words."}, status=503)
    assert page.headers["Retry-After"] == "5"
    assert "My words." in page.words
    (event,) = logged(capsys)
    assert (event["event"], event["code"]) == ("refused", "busy")


def test_a_database_that_is_gone_is_told_on_a_page_that_does_not_need_it(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Gone(Exception):
        sqlstate = "57P01"

    def gone(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("SELECT", {}, Gone())

    browser = Client(app, world.a_session(world.a_person()))
    monkeypatch.setattr("consult.kernel.clock.now", gone)
    for path, tag in (("/ar/", "ar"), ("/en/profile", "en"), ("/nowhere", "en")):
        page = browser.get(path, status=503)
        assert page.root.all("html")[0].get("lang") == tag
        assert page.headers["Retry-After"] == "5"
    assert [(event["event"], event["code"]) for event in logged(capsys)] == [("refused", "database-unreachable")] * 3


def test_a_page_that_cannot_be_made_is_replaced_by_a_simple_one(
    app: Flask, stranger: Client, broken: dict[str, Exception], capsys: pytest.CaptureFixture[str]
) -> None:
    app.context_processor(lambda: 1 / 0)
    broken["error"] = Unwell()
    page = stranger.get("/en/broken", status=409)
    assert page.heading == "This could not be done now"
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_someone_signed_in_is_told_what_their_role_does_not_allow(citizen: Client) -> None:
    page = citizen.get("/en/c/principles/moderate", status=403)
    assert "Your role does not allow this" in page.words


def test_what_is_refused_in_a_consultation_leads_back_to_it(newcomer: Client, scene: Scene) -> None:
    page = newcomer.get(f"{scene.home}/desk", status=403)
    assert page.link("Go to the consultation") == f"{scene.home}/"


def test_a_consultation_that_is_not_announced_is_not_named_to_strangers(stranger: Client, world: World) -> None:
    world.a_consultation(slug="quiet", is_announced=False)
    assert "Go to the consultation" not in stranger.get("/en/c/quiet/", status=404).words


def test_a_link_that_is_used_up_leads_to_where_one_asks_for_another(stranger: Client) -> None:
    page = stranger.get("/en/sign-in/link/used-up", status=410)
    assert "/en/sign-in" in [link.get("href") for link in page.root.all("main")[0].all("a")]
