"""A vote that could not be sent is told of, and can be sent again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from consult.rounds.rules.states import RoundKind
from tests.conftest import Scene
from tests.journeys.conftest import Visit
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]
NOT_SAVED = "Not saved: there is no connection"


def reconnect(visit: Visit) -> None:
    """Bring the connection back; that a request failed without it stands in the browser's console, and nothing else."""
    visit.context.set_offline(False)
    assert [each for each in visit.complaints if not each.startswith(("htmx:afterRequest", "htmx:sendError"))] == []
    visit.complaints.clear()


def test_a_position_chosen_without_a_connection_is_not_taken_for_saved(
    visit: Callable[..., Visit], world: World, scene: Scene
) -> None:
    citizen = visit(width=360)
    citizen.sign_in(scene.people["citizen"])
    citizen.go(f"{scene.home}/rounds/1/vote/{world.items(scene.round)[0].id}")
    told = citizen.page.get_by_text(NOT_SAVED)
    button = citizen.page.get_by_role("button", name="Save my position")
    expect(button).to_be_hidden()
    citizen.context.set_offline(True)
    citizen.page.get_by_label("Object", exact=True).check()
    expect(told).to_be_visible()
    expect(citizen.page.locator("#receipt")).to_have_text("You have not voted on this yet.")
    reconnect(citizen)
    button.click()
    expect(citizen.page.locator("#receipt code")).to_be_in_viewport()
    expect(told).to_be_hidden()
    expect(button).to_be_hidden()
    citizen.follow("Next: clause 1.2")
    expect(citizen.page.get_by_role("heading", level=1)).to_have_text("Vote on clause 1.2")


def test_without_htmx_the_button_that_saves_is_shown(visit: Callable[..., Visit], world: World, scene: Scene) -> None:
    citizen = visit()
    citizen.page.route("**/htmx-2.min.js*", lambda route: route.abort())
    citizen.sign_in(scene.people["citizen"])
    citizen.go(f"{scene.home}/rounds/1/vote/{world.items(scene.round)[0].id}")
    citizen.page.get_by_label("Object", exact=True).check()
    citizen.press("Save my position")
    citizen.page.wait_for_url("**#receipt")
    expect(citizen.page.locator("#receipt code")).to_be_visible()


def test_an_answer_to_a_statement_without_a_connection_is_not_taken_for_saved(
    visit: Callable[..., Visit], world: World, scene: Scene
) -> None:
    consultation = world.a_consultation(slug="say")
    world.a_seat(consultation, person_id=scene.people["citizen"])
    world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=("One idea.", "Another idea."))
    citizen = visit()
    citizen.sign_in(scene.people["citizen"])
    citizen.go("/en/c/say/vote")
    citizen.context.set_offline(True)
    citizen.press("Agree")
    expect(citizen.page.get_by_text(NOT_SAVED)).to_be_visible()
    reconnect(citizen)
    citizen.press("Agree")
    citizen.page.get_by_text("Statement 2 of 2").wait_for()
    expect(citizen.page.get_by_text(NOT_SAVED)).to_be_hidden()
