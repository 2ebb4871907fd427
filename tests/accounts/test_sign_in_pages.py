"""Registering, signing in and out, as a person at a browser does it."""

import re

import pytest
from flask import Flask

from consult.accounts import service
from tests.accounts.conftest import Mail
from tests.client import HTMX, Client
from tests.world import World

AMINA = "amina@example.org"
GOOD = "seven quiet otters map the fjord"


@pytest.fixture
def amina(world: World) -> str:
    """Someone with a password."""
    person = world.a_person("Amina Otieno", email=AMINA)
    with world.acting():
        service.set_password(person_id=person, password=GOOD, keep_session="")
    return person


def cookie_of(browser: Client) -> str:
    found = browser.http.get_cookie("consult")
    assert found is not None
    return str(found.value)


def test_someone_new_registers_and_gets_in_by_the_link(stranger: Client, mail: Mail) -> None:
    answer = stranger.fill("/en/register", "/register", name="Amina Otieno", email=AMINA)
    assert stranger.follow(answer).heading == "Look into your mail"
    (way,) = mail(AMINA)
    answer = stranger.fill(way.path, way.token)
    assert answer.headers["Location"] == "/en/"
    assert "Amina Otieno" in stranger.get("/en/profile").words


def test_the_letter_can_be_opened_in_another_browser(app: Flask, stranger: Client, mail: Mail) -> None:
    stranger.fill("/en/register", "/register", name="Amina Otieno", email=AMINA)
    (way,) = mail(AMINA)
    other = Client(app)
    other.fill(way.path, way.token)
    other.get("/en/profile")
    stranger.get("/en/profile", status=303)


def test_someone_known_signs_in_by_the_code(world: World, stranger: Client, mail: Mail) -> None:
    world.a_person("Amina Otieno", email=AMINA)
    answer = stranger.fill("/en/sign-in", "/sign-in", email=AMINA)
    (way,) = mail(AMINA)
    stranger.fill(answer.headers["Location"], "/code", code=f"{way.code[:4]} {way.code[4:]}")
    stranger.get("/en/profile")


def test_a_wrong_code_is_told_and_counted(world: World, stranger: Client, mail: Mail) -> None:
    world.a_person("Amina Otieno", email=AMINA)
    stranger.fill("/en/sign-in", "/sign-in", email=AMINA)
    (way,) = mail(AMINA)
    for wrong in ("00000000", "x", "٠" * 8, "1" * 5000):
        assert "This code does not fit" in stranger.fill("/en/sign-in/code", "/code", status=422, code=wrong).words
    stranger.fill("/en/sign-in/code", "/code", code=way.code)


def test_the_code_works_only_in_the_browser_that_asked(app: Flask, world: World, stranger: Client, mail: Mail) -> None:
    world.a_person("Amina Otieno", email=AMINA)
    stranger.fill("/en/sign-in", "/sign-in", email=AMINA)
    (way,) = mail(AMINA)
    Client(app).fill("/en/sign-in/code", "/code", status=422, code=way.code)


@pytest.mark.parametrize("path", ["/en/sign-in", "/en/register"])
def test_a_known_and_an_unknown_address_are_answered_alike(app: Flask, world: World, amina: str, path: str) -> None:
    answers = []
    for email in (AMINA, "nobody@example.org"):
        browser = Client(app)
        answer = browser.fill(path, path.removeprefix("/en"), email=email, name="Someone")
        page = browser.follow(answer)
        headers = {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}
        answers.append((answer.status, answer.text, headers, re.sub(r'value="[^"]*"', "", page.text)))
    assert answers[0] == answers[1]


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(stranger: Client, amina: str) -> None:
    told = []
    for email in (AMINA, "nobody@example.org"):
        page = stranger.fill("/en/sign-in/password", "/password", status=422, email=email, password="wrong")
        told.append(page.text.replace(email, ""))
    assert re.sub(r'csrf_token" value="[^"]*"', "", told[0]) == re.sub(r'csrf_token" value="[^"]*"', "", told[1])
    assert "do not fit together" in page.words
    assert "wrong" not in page.text


def test_someone_signs_in_by_password(stranger: Client, amina: str) -> None:
    stranger.fill("/en/sign-in/password", "/password", email="Amina@Example.org", password=GOOD)
    stranger.get("/en/profile")


def test_whoever_was_sent_to_sign_in_comes_back_to_where_they_wanted_to_go(stranger: Client, amina: str) -> None:
    answer = stranger.get("/en/profile", status=303)
    assert answer.headers["Location"] == "/en/sign-in?next=/en/profile"
    stranger.follow(answer)
    answer = stranger.fill("/en/sign-in/password", "/password", email=AMINA, password=GOOD)
    assert answer.headers["Location"] == "/en/profile"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "/\\evil",
        "/%09/evil",
        "https:evil",
        "http://host@evil",
        "/%5cevil",
        "https://evil.example/",
        "",
    ],
)
def test_nobody_is_sent_to_another_site_after_signing_in(stranger: Client, amina: str, elsewhere: str) -> None:
    stranger.http.get("/en/sign-in", query_string={"next": elsewhere})
    answer = stranger.fill("/en/sign-in/password", "/password", email=AMINA, password=GOOD)
    assert answer.headers["Location"] == "/en/"


