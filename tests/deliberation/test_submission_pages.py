"""The page on which statements are submitted and followed: for a citizen, a delegate, and those who may not."""

from datetime import timedelta

import pytest
from flask import Flask

from consult.consultations.service import ConsultationView
from consult.kernel import clock
from consult.kernel.ids import new_id
from consult.participation import service as participation
from consult.participation.rules.seats import MemberRole
from consult.rounds.service import RoundView
from tests.client import Client
from tests.conftest import Scene
from tests.deliberation.stating import SEEDS, accepted, asking, rejected, submitted
from tests.html import values
from tests.world import World

PAGE = "/en/c/say/rounds/1/statements"


@pytest.fixture
def saying(world: World, scene: Scene) -> ConsultationView:
    """A consultation called `say`, in which the citizen has a seat and the delegate signs for one."""
    made = world.a_consultation(slug="say")
    world.a_seat(made, person_id=scene.people["citizen"])
    world.a_seat(made, "company", person_id=scene.people["delegate"])
    return made


@pytest.fixture
def one(world: World, saying: ConsultationView) -> RoundView:
    """An open round of statements that takes more from participants."""
    return asking(world, saying)


def test_a_citizen_submits_a_statement_and_sees_that_it_waits(citizen: Client, one: RoundView) -> None:
    page = citizen.get(PAGE)
    assert "Your seat can submit 10 more statements in this round, of 10." in page.words
    sent = {**values(page.form("/statements")), "text": "Ask those concerned.", "lang": "English"}
    assert citizen.post(PAGE, sent, status=303).headers["Location"] == PAGE
    after = citizen.get(PAGE)
    assert "Your statement is saved as number 3. A moderator reads it before anyone is asked about it." in after.words
    assert "Receipt" in after.words or "receipt" in after.words
    assert "Ask those concerned." in after.by_id("statement-3").text
    assert "It waits for a moderator." in after.words
    assert "Your seat can submit 9 more statements" in after.words


def test_a_delegate_submits_for_their_organisation(delegate: Client, one: RoundView) -> None:
    sent = {**values(delegate.get(PAGE).form("/statements")), "text": "Publish the tests."}
    delegate.post(PAGE, sent, status=303)
    assert "Publish the tests." in delegate.get(PAGE).by_id("statement-3").text


@pytest.mark.parametrize(
    ("text", "lang", "sentence"),
    [
        ("", "en", "Write your statement before you send it."),
        ("x" * 301, "en", "A statement has at most 300 characters; this one has 301."),
        ("Ask those concerned.", "Klingonish", "Name the language of your statement"),
        (SEEDS[1].upper(), "en", "The round asks about the same statement already, as number 2."),
    ],
)
def test_what_cannot_be_taken_comes_back_as_it_was_typed(
    citizen: Client, one: RoundView, text: str, lang: str, sentence: str
) -> None:
    sent = {**values(citizen.get(PAGE).form("/statements")), "text": text, "lang": lang}
    refused = citizen.post(PAGE, sent, status=422)
    assert sentence in refused.words
    typed = values(refused.form("/statements"))
    assert (typed["text"], typed["lang"]) == (text, lang)
    assert "Nothing yet." in citizen.get(PAGE).words


def test_the_same_statement_is_linked_so_that_it_can_be_answered(world: World, citizen: Client, one: RoundView) -> None:
    sent = {**values(citizen.get(PAGE).form("/statements")), "text": SEEDS[0]}
    refused = citizen.post(PAGE, sent, status=422)
    item = next(each for each in world.items(one) if each.text == SEEDS[0])
    assert refused.link("See statement 1 and answer it") == f"/en/c/say/rounds/1/vote/{item.id}"


def test_the_author_sees_what_became_of_each(world: World, citizen: Client, scene: Scene, one: RoundView) -> None:
    person = scene.people["citizen"]
    good = accepted(world, one, person, "Good.")
    rejected(world, one, submitted(world, one, person, "Bad."))
    page = citizen.get(PAGE)
    assert page.link("Your own answer to statement 3") == f"/en/c/say/rounds/1/vote/{good}"
    assert "A moderator rejected it under the rule “It has nothing to do with the text”." in page.words
    assert "It is about lunch." in page.words
    assert page.link("Every decision is in the log") == "/en/c/say/log"


