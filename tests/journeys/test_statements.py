"""A statement's way: a citizen submits it, a moderator accepts it, another citizen is asked it and answers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from consult.consultations.service import Role
from tests.conftest import Scene
from tests.deliberation.stating import SEEDS, asking
from tests.journeys.conftest import Visit
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]

TEXT = "Whoever is concerned is asked first."


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_statement_is_submitted_accepted_and_answered(
    visit: Callable[..., Visit], world: World, scene: Scene, has_javascript: bool
) -> None:
    made = world.a_consultation(slug="say")
    world.a_role(made, scene.people["moderator"], Role.MODERATOR)
    reader = world.a_person("Rita Reader")
    for person in (scene.people["citizen"], reader):
        world.a_seat(made, person_id=person)
    asking(world, made)

    citizen = visit(has_javascript=has_javascript, width=360)
    citizen.sign_in(scene.people["citizen"])
    citizen.go("/en/c/say/vote")
    citizen.follow("Submit a statement")
    citizen.type("Your statement", SEEDS[0].upper())
    citizen.press("Submit the statement")
    expect(citizen.page.locator("main")).to_contain_text(
        "The round asks about the same statement already, as number 1."
    )
    citizen.type("Your statement", TEXT)
    citizen.press("Submit the statement")
    citizen.page.get_by_text("It waits for a moderator.").wait_for()

    moderator = visit(has_javascript=has_javascript)
    moderator.sign_in(scene.people["moderator"])
    moderator.go("/en/c/say/moderate")
    moderator.page.get_by_text(TEXT).click()
    moderator.press("Accept it")
    moderator.page.get_by_text("Statement 3 is accepted and asked from now on.").wait_for()

    other = visit(has_javascript=has_javascript)
    other.sign_in(reader)
    other.go("/en/c/say/vote")
    for number in (1, 2, 3):
        other.page.get_by_text(f"Statement {number} of 3").wait_for()
        other.press("Disagree" if other.page.locator("#say").inner_text() == TEXT else "Pass")
    other.page.get_by_text("Every statement has your answer").wait_for()
    other.page.locator("#answered").locator("..").get_by_text("3 answers").click()
    expect(other.page.locator("main")).to_contain_text(TEXT)

    citizen.go("/en/c/say/rounds/1/statements")
    citizen.page.get_by_text("A moderator accepted it: everyone is asked about it.").wait_for()
    citizen.follow("Your own answer to statement 3")
    expect(citizen.page.locator("main")).to_contain_text("You have not voted on this yet.")