def test_a_link_that_was_used_is_over_and_says_what_to_do(app: Flask, stranger: Client, mail: Mail) -> None:
    stranger.fill("/en/register", "/register", name="Amina Otieno", email=AMINA)
    (way,) = mail(AMINA)
    stranger.fill(way.path, way.token)
    late = Client(app)
    for answer in (late.get(way.path, status=410), late.post(way.path, status=410)):
        assert answer.heading == "This is over"
        assert "Ask for a new one" in answer.words


def test_looking_at_a_link_does_not_use_it_up(stranger: Client, mail: Mail) -> None:
    stranger.fill("/en/register", "/register", name="Amina Otieno", email=AMINA)
    (way,) = mail(AMINA)
    for _ in range(2):
        stranger.get(way.path)
    stranger.http.head(way.path)
    stranger.fill(way.path, way.token)


def test_signing_in_starts_a_new_session_and_ends_the_one_before(app: Flask, world: World, amina: str) -> None:
    browser = Client(app)
    browser.get("/en/sign-in/password")
    before = cookie_of(browser)
    browser.fill("/en/sign-in/password", "/password", email=AMINA, password=GOOD)
    first = cookie_of(browser)
    assert before != first
    browser.fill("/en/sign-in/password", "/password", email=AMINA, password=GOOD)
    copied = Client(app)
    copied.http.set_cookie("consult", first)
    copied.get("/en/profile", status=303)
    browser.get("/en/profile")


def test_a_cookie_copied_before_signing_out_is_worth_nothing_afterwards(app: Flask, amina: str) -> None:
    browser = Client(app)
    browser.fill("/en/sign-in/password", "/password", email=AMINA, password=GOOD)
    copied = cookie_of(browser)
    answer = browser.fill("/en/profile", "/sign-out")
    assert answer.headers["Location"] == "/en/"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    thief = Client(app)
    thief.http.set_cookie("consult", copied)
    thief.get("/en/profile", status=303)
    browser.get("/en/profile", status=303)


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/en/register", {"name": "", "email": "amina"}),
        ("/en/register", {"name": "\u200b", "email": AMINA}),
        ("/en/register", {"name": "a\r\nBcc: x@y.example", "email": "a\r\nBcc: x@y.example"}),
        ("/en/sign-in", {"email": "amina"}),
        ("/en/sign-in", {"email": "x" * 5000 + "@example.org"}),
        ("/en/sign-in/password", {"email": "", "password": ""}),
        ("/en/sign-in/code", {"code": ""}),
    ],
)
def test_what_cannot_be_taken_is_shown_again_with_what_was_typed(
    stranger: Client, path: str, typed: dict[str, str]
) -> None:
    page = stranger.fill(path, path.removeprefix("/en"), status=422, **typed)
    assert "This needs correcting" in page.words
    assert all(
        page.by_id(name).get("value") == " ".join(value.split("\r\n")) or value in page.text
        for name, value in typed.items()
    )


def test_fields_that_no_form_has_change_nothing(world: World, stranger: Client, mail: Mail) -> None:
    extra = {"id": "x", "confirmed_at": "2000-01-01", "disabled_at": "", "role": "administrator", "territory": "NA"}
    stranger.post("/en/register", {"name": "Amina Otieno", "email": AMINA, **extra}, status=303)
    mail(AMINA)
    with world.reading():
        person = service.find_person_by_email(AMINA)
        assert person is not None
        assert person.territory is None
        assert not service.has_instance_role(person_id=person.id, role=service.InstanceRole.ADMINISTRATOR)


def test_the_pages_speak_the_reader_s_language_and_so_does_the_letter(stranger: Client, mail: Mail) -> None:
    stranger.fill("/ar/register", "/register", name="أمينة", email=AMINA)
    (way,) = mail(AMINA)
    assert way.path.startswith("/ar/")
    assert stranger.get(way.path).root.all("html")[0].get("dir") == "rtl"


def test_the_way_in_works_with_htmx_too(stranger: Client, amina: str) -> None:
    sent = {"email": AMINA, "password": GOOD}
    answer = stranger.post("/en/sign-in/password", sent, headers=HTMX, status=200)
    assert answer.headers["HX-Redirect"] == "/en/"


def test_pages_of_the_way_in_are_kept_by_no_cache(world: World, stranger: Client) -> None:
    with world.acting():
        token = service.make_sign_in_link(person_id=service.add_person(name="A", email=None).id)
    for path in (
        "/en/sign-in",
        "/en/register",
        "/en/sign-in/code",
        "/en/sign-in/password",
        f"/en/sign-in/link/{token}",
    ):
        assert stranger.get(path).headers["Cache-Control"] == "no-store"


def test_the_page_of_a_link_says_as_whom_one_signs_in(world: World, stranger: Client) -> None:
    with world.acting():
        token = service.make_sign_in_link(person_id=service.add_person(name="Amina Reader", email=None).id)
    assert "You sign in as Amina Reader." in stranger.get(f"/en/sign-in/link/{token}").words
