"""What is left to vote on: clauses in a list, statements one after the other."""

from datetime import timedelta

import pytest
from flask import Flask

from consult.consultations.service import ConsultationView
from consult.kernel import clock
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.client import HTMX, Client, Page
from tests.conftest import Scene
from tests.deliberation.stating import accepted, rejected
from tests.html import values
from tests.world import World

STATEMENTS = ("Watermarks are required.", "Nobody grades their own risk.", "Everyone may stop a machine.")


@pytest.fixture
def saying(world: World, scene: Scene) -> ConsultationView:
    """A consultation called `say`, in which the citizen has a seat."""
    consultation = world.a_consultation(slug="say")
    world.a_seat(consultation, person_id=scene.people["citizen"])
    return consultation


@pytest.fixture
def asking(world: World, saying: ConsultationView) -> RoundView:
    """An open round of three statements."""
    return world.a_round(saying, kind=RoundKind.STATEMENTS, statements=STATEMENTS, lasts=timedelta(hours=1))


def asked(page: Page) -> str:
    return page.by_id("say").text


def answers(world: World, one: RoundView, person_id: str) -> dict[str, str]:
    """Return what the person's seat has answered, by the statement's words."""
    with world.reading():
        texts = {item.id: item.text for item in voting.items_of(one, lang="en")}
        seat = voting.paper_for(one, voting.items_of(one, lang="en")[0], person_id=person_id).seat
        ballots = voting.ballots_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat.id)
        return {texts[item]: ballot.position for item, ballot in ballots.items()}


def test_the_clauses_that_are_left_lead_to_their_ballots(world: World, citizen: Client, scene: Scene) -> None:
    first, second, third = world.clauses(scene.round)
    world.a_vote(scene.round, scene.people["citizen"], "object", clause=first)
    page = citizen.get(f"{scene.home}/vote")
    ballots = f"{scene.home}/rounds/1/vote"
    assert page.link("Vote on clause 1.2") == f"{ballots}/{second.uid}"
    assert page.link("Vote on clause 2.1") == f"{ballots}/{third.uid}"
    assert page.link("Change number 1.1") == f"{ballots}/{first.uid}"
    assert "1 of 3 clauses have your vote." in page.words
    (filled,) = [each.text for each in page.root.all("a", "button") if "go" in each.get("class").split()]
    assert filled == "Vote on clause 1.2"


def test_a_stranger_and_a_newcomer_are_told_that_voting_needs_a_seat(
    stranger: Client, newcomer: Client, moderator: Client, scene: Scene
) -> None:
    for person in (stranger, newcomer, moderator):
        page = person.get(f"{scene.home}/vote")
        assert "Voting needs a seat; reading does not." in page.words
        assert page.link("Take part") == f"{scene.home}/join"


def test_when_nothing_is_open_the_page_says_so(world: World, citizen: Client, scene: Scene) -> None:
    world.closed(scene.round)
    assert "Nothing is open for votes now." in citizen.get(f"{scene.home}/vote").words


def test_between_the_deadline_and_the_count_nothing_is_open(citizen: Client, asking: RoundView) -> None:
    with clock.moved(timedelta(hours=2)):
        page = citizen.get("/en/c/say/vote")
    assert "Nothing is open for votes now." in page.words
    assert page.root.all("form") == []


def test_statements_come_one_after_the_other_until_none_is_left(
    world: World, citizen: Client, scene: Scene, asking: RoundView
) -> None:
    given = {}
    for place, answer in enumerate(("agree", "disagree", "pass"), start=1):
        page = citizen.get("/en/c/say/vote")
        assert f"Statement {place} of 3" in page.words
        given[asked(page)] = answer
        sent = citizen.post("/en/c/say/vote", {**values(page.form("/vote")), "position": answer}, status=303)
        assert sent.headers["Location"] == "/en/c/say/vote"
    assert set(given) == set(STATEMENTS)
    assert answers(world, asking, scene.people["citizen"]) == given
    assert "Every statement has your answer" in citizen.get("/en/c/say/vote").words


