"""Decisions on comments: with a rule and a note, one at a time, on the public log, and nothing is ever deleted."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from consult.deliberation import service as deliberation
from consult.deliberation.service import CommentView
from consult.deliberation.tables import Comment
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind, Ground
from consult.moderation.service import ActionView
from tests.conftest import Scene
from tests.world import World

TEXT = "An unkind word about Zebulon."
RACES = 8


@pytest.fixture
def comment(world: World, scene: Scene) -> str:
    return world.a_comment(scene.round, scene.people["citizen"], TEXT)


def decide(world: World, scene: Scene, comment: str, action: ActionKind, **given: str | None) -> ActionView:
    values = {"rule": Ground.HATE if action is ActionKind.HIDE else None, "note": "It attacks a person.", **given}
    with world.acting():
        return moderation.decide(
            consultation_id=scene.consultation.id,
            comment_id=comment,
            action=action,
            person_id=scene.people["moderator"],
            **values,
        )


def get(world: World, scene: Scene, comment: str) -> CommentView:
    with world.reading():
        return deliberation.get_comment(scene.consultation.id, comment)


def public_log(world: World, scene: Scene) -> list[ActionView]:
    with world.reading():
        return moderation.public_log(consultation_id=scene.consultation.id)


def test_a_hidden_comment_keeps_its_place_with_the_rule_and_the_note_and_loses_its_words(
    world: World, scene: Scene, comment: str
) -> None:
    before = get(world, scene, comment)
    decide(world, scene, comment, ActionKind.HIDE)
    after = get(world, scene, comment)
    assert (after.number, after.is_hidden, after.hidden_under, after.hidden_note) == (
        before.number,
        True,
        "hate",
        "It attacks a person.",
    )
    assert (after.html, after.markdown, after.quote) == ("", "", None)
    assert decide(world, scene, comment, ActionKind.RESTORE).action is ActionKind.RESTORE
    restored = get(world, scene, comment)
    assert (restored.html, restored.hidden_under, restored.hidden_note) == (before.html, None, None)


def test_hidden_words_are_in_no_reading_but_the_moderators(world: World, scene: Scene, comment: str) -> None:
    decide(world, scene, comment, ActionKind.HIDE)
    scope = {"consultation_id": scene.consultation.id}
    with world.reading():
        clause = world.clauses(scene.round)[0]
        readings: list[object] = [
            deliberation.get_comment(scene.consultation.id, comment),
            deliberation.comments_on(**scope, clause_uid=clause.uid),
            deliberation.comments_by(**scope, seat_id=get(world, scene, comment).seat_id),
            deliberation.comments_by_id(scene.consultation.id, [comment]),
            moderation.public_log(**scope),
        ]
        assert [each for each in readings if "Zebulon" in repr(each)] == []
        assert "Zebulon" in deliberation.comment_for_review(scene.consultation.id, comment).html


def test_no_comment_is_ever_gone(world: World, scene: Scene, comment: str) -> None:
    """Threat T3."""
    for action in (ActionKind.REVIEW, ActionKind.HIDE, ActionKind.RESTORE, ActionKind.HIDE):
        decide(world, scene, comment, action)
        with world.reading() as session:
            assert session.scalar(select(func.count()).select_from(Comment).where(Comment.markdown == TEXT)) == 1


@pytest.mark.parametrize("rule", [None, "", "because"])
def test_hiding_needs_one_of_the_rules(world: World, scene: Scene, comment: str, rule: str | None) -> None:
    with pytest.raises(moderation.GroundNeeded):
        decide(world, scene, comment, ActionKind.HIDE, rule=rule)
    assert not get(world, scene, comment).is_hidden


@pytest.mark.parametrize("note", ["", "  ", "x" * 501])
def test_hiding_and_restoring_need_a_note_that_can_be_published(
    world: World, scene: Scene, comment: str, note: str
) -> None:
    with pytest.raises(moderation.NoteNeeded):
        decide(world, scene, comment, ActionKind.HIDE, note=note)
    decide(world, scene, comment, ActionKind.HIDE)
    with pytest.raises(moderation.NoteNeeded):
        decide(world, scene, comment, ActionKind.RESTORE, note=note)


def test_keeping_a_comment_needs_no_note_and_takes_it_off_the_queue(world: World, scene: Scene, comment: str) -> None:
    with world.reading():
        assert deliberation.count_awaiting_review(scene.consultation.id) == 1
    decide(world, scene, comment, ActionKind.REVIEW, note="")
    with world.reading():
        assert deliberation.awaiting_review(consultation_id=scene.consultation.id) == []
    assert public_log(world, scene) == []


def test_what_is_decided_already_is_not_decided_again(world: World, scene: Scene, comment: str) -> None:
    with pytest.raises(moderation.AlreadyDecided):
        decide(world, scene, comment, ActionKind.RESTORE)
    decide(world, scene, comment, ActionKind.HIDE)
    for action in (ActionKind.HIDE, ActionKind.REVIEW):
        with pytest.raises(moderation.AlreadyDecided):
            decide(world, scene, comment, action)


def test_two_moderators_who_hide_at_once_take_one_decision(world: World, scene: Scene, comment: str) -> None:
    start = Barrier(2)

    def hide(note: str) -> bool:
        with world.app.app_context():
            db.session.connection()
            start.wait()
            try:
                decide(world, scene, comment, ActionKind.HIDE, note=note)
            except moderation.AlreadyDecided:
                return False
        return True

    with ThreadPoolExecutor() as threads:
        for _ in range(RACES):
            assert sorted(threads.map(hide, ("First.", "Second."))) == [False, True]
            decide(world, scene, comment, ActionKind.RESTORE)


def test_the_log_tells_what_was_done_under_which_rule_and_names_nobody(
    world: World, scene: Scene, comment: str
) -> None:
    decide(world, scene, comment, ActionKind.HIDE)
    decide(world, scene, comment, ActionKind.RESTORE, note="It was a quotation.")
    newest, oldest = public_log(world, scene)
    assert (oldest.action, oldest.rule, oldest.comment_number) == (ActionKind.HIDE, "hate", 1)
    assert (newest.action, newest.rule, newest.note) == (ActionKind.RESTORE, None, "It was a quotation.")
    assert newest.number > oldest.number
    assert scene.people["moderator"] not in repr((newest, oldest))


def test_each_decision_is_a_leaf_that_refers_to_the_comment_s_own(world: World, scene: Scene, comment: str) -> None:
    for action in (ActionKind.REVIEW, ActionKind.HIDE, ActionKind.RESTORE):
        decide(world, scene, comment, action)
    with world.acting():
        ledger.drain(scene.consultation.id)
    with world.reading():
        acts = [act for act in ledger.replay(scene.consultation.id) if str(act.leaf["type"]).startswith("moderation.")]
        said = deliberation.get_comment(scene.consultation.id, comment)
    assert [act.leaf["type"] for act in acts] == ["moderation.review", "moderation.hide", "moderation.restore"]
    assert {(act.leaf["ref"], act.leaf["role"]) for act in acts} == {(said.leaf, "moderator")}
    assert {act.leaf["subject"] for act in acts} == {world.clauses(scene.round)[0].subject}
    assert [(act.content or {})["rule"] for act in acts] == [None, "hate", None]
    assert {act.actor for act in acts} == {scene.people["moderator"]}


def test_a_comment_of_another_consultation_is_not_there(world: World, scene: Scene, comment: str) -> None:
    other = world.a_consultation()
    for ask in (
        lambda: moderation.decide(
            consultation_id=other.id,
            comment_id=comment,
            action=ActionKind.REVIEW,
            person_id=scene.people["moderator"],
            rule=None,
            note="",
        ),
        lambda: moderation.report(
            consultation_id=other.id, comment_id=comment, person_id=scene.people["citizen"], rule="spam", note=""
        ),
        lambda: deliberation.comment_for_review(other.id, comment),
        lambda: deliberation.comment_for_review(scene.consultation.id, new_id()),
    ):
        with pytest.raises(NotFound), world.acting():
            ask()


def test_a_reader_s_report_waits_for_a_moderator_and_is_settled_by_a_decision(
    world: World, scene: Scene, comment: str
) -> None:
    scope = {"consultation_id": scene.consultation.id, "comment_id": comment}
    for person, note in (("delegate", "It names someone."), ("delegate", "Again."), ("newcomer", "")):
        with world.acting():
            moderation.report(**scope, person_id=scene.people[person], rule=Ground.PERSONAL_DATA, note=note)
    with world.reading():
        assert [each.id for each in moderation.reported_comments(scene.consultation.id)] == [comment]
        reports = moderation.reports_on(**scope)
    assert [(each.rule, each.note) for each in reports] == [
        ("personal_data", "It names someone."),
        ("personal_data", ""),
    ]
    decide(world, scene, comment, ActionKind.REVIEW)
    with world.reading():
        assert moderation.reported_comments(scene.consultation.id) == []
        assert moderation.reports_on(**scope) == []


def test_a_report_names_a_rule_and_stays_short(world: World, scene: Scene, comment: str) -> None:
    scope = {"consultation_id": scene.consultation.id, "comment_id": comment, "person_id": scene.people["citizen"]}
    with pytest.raises(moderation.GroundNeeded), world.acting():
        moderation.report(**scope, rule="", note="")
    with pytest.raises(moderation.NoteNeeded), world.acting():
        moderation.report(**scope, rule=Ground.SPAM, note="x" * 501)
