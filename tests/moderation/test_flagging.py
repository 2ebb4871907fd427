"""Which seats signals point at when a round closes: those whose own answers say so, never those others recorded."""

from datetime import timedelta

from sqlalchemy import update

from consult.accounts import service as accounts
from consult.consensus import service as consensus
from consult.consensus.rules.bundles import terms_of
from consult.consultations.service import ConsultationView
from consult.kernel import clock
from consult.kernel.ids import new_id
from consult.moderation.service.flagging import flagged_in
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.voting import service as voting
from consult.voting.rules import Channel
from consult.voting.tables import Ballot
from tests.consensus.crowds import FIVE, a_round_of, seats_vote
from tests.world import World

TWENTY = "# Machines\n\n" + "\n\n".join(f"Clause {n} says what machines may do." for n in range(1, 21)) + "\n"
ALL_FOR = dict.fromkeys(range(5), "support")


def flagged(world: World, one: RoundView) -> dict[str, set[str]]:
    """Return by signal the seats that it points at, signals that point at nobody left out."""
    with world.acting():
        found = flagged_in(rounds.get_round(one.consultation_id, one.id)) or {}
    return {signal: set(seats) for signal, seats in found.items() if seats}


def a_voter(world: World, consultation: ConsultationView, one: RoundView, positions: list[str]) -> str:
    """Return the seat of a new citizen who saves one vote after the other, as quickly as they can be saved."""
    person = world.a_person()
    seat = world.a_seat(consultation, person_id=person)
    items = world.items(one)
    for item, position in zip(items, positions, strict=True):
        with world.acting():
            voting.cast(item=item, person_id=person, position=position, key=new_id())
    return seat.id


def test_a_seat_that_says_the_same_to_everything_at_once_is_pointed_at(world: World) -> None:
    consultation, one = a_round_of(world, "citizen", text=TWENTY)
    hasty = a_voter(world, consultation, one, ["object"] * 19 + ["support"])
    a_voter(world, consultation, one, ["object"] * 10 + ["support"] * 10)
    world.closed(one)
    assert flagged(world, one) == {"straight_lining": {hasty}}


def test_answers_that_are_saved_together_have_no_pace(world: World) -> None:
    consultation, one = a_round_of(world, "citizen", text=TWENTY)
    seats_vote(world, consultation, one, [dict.fromkeys(range(20), "object")])
    world.closed(one)
    assert flagged(world, one) == {}


def test_ten_who_answer_alike_at_once_are_pointed_at_and_others_who_came_with_them_are_not(world: World) -> None:
    consultation, one = a_round_of(world, "citizen")
    burst = seats_vote(world, consultation, one, [ALL_FOR] * 10)
    seats_vote(world, consultation, one, [ALL_FOR | {4: "object"}] * 3)
    world.closed(one)
    assert flagged(world, one) == {"burst": set(burst)}


def test_answers_that_others_wrote_down_come_together_and_point_at_nobody(world: World) -> None:
    consultation, one = a_round_of(world, "citizen")
    seats_vote(world, consultation, one, [ALL_FOR] * 10)
    with world.acting() as session:
        session.execute(update(Ballot).where(Ballot.round_id == one.id).values(channel=Channel.PAPER))
    world.closed(one)
    assert flagged(world, one) == {}


def test_new_accounts_that_crowd_on_one_side_are_pointed_at_there(world: World) -> None:
    consultation = world.a_consultation(slug="crowd", categories=("citizen",))
    world.a_draft(consultation, FIVE)
    with clock.moved(timedelta(days=-30)), world.acting():
        settled = [
            accounts.add_person(name="Amina Otieno", email=f"settled{number}@example.org").id for number in range(30)
        ]
    one = world.a_round(consultation)
    first = world.items(one)[0]
    with world.acting():
        for place, person in enumerate(settled):
            participation.join_as_person(consultation_id=consultation.id, person_id=person, territory=None)
            position = "support" if place < 4 else "object"
            voting.cast(item=first, person_id=person, position=position, key=new_id())
    new = seats_vote(world, consultation, one, [{0: "support"}] * 14)
    seats_vote(world, consultation, one, [{0: "object"}])
    world.closed(one)
    assert flagged(world, one) == {"new_accounts": set(new)}


def test_organisations_that_sent_the_same_evidence_are_pointed_at(world: World) -> None:
    consultation, one = a_round_of(world, "company")
    seats = []
    for place in range(3):
        person = world.a_person()
        seats.append(world.a_seat(consultation, "company", person_id=person, is_verified=False))
        with world.acting():
            participation.send_evidence(
                consultation_id=consultation.id,
                person_id=person,
                link=f"https://example.org/register/{min(place, 1)}",
                note="",
            )
        world.verified(seats[-1])
        world.a_vote(one, person)
    world.closed(one)
    assert flagged(world, one) == {"shared_evidence": {seats[1].id, seats[2].id}}


def test_votes_against_without_reasons_of_flagged_seats_are_left_out_with_them(world: World) -> None:
    """Ten give one answer at once, against and without reasons: with them the round has as few votes as without them."""
    terms = terms_of("standards", "ballot", ("company",))
    consultation, one = a_round_of(world, "company", bundle="standards", rule=terms.rule, parameters=terms.parameters)
    seats_vote(world, consultation, one, [{0: "support"}] * 4, category="company")
    seats_vote(world, consultation, one, [dict.fromkeys(range(5), "object")] * 10, category="company")
    world.closed(one)
    with world.reading():
        clause = consensus.result_of(rounds.get_round(one.consultation_id, one.id))["clauses"][0]
    assert (clause["state"], clause["without_flagged"]) == ("approved", {"state": "approved", "differs": False})
