"""Opening a round: its contract fixed and on record first, then everyone who has a seat is in its electorate."""

from datetime import timedelta

import pytest

from consult.consultations.service import ConsultationView
from consult.front import service as front
from consult.kernel import clock
from consult.kernel.errors import NotFound
from consult.ledger import service as ledger
from consult.participation.service import SeatView, Verification
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Disclosure, for_categories
from consult.rounds.rules.states import RoundKind, RoundState
from consult.rounds.service import Elector, RoundView
from tests.conftest import Scene
from tests.world import World


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    made = world.a_consultation()
    world.a_draft(made)
    return made


def electors(world: World, one: RoundView) -> dict[str, Elector]:
    with world.reading():
        return {each.seat_id: each for each in rounds.electorate_of(one.consultation_id, one.id)}


def judged(world: World, seat: SeatView, state: Verification, by_person: str) -> None:
    with world.acting():
        front.verify_seat(
            consultation_id=seat.consultation_id, seat_id=seat.id, state=state, person_id=by_person, note=""
        )


def test_an_open_round_has_the_contract_that_stands_in_the_log_before_its_opening(
    world: World, consultation: ConsultationView
) -> None:
    one = world.a_round(consultation)
    with world.acting():
        ledger.drain(consultation.id)
    with world.reading():
        contract = rounds.contract_of_round(consultation.id, one.id)
        acts = [act for act in ledger.replay(consultation.id) if act.leaf.get("round") == one.id]
    assert [act.leaf["type"] for act in acts] == ["round.announce", "policy.set", "round.open"]
    assert (acts[1].content or {})["contract"] == contract.sha256
    assert contract.content["round"] == {"id": one.id, "number": 1, "kind": "ballot"}
    assert one.opened_at is not None
    assert contract.content["dates"] == {
        "opens_at": clock.to_text(one.opened_at),
        "closes_at": clock.to_text(one.closes_at),
    }
    assert (one.state, one.is_extended, one.opens_at) == (RoundState.OPEN, False, one.opened_at)


def test_the_contract_names_the_text_by_its_digest(world: World, consultation: ConsultationView) -> None:
    draft = world.a_draft(consultation)
    one = world.a_round(consultation)
    with world.reading():
        content = rounds.contract_of_round(consultation.id, one.id).content
    assert content["draft"] == {"number": 2, "sha256": draft.sha256, "language": "en"}


def test_there_is_no_contract_before_the_opening(world: World, consultation: ConsultationView) -> None:
    with world.acting() as session:
        moment = clock.now(session)
        planned = rounds.plan_round(
            consultation_id=consultation.id,
            kind=RoundKind.STATEMENTS,
            draft_id=None,
            opens_at=moment,
            closes_at=moment + timedelta(days=1),
        )
    with world.reading(), pytest.raises(NotFound):
        rounds.contract_of_round(consultation.id, planned.id)


def test_every_seat_there_is_enters_with_its_category_and_country_as_they_are(
    world: World, consultation: ConsultationView
) -> None:
    citizen = world.a_seat(consultation, territory="BO")
    company = world.a_seat(consultation, "company", territory="NA")
    unverified = world.a_seat(consultation, "government", is_verified=False)
    found = electors(world, world.a_round(consultation))
    assert found == {
        citizen.id: Elector(citizen.id, "citizen", "BO", "claimed", counts=True),
        company.id: Elector(company.id, "company", "NA", "verified", counts=True, is_verified=True),
        unverified.id: Elector(unverified.id, "government", None, "claimed", counts=False),
    }


def test_a_seat_that_comes_later_enters_with_its_first_act(world: World, scene: Scene) -> None:
    voter, writer = world.a_person(), world.a_person()
    seats = [world.a_seat(scene.consultation, person_id=person, territory="BO") for person in (voter, writer)]
    assert not {seat.id for seat in seats} & set(electors(world, scene.round))
    world.a_vote(scene.round, voter)
    world.a_comment(scene.round, writer)
    world.a_vote(scene.round, voter, "object")
    found = electors(world, scene.round)
    assert [(found[seat.id].territory, found[seat.id].counts) for seat in seats] == [("BO", True)] * 2


