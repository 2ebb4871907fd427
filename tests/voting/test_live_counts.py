"""Counts meanwhile: each vote moves two numbers, and together they are what the ballots say."""

import pytest

from consult.consultations.service import ConsultationView
from consult.front import service as front
from consult.kernel.ids import new_id
from consult.participation.service import Verification
from consult.rounds.rules.contract import Reveal
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting
from consult.voting.service import News
from tests.voting.recounting import counted_anew
from tests.world import World

STATEMENTS = ("Explain it.", "Log it.")


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    """A consultation without rounds."""
    return world.a_consultation()


@pytest.fixture
def one(world: World, consultation: ConsultationView) -> RoundView:
    """An open round of two statements whose counts are shown meanwhile."""
    return world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=STATEMENTS, reveal=Reveal.LIVE)


def a_voter(world: World, consultation: ConsultationView) -> str:
    person = world.a_person()
    world.a_seat(consultation, person_id=person)
    return person


def counts(world: World, one: RoundView) -> list[dict[str, int]]:
    """Return the counts of each statement, which are what the ballots say."""
    items = world.items(one)
    with world.reading():
        found = voting.live_counts(one.consultation_id, one.id)
        assert found == counted_anew(one.consultation_id, one.id)
    return [found.get(item.id, {}) for item in items]


def news(world: World, one: RoundView) -> list[News]:
    with world.reading():
        found = voting.live_news(one.consultation_id, one.id)
    order = [item.id for item in world.items(one)]
    return sorted(found, key=lambda new: order.index(new.item_id))


def test_a_vote_is_counted_and_another_one_takes_its_place(
    world: World, consultation: ConsultationView, one: RoundView
) -> None:
    voter, item = a_voter(world, consultation), world.items(one)[0]
    for position in ("agree", "disagree", "disagree", "pass", "agree"):
        world.a_vote(one, voter, position, item=item)
        assert counts(world, one) == [{position: 1}, {}]


def test_the_votes_of_many_are_added_up_whatever_shard_they_are_in(
    world: World, consultation: ConsultationView, one: RoundView
) -> None:
    first, second = world.items(one)
    voters = [a_voter(world, consultation) for _ in range(20)]
    for place, voter in enumerate(voters):
        world.a_vote(one, voter, "agree" if place % 2 else "disagree", item=first)
    world.a_vote(one, voters[0], "agree", item=first)
    world.a_vote(one, voters[0], "pass", item=second)
    assert counts(world, one) == [{"agree": 11, "disagree": 9}, {"pass": 1}]


def test_news_name_who_said_something_else_and_not_who_said_the_same_again(
    world: World, consultation: ConsultationView, one: RoundView
) -> None:
    first, second = world.items(one)
    amina, ben = a_voter(world, consultation), a_voter(world, consultation)
    for position in ("agree", "agree", "disagree"):
        world.a_vote(one, amina, position, item=first)
    world.a_vote(one, ben, "agree", item=first)
    world.a_vote(one, ben, "agree", item=second)
    assert news(world, one) == [News(first.id, seats=2, acts=3), News(second.id, seats=1, acts=1)]


def test_what_is_shown_is_no_news_any_more_but_what_was_said_since_is(
    world: World, consultation: ConsultationView, one: RoundView
) -> None:
    item = world.items(one)[0]
    amina, ben = a_voter(world, consultation), a_voter(world, consultation)
    for voter in (amina, ben):
        world.a_vote(one, voter, "agree", item=item)
    scope = {"consultation_id": one.consultation_id, "round_id": one.id}
    with world.reading():
        seen = voting.live_changes(**scope, items=[item.id])
    world.a_vote(one, amina, "disagree", item=item)
    with world.acting():
        voting.note_shown(**scope, changes=seen)
    assert news(world, one) == [News(item.id, seats=1, acts=2)]


def test_a_seat_that_does_not_count_is_not_counted_until_it_is_verified(
    world: World, consultation: ConsultationView, one: RoundView
) -> None:
    person = world.a_person()
    seat = world.a_seat(consultation, "company", person_id=person, is_verified=False)
    first, second = world.items(one)
    world.a_vote(one, person, "agree", item=first)
    world.a_vote(one, person, "disagree", item=first)
    assert counts(world, one) == [{}, {}]
    assert news(world, one) == []
    world.verified(seat)
    assert counts(world, one) == [{"disagree": 1}, {}]
    assert [new.seats for new in news(world, one)] == [1]
    world.a_vote(one, person, "pass", item=second)
    assert counts(world, one) == [{"disagree": 1}, {"pass": 1}]
    verifier = world.a_person("Vera Verifier")
    step = {"seat_id": seat.id, "state": Verification.REFUSED, "person_id": verifier, "note": ""}
    with world.acting():
        front.verify_seat(consultation_id=consultation.id, **step)
    assert counts(world, one) == [{}, {}]


def test_nothing_is_counted_meanwhile_where_the_contract_does_not_say_so(
    world: World, consultation: ConsultationView
) -> None:
    one = world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=STATEMENTS)
    world.a_vote(one, a_voter(world, consultation), "agree")
    with world.reading():
        assert voting.live_counts(one.consultation_id, one.id) == {}
        assert voting.live_news(one.consultation_id, one.id) == []


def test_what_was_counted_meanwhile_is_forgotten_once_the_round_is_counted_for_good(
    world: World, consultation: ConsultationView, one: RoundView
) -> None:
    world.a_vote(one, a_voter(world, consultation), "agree")
    world.closed(one)
    with world.reading():
        assert voting.live_counts(one.consultation_id, one.id) == {}
        assert voting.live_news(one.consultation_id, one.id) == []


def test_a_vote_that_is_refused_moves_nothing(world: World, consultation: ConsultationView, one: RoundView) -> None:
    voter = a_voter(world, consultation)
    with pytest.raises(voting.PositionRefused):
        world.a_vote(one, voter, "support")
    key = new_id()
    for _ in range(2):
        world.a_vote(one, voter, "agree", key=key)
    assert counts(world, one) == [{"agree": 1}, {}]
