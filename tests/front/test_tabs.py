"""Every page of a consultation stands under a word of its menu."""

import pytest
from flask import Flask

from consult.consultations.service import Role
from consult.front.rules.tabs import NAMED, OF_ROOMS, tab_of
from tests.client import Client, Page
from tests.conftest import Scene
from tests.world import World

FILES = {"export.comments", "export.dispositions", "export.download"}


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_address_of_a_consultation_is_under_a_word_and_every_name_is_an_address(app: Flask) -> None:
    rules = list(app.url_map.iter_rules())
    pages = {rule.endpoint for rule in rules if "/c/<slug>" in rule.rule}
    assert {page for page in pages if tab_of(page, declares=True) is None} == FILES
    assert {page for named in NAMED.values() for page in named} <= {rule.endpoint for rule in rules}


def test_no_page_is_named_twice_and_none_that_stands_with_its_room_anyway() -> None:
    named = [page for pages in NAMED.values() for page in pages]
    assert len(named) == len(set(named))
    assert all(OF_ROOMS.get(page.partition(".")[0]) != tab for tab, pages in NAMED.items() for page in pages)


def test_what_is_declared_is_a_word_of_its_own_for_those_who_declare() -> None:
    assert tab_of("front.outcomes", declares=True) == "declare"
    assert tab_of("front.outcomes", declares=False) == "results"
    assert tab_of("export.download", declares=True) is None


def marked(page: Page) -> list[tuple[str, str]]:
    """Return the words of the menu that are marked, each with how."""
    menu = next(each for each in page.root.all("nav") if each.get("aria-label") == "This consultation")
    return [(link.text, link.get("aria-current")) for link in menu.all("a") if link.get("aria-current")]


def test_the_menu_marks_where_a_page_stands(stranger: Client, organiser: Client, world: World, scene: Scene) -> None:
    world.a_role(scene.consultation, scene.people["organiser"], Role.EDITOR)
    assert marked(stranger.get(f"{scene.home}/")) == [("Overview", "page")]
    assert marked(stranger.get(f"{scene.home}/d/1/1.1")) == [("Text", "true")]
    assert marked(organiser.get(f"{scene.home}/d/1/translate")) == [("Text", "true")]
    assert marked(organiser.get(f"{scene.home}/drafts/next")) == [("Text", "true")]
    assert marked(organiser.get(f"{scene.home}/sheets")) == [("Organise", "true")]
