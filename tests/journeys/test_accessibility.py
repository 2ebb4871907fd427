"""Every page, in English and in Arabic, for every role: axe-core finds nothing, and nothing scrolls sideways."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask

from consult.consultations.service import Role
from tests.conftest import Scene
from tests.journeys.conftest import Visit
from tests.pages import Place, places
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = 360


@pytest.fixture
def furnished(world: World, scene: Scene) -> list[Place]:
    """Return every page there is, in a consultation in which something has happened."""
    world.a_role(scene.consultation, scene.people["organiser"], Role.VERIFIER)
    return places(world, scene)


def test_every_page_that_can_be_visited_is_on_the_list(app: Flask, furnished: list[Place]) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]
    assert {rule.endpoint for rule in rules} == {place.endpoint for place in furnished}


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [NARROW, 1280])
def test_axe_finds_nothing(
    visit: Callable[..., Visit], scene: Scene, furnished: list[Place], lang: str, width: int
) -> None:
    found: list[str] = []
    for role in sorted({place.role for place in furnished}):
        person = visit(width=width)
        if role in scene.people:
            person.sign_in(scene.people[role])
        for place in (each for each in furnished if each.role == role and each.is_page):
            person.go(place.path.replace("/en/", f"/{lang}/", 1))
            found += [f"{place.path} ({lang}, {width}): {problem}" for problem in problems(person)]
    assert found == []


def problems(person: Visit) -> list[str]:
    """Return what axe-core finds on the page, and whether it is wider than the window."""
    options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
    report = Axe().run(person.page, options=options)
    found = [
        f"{violation['id']}: {node['html']}"
        for violation in report.response["violations"]
        for node in violation["nodes"]
    ]
    width = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, f"wider than the window by {width} px"] if width > 0 else found