def test_the_last_answer_is_shown_with_its_receipt_and_can_be_changed(
    world: World, citizen: Client, scene: Scene, asking: RoundView
) -> None:
    page = citizen.get("/en/c/say/vote")
    item = values(page.form("/vote"))["item"]
    citizen.post("/en/c/say/vote", {**values(page.form("/vote")), "position": "disagree"}, status=303)
    after = citizen.get("/en/c/say/vote")
    assert f"Disagree: “{asked(page)}”" in after.words
    assert "Receipt" in after.words
    assert after.link("Change that answer") == f"/en/c/say/rounds/1/vote/{item}"


def test_what_pass_means_is_explained(citizen: Client, asking: RoundView) -> None:
    assert "It is counted as read, never as agreement." in citizen.get("/en/c/say/vote").words


def test_htmx_gets_the_next_statement_as_it_stands_in_the_page(citizen: Client, asking: RoundView) -> None:
    page = citizen.get("/en/c/say/vote")
    sent = {**values(page.form("/vote")), "position": "agree"}
    part = citizen.post("/en/c/say/vote", sent, status=200, headers=HTMX)
    assert part.root.children[0].get("id") == "statement"
    assert len(part.root.children) == 1
    assert asked(part) == asked(citizen.get("/en/c/say/vote")) != asked(page)


def test_an_answer_that_is_none_is_refused_and_the_same_statement_stays(
    world: World, citizen: Client, scene: Scene, asking: RoundView
) -> None:
    page = citizen.get("/en/c/say/vote")
    refused = citizen.post("/en/c/say/vote", {**values(page.form("/vote")), "position": "support"}, status=422)
    assert "Choose one of the answers offered." in refused.words
    assert asked(refused) == asked(page)
    assert answers(world, asking, scene.people["citizen"]) == {}


@pytest.mark.parametrize("missing", ["position", "item", "key"])
def test_an_answer_with_something_missing_is_refused(citizen: Client, asking: RoundView, missing: str) -> None:
    sent = {**values(citizen.get("/en/c/say/vote").form("/vote")), "position": "agree"}
    del sent[missing]
    assert citizen.post("/en/c/say/vote", sent, status=422).root.all("ul")


def test_an_answer_after_the_deadline_is_refused_with_when_it_closed(citizen: Client, asking: RoundView) -> None:
    sent = {**values(citizen.get("/en/c/say/vote").form("/vote")), "position": "agree"}
    with clock.moved(timedelta(hours=2)):
        plain = citizen.post("/en/c/say/vote", sent, status=409)
        swapped = citizen.post("/en/c/say/vote", sent, status=409, headers=HTMX)
    assert "before this arrived" in plain.words
    assert swapped.headers["HX-Retarget"] == "#main"
    assert swapped.root.all("html")


def test_one_key_sends_one_answer_and_a_second_answer_gets_a_key_of_its_own(
    world: World, citizen: Client, scene: Scene, asking: RoundView
) -> None:
    page = citizen.get("/en/c/say/vote")
    sent = values(page.form("/vote"))
    for _ in range(2):
        citizen.post("/en/c/say/vote", {**sent, "position": "agree"}, status=303)
    assert list(answers(world, asking, scene.people["citizen"]).values()) == ["agree"]
    refused = citizen.post("/en/c/say/vote", {**sent, "position": "disagree"}, status=422)
    assert values(refused.form("/vote"))["key"] != sent["key"]


def test_a_refused_answer_keeps_its_statement_though_another_would_be_asked_next(
    world: World, citizen: Client, scene: Scene, saying: ConsultationView
) -> None:
    one = world.a_round(saying, kind=RoundKind.STATEMENTS, statements=tuple(f"Idea {n}." for n in range(9)))
    sent = values(citizen.get("/en/c/say/vote").form("/vote"))
    for item in world.items(one):
        if item.id == sent["item"]:
            continue
        refused = citizen.post("/en/c/say/vote", {**sent, "item": item.id, "position": "perhaps"}, status=422)
        assert asked(refused) == item.text
        assert values(refused.form("/vote"))["item"] == item.id