def test_an_unverified_seat_votes_does_not_count_and_counts_once_it_is_verified(world: World, scene: Scene) -> None:
    person, verifier = world.a_person(), scene.people["organiser"]
    seat = world.a_seat(scene.consultation, "company", person_id=person, is_verified=False)
    world.a_vote(scene.round, person)
    assert not electors(world, scene.round)[seat.id].counts
    for state, counts in ((Verification.VERIFIED, True), (Verification.REFUSED, False), (Verification.VERIFIED, True)):
        judged(world, seat, state, verifier)
        assert electors(world, scene.round)[seat.id].counts is counts
    assert electors(world, scene.round)[seat.id].verification == "claimed"


def test_a_seat_verified_after_the_freeze_changes_nothing(world: World, scene: Scene) -> None:
    person = world.a_person()
    seat = world.a_seat(scene.consultation, "company", person_id=person, is_verified=False)
    world.a_vote(scene.round, person)
    world.closed(scene.round)
    judged(world, seat, Verification.VERIFIED, scene.people["organiser"])
    assert not electors(world, scene.round)[seat.id].counts


def test_a_seat_that_was_verified_at_the_opening_keeps_its_voice_in_that_round(world: World, scene: Scene) -> None:
    (company,) = (each for each in electors(world, scene.round).values() if each.category == "company")
    with world.acting():
        rounds.note_verification(consultation_id=scene.consultation.id, seat_id=company.seat_id, is_verified=False)
    assert electors(world, scene.round)[company.seat_id].counts


def test_dates_that_make_no_round_are_refused(world: World, consultation: ConsultationView) -> None:
    for lasts in (timedelta(0), timedelta(seconds=-1)):
        with pytest.raises(rounds.DatesRefused):
            world.a_round(consultation, lasts=lasts)


def test_a_round_whose_deadline_has_passed_does_not_open(world: World, consultation: ConsultationView) -> None:
    with world.acting() as session:
        moment = clock.now(session)
    with pytest.raises(rounds.DatesRefused), world.acting():
        front.start_round(
            consultation_id=consultation.id,
            terms=for_categories(RoundKind.BALLOT, consultation.categories),
            opens_at=moment - timedelta(days=2),
            closes_at=moment - timedelta(days=1),
            person_id=None,
        )


def test_a_text_that_is_not_published_takes_no_round(world: World) -> None:
    consultation = world.a_consultation()
    draft = world.a_draft(consultation, is_published=False)
    with pytest.raises(Exception, match="draft-unpublished"), world.acting() as session:
        rounds.plan_round(
            consultation_id=consultation.id,
            kind=RoundKind.BALLOT,
            draft_id=draft.id,
            opens_at=clock.now(session),
            closes_at=clock.now(session) + timedelta(days=1),
        )


def test_secret_ballots_are_refused_as_long_as_they_cannot_be_kept_apart(
    world: World, consultation: ConsultationView
) -> None:
    disclosure = dict.fromkeys(consultation.categories, Disclosure.ROLL_CALL) | {"citizen": Disclosure.SECRET}
    with pytest.raises(rounds.SecretUnavailable):
        world.a_round(consultation, disclosure=disclosure)


def test_rounds_are_numbered_in_their_consultation_and_found_in_it_alone(
    world: World, consultation: ConsultationView, scene: Scene
) -> None:
    one = world.a_round(consultation)
    assert (one.number, scene.round.number) == (1, 1)
    world.closed(one)
    assert world.a_round(consultation).number == 2
    with world.reading():
        assert [each.number for each in rounds.list_rounds(consultation.id)] == [1, 2]
        assert rounds.round_by_number(consultation.id, 1).id == one.id
        for ask in (
            lambda: rounds.get_round(scene.consultation.id, one.id),
            lambda: rounds.round_by_number(consultation.id, 3),
            lambda: rounds.contract_of_round(scene.consultation.id, one.id),
        ):
            with pytest.raises(NotFound):
                ask()
