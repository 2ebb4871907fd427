"""Seats and their verification: a seat that is verified counts in every round that is not frozen."""

import pytest

from consult.consultations.service import Role
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from tests.client import Client
from tests.conftest import Scene
from tests.html import values
from tests.world import World


@pytest.fixture
def claimed(world: World, scene: Scene) -> SeatView:
    """A company's seat that was taken after the opening and is not verified."""
    person = world.a_person()
    seat = world.a_seat(scene.consultation, "company", person_id=person, name="Clockworks", is_verified=False)
    world.a_vote(scene.round, person)
    return seat


def counts(world: World, scene: Scene, seat: SeatView) -> bool:
    with world.reading():
        electors = rounds.electorate_of(scene.consultation.id, scene.round.id)
        return next(each.counts for each in electors if each.seat_id == seat.id)


def state(world: World, seat: SeatView) -> str:
    with world.reading():
        return participation.seats_by_id(seat.consultation_id, [seat.id])[seat.id].verification


def test_seats_that_wait_come_first(organiser: Client, scene: Scene, claimed: SeatView) -> None:
    rows = [row.all("th")[0].text for row in organiser.get(f"{scene.home}/seats").root.all("tr") if row.all("td")]
    assert rows == ["Clockworks", "Carmen Citizen", "Dataworks (invented)"]


def test_a_verified_seat_counts_in_the_open_round(
    world: World, organiser: Client, scene: Scene, claimed: SeatView
) -> None:
    assert not counts(world, scene, claimed)
    sent = organiser.fill(f"{scene.home}/seats/{claimed.id}", state="verified", note="Register no. 7")
    assert sent.headers["Location"] == f"{scene.home}/seats"
    assert state(world, claimed) == "verified"
    assert counts(world, scene, claimed)


def test_a_refused_seat_does_not_count(world: World, organiser: Client, scene: Scene, claimed: SeatView) -> None:
    organiser.fill(f"{scene.home}/seats/{claimed.id}", state="refused", note="No such company")
    assert state(world, claimed) == "refused"
    assert not counts(world, scene, claimed)


def test_nobody_verifies_the_seat_that_they_speak_for(world: World, delegate: Client, scene: Scene) -> None:
    world.a_role(scene.consultation, scene.people["delegate"], Role.VERIFIER)
    with world.reading():
        own = participation.seat_of(consultation_id=scene.consultation.id, person_id=scene.people["delegate"])
    assert own is not None
    page = delegate.fill(f"{scene.home}/seats/{own.id}", status=409, state="refused", note="A test")
    assert "someone else has to decide on it" in page.words
    assert state(world, own) == "verified"


def test_a_seat_verified_after_the_freeze_does_not_change_the_round(
    world: World, organiser: Client, scene: Scene, claimed: SeatView
) -> None:
    world.closed(scene.round)
    organiser.fill(f"{scene.home}/seats/{claimed.id}", state="verified")
    assert state(world, claimed) == "verified"
    assert not counts(world, scene, claimed)


def test_a_decision_that_is_none_is_refused_and_keeps_the_note(
    world: World, organiser: Client, scene: Scene, claimed: SeatView
) -> None:
    refused = organiser.fill(f"{scene.home}/seats/{claimed.id}", status=422, note="Register no. 7")
    assert values(refused.form(f"/seats/{claimed.id}"))["note"] == "Register no. 7"
    assert "Choose whether the seat is verified, refused, or its verification has expired." in refused.words
    assert state(world, claimed) == "claimed"


def test_a_verifier_may_verify_and_a_moderator_may_not(
    world: World, moderator: Client, scene: Scene, claimed: SeatView
) -> None:
    moderator.get(f"{scene.home}/seats", status=403)
    moderator.post(f"{scene.home}/seats/{claimed.id}", {"state": "verified"}, status=403)
    assert state(world, claimed) == "claimed"
    world.a_role(scene.consultation, scene.people["moderator"], Role.VERIFIER)
    moderator.fill(f"{scene.home}/seats/{claimed.id}", state="verified")
    assert state(world, claimed) == "verified"


def test_a_seat_of_another_consultation_is_not_found(world: World, organiser: Client, scene: Scene) -> None:
    other = world.a_seat(world.a_consultation())
    organiser.get(f"{scene.home}/seats/{other.id}", status=404)
    organiser.post(f"{scene.home}/seats/{other.id}", {"state": "refused"}, status=404)
    assert state(world, other) == "claimed"


def test_many_seats_come_in_pages(world: World, organiser: Client, scene: Scene) -> None:
    for _ in range(50):
        world.a_seat(scene.consultation)
    first = organiser.get(f"{scene.home}/seats")
    second = organiser.get(first.link("Next page"))
    sizes = [sum(bool(row.all("td")) for row in page.root.all("tr")) for page in (first, second)]
    assert sizes == [50, 2]
    assert organiser.get(f"{scene.home}/seats?page=99999999999999999999").words == second.words


def test_an_empty_consultation_has_no_seats(world: World, organiser: Client, scene: Scene) -> None:
    world.a_consultation(slug="empty", organiser=scene.people["organiser"])
    assert "Nobody takes part yet." in organiser.get("/en/c/empty/seats").words
