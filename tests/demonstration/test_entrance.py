"""The way into the demonstration without a letter: for whoever sits at the machine, and for nobody else."""

from dataclasses import replace

import pytest
from flask import Flask

from consult.demonstration import service
from consult.demonstration.rules.entrances import entrance_of
from consult.demonstration.service.building import KIND
from consult.demonstration.service.stage import SLUG, address_of
from consult.kernel.db import db
from tests.client import Client
from tests.world import World

ENTRANCE = "/en/demonstration"
FORWARDED = (
    {"X-Forwarded-For": "127.0.0.1"},
    {"X-Forwarded-Host": "127.0.0.1:8000"},
    {"X-Forwarded-Proto": "http"},
    {"Forwarded": "for=127.0.0.1"},
    {"X-Real-IP": "127.0.0.1"},
    {"Via": "1.1 proxy"},
)


@pytest.fixture
def there(world: World) -> World:
    """A demonstration as small as one can be: one that has people to look around as."""
    world.a_consultation(slug=SLUG, source={"kind": KIND})
    for role in service.ROLES:
        world.a_person(f"{role} (invented)", email=address_of(role))
    return world


def set_up(app: Flask, **settings: object) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], **settings)


def test_every_role_is_offered_with_what_to_try_first(stranger: Client, there: World) -> None:
    page = stranger.get(ENTRANCE)
    assert [each.get("value") for each in page.form().all("button")] == list(service.ROLES)
    for role in service.ROLES:
        assert entrance_of(role).first in page.words


@pytest.mark.parametrize("role", service.ROLES)
def test_a_button_leads_through_a_one_time_link_into_the_demonstration(
    app: Flask, stranger: Client, there: World, role: str
) -> None:
    answer = stranger.fill(ENTRANCE, role=role)
    link = answer.headers["Location"]
    assert link.startswith("/en/sign-in/link/")
    inside = stranger.fill(link, link)
    assert inside.headers["Location"].startswith(f"/en/c/{SLUG}/")
    assert f"{role} (invented)" in stranger.get("/en/profile").words
    Client(app).get(link, status=410)


def test_the_organiser_begins_at_the_desk_and_the_moderator_at_theirs(stranger: Client, there: World) -> None:
    for role, first in (("organiser", "desk"), ("moderator", "moderate"), ("citizen", "")):
        link = stranger.fill(ENTRANCE, role=role).headers["Location"]
        assert stranger.fill(link, link).headers["Location"] == f"/en/c/{SLUG}/{first}"


@pytest.mark.parametrize("role", ["", "administrator", "citizen@demonstration.invalid", "../organiser"])
def test_an_unknown_role_is_refused_and_nothing_is_made(stranger: Client, there: World, role: str) -> None:
    refused = stranger.fill(ENTRANCE, status=422, role=role)
    assert "Nobody in the demonstration has this role." in refused.words
    assert refused.form().all("button"), "one can choose again"


@pytest.mark.parametrize("headers", FORWARDED, ids=lambda headers: next(iter(headers)))
def test_whoever_comes_through_a_proxy_finds_nothing(stranger: Client, there: World, headers: dict[str, str]) -> None:
    stranger.get(ENTRANCE, status=404, headers=headers)
    stranger.post(f"{ENTRANCE}/enter", {"role": "citizen"}, status=404, headers=headers)
    assert "Look around" not in stranger.get("/en/", headers=headers).words


def test_whoever_comes_from_another_machine_finds_nothing(stranger: Client, there: World) -> None:
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert stranger.http.get(ENTRANCE, environ_overrides=elsewhere).status_code == 404
    sent = {"role": "citizen", "csrf_token": stranger.proof()}
    answer = stranger.http.post(f"{ENTRANCE}/enter", data=sent, environ_overrides=elsewhere)
    assert answer.status_code == 404


@pytest.mark.parametrize("settings", [{"public_url": "https://consult.example.org"}, {"proxies": 1}])
def test_a_site_that_others_can_reach_has_no_such_page(
    app: Flask, stranger: Client, there: World, settings: dict[str, object]
) -> None:
    set_up(app, **settings)
    stranger.get(ENTRANCE, status=404)
    stranger.post(f"{ENTRANCE}/enter", {"role": "citizen"}, status=404)
    assert "Look around" not in stranger.get("/en/").words


def test_without_the_demonstration_there_is_no_such_page(stranger: Client, world: World) -> None:
    stranger.get(ENTRANCE, status=404)
    world.a_consultation(slug=SLUG, title="Real principles")
    for role in service.ROLES:
        world.a_person(role, email=address_of(role))
    stranger.get(ENTRANCE, status=404)
    stranger.post(f"{ENTRANCE}/enter", {"role": "citizen"}, status=404)


def test_the_form_brings_its_proof_and_is_refused_without(stranger: Client, there: World) -> None:
    stranger.get(ENTRANCE)
    stranger.post(f"{ENTRANCE}/enter", {"role": "citizen", "csrf_token": ""}, status=400)
    stranger.post(f"{ENTRANCE}/enter", {"role": "citizen"}, status=403, headers={"Origin": "https://evil.example"})


def test_it_may_be_tried_as_often_as_other_ways_in(app: Flask, stranger: Client, there: World) -> None:
    set_up(app, sign_in_limit="2 per minute")
    for _ in range(2):
        stranger.fill(ENTRANCE, role="citizen")
    stranger.fill(ENTRANCE, status=429, role="citizen")


def test_looking_at_it_makes_no_link(stranger: Client, there: World) -> None:
    stranger.get(ENTRANCE)
    with there.reading() as session:
        assert session.execute(db.metadata.tables["access_token"].select()).all() == []


def test_the_first_page_leads_there(stranger: Client, there: World) -> None:
    assert stranger.get("/en/").link("Look around in the demonstration") == ENTRANCE
