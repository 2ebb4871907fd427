"""Supporting or opposing a suggestion: one stance for a seat, which it may change, and which nobody is shown as its own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Attribution
from consult.deliberation.service import Cell, OwnStance
from consult.deliberation.tables import SuggestionSupport
from consult.kernel import clock
from consult.kernel.errors import NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.rounds.service import RoundClosed
from tests.conftest import Scene
from tests.deliberation.suggesting import a_stance, a_suggestion, hidden, suggestion
from tests.world import World


@pytest.fixture
def made(world: World, scene: Scene) -> str:
    return a_suggestion(world, scene.round, scene.people["delegate"])


def cells(world: World, scene: Scene, comment: str) -> tuple[Cell, ...]:
    return suggestion(world, scene.round, comment).cells


def test_a_seat_has_one_stance_which_it_changes_and_takes_back(world: World, scene: Scene, made: str) -> None:
    citizen = scene.people["citizen"]
    assert a_stance(world, scene.round, made, citizen, moves_to="support").moves_to == "support"
    assert cells(world, scene, made) == (Cell("citizen", "support", "support", 1),)
    a_stance(world, scene.round, made, citizen, "oppose")
    assert cells(world, scene, made) == (Cell("citizen", "oppose", None, 1),)
    assert a_stance(world, scene.round, made, citizen, None, moves_to="object").moves_to is None
    assert cells(world, scene, made) == ()


def test_a_delegation_is_one_seat_whoever_of_it_speaks(world: World, scene: Scene, made: str) -> None:
    people = [world.a_person() for _ in range(2)]
    seat = world.a_delegation(scene.consultation, *people)
    a_stance(world, scene.round, made, people[0])
    a_stance(world, scene.round, made, people[1], "oppose", moves_to="object")
    assert cells(world, scene, made) == (Cell("government", "oppose", "object", 1),)
    own = suggestion(world, scene.round, made, seat_id=seat.id)
    assert (own.own, own.is_own) == (OwnStance("oppose", "object"), False)


def test_two_members_at_once_leave_one_stance(world: World, scene: Scene, made: str) -> None:
    people = [world.a_person() for _ in range(2)]
    world.a_delegation(scene.consultation, *people)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda person: a_stance(world, scene.round, made, person), people))
    with world.reading() as session:
        (row,) = session.scalars(select(SuggestionSupport)).all()
    assert (row.version, row.stance) == (2, "support")


def test_requests_with_one_key_count_once(world: World, scene: Scene, made: str) -> None:
    key, citizen = new_id(), scene.people["citizen"]
    receipts = {a_stance(world, scene.round, made, citizen, key=key).receipt for _ in range(3)}
    assert len(receipts) == 1
    with pytest.raises(KeyReused):
        a_stance(world, scene.round, made, citizen, "oppose", key=key)


@pytest.mark.parametrize(
    ("stance", "moves_to", "code"),
    [("adore", None, "stance-needed"), ("support", "agree", "move-refused"), ("oppose", "", "move-refused")],
)
def test_other_words_are_refused(
    world: World, scene: Scene, made: str, stance: str, moves_to: str | None, code: str
) -> None:
    with pytest.raises(Refused) as told:
        a_stance(world, scene.round, made, scene.people["citizen"], stance, moves_to=moves_to)
    assert told.value.code == code
    assert cells(world, scene, made) == ()


def test_nobody_supports_their_own_a_hidden_one_or_one_that_is_not_published(
    world: World, scene: Scene, made: str
) -> None:
    citizen, delegate = scene.people["citizen"], scene.people["delegate"]
    silent = a_suggestion(world, scene.round, delegate, attribution=Attribution.UNPUBLISHED)
    for comment, person, code in ((made, delegate, "own-suggestion"), (silent, citizen, "suggestion-hidden")):
        with pytest.raises(Refused) as told:
            a_stance(world, scene.round, comment, person)
        assert told.value.code == code
    a_stance(world, scene.round, made, citizen)
    hidden(world, scene, made)
    with pytest.raises(Refused) as told:
        a_stance(world, scene.round, made, citizen, "oppose")
    assert told.value.code == "suggestion-hidden"
    assert cells(world, scene, made) == (), "what a moderator hid shows no figures either"


def test_a_round_that_is_over_no_seat_and_a_plain_comment_are_refused(world: World, scene: Scene, made: str) -> None:
    comment = world.a_comment(scene.round, scene.people["delegate"])
    with pytest.raises(NotFound):
        a_stance(world, scene.round, comment, scene.people["citizen"])
    with pytest.raises(Refused) as told:
        a_stance(world, scene.round, made, scene.people["newcomer"])
    assert told.value.code == "no-seat"
    with clock.moved(timedelta(days=8)), pytest.raises(RoundClosed):
        a_stance(world, scene.round, made, scene.people["citizen"])
    with world.reading(), pytest.raises(NotFound):
        deliberation.suggestion_of(consultation_id=scene.consultation.id, comment_id=comment)


def test_every_stance_is_on_record_and_opened_to_nobody(world: World, scene: Scene, made: str) -> None:
    citizen = scene.people["citizen"]
    for stance in ("support", None):
        a_stance(world, scene.round, made, citizen, stance, moves_to="support")
    with world.acting():
        ledger.drain(scene.consultation.id)
    with world.reading():
        acts = [each for each in ledger.replay(scene.consultation.id) if each.leaf["type"] == "suggestion.stance"]
        leaf = deliberation.get_comment(scene.consultation.id, made).leaf
    said = [act.content for act in acts]
    assert [(one["stance"], one["moves_to"], one["version"]) for one in said if one] == [
        ("support", "support", 1),
        (None, None, 2),
    ]
    assert {act.leaf["ref"] for act in acts} == {leaf}
