"""Every page there is, in every language of the interface, judged as it is fetched."""

import pytest
from flask import Flask

from consult.localisation.rules.languages import LANGUAGES
from tests.client import Client
from tests.conftest import Scene, set_scene
from tests.drafting.languages import name_a_translator
from tests.pages import Place, places
from tests.quick import again
from tests.world import World

LEAD_ELSEWHERE = {"front.text", "front.permalink", "deliberation.place"}


@pytest.fixture
def built(world: World) -> tuple[Scene, list[Place]]:
    """The scene with everything that has happened in it, and every page of it."""
    name_a_translator(world)  # a setting, which is not among what is put back
    return again(world, "every page", furnish)


def furnish(world: World) -> tuple[Scene, list[Place]]:
    scene = set_scene(world)
    return scene, places(world, scene)


@pytest.fixture
def scene(built: tuple[Scene, list[Place]]) -> Scene:
    """The consultation, and the people in it."""
    return built[0]


@pytest.fixture
def furnished(built: tuple[Scene, list[Place]]) -> list[Place]:
    """Every page, in a consultation in which something has happened."""
    return built[1]


def clients(app: Flask, world: World, scene: Scene) -> dict[str, Client]:
    """Return a browser for each role."""
    signed_in = {role: Client(app, world.a_session(person)) for role, person in scene.people.items()}
    return {"stranger": Client(app), **signed_in}


def test_every_page_that_can_be_visited_is_on_the_list(app: Flask, furnished: list[Place]) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]
    assert {rule.endpoint for rule in rules} == {place.endpoint for place in furnished}


@pytest.mark.parametrize("lang", [language.tag for language in LANGUAGES])
def test_every_page_is_what_a_page_must_be(
    app: Flask, world: World, scene: Scene, furnished: list[Place], lang: str
) -> None:
    visitors = clients(app, world, scene)
    for place in furnished:
        path = place.path.replace("/en/", f"/{lang}/", 1)
        status = 404 if "code=" in path else 302 if place.endpoint in LEAD_ELSEWHERE else 200
        page = visitors[place.role].get(path, status=status)
        if place.is_page:
            (html,) = page.root.all("html")
            assert (html.get("lang"), html.get("dir")) == (lang, "rtl" if lang == "ar" else "ltr")
            assert page.heading


def test_a_visit_changes_nothing(app: Flask, world: World, scene: Scene, furnished: list[Place]) -> None:
    from consult.kernel.db import db

    visitors = clients(app, world, scene)
    with world.reading():
        tables = [table for table in db.metadata.sorted_tables if table.name != "session"]
        before = {table.name: db.session.execute(table.select()).all() for table in tables}
    for place in furnished:
        visitors[place.role].http.get(place.path)
    with world.reading():
        after = {table.name: db.session.execute(table.select()).all() for table in tables}
    assert {name for name in before if before[name] != after[name]} == set()
