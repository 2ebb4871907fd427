"""A desk with many comments: one decision proposed on several after a look, taken back, and a reason kept while it is written."""

from collections.abc import Callable

import pytest

from consult.consultations.service import Role
from tests.conftest import Scene
from tests.journeys.conftest import Visit
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]


@pytest.fixture
def editor(world: World, scene: Scene) -> str:
    person = world.a_person("Edda Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    for word in ("who", "when", "why"):
        world.a_comment(scene.round, scene.people["citizen"], f"Say {word}.")
    world.closed(scene.round)
    world.answering(scene.round)
    return person


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_several_are_proposed_on_after_a_look_and_taken_back(
    visit: Callable[..., Visit], scene: Scene, editor: str, has_javascript: bool
) -> None:
    person = visit(has_javascript=has_javascript)
    person.sign_in(editor)
    person.go(f"{scene.home}/answers/desk")
    for number in (1, 3):
        person.page.get_by_label(f"Comment {number} on clause 1.1", exact=True).check()
    person.press("Go on with those that are ticked")
    person.page.get_by_label("Noted:").check()
    person.type("Reason", "It is read and kept.")
    person.press("Show what would change")
    person.page.get_by_text("2 of 2 comments would change.").wait_for()
    person.press("Do it to 2 comments")
    person.page.get_by_text("2 comments were changed on").wait_for()
    person.press("Take it back")
    person.page.get_by_text("It was taken back on").wait_for()
    person.go(f"{scene.home}/answers/desk?view=approval")
    person.page.get_by_text("Nothing waits here.").wait_for()


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_is_written_is_there_after_signing_in_again(
    visit: Callable[..., Visit], scene: Scene, editor: str, has_javascript: bool
) -> None:
    person = visit(has_javascript=has_javascript)
    person.sign_in(editor)
    person.go(f"{scene.home}/answers/desk")
    person.follow("Open comment 2")
    person.type("Reason", "It is half")
    if has_javascript:
        person.page.get_by_text("What you have written is kept since").wait_for()
    else:
        person.press("Keep it and stay")
        person.page.get_by_text("What you have written is kept, for you alone.").wait_for()
    again = visit(has_javascript=has_javascript)
    again.sign_in(editor)
    again.go(person.page.url.removeprefix(person.server.address))
    assert again.page.get_by_label("Reason", exact=True).input_value() == "It is half"
