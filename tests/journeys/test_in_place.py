"""What htmx changes in place: a clause opened in the text, and one statement after the other."""

from collections.abc import Callable

import pytest

from consult.rounds.rules.states import RoundKind
from tests.conftest import Scene
from tests.journeys.conftest import Visit
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]


def focused(visit: Visit, words: str) -> None:
    """Wait until the element with the focus holds these words."""
    visit.page.wait_for_function("words => document.activeElement.innerText.includes(words)", arg=words)


def test_a_clause_opens_and_closes_in_its_place(visit: Callable[..., Visit], scene: Scene) -> None:
    delegate = visit()
    delegate.sign_in(scene.people["delegate"])
    delegate.go(f"{scene.home}/d/1")
    delegate.page.locator("#c1-1").get_by_text("No comments").click()
    focused(delegate, "Your position on 1.1")
    assert delegate.page.url.endswith(f"{scene.home}/d/1?open=1.1")
    delegate.page.locator("#c1-2").get_by_text("Vote on this clause").click()
    focused(delegate, "Your position on 1.2")
    assert delegate.page.locator(".open").count() == 1, "a page holds one ballot at a time"
    delegate.page.get_by_label("Object", exact=True).check()
    delegate.page.locator(".receipt code").wait_for()
    delegate.follow("Close clause 1.2")
    focused(delegate, "No comments")
    assert delegate.page.url.endswith(f"{scene.home}/d/1")
    assert "You voted" in delegate.page.locator("#c1-2").inner_text()


def test_going_back_shows_the_clause_that_stood_open(visit: Callable[..., Visit], scene: Scene) -> None:
    delegate = visit()
    delegate.sign_in(scene.people["delegate"])
    delegate.go(f"{scene.home}/d/1")
    delegate.page.locator("#c1-1").get_by_text("No comments").click()
    delegate.follow("Close clause 1.1")
    delegate.page.locator(".open").wait_for(state="detached")
    delegate.page.go_back()
    delegate.page.locator("#c1-1 .open").wait_for()


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_statements_follow_one_another(
    visit: Callable[..., Visit], world: World, scene: Scene, has_javascript: bool
) -> None:
    consultation = world.a_consultation(slug="say")
    world.a_seat(consultation, person_id=scene.people["citizen"])
    world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=("One idea.", "Another idea."))
    citizen = visit(has_javascript=has_javascript)
    citizen.sign_in(scene.people["citizen"])
    citizen.go("/en/c/say/vote")
    citizen.press("Agree")
    citizen.page.get_by_text("Statement 2 of 2").wait_for()
    citizen.press("Pass")
    citizen.page.get_by_text("Every statement has your answer").wait_for()
    assert "Pass: “" in citizen.page.locator(".receipt").inner_text()
