"""An act on many comments is quick: what it asks of the database does not grow with their number."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from consult.consultations.service import Role
from consult.kernel.db import db
from consult.moderation import service as moderation
from consult.moderation.rules.sharing import BulkKind
from tests.conftest import Scene
from tests.ledger.story import acts_of
from tests.world import World

SAID: dict[BulkKind, dict[str, object]] = {
    BulkKind.PROPOSE: {"disposition": "noted", "reason": "It is noted."},
    BulkKind.APPROVE: {},
    BulkKind.SATISFACTION: {"satisfaction": "satisfied", "words": "By letter."},
}
STEPS = {
    BulkKind.PROPOSE: "disposition.propose",
    BulkKind.APPROVE: "disposition.approve",
    BulkKind.SATISFACTION: "disposition.satisfaction",
}


@pytest.fixture
def editors(world: World, scene: Scene) -> list[str]:
    people = [world.a_person("Edda Editor"), world.a_person("Eli Editor")]
    for person in people:
        world.a_role(scene.consultation, person, Role.EDITOR)
    return people


@pytest.fixture
def comments(world: World, scene: Scene) -> list[str]:
    """Eight comments of a round that is being answered."""
    made = [world.a_comment(scene.round, scene.people["citizen"], f"Say {word}.") for word in "abcdefgh"]
    world.closed(scene.round)
    world.answering(scene.round)
    return made


def statements(world: World, does: Callable[..., object], act: dict[str, str]) -> int:
    """Do or take back an act, and return how many statements that took."""
    seen: list[object] = []
    with world.acting():
        engine = db.engine
        note = lambda *given: seen.append(given)  # noqa: E731 - SQLAlchemy forgets a listener by its identity
        event.listen(engine, "before_cursor_execute", note)
        does(**act)
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def planned(world: World, scene: Scene, person: str, ids: list[str], kind: BulkKind) -> dict[str, str]:
    scope = {"consultation_id": scene.consultation.id, "person_id": person}
    with world.acting():
        act = moderation.plan_act(**scope, round_id=scene.round.id, ids=ids, kind=kind, given=SAID[kind])
    return {**scope, "act_id": act}


def test_many_comments_take_no_more_statements_than_two_and_the_log_has_each_in_order(
    world: World, scene: Scene, editors: list[str], comments: list[str]
) -> None:
    few, many = comments[:2], comments[2:]
    for kind, step in STEPS.items():
        person = editors[kind is not BulkKind.PROPOSE]
        counted = []
        for ids in (few, many):
            act = planned(world, scene, person, ids, kind)
            counted.append(statements(world, moderation.do_act, act))
            if kind is not BulkKind.SATISFACTION:
                counted.append(statements(world, moderation.undo_act, act))
                again = planned(world, scene, person, ids, kind)
                statements(world, moderation.do_act, again)
        half = len(counted) // 2
        assert counted[half:] == counted[:half], kind
        acts = [each for each in acts_of(world, scene.consultation) if each.leaf["type"] == step]
        numbers = [(each.content or {})["comment"] for each in acts]
        assert numbers[-len(many) :] == sorted(numbers[-len(many) :])
        assert set(numbers) == set(range(1, len(comments) + 1))
