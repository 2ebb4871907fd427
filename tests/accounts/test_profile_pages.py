"""One's own profile: name, language, zone, password and sessions."""

import re

import pytest
from flask import Flask

from consult.accounts import service
from tests.client import Client
from tests.world import World

AMINA = "amina@example.org"
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
