"""Every page, in every language, for every role: what axe-core, a window at 400 % and a thumb ask of it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from consult.consultations.service import Role
from tests.conftest import Scene
from tests.journeys.conftest import Visit
from tests.journeys.looking import NARROW, WIDE, ZOOMED, problems
from tests.pages import Place, places
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]
EVERYTHING: dict[str, Any] = {"axe_at": (NARROW, WIDE), "reflow_at": (ZOOMED,)}
WIDTHS_ALONE: dict[str, Any] = {"axe_at": (), "reflow_at": (ZOOMED, NARROW)}


@pytest.fixture
def furnished(world: World, scene: Scene) -> list[Place]:
    """Return every page there is, in a consultation in which something has happened."""
    world.a_role(scene.consultation, scene.people["organiser"], Role.VERIFIER)
    return places(world, scene)


def test_every_page_that_can_be_visited_is_on_the_list(app: Flask, furnished: list[Place]) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]
    assert {rule.endpoint for rule in rules} == {place.endpoint for place in furnished}


@pytest.mark.parametrize(("lang", "asked"), [("en", EVERYTHING), ("ar", EVERYTHING), ("zh-Hans", WIDTHS_ALONE)])
def test_every_page_is_there_for_everyone(
    visit: Callable[..., Visit], scene: Scene, furnished: list[Place], lang: str, asked: dict[str, Any]
) -> None:
    found: list[str] = []
    for role in sorted({place.role for place in furnished}):
        person = visit()
        if role in scene.people:
            person.sign_in(scene.people[role])
        for place in (each for each in furnished if each.role == role and each.is_page):
            person.go(place.path.replace("/en/", f"/{lang}/", 1))
            found += [f"{place.path} ({lang}): {problem}" for problem in problems(person.page, **asked)]
    assert found == [], "\n".join(found)
