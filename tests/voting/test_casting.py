"""Casting: one seat, one current answer on an item, whatever its delegates do."""

from datetime import timedelta

import pytest

from consult.deliberation.rules.words import Moderated
from consult.deliberation.service import NewStatement, add_statements
from consult.kernel import clock
from consult.kernel.ids import new_id
from consult.rounds.rules.states import RoundKind, RoundState
from consult.rounds.service import RoundClosed, RoundNotOpen, RoundView, advance
from consult.voting import service as voting
from consult.voting.service import ActView, BallotView
from tests.conftest import Scene
from tests.world import World


def ballots(world: World, one: RoundView, seat_id: str) -> dict[str, BallotView]:
    with world.reading():
        return voting.ballots_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat_id)


def acts(world: World, one: RoundView, seat_id: str) -> list[ActView]:
    with world.reading():
        return voting.acts_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat_id)


def test_a_vote_gives_a_receipt_and_can_be_changed(world: World, scene: Scene) -> None:
    first = world.a_vote(scene.round, scene.people["citizen"], "support", importance=2)
    second = world.a_vote(scene.round, scene.people["citizen"], "object")
    assert (first.version, first.position, first.importance) == (1, "support", 2)
    assert (second.version, second.position, second.importance) == (2, "object", None)
    assert first.code != second.code
    assert len(second.code) == 10
    assert second.shown == f"{second.code[:5]}-{second.code[5:]}"


def test_two_delegates_have_one_current_ballot_and_the_history_holds_both(world: World, scene: Scene) -> None:
    people = world.a_person("First Delegate"), world.a_person("Second Delegate")
    seat = world.a_delegation(scene.consultation, *people)
    item = world.items(scene.round)[0]
    receipts = [
        world.a_vote(scene.round, person, position, item=item)
        for person, position in zip(people, ("support", "object"), strict=True)
    ]
    (ballot,) = ballots(world, scene.round, seat.id).values()
    assert (ballot.item_id, ballot.position, ballot.version) == (item.id, "object", 2)
    assert ballot.receipt == receipts[1].code
    history = acts(world, scene.round, seat.id)
    assert [(act.person_id, act.position, act.receipt) for act in history] == [
        (people[1], "object", receipts[1].code),
        (people[0], "support", receipts[0].code),
    ]


def test_a_seat_answers_every_item_on_its_own(world: World, scene: Scene) -> None:
    for item, position in zip(world.items(scene.round), ("support", "object", "no_opinion"), strict=True):
        world.a_vote(scene.round, scene.people["citizen"], position, item=item)
    with world.reading():
        assert list(voting.count_voters(scene.consultation.id, scene.round.id).values()) == [3]


def test_many_requests_with_one_key_are_one_vote_with_one_receipt(world: World, scene: Scene) -> None:
    key = new_id()
    receipts = {world.a_vote(scene.round, scene.people["citizen"], "support", key=key) for _ in range(3)}
    assert len(receipts) == 1
    assert receipts.pop().version == 1


def test_a_key_that_comes_with_another_answer_is_refused_and_changes_nothing(world: World, scene: Scene) -> None:
    """The page of a back button must not look as if the new answer had been saved."""
    key = new_id()
    receipt = world.a_vote(scene.round, scene.people["citizen"], "support", key=key)
    with pytest.raises(Exception, match="key-reused"):
        world.a_vote(scene.round, scene.people["citizen"], "object", key=key)
    assert world.a_vote(scene.round, scene.people["citizen"], "support", key=key) == receipt


def test_a_key_belongs_to_whoever_sent_it(world: World, scene: Scene) -> None:
    """Threat T36: another's whole form, sent as one's own, is one's own vote."""
    key = new_id()
    theirs = world.a_vote(scene.round, scene.people["citizen"], "support", key=key)
    mine = world.a_vote(scene.round, scene.people["delegate"], "support", key=key)
    assert mine.code != theirs.code
    assert mine.version == 1


@pytest.mark.parametrize("position", ["agree", "Support", "", "support "])
def test_a_word_that_is_not_on_the_scale_is_refused(world: World, scene: Scene, position: str) -> None:
    with pytest.raises(voting.PositionRefused):
        world.a_vote(scene.round, scene.people["citizen"], position)


