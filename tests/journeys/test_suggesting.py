"""A suggestion's way: other words for a passage, opposed by one, supported by another, and accepted in part."""

from collections.abc import Callable

import pytest

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.dispositions import Disposition
from tests.conftest import Scene
from tests.deliberation.suggesting import accepted
from tests.journeys.conftest import Visit
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_other_words_for_a_passage_find_their_way(
    visit: Callable[..., Visit], world: World, scene: Scene, has_javascript: bool
) -> None:
    editor, third = world.a_person("Edda Editor"), world.a_person("Tala Third")
    world.a_role(scene.consultation, editor, Role.EDITOR)
    world.a_delegation(scene.consultation, third)
    delegate, opponent, supporter = (visit(has_javascript=has_javascript) for _ in range(3))

    delegate.sign_in(scene.people["delegate"])
    delegate.go(f"{scene.home}/d/1?open=1.1")
    delegate.follow("Suggest other words")
    delegate.follow("Other words for a passage")
    delegate.type("The words of the clause that you mean", "can stop them")
    delegate.type("The words that should stand there", "can halt or correct them at any moment")
    delegate.type("Why?", "Stopping is not always enough.")
    delegate.press("Show the change")
    delegate.page.get_by_role("heading", name="What your suggestion would change").wait_for()
    delegate.press("Send the suggestion")
    delegate.page.get_by_text("Your suggestion is saved as number 1.").wait_for()

    opponent.sign_in(scene.people["citizen"])
    opponent.go(f"{scene.home}/d/1/1.1")
    opponent.page.get_by_role("button", name="Oppose Suggestion 1").click()
    opponent.page.get_by_text("Your seat opposes suggestion 1.").wait_for()

    supporter.sign_in(third)
    supporter.go(f"{scene.home}/d/1/suggestions")
    supporter.follow("Suggestion 1 would change my vote")
    supporter.page.get_by_label("Supports it", exact=True).check()
    supporter.page.get_by_label("Can live with it", exact=True).check()
    supporter.press("Save it")
    supporter.page.get_by_text("Your seat supports suggestion 1.").wait_for()
    supporter.page.get_by_text("This change would move your position to “Can live with it”.").wait_for()

    _accept_in_part(world, scene, editor)
    supporter.go(f"{scene.home}/d/1/suggestions?show=accepted")
    supporter.page.get_by_text("Accepted in part").wait_for()
    with world.reading():
        (taken,) = deliberation.accepted_suggestions(scene.consultation.id, scene.round.draft_id or "")
    assert (taken.exact, taken.wording, taken.credit) == ("can stop them", "can halt them", "Dataworks (invented)")


def _accept_in_part(world: World, scene: Scene, editor: str) -> None:
    with world.reading():
        made = deliberation.comment_numbered(scene.consultation.id, 1).id
    world.closed(scene.round)
    world.answering(scene.round)
    part = {
        "disposition": Disposition.ACCEPTED_IN_PART,
        "wording": "can halt them",
        "reason": "At any moment is implied.",
    }
    accepted(world, scene.round, made, editor, scene.people["organiser"], **part)
