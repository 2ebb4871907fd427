"""Votes in parallel in a round whose counts are shown meanwhile: the counts are what the ballots say."""

from functools import partial

import pytest

from consult.consensus import service as consensus
from consult.consensus.service.live import ask_for_pictures
from consult.consultations.service import ConsultationView
from consult.front import service as front
from consult.kernel.jobs import run_due_jobs
from consult.participation.service import Verification
from consult.rounds.rules.contract import Reveal
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting
from consult.voting.service import Item
from tests.server import at_once
from tests.voting.recounting import counted_anew
from tests.world import World

ANSWERS = ("agree", "disagree", "pass")
VOTERS = 12
TURNS = 6


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    """A consultation without rounds."""
    return world.a_consultation()


@pytest.fixture
def one(world: World, consultation: ConsultationView) -> RoundView:
    """An open round of one statement, with counts meanwhile."""
    return world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=("Explain it.",), reveal=Reveal.LIVE)


@pytest.fixture
def item(world: World, one: RoundView) -> Item:
    """The statement."""
    return world.items(one)[0]


def counted(world: World, one: RoundView) -> int:
    """Return how many answers are counted, each of which stands in a ballot that counts."""
    with world.reading():
        found = voting.live_counts(one.consultation_id, one.id)
        assert found == counted_anew(one.consultation_id, one.id)
    return sum(sum(answers.values()) for answers in found.values())


def test_a_seat_whose_two_delegates_vote_at_the_same_instant_is_counted_once(
    world: World, consultation: ConsultationView, one: RoundView, item: Item
) -> None:
    people = world.a_person("First Delegate"), world.a_person("Second Delegate")
    world.a_delegation(consultation, *people)
    for turn in range(TURNS):
        at_once(
            *(
                partial(world.a_vote, one, person, ANSWERS[(turn + place) % 3], item=item)
                for place, person in enumerate(people)
            )
        )
        assert counted(world, one) == 1


def test_many_seats_that_vote_at_once_are_counted_as_their_ballots_say_while_pictures_are_made(
    world: World, consultation: ConsultationView, one: RoundView, item: Item
) -> None:
    voters = [world.a_person() for _ in range(VOTERS)]
    for voter in voters:
        world.a_seat(consultation, person_id=voter)
    for turn in range(TURNS):
        at_once(
            *(
                partial(world.a_vote, one, voter, ANSWERS[(turn + place) % 3], item=item)
                for place, voter in enumerate(voters)
            ),
            partial(renew, world),
        )
        assert counted(world, one) == VOTERS
    at_once(*(partial(world.a_vote, one, voter, ANSWERS[place % 2], item=item) for place, voter in enumerate(voters)))
    world.votes(one, {"citizen": {"agree": VOTERS, "disagree": VOTERS}}, item=item)  # more than any picture has shown
    renew(world)
    with world.reading():
        found = consensus.live_picture_of(one)
        assert found is not None
        assert [shown.n for shown in found.items] == [3 * VOTERS]
        assert all(new.seats < 5 for new in voting.live_news(one.consultation_id, one.id))


def test_a_seat_that_is_verified_while_it_votes_is_counted_where_it_counts(
    world: World, consultation: ConsultationView, one: RoundView, item: Item
) -> None:
    person, verifier = world.a_person(), world.a_person("Vera Verifier")
    seat = world.a_seat(consultation, "company", person_id=person, is_verified=False)
    world.a_vote(one, person, "pass", item=item)
    for turn in range(TURNS):
        state = (Verification.VERIFIED, Verification.REFUSED)[turn % 2]
        at_once(
            partial(world.a_vote, one, person, ANSWERS[turn % 3], item=item),
            partial(verify, world, seat.id, state, verifier, consultation.id),
        )
        assert counted(world, one) == (turn + 1) % 2


def verify(world: World, seat_id: str, state: Verification, verifier: str, consultation_id: str) -> None:
    """Take the seat to another state of verification."""
    with world.acting():
        front.verify_seat(consultation_id=consultation_id, seat_id=seat_id, state=state, person_id=verifier, note="")


def renew(world: World) -> None:
    """Let a worker have a turn."""
    with world.reading():
        ask_for_pictures()
        run_due_jobs()
