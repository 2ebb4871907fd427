"""The next draft is assembled from what two people have decided to take up, with credit to whom it is due."""

import pytest

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.colliding import Change
from consult.deliberation.rules.dispositions import Disposition
from consult.deliberation.rules.words import Attribution
from consult.deliberation.service import AcceptedSuggestion
from tests.conftest import Scene
from tests.deliberation.suggesting import a_suggestion, accepted, hidden
from tests.world import World


@pytest.fixture
def editor(world: World, scene: Scene) -> str:
    person = world.a_person("Edda Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    return person


def taken(world: World, scene: Scene) -> list[AcceptedSuggestion]:
    with world.reading():
        return deliberation.accepted_suggestions(scene.consultation.id, scene.round.draft_id or "")


def test_only_what_two_people_accepted_is_taken_up(world: World, scene: Scene, editor: str) -> None:
    citizen, delegate, organiser = (scene.people[one] for one in ("citizen", "delegate", "organiser"))
    whole = a_suggestion(world, scene.round, delegate, "can halt them", quote="can stop them")
    proposed, rejected = (a_suggestion(world, scene.round, citizen, f"Number {number}.") for number in (1, 2))
    comment = world.a_comment(scene.round, citizen)
    world.closed(scene.round)
    world.answering(scene.round)
    for each in (whole, comment):
        accepted(world, scene.round, each, editor, organiser)
    accepted(world, scene.round, rejected, editor, organiser, disposition=Disposition.REJECTED)
    world.a_proposal(scene.round, proposed, editor)
    (found,) = taken(world, scene)
    assert (found.comment_id, found.number, found.clause_uid) == (whole, 1, world.clauses(scene.round)[0].uid)
    assert (found.prefix, found.exact, found.suffix) == ("ystems serve people, and people ", "can stop them", ".")
    assert (found.change, found.wording, found.in_part) == (Change.REPLACE, "can halt them", False)
    assert (found.credit, found.category, found.reason) == ("Dataworks (invented)", "company", "It is clearer.")


@pytest.mark.parametrize("change", [Change.REPLACE, Change.DELETE])
def test_in_part_it_is_the_part_that_is_taken_up(world: World, scene: Scene, editor: str, change: Change) -> None:
    comment = a_suggestion(world, scene.round, scene.people["delegate"], change=change)
    world.closed(scene.round)
    world.answering(scene.round)
    in_part = {"disposition": Disposition.ACCEPTED_IN_PART, "wording": "Systems serve."}
    accepted(world, scene.round, comment, editor, scene.people["organiser"], **in_part)
    (found,) = taken(world, scene)
    assert (found.change, found.wording, found.in_part) == (Change.REPLACE, "Systems serve.", True)


def test_credit_is_given_as_its_author_chose_and_hidden_words_are_not_taken(
    world: World, scene: Scene, editor: str
) -> None:
    citizen = scene.people["citizen"]
    made = [a_suggestion(world, scene.round, citizen, attribution=one) for one in Attribution]
    spam = a_suggestion(world, scene.round, citizen, "Buy clocks.")
    hidden(world, scene, spam)
    world.closed(scene.round)
    world.answering(scene.round)
    for each in (*made, spam):
        accepted(world, scene.round, each, editor, scene.people["organiser"])
    assert [(one.credit, one.category) for one in taken(world, scene)] == [
        ("Carmen Citizen", "citizen"),
        (None, "citizen"),
        (None, "citizen"),
    ]
