"""A vote on one draft and what becomes of it on the next: carried over, or said again with one click."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.conftest import Scene
from tests.journeys.conftest import Visit
from tests.voting.redrafting import a_redraft, a_text
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]
AGAIN = "/en/c/again"


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_citizen_says_again_what_still_holds(
    visit: Callable[..., Visit], world: World, scene: Scene, has_javascript: bool
) -> None:
    made = world.a_consultation(slug="again")
    world.a_seat(made, person_id=scene.people["citizen"])
    world.a_draft(made, a_text(risk=None, audit=None))
    first = world.a_round(made)
    citizen = visit(has_javascript=has_javascript, width=360)
    citizen.sign_in(scene.people["citizen"])
    for _, position in zip(world.items(first), ("Object", "Support"), strict=True):
        citizen.go(f"{AGAIN}/vote")
        citizen.page.locator(".btn.go").first.click()
        citizen.page.get_by_label(position, exact=True).check()
        if not has_javascript:
            citizen.press("Save my position")
        expect(citizen.page.locator("#receipt")).to_contain_text(f"“{position}” was saved on")
    world.closed(first)
    gone = {"risk": None, "audit": None}
    heard = "Whoever is harmed is heard, and made whole."
    a_redraft(world, made, a_text(stop="Nobody can stop a system.", heard=heard, **gone), {"stop": 3, "heard": 2})
    world.a_round(made)
    citizen.go(f"{AGAIN}/vote")
    expect(citizen.page.get_by_text("1 of 2 clauses have your vote.")).to_be_visible()
    expect(citizen.page.get_by_text("1 vote of your seat is carried over from an earlier draft")).to_be_visible()
    citizen.follow("See what changed in clause 1.1 and say if it still holds")
    expect(citizen.page.get_by_text("You said “Object” on draft 1; the clause has changed since")).to_be_visible()
    assert citizen.page.locator("#ballot-before ins, #ballot-before del").count()
    citizen.press("This still holds")
    expect(citizen.page.locator("#receipt")).to_contain_text("“Object” was saved on")
    expect(citizen.page.locator("#receipt code")).to_be_visible()
    expect(citizen.page.get_by_text("This still holds")).to_have_count(0)
    citizen.go(f"{AGAIN}/vote")
    expect(citizen.page.get_by_text("2 of 2 clauses have your vote.")).to_be_visible()
