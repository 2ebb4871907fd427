"""What may be kept by whom: nothing of one reader's reaches another, and files are kept for good under their mark."""

import pytest
from flask import Flask

from tests.client import HTMX, Client
from tests.conftest import Scene
from tests.world import World

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
"""Nothing here depends on the database."""


def vary(headers: object) -> set[str]:
    return {each.strip() for each in str(headers).split(",")}


def test_a_reading_page_may_be_kept_by_anyone_and_is_asked_for_again_each_time(scene: Scene, stranger: Client) -> None:
    page = stranger.get(f"{scene.home}/")
    assert page.headers["Cache-Control"] == "public, no-cache"
    assert {"Cookie", "Accept-Language", "HX-Request"} <= vary(page.headers["Vary"])
    assert page.headers["ETag"]
    assert "Set-Cookie" not in page.headers


def test_a_page_that_has_not_changed_is_not_sent_again(scene: Scene, stranger: Client) -> None:
    for encoding in ("identity", "gzip", "br"):
        first = stranger.http.get(f"{scene.home}/", headers={"Accept-Encoding": encoding})
        again = {"If-None-Match": first.headers["ETag"], "Accept-Encoding": encoding}
        assert stranger.http.get(f"{scene.home}/", headers=again).status_code == 304


def test_someone_signed_in_has_pages_of_their_own(scene: Scene, citizen: Client, stranger: Client) -> None:
    theirs, anyone_s = citizen.get(f"{scene.home}/"), stranger.get(f"{scene.home}/")
    assert theirs.headers["Cache-Control"] == "private, no-cache"
    assert theirs.headers["ETag"] != anyone_s.headers["ETag"]
    assert "Carmen Citizen" not in anyone_s.text


def test_a_page_with_a_proof_of_origin_is_one_browser_s(app: Flask, scene: Scene) -> None:
    browser = Client(app)
    browser.get("/en/sign-in")
    assert browser.get(f"{scene.home}/").headers["Cache-Control"] == "private, no-cache"


def test_a_part_of_a_page_is_not_taken_for_the_page(scene: Scene, citizen: Client) -> None:
    path = f"{scene.home}/d/1/1.1"
    whole = citizen.get(path)
    part = citizen.get(path, headers=HTMX)
    assert "HX-Request" in vary(whole.headers["Vary"])
    assert "HX-Request" in vary(part.headers["Vary"])


@pytest.mark.parametrize("path", ["/en/nowhere", "/en/c/nowhere/"])
def test_an_error_is_kept_by_no_cache(stranger: Client, path: str) -> None:
    assert stranger.get(path, status=404).headers["Cache-Control"] == "no-store"


def test_the_answer_to_a_form_is_kept_by_no_cache(stranger: Client) -> None:
    for email in ("amina@example.org", "nobody"):
        assert stranger.post("/en/sign-in", {"email": email}).headers["Cache-Control"] == "no-store"


def test_the_way_to_one_s_language_depends_on_what_the_browser_says(stranger: Client) -> None:
    answer = stranger.http.get("/", headers={"Accept-Language": "ar"})
    assert answer.headers["Location"] == "/ar/"
    assert "Accept-Language" in vary(answer.headers["Vary"])


def test_a_file_is_kept_for_good_under_its_mark_and_asked_for_again_without(stranger: Client) -> None:
    sheet = next(each.get("href") for each in stranger.get("/en/").root.all("link") if "tokens" in each.get("href"))
    marked = stranger.http.get(sheet, buffered=True)
    assert marked.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in marked.headers
    plain = stranger.http.get(sheet.partition("?")[0], buffered=True)
    assert plain.headers["Cache-Control"] == "public, no-cache"
    assert stranger.http.get("/static/none.css?v=1").headers["Cache-Control"] == "no-store"


def test_every_page_and_file_has_the_headers_that_protect_readers(scene: Scene, stranger: Client) -> None:
    for path in ("/en/", "/en/nowhere", "/static/css/tokens.css", "/"):
        headers = stranger.http.get(path, buffered=True).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "Strict-Transport-Security" not in headers


def test_a_notice_is_shown_once_and_to_nobody_else(app: Flask, world: World, stranger: Client) -> None:
    browser = Client(app, world.a_session(world.a_person()))
    answer = browser.fill("/en/profile", "/profile", name="Amina O.")
    assert "Your profile is changed." in browser.follow(answer).words
    assert "Your profile is changed." not in browser.get("/en/profile").words
    assert "Your profile is changed." not in stranger.get("/en/").words
