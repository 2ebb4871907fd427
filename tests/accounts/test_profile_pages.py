"""One's own profile: name, language, zone, password and sessions."""

import re

import pytest
from flask import Flask

from consult.accounts import service
from consult.kernel.chores import work_once
from consult.operations import service as operations
from tests.accounts.conftest import CODE
from tests.client import Client
from tests.world import World

AMINA = "amina@example.org"
WARNING = "Without it you cannot come back once this browser is closed."
GOOD = "seven quiet otters map the fjord"


@pytest.fixture
def person(world: World) -> str:
    """Someone with an address."""
    return world.a_person("Amina Otieno", email=AMINA)


@pytest.fixture
def amina(app: Flask, world: World, person: str) -> Client:
    """Someone who has signed in."""
    return Client(app, world.a_session(person))


def test_a_stranger_has_no_profile(stranger: Client) -> None:
    stranger.get("/en/profile", status=303)
    stranger.post("/en/profile", {"name": "x", "locale": "en"}, status=401)


def test_name_language_and_zone_can_be_changed(world: World, amina: Client, person: str) -> None:
    answer = amina.fill("/en/profile", "/profile", name="Amina O.", locale="ar", time_zone="Africa/Windhoek")
    page = amina.follow(answer)
    assert "Your profile is changed." in page.words
    assert page.by_id("time_zone").get("value") == "Africa/Windhoek"
    with world.reading():
        assert service.get_person(person).locale == "ar"
    assert amina.http.get("/").headers["Location"] == "/ar/"


@pytest.mark.parametrize(
    "typed", [{"name": ""}, {"name": "\u202e"}, {"name": "x" * 121}, {"locale": "tlh"}, {"time_zone": "Mars/Olympus"}]
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    world: World, amina: Client, person: str, typed: dict[str, str]
) -> None:
    amina.fill("/en/profile", "/profile", status=422, **typed)
    with world.reading():
        assert service.get_person(person).name == "Amina Otieno"


def test_a_password_is_set_and_ends_every_other_session(app: Flask, world: World, amina: Client, person: str) -> None:
    elsewhere = Client(app, world.a_session(person))
    answer = amina.fill("/en/profile", "/profile/password", password=GOOD)
    assert "Every other session has ended" in amina.follow(answer).words
    elsewhere.get("/en/profile", status=303)
    Client(app).fill("/en/sign-in/password", "/password", email=AMINA, password=GOOD)


@pytest.mark.parametrize(
    ("password", "told"),
    [("short", "between 12 and 128"), ("password1234", "too easy to guess"), ("", "Enter a password")],
)
def test_a_bad_password_is_refused_and_not_shown(amina: Client, password: str, told: str) -> None:
    page = amina.fill("/en/profile", "/profile/password", status=422, password=password)
    assert told in page.words
    assert page.by_id("password").get("value") == ""


def test_someone_without_an_address_is_not_offered_a_password(app: Flask, world: World) -> None:
    with world.acting():
        nameless = service.add_person(name="First organiser", email=None).id
    visitor = Client(app, world.a_session(nameless))
    assert "/en/profile/password" not in visitor.get("/en/profile").text
    told = visitor.post("/en/profile/password", {"password": GOOD}, status=422).words
    assert "needs an e-mail address" in told


@pytest.fixture
def nameless(app: Flask, world: World) -> Client:
    """Someone who was let in by a link that was handed over, and has no address."""
    with world.acting():
        person = service.add_person(name="First organiser", email=None).id
    return Client(app, world.a_session(person))


def code_sent_to(world: World, address: str) -> str:
    """Have the worker send what waits, and return the code in the letter to the address."""
    with world.reading():
        work_once()
        (text,) = [one.text for one in operations.kept_letters(world.app.config["SETTINGS"]) if one.to == address]
    assert "sign-in/link" not in text
    (code,) = CODE.findall(text)
    return str(code)


def test_someone_without_an_address_is_warned_and_adds_one_with_the_code_that_is_sent_to_it(
    world: World, nameless: Client
) -> None:
    for path in ("/en/", "/en/profile"):
        assert WARNING in nameless.get(path).words
    waiting = nameless.follow(nameless.fill("/en/profile", "/profile/address", email=" Amina@Example.org "))
    assert "A code is on its way" in waiting.words
    with world.reading():
        assert service.find_person_by_email(AMINA) is None
    done = nameless.fill("/en/sign-in/code", "/code", code=code_sent_to(world, AMINA))
    page = nameless.follow(done)
    assert "Your e-mail address is added." in page.words
    assert WARNING not in page.words
    assert nameless.get("/en/profile").by_id("password")
    nameless.post("/en/profile/address", {"email": "other@example.org"}, status=404)


def test_an_address_of_someone_else_is_not_added(nameless: Client, person: str) -> None:
    refused = nameless.fill("/en/profile", "/profile/address", status=409, email=AMINA)
    assert service.AddressTaken.sentence in refused.words
    assert refused.by_id("email").get("value") == AMINA


def test_the_code_for_another_account_s_sign_in_adds_no_address(
    app: Flask, world: World, nameless: Client, person: str
) -> None:
    nameless.fill("/en/profile", "/profile/address", email="new@example.org")
    nameless.fill("/en/sign-in", "/sign-in", email=AMINA)
    with world.reading():
        work_once()
        texts = [one.text for one in operations.kept_letters(app.config["SETTINGS"]) if one.to == AMINA]
    nameless.fill("/en/sign-in/code", "/code", code=CODE.findall(texts[0])[0])
    with world.reading():
        assert service.find_person_by_email("new@example.org") is None
        assert service.find_person_by_email(AMINA) is not None


def test_who_has_an_address_is_not_warned(amina: Client) -> None:
    assert WARNING not in amina.get("/en/profile").words


def test_a_session_elsewhere_can_be_ended(app: Flask, world: World, amina: Client, person: str) -> None:
    elsewhere = Client(app, world.a_session(person))
    with world.reading():
        newest = service.list_sessions(person)[0].id
    amina.fill("/en/profile", f"/profile/sessions/{newest}/end")
    elsewhere.get("/en/profile", status=303)
    amina.get("/en/profile")


def test_nobody_ends_another_person_s_session(app: Flask, world: World, amina: Client) -> None:
    other = world.a_person()
    visitor = Client(app, world.a_session(other))
    with world.reading():
        (session,) = service.list_sessions(other)
    amina.post(f"/en/profile/sessions/{session.id}/end", status=303)
    visitor.get("/en/profile")


def test_times_are_shown_in_the_reader_s_zone_and_in_utc(world: World, amina: Client, person: str) -> None:
    with world.acting():
        service.note_territory(person_id=person, territory="NA")
    shown = amina.get("/en/profile").root.all("time")[0].text
    theirs, utc = (int(hour) for hour in re.findall(r"(\d\d):\d\d", shown))
    assert (theirs - utc) % 24 == 2
    assert shown.endswith("UTC)")


def test_the_profile_is_kept_by_no_cache(amina: Client) -> None:
    assert amina.get("/en/profile").headers["Cache-Control"] == "no-store"
