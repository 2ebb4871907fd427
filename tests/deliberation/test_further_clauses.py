"""A comment that is about more than one clause: it shows under each, counts there, and is a source of what changes there."""

import pytest
from flask import Flask

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.drafting import service as drafting
from consult.kernel.errors import Forbidden
from consult.kernel.ids import new_id
from tests.client import Client
from tests.conftest import Scene
from tests.ledger.story import acts_of
from tests.world import World


@pytest.fixture
def editor_id(world: World, scene: Scene) -> str:
    person = world.a_person("Edda Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    return person


@pytest.fixture
def comment(world: World, scene: Scene) -> str:
    """A comment on the first clause."""
    return world.a_comment(scene.round, scene.people["citizen"], "Say who, here and below.")


def begin(world: World, scene: Scene) -> None:
    """Close the round and have its comments answered."""
    world.closed(scene.round)
    world.answering(scene.round)


def say(world: World, scene: Scene, comment: str, clause_uid: str, person: str, *, is_about: bool = True) -> None:
    does = deliberation.say_also_about if is_about else deliberation.no_longer_about
    with world.acting():
        does(consultation_id=scene.consultation.id, comment_id=comment, clause_uid=clause_uid, person_id=person)


def shown(world: World, draft: drafting.DraftView, clause_uid: str) -> list[tuple[int, bool]]:
    """Return the numbers of the comments on a clause, with whether each says that it is only also about it."""
    with world.reading():
        page = deliberation.comments_on(consultation_id=draft.consultation_id, clause_uid=clause_uid, draft_id=draft.id)
        counts = deliberation.comment_counts(consultation_id=draft.consultation_id, draft_id=draft.id)
    found = [(one.number, one.is_also) for first in page.comments for one in (first, *first.replies)]
    assert (page.total, counts.get(clause_uid, 0)) == (len(found), len(found))
    return found


def sources(world: World, draft: drafting.DraftView, clause_uid: str) -> list[int]:
    with world.reading():
        found = deliberation.threads_on(consultation_id=draft.consultation_id, clause_uid=clause_uid, draft_id=draft.id)
    return [one.number for one in found]


def draft_of(world: World, scene: Scene) -> drafting.DraftView:
    with world.reading():
        return drafting.draft_by_id(scene.consultation.id, scene.round.draft_id or "")


def test_a_comment_shows_under_a_further_clause_with_its_replies_until_it_is_not_about_it(
    world: World, scene: Scene, editor_id: str, comment: str
) -> None:
    first, second = world.clauses(scene.round)[:2]
    world.a_comment(scene.round, scene.people["delegate"], "Who indeed?", parent_id=comment)
    world.a_comment(scene.round, scene.people["citizen"], "Only here.", clause=second)
    draft = draft_of(world, scene)
    begin(world, scene)
    say(world, scene, comment, second.uid, editor_id)
    say(world, scene, comment, second.uid, editor_id)
    assert shown(world, draft, first.uid) == [(1, False), (2, False)]
    assert shown(world, draft, second.uid) == [(1, True), (2, False), (3, False)]
    assert sources(world, draft, second.uid) == [1, 3]
    say(world, scene, comment, second.uid, editor_id, is_about=False)
    say(world, scene, comment, second.uid, editor_id, is_about=False)
    assert shown(world, draft, second.uid) == [(3, False)]
    assert sources(world, draft, second.uid) == [3]
    acts = [each for each in acts_of(world, scene.consultation) if each.leaf["type"] == "comment.also"]
    assert [(each.content or {})["is_about"] for each in acts] == [True, False]
    assert {each.leaf["subject"] for each in acts} == {second.subject}


def test_a_comment_on_the_whole_draft_can_be_about_a_clause(world: World, scene: Scene, editor_id: str) -> None:
    second = world.clauses(scene.round)[1]
    draft = draft_of(world, scene)
    seat = world.a_seat(scene.consultation)
    with world.acting():
        (whole,) = deliberation.add_collected(
            consultation_id=scene.consultation.id,
            round_id=scene.round.id,
            draft_id=draft.id,
            by_person=None,
            comments=[
                deliberation.Collected(
                    seat_id=seat.id,
                    clause=None,
                    kind="general",
                    lang="en",
                    text="It is too long.",
                    proposed="",
                )
            ],
        )
    begin(world, scene)
    say(world, scene, whole, second.uid, editor_id)
    assert shown(world, draft, second.uid) == [(1, True)]


def test_it_goes_along_to_the_next_draft_under_both_clauses(
    world: World, scene: Scene, editor_id: str, comment: str
) -> None:
    first, second = world.clauses(scene.round)[:2]
    begin(world, scene)
    say(world, scene, comment, second.uid, editor_id)
    following = world.a_draft(scene.consultation)
    assert shown(world, following, first.uid) == [(1, False)]
    assert shown(world, following, second.uid) == [(1, True)]


def test_only_those_who_answer_say_so_and_only_of_another_clause_of_the_draft(
    world: World, scene: Scene, editor_id: str, comment: str
) -> None:
    first, second = world.clauses(scene.round)[:2]
    with pytest.raises(deliberation.NotAnswering):
        say(world, scene, comment, second.uid, editor_id)
    begin(world, scene)
    for uid in (first.uid, new_id(), ""):
        with pytest.raises(deliberation.FurtherClauseNeeded):
            say(world, scene, comment, uid, editor_id)
    with pytest.raises(Forbidden):
        say(world, scene, comment, second.uid, scene.people["citizen"])


def test_an_editor_says_so_on_the_page_of_the_answer_and_everyone_sees_it_under_the_clause(
    app: Flask, world: World, scene: Scene, editor_id: str, comment: str
) -> None:
    editor, second = Client(app, world.a_session(editor_id)), world.clauses(scene.round)[1]
    begin(world, scene)
    place, under = f"{scene.home}/answers/{comment}", f"{scene.home}/d/1/{second.number}"
    refused = editor.fill(place, "/also", clause="", status=422)
    assert "Choose a clause of the draft" in refused.words
    assert "also about this clause" not in editor.get(under).words
    editor.fill(place, "/also", clause=second.uid, status=303)
    assert f"It is not about clause {second.number}" in editor.get(place).words
    assert "also about this clause" in editor.get(under).words
    editor.fill(place, "/drop")
    assert "also about this clause" not in editor.get(under).words
