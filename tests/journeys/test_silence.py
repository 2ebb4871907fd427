"""A silence procedure: opened, broken by one delegation, and its result read by everyone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from consult.kernel import clock
from consult.kernel.db import db
from consult.rounds import service as rounds
from tests.conftest import Scene
from tests.deliberation.objecting import an_objection
from tests.journeys.conftest import Visit
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]

REASON = "The capital has not been asked, and the clause binds it."


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_silence_is_opened_broken_and_its_result_read(
    visit: Callable[..., Visit], world: World, scene: Scene, has_javascript: bool
) -> None:
    world.closed(scene.round)
    organiser = visit(has_javascript=has_javascript)
    organiser.sign_in(scene.people["organiser"])
    open_silence(organiser, world, scene)
    delegate = visit(has_javascript=has_javascript, width=360)
    delegate.sign_in(scene.people["delegate"])
    object_to(delegate, scene)
    with world.reading():
        one = rounds.round_by_number(scene.consultation.id, 2)
    world.closed(one)
    with clock.moved(timedelta(days=6)):
        late = world.a_person("Lars Late")
        world.a_seat(scene.consultation, "government", person_id=late)
        an_objection(world, one, late)
    stranger = visit(has_javascript=has_javascript)
    stranger.go(f"{scene.home}/rounds/2/results")
    expect(stranger.page.locator("h1")).to_have_text("The silence was broken")
    expect(stranger.page.locator("main")).to_contain_text("1 objection that may block came in time")
    expect(stranger.page.locator("main")).to_contain_text("The text goes to a vote.")
    stranger.follow("1")
    expect(stranger.page.locator("main")).to_contain_text(REASON)


def open_silence(organiser: Visit, world: World, scene: Scene) -> None:
    """Open a round of silence of five days; a shorter one is refused first."""
    organiser.go(f"{scene.home}/rounds/new")
    organiser.follow("Silence: adopted unless somebody objects in time")
    with world.reading():
        now = clock.now(db.session)
    organiser.type("Closes on", (now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"))
    organiser.press("Announce the round")
    expect(organiser.page.locator("main")).to_contain_text("under silence for at least 72 hours")
    organiser.type("Closes on", (now + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M"))
    organiser.press("Announce the round")
    expect(organiser.page.locator("main")).to_contain_text("Round 2 is open")


def object_to(delegate: Visit, scene: Scene) -> None:
    """Read that the text is circulated under silence, and object to its first clause."""
    delegate.go(f"{scene.home}/")
    expect(delegate.page.locator("main")).to_contain_text("The draft is adopted unless someone objects")
    delegate.follow("Read the text and object to a clause")
    delegate.go(f"{scene.home}/d/1/1.1")
    delegate.follow("Raise an objection")
    delegate.page.locator("input[name=harm]").first.check()
    delegate.type("Why?", REASON)
    delegate.page.locator("input[name=proposal]").first.check()
    delegate.type("How the clause should read", "Systems serve people, and whoever runs them can stop them.")
    delegate.press("Raise the objection")
    expect(delegate.page.locator("main")).to_contain_text(REASON)
