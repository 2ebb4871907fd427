"""A comment may propose a change in its author's own words, which stand beside it ever after."""

import pytest

from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import LONGEST_COMMENT
from consult.deliberation.service import CommentTooLong, TextRefused
from tests.client import Client
from tests.conftest import Scene
from tests.html import values
from tests.world import World


def test_a_proposed_change_is_shown_under_the_comment(
    citizen: Client, stranger: Client, world: World, scene: Scene
) -> None:
    number = world.clauses(scene.round)[0].number
    page = citizen.follow(
        citizen.fill(
            f"{scene.home}/d/1/{number}/comment",
            "/comment",
            text="Who?",
            proposed="A named\n*person* can.",
            attribution="named",
        )
    )
    assert page.heading
    shown = stranger.get(f"{scene.home}/d/1/{number}").words
    assert "Proposed change A named *person* can." in " ".join(shown.split())


def test_a_comment_without_one_shows_none(stranger: Client, world: World, scene: Scene) -> None:
    world.a_comment(scene.round, scene.people["citizen"])
    assert "Proposed change" not in stranger.get(f"{scene.home}/d/1/1.1").words


@pytest.mark.parametrize(
    ("proposed", "refused"), [("x" * (LONGEST_COMMENT + 1), CommentTooLong), ("\x07", TextRefused)]
)
def test_a_change_that_cannot_be_taken_is_refused_at_its_field(
    world: World, scene: Scene, proposed: str, refused: type[Exception]
) -> None:
    with pytest.raises(refused) as told:
        world.a_comment(scene.round, scene.people["citizen"], proposed=proposed)
    assert getattr(told.value, "field", "") == "proposed"


def test_what_was_typed_stays_in_the_form_when_something_else_is_refused(citizen: Client, scene: Scene) -> None:
    page = citizen.fill(f"{scene.home}/d/1/1.1/comment", "/comment", status=422, text="", proposed="A named person.")
    assert values(page.form("/comment"))["proposed"].strip() == "A named person."


def test_a_hidden_comment_keeps_its_change_to_itself(world: World, scene: Scene) -> None:
    comment = world.a_comment(scene.round, scene.people["citizen"], proposed="Buy clocks.", attribution="unpublished")
    with world.reading():
        assert deliberation.get_comment(scene.consultation.id, comment).proposed is None