def test_importance_is_taken_only_where_the_contract_asks_for_it(world: World, scene: Scene) -> None:
    assert world.a_vote(scene.round, scene.people["citizen"], importance=0).importance == 0
    for person, importance in (("citizen", 3), ("citizen", -1), ("delegate", 1)):
        with pytest.raises(voting.ImportanceRefused):
            world.a_vote(scene.round, scene.people[person], importance=importance)


def test_someone_without_a_seat_cannot_vote(world: World, scene: Scene) -> None:
    with pytest.raises(Exception, match="no-seat"):
        world.a_vote(scene.round, scene.people["newcomer"])


def test_a_refused_vote_leaves_its_key_free(world: World, scene: Scene) -> None:
    key = new_id()
    with pytest.raises(voting.PositionRefused):
        world.a_vote(scene.round, scene.people["citizen"], "perhaps", key=key)
    assert world.a_vote(scene.round, scene.people["citizen"], "support", key=key).version == 1


def test_the_deadline_ends_casting_before_anyone_closes_the_round(world: World, scene: Scene) -> None:
    with clock.moved(timedelta(days=7)), pytest.raises(RoundClosed) as refused:
        world.a_vote(scene.round, scene.people["citizen"])
    assert refused.value.facts["at"] == scene.round.closes_at
    with clock.moved(timedelta(days=6, hours=23)):
        assert world.a_vote(scene.round, scene.people["citizen"]).version == 1


def test_a_vote_after_the_close_is_refused_and_the_one_before_stays(world: World, scene: Scene) -> None:
    seat = world.a_delegation(scene.consultation, world.a_person())
    with world.reading():
        item = voting.items_of(scene.round, lang="en")[0]
    world.a_vote(scene.round, scene.people["citizen"], "support", item=item)
    world.closed(scene.round)
    with pytest.raises(RoundClosed) as refused:
        world.a_vote(scene.round, scene.people["citizen"], "object", item=item)
    assert refused.value.facts["at"] == scene.round.closes_at
    assert ballots(world, scene.round, seat.id) == {}
    tally = {row.position: row.seats for row in _tally(world, scene.round)}
    assert tally == {"support": 1}


def test_a_cancelled_round_takes_no_votes(world: World, scene: Scene) -> None:
    item = world.items(scene.round)[0]
    with world.acting():
        advance(
            consultation_id=scene.consultation.id,
            round_id=scene.round.id,
            to=RoundState.CANCELLED,
            by_role="organiser",
            by_person=None,
            reason="A mistake in the text.",
        )
    with pytest.raises(RoundNotOpen):
        world.a_vote(scene.round, scene.people["citizen"], item=item)


def test_statements_are_answered_by_agree_disagree_and_pass(world: World, scene: Scene) -> None:
    world.closed(scene.round)
    one = world.a_round(scene.consultation, kind=RoundKind.STATEMENTS, statements=("Explain it.", "Log it."))
    first, second = world.items(one)
    assert (first.text, first.version_id, first.subject) == ("Explain it.", None, f"statement:{first.id}")
    assert world.a_vote(one, scene.people["citizen"], "pass", item=second).position == "pass"
    with pytest.raises(voting.PositionRefused):
        world.a_vote(one, scene.people["citizen"], "support", item=first)


def test_a_rejected_statement_is_not_asked_about(world: World, scene: Scene) -> None:
    world.closed(scene.round)
    one = world.a_round(scene.consultation, kind=RoundKind.STATEMENTS, statements=("Explain it.",))
    rejected = NewStatement(text="Buy this.", lang="en", moderated=Moderated.REJECTED)
    with world.acting():
        made = add_statements(consultation_id=one.consultation_id, round_id=one.id, statements=[rejected])
    assert [item.text for item in world.items(one)] == ["Explain it."]
    with world.reading(), pytest.raises(Exception, match="not-found"):
        voting.item_of(one, made[-1].id, lang="en")


def test_a_principle_is_no_item_and_neither_is_a_clause_of_another_consultation(world: World, scene: Scene) -> None:
    other = world.a_consultation()
    world.a_draft(other)
    foreign = world.clauses(world.a_round(other))[0].uid
    with world.reading():
        principle = world.clauses(scene.round)[0].parent_uid
    for uid in (principle, foreign, new_id()):
        with world.reading(), pytest.raises(Exception, match="not-found"):
            voting.item_of(scene.round, str(uid), lang="en")


def _tally(world: World, one: RoundView) -> list[voting.TallyRow]:
    with world.reading():
        return voting.tally_of(one.consultation_id, one.id)
