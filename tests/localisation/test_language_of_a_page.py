"""Every page speaks the language of its address; without one, the reader is sent to the page in theirs."""

from pathlib import Path

import pytest
from flask import Flask

from consult import create_app
from consult.accounts import service as accounts
from consult.kernel.secrets import make_secret_key
from consult.localisation.rules.languages import LANGUAGES
from consult.settings import SettingRefused, Settings
from tests.client import Client
from tests.conftest import Scene
from tests.world import World

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
"""Nothing here depends on the database."""

TAGS = [language.tag for language in LANGUAGES]


def sent_to(browser: Client, path: str, accepted: str = "") -> str:
    answer = browser.http.get(path, headers={"Accept-Language": accepted})
    assert answer.status_code == 302, path
    return answer.headers["Location"]


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("", "en"),
        ("ar", "ar"),
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("fr", "en"),
        ("fr, ar;q=0.5", "ar"),
        ("en;q=0, ar", "ar"),
    ],
)
def test_a_reader_is_sent_to_the_language_their_browser_prefers(stranger: Client, accepted: str, tag: str) -> None:
    assert sent_to(stranger, "/", accepted) == f"/{tag}/"


def test_the_language_of_one_s_profile_comes_before_the_browser_s(app: Flask, world: World) -> None:
    person = world.a_person()
    with world.acting():
        accounts.update_profile(person_id=person, name="Amina", locale="ar", time_zone=None)
    assert sent_to(Client(app, world.a_session(person)), "/", "zh-CN") == "/ar/"


def test_an_address_without_a_language_keeps_what_it_asks(scene: Scene, stranger: Client) -> None:
    path = f"/c/{scene.consultation.slug}/log?before=7&x=%2F%2Fevil.example"
    assert sent_to(stranger, path, "ar") == f"/ar{path}"


def test_the_question_of_an_address_leads_to_no_other_site(scene: Scene, stranger: Client) -> None:
    for question in ("_scheme=https&_external=1&_host=evil.example", "next=//evil.example", "\r\nX: y"):
        location = sent_to(stranger, f"/c/{scene.consultation.slug}/?{question}")
        assert location.startswith(f"/en/c/{scene.consultation.slug}/?")
        assert "\n" not in location


def test_a_visit_that_asks_only_for_headers_is_sent_on_too(stranger: Client) -> None:
    assert stranger.http.head("/").headers["Location"] == "/en/"


def test_a_form_is_not_sent_on(scene: Scene, stranger: Client) -> None:
    stranger.post("/sign-in", {"email": "amina@example.org"}, status=404)


@pytest.mark.parametrize("path", ["/fr/", "/EN/", "/en-GB/", "/en/en/", "/ar/nowhere", "/en/c/nobody-s/"])
def test_what_is_in_no_language_is_nowhere(stranger: Client, path: str) -> None:
    stranger.get(path, status=404)


@pytest.mark.parametrize("tag", TAGS)
def test_a_page_says_which_language_it_speaks_and_which_way_it_runs(stranger: Client, tag: str) -> None:
    (html,) = stranger.get(f"/{tag}/sign-in").root.all("html")
    assert (html.get("lang"), html.get("dir")) == (tag, "rtl" if tag == "ar" else "ltr")


def test_each_page_leads_to_itself_in_every_language(scene: Scene, stranger: Client) -> None:
    page = stranger.get(f"{scene.home}/log?before=7")
    links = {each.get("hreflang"): each for each in page.root.all("a") if each.get("hreflang")}
    assert {tag: link.get("href") for tag, link in links.items()} == {
        tag: f"/{tag}/c/{scene.consultation.slug}/log?before=7" for tag in TAGS
    }
    assert [tag for tag, link in links.items() if link.get("aria-current")] == ["en"]
    assert [links[language.tag].text for language in LANGUAGES] == [language.name for language in LANGUAGES]


def test_a_page_that_answers_a_form_leads_to_pages_that_can_be_visited(stranger: Client) -> None:
    page = stranger.fill("/en/sign-in", "/sign-in", status=422, email="nobody")
    for link in (each.get("href") for each in page.root.all("a") if each.get("hreflang")):
        stranger.get(link)


def test_a_translation_that_no_speaker_has_read_says_so(stranger: Client) -> None:
    for language in LANGUAGES:
        banners = [each for each in stranger.get(f"/{language.tag}/").root.all("p") if each.get("class") == "banner"]
        assert bool(banners) is not language.reviewed, language.tag


def test_an_installation_has_a_default_that_pages_speak(app: Flask, tmp_path: Path) -> None:
    settings = Settings(instance=str(tmp_path), language="fr")
    make_secret_key(settings)
    with pytest.raises(SettingRefused, match="CONSULT_LANGUAGE: give one of en, "):
        create_app(settings)


def test_an_installation_s_default_is_for_readers_of_other_languages(app: Flask, stranger: Client) -> None:
    app.config["SETTINGS"] = Settings(instance=app.config["SETTINGS"].instance, language="ar")
    assert sent_to(stranger, "/", "fr") == "/ar/"
    assert sent_to(stranger, "/", "en") == "/en/"