def test_two_tabs_answer_the_statement_that_each_shows(
    world: World, citizen: Client, scene: Scene, asking: RoundView
) -> None:
    first, second = citizen.get("/en/c/say/vote"), citizen.get("/en/c/say/vote")
    citizen.post("/en/c/say/vote", {**values(first.form("/vote")), "position": "agree"}, status=303)
    citizen.post("/en/c/say/vote", {**values(second.form("/vote")), "position": "pass"}, status=303)
    assert answers(world, asking, scene.people["citizen"]) == {asked(first): "pass"}


def test_an_answer_to_a_statement_that_was_taken_out_meanwhile_is_refused_and_the_next_one_asked(
    world: World, citizen: Client, scene: Scene, asking: RoundView
) -> None:
    page = citizen.get("/en/c/say/vote")
    sent = {**values(page.form("/vote")), "position": "agree"}
    rejected(world, asking, sent["item"])
    refused = citizen.post("/en/c/say/vote", sent, status=409)
    assert "A moderator has taken this statement out of the round" in refused.words
    assert asked(refused) != asked(page)
    assert "Statement 1 of 2" in refused.words
    assert answers(world, asking, scene.people["citizen"]) == {}


def test_answers_to_statements_that_were_taken_out_are_shown_and_counted_nowhere_on_the_page(
    world: World, citizen: Client, scene: Scene, asking: RoundView
) -> None:
    items = world.items(asking)
    for item in items:
        world.a_vote(asking, scene.people["citizen"], "agree", item=item)
    rejected(world, asking, items[0].id)
    page = citizen.get("/en/c/say/vote")
    assert "Every statement has your answer" in page.words
    assert "2 answers" in page.words
    assert items[0].text not in page.words
    for item in items[1:]:
        rejected(world, asking, item.id)
    assert "No statement is asked at the moment" in citizen.get("/en/c/say/vote").words
    citizen.get("/en/c/say/")


def test_what_a_participant_submitted_has_its_turn_among_the_organisers_statements(
    world: World, citizen: Client, delegate: Client, scene: Scene, saying: ConsultationView
) -> None:
    world.a_seat(saying, "company", person_id=scene.people["delegate"])
    one = world.a_round(saying, kind=RoundKind.STATEMENTS, statements=tuple(f"Idea {n}." for n in range(9)))
    late = accepted(world, one, scene.people["citizen"], "Ask those concerned.")
    for reader in (citizen, delegate):
        first = values(reader.get("/en/c/say/vote").form("/vote"))
        reader.post("/en/c/say/vote", {**first, "position": "pass"}, status=303)
        second = values(reader.get("/en/c/say/vote").form("/vote"))
        assert late in {first["item"], second["item"]}


def test_a_statement_of_another_round_is_not_found(
    world: World, citizen: Client, scene: Scene, asking: RoundView
) -> None:
    sent = {**values(citizen.get("/en/c/say/vote").form("/vote")), "position": "agree"}
    citizen.post("/en/c/say/vote", {**sent, "item": world.clauses(scene.round)[0].uid}, status=404)
    citizen.post(f"{scene.home}/vote", sent, status=404)


def test_an_answer_without_a_role_is_refused(stranger: Client, newcomer: Client, asking: RoundView) -> None:
    stranger.post("/en/c/say/vote", {"position": "agree"}, status=401)
    newcomer.post("/en/c/say/vote", {"position": "agree"}, status=403)


def test_another_seat_may_be_asked_in_another_order(world: World, app: Flask, saying: ConsultationView) -> None:
    world.a_round(saying, kind=RoundKind.STATEMENTS, statements=tuple(f"Idea {number}." for number in range(40)))
    firsts = set()
    for _ in range(4):
        person = world.a_person()
        world.a_seat(saying, person_id=person)
        firsts.add(asked(Client(app, world.a_session(person)).get("/en/c/say/vote")))
    assert len(firsts) > 1
