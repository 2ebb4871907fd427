"""What changes something comes from our own pages; other sites, other hosts and forged forms get nowhere."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from consult.accounts import service as accounts
from tests.client import Client, Page
from tests.world import World

CHANGING_NOTHING = {"front.try_position"}
"""Pages that take a form and change nothing, so that whoever tries them needs no cookie."""

NOBODY = "00000000-0000-4000-8000-000000000000"

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
"""Nothing here depends on the database."""


def changing(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Yield an address of every page that takes a form."""
    words = {"lang": "en", "slug": "principles"}
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            filled = {name: _value(rule, name, words) for name in rule.arguments}
            with app.test_request_context():
                built = rule.build(filled)
            assert built is not None, rule
            yield built[1], rule


def _value(rule: Rule, name: str, words: dict[str, str]) -> object:
    kind = rule._converters[name]
    if isinstance(kind, AnyConverter):
        return min(kind.items)
    return 1 if isinstance(kind, IntegerConverter) else words.get(name, NOBODY)


def test_no_form_is_taken_without_its_proof_of_origin(app: Flask, scene: object, organiser: Client) -> None:
    taken = []
    for path, rule in changing(app):
        for sent in ({}, {"csrf_token": "forged"}):
            answer = Page(organiser.http.post(path, data=sent, headers={"HX-Request": "true"}))
            if answer.status != 400:
                taken.append(rule.endpoint)
    assert set(taken) == CHANGING_NOTHING


def test_a_proof_of_origin_belongs_to_one_browser(app: Flask, stranger: Client) -> None:
    stolen = Client(app).proof()
    stranger.get("/en/sign-in")
    stranger.post("/en/sign-in", {"email": "amina@example.org", "csrf_token": stolen}, status=400)


def test_no_address_that_takes_a_form_alone_changes_something_on_a_visit(app: Flask, stranger: Client) -> None:
    for path, rule in changing(app):
        if "GET" not in {
            method for each in app.url_map.iter_rules() if each.rule == rule.rule for method in each.methods or ()
        }:
            answer = stranger.http.get(path)
            assert answer.status_code == 405, rule.endpoint
            assert answer.headers["Allow"] == "OPTIONS, POST", rule.endpoint


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "http://["}, 403),
        ({"Origin": "//localhost"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"}, 403),
    ],
)
def test_a_form_from_another_site_is_refused_even_with_a_proof(
    stranger: Client, headers: dict[str, str], status: int
) -> None:
    sent = {"email": "amina@example.org"}
    stranger.post("/en/sign-in", sent, headers=headers, status=status)


def test_what_another_site_sends_is_not_shown_on_our_page(stranger: Client) -> None:
    page = stranger.post("/en/sign-in", {"email": "Send money"}, headers={"Origin": "https://evil.example"}, status=403)
    assert "Send money" not in page.text


def test_another_site_may_send_a_reader_here(stranger: Client) -> None:
    stranger.get("/en/", headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"})


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost:evil", "", "a b", "[::1", "localhost@evil"]
)
def test_no_other_host_is_answered_for(stranger: Client, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    for answer in (
        stranger.http.get("/en/", headers={"Host": host}),
        stranger.http.post("/en/sign-in", data={"email": "amina@example.org"}, headers={"Host": host}),
        stranger.http.get("/nowhere", headers={"Host": host}),
    ):
        assert answer.status_code == 400
        assert "evil" not in answer.text
        assert "This site has another address" in answer.text
    assert capsys.readouterr().err == ""


def test_a_forwarded_host_counts_for_nothing_where_no_proxy_is_announced(stranger: Client) -> None:
    page = stranger.get("/en/", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"})
    assert "evil" not in page.text


def test_no_letter_leads_to_a_host_that_a_request_named(world: World, stranger: Client) -> None:
    from consult.kernel.chores import work_once
    from consult.operations import service as operations

    headers = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    stranger.post("/en/register", {"name": "Amina", "email": "amina@example.org"}, headers=headers, status=303)
    with world.reading():
        work_once()
        (letter,) = operations.kept_letters(world.app.config["SETTINGS"])
    assert "http://127.0.0.1:8000/" in letter.text
    assert "evil" not in letter.text


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "//evil.example/en/", "/\\evil.example", "/%2f%2fevil.example", "/en//evil.example", "/%5cevil"],
)
def test_an_address_that_looks_like_another_site_s_leads_nowhere_else(stranger: Client, path: str) -> None:
    answer = stranger.http.get(path)
    assert answer.status_code in {400, 404, 301, 302, 308}
    assert not answer.headers.get("Location", "/en/").startswith(("//", "/\\", "http://evil", "https://evil"))


@pytest.mark.parametrize(
    "path",
    [
        "/static/../instance/consult.db",
        "/static/%2e%2e/%2e%2e/pyproject.toml",
        "/static/..%2fapp.py",
        "/.git/config",
        "/instance/secret.key",
        "/static/",
    ],
)
def test_nothing_but_static_files_is_served_from_the_disk(stranger: Client, path: str) -> None:
    assert stranger.http.get(path).status_code == 404


def test_a_session_s_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger: Client) -> None:
    cookie = stranger.get("/en/sign-in").headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_who_has_signed_in_is_asked_again_at_each_request(app: Flask, world: World) -> None:
    person = world.a_person()
    token = world.a_session(person)
    browser = Client(app, token)
    browser.get("/en/profile")
    with world.acting():
        accounts.end_session(token)
    browser.get("/en/profile", status=303)
