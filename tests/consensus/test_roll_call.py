"""The roll call: how each organisation answered, for everyone after the reveal and for nobody before it."""

from dataclasses import replace

import pytest

from consult.consensus import service
from consult.consultations.service import ConsultationView
from consult.moderation import service as moderation
from consult.participation import service as participation
from consult.rounds.rules.contract import Disclosure, Reveal
from consult.rounds.service import RoundView
from tests.client import Client
from tests.consensus.scenes import CATEGORIES
from tests.world import World

HOME = "/en/c/principles"
ROLL_CALL = f"{HOME}/rounds/1/roll-call"


def a_round(world: World, **terms: object) -> tuple[ConsultationView, RoundView]:
    """Return an open round in which a ministry and a company without verification object, and a citizen supports."""
    consultation = world.a_consultation(slug="principles", categories=CATEGORIES)
    world.a_draft(consultation)
    world.a_seat(consultation, "government", name="Ministry of Silence")
    one = world.a_round(consultation, **terms)
    ministry, firm, citizen = (world.a_person(name) for name in ("Mina Minister", "Finn Firm", "Cleo Citizen"))
    world.a_seat(consultation, "government", person_id=ministry, name="Ministry of Clocks", territory="NA")
    world.a_seat(consultation, "company", person_id=firm, name="Unseen Works", is_verified=False)
    world.a_seat(consultation, "citizen", person_id=citizen)
    for person, position in ((ministry, "object"), (firm, "reservation"), (citizen, "support")):
        world.a_vote(one, person, position)
    return consultation, one


def rows(client: Client, address: str = ROLL_CALL) -> list[str]:
    """Return the lines of the organisations on the page."""
    found = client.get(address).root.all("table")
    return [row.text for row in found[1].all("tr")[1:]] if len(found) > 1 else []


def test_each_organisation_stands_there_with_its_answer_in_words(world: World, stranger: Client) -> None:
    _, one = a_round(world)
    world.closed(one)
    ministry, firm = rows(stranger)
    assert ministry.split() == ["Ministry", "of", "Clocks", "Governments", "Namibia", "Object"]
    assert firm.endswith("Join with a reservation Not counted: unverified")
    assert "Not counted" not in ministry


def test_no_citizen_appears_and_the_page_says_so(world: World, stranger: Client) -> None:
    _, one = a_round(world)
    world.closed(one)
    words = stranger.get(ROLL_CALL).words
    assert "Cleo Citizen" not in words
    assert "as their answers are not public: Citizens" in words


def test_no_person_is_named_even_where_a_contract_calls_the_roll_of_citizens(world: World, stranger: Client) -> None:
    _, one = a_round(world, disclosure=dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL))
    world.closed(one)
    assert len(rows(stranger)) == 2
    assert "Cleo Citizen" not in stranger.get(ROLL_CALL).words


def test_it_says_how_many_seats_that_count_did_not_vote(world: World) -> None:
    _, one = a_round(world)
    world.closed(one)
    done = world.round_now(one)
    first, second = world.clauses(one)[:2]
    with world.reading():
        assert service.roll_call_of(done, first.uid).turnout == {"government": (1, 1), "company": (0, 0)}
        assert service.roll_call_of(done, second.uid).turnout == {"government": (0, 2), "company": (0, 0)}


def test_before_the_reveal_there_is_nothing(world: World, stranger: Client) -> None:
    _, one = a_round(world, reveal=Reveal.AT_PUBLICATION)
    shows_nothing(world, stranger, one)
    world.closed(one)
    shows_nothing(world, stranger, one)
    world.answering(one)
    shows_nothing(world, stranger, one)
    person = world.a_person()
    with world.acting():
        moderation.publish_round(consultation_id=one.consultation_id, round_id=one.id, person_id=person)
    assert len(rows(stranger)) == 2


def shows_nothing(world: World, client: Client, one: RoundView) -> None:
    page = client.get(ROLL_CALL)
    assert "How people vote is hidden from everyone" in page.words
    assert "Ministry of Clocks" not in page.words
    assert page.root.all("table") == []
    now, clause = world.round_now(one), world.clauses(one)[0]
    with world.reading(), pytest.raises(service.ResultsHidden):
        service.roll_call_of(now, clause.uid)


def test_a_round_that_is_only_announced_has_none(world: World) -> None:
    _, one = a_round(world)
    clause = world.clauses(one)[0]
    with world.reading(), pytest.raises(service.ResultsHidden):
        service.roll_call_of(replace(one, opened_at=None), clause.uid)


def test_a_verification_after_the_count_changes_nothing(world: World, stranger: Client) -> None:
    consultation, one = a_round(world)
    world.closed(one)
    before = rows(stranger)
    with world.reading():
        (seat,) = [each for each in participation.list_seats(consultation.id) if each.name == "Unseen Works"]
    world.verified(seat)
    assert rows(stranger) == before


def test_a_clause_is_chosen_by_its_number_and_another_number_is_nowhere(world: World, stranger: Client) -> None:
    _, one = a_round(world)
    world.closed(one)
    assert rows(stranger, f"{ROLL_CALL}?clause=1.1") == rows(stranger)
    assert rows(stranger, f"{ROLL_CALL}?clause=1.2") == []
    stranger.get(f"{ROLL_CALL}?clause=9.9", status=404)


def test_fifty_organisations_stand_on_a_page_and_the_rest_on_the_next(world: World, stranger: Client) -> None:
    consultation = world.a_consultation(slug="principles", categories=CATEGORIES)
    world.a_draft(consultation)
    one = world.a_round(consultation)
    world.votes(one, {"company": {"support": 52}})
    world.closed(one)
    shown = [rows(stranger, f"{ROLL_CALL}?clause=1.1&page={page}") for page in (1, 2)]
    assert [len(each) for each in shown] == [50, 2]
    assert len({row for page in shown for row in page}) == 52


def test_the_result_and_the_decided_page_lead_to_it(world: World, stranger: Client) -> None:
    _, one = a_round(world)
    world.closed(one)
    clause = world.clauses(one)[0]
    for path in ("rounds/1/results", f"k/{clause.uid}/decided"):
        links = [each.get("href") for each in stranger.get(f"{HOME}/{path}").root.all("a")]
        assert f"{ROLL_CALL}?clause=1.1" in links
    assert ROLL_CALL in [each.get("href") for each in stranger.get(f"{HOME}/results").root.all("a")]