def test_nobody_else_sees_a_statement_before_it_is_accepted(
    world: World, app: Flask, citizen: Client, stranger: Client, scene: Scene, saying: ConsultationView, one: RoundView
) -> None:
    secret = "Ask those concerned."
    submitted(world, one, scene.people["citizen"], secret)
    person = world.a_person()
    world.a_seat(saying, person_id=person)
    other = Client(app, world.a_session(person))
    for address in (PAGE, "/en/c/say/vote", "/en/c/say/log", "/en/c/say/"):
        assert secret not in other.get(address).words
    assert secret not in stranger.get("/en/c/say/vote").words
    assert secret in citizen.get(PAGE).words


def test_a_statement_is_withdrawn_on_a_page_of_its_own(
    world: World, citizen: Client, delegate: Client, scene: Scene, one: RoundView
) -> None:
    submitted(world, one, scene.people["citizen"])
    address = citizen.get(PAGE).link("Withdraw statement 3")
    assert address == f"{PAGE}/3/withdraw"
    delegate.get(address, status=404)
    delegate.post(address, {}, status=404)
    assert citizen.post(address, values(citizen.get(address).form("/withdraw")), status=303).headers["Location"] == PAGE
    assert "You withdrew it, and nobody was asked about it." in citizen.get(PAGE).words
    again = citizen.post(address, {}, status=409)
    assert "was decided on or withdrawn already" in again.words


def test_strangers_newcomers_and_moderators_without_a_seat_may_not(
    stranger: Client, newcomer: Client, moderator: Client, one: RoundView
) -> None:
    sent = {"text": "Mine.", "lang": "en", "key": new_id()}
    stranger.post(PAGE, sent, status=401)
    for person in (newcomer, moderator):
        person.get(PAGE, status=403)
        person.post(PAGE, sent, status=403)


def test_whoever_drafts_for_a_delegation_is_told_who_submits(
    world: World, app: Flask, saying: ConsultationView, one: RoundView
) -> None:
    leader, drafter = world.a_person(), world.a_person()
    world.a_delegation(saying, leader, drafter)
    with world.acting():
        participation.set_member_role(
            consultation_id=saying.id, person_id=leader, member_id=drafter, role=MemberRole.DRAFTER
        )
    client = Client(app, world.a_session(drafter))
    page = client.get(PAGE)
    assert "is submitted by those who sign for it" in page.words
    client.post(PAGE, {"text": "Mine.", "lang": "en", "key": new_id()}, status=403)


def test_a_round_that_takes_no_statements_says_so_and_offers_none_on_the_vote_page(
    world: World, citizen: Client, saying: ConsultationView
) -> None:
    asking(world, saying, statements_from_participants=False)
    page = citizen.get(PAGE)
    assert "The round takes no statements from participants now." in page.words
    assert "Submit a statement" not in citizen.get("/en/c/say/vote").words
    refused = citizen.post(PAGE, {"text": "Mine.", "lang": "en", "key": new_id()}, status=409)
    assert "In this round only the organisers put statements." in refused.words


def test_after_the_round_the_author_reads_that_nobody_was_asked(
    world: World, citizen: Client, scene: Scene, saying: ConsultationView
) -> None:
    one = asking(world, saying, lasts=timedelta(hours=1))
    sent = {**values(citizen.get(PAGE).form("/statements")), "text": "Too late."}
    submitted(world, one, scene.people["citizen"])
    with clock.moved(timedelta(hours=2)):
        assert "before this arrived" in citizen.post(PAGE, sent, status=409).words
    world.closed(one)
    refused = citizen.post(PAGE, sent, status=409)
    assert values(refused.form("/statements"))["text"] == "Too late."
    page = citizen.get(PAGE)
    assert "The round closed before a moderator had read it, so nobody was asked about it." in page.words


def test_the_page_is_there_for_rounds_of_statements_alone(citizen: Client, scene: Scene, one: RoundView) -> None:
    citizen.get(f"{scene.home}/rounds/1/statements", status=404)
    citizen.get(f"{PAGE}/9/withdraw", status=404)


def test_the_vote_page_offers_it_and_says_how_one_s_own_stand(
    world: World, citizen: Client, scene: Scene, one: RoundView
) -> None:
    assert citizen.get("/en/c/say/vote").link("Submit a statement") == PAGE
    submitted(world, one, scene.people["citizen"])
    accepted(world, one, scene.people["citizen"], "Good.")
    page = citizen.get("/en/c/say/vote")
    assert "Your seat has submitted 2 statements: 1 accepted, 1 waiting for a moderator." in page.words
    assert page.link("What became of your statements") == f"{PAGE}#submitted"
