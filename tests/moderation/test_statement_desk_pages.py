"""The moderators' pages for submitted statements: the queue, a decision, and the log that everyone reads."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from consult.consultations.service import ConsultationView, Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Moderated
from consult.deliberation.service import NewStatement
from consult.moderation.service import unread
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds.service import RoundView
from tests.client import Client
from tests.conftest import Scene
from tests.deliberation.stating import accepted, asking, rejected, submitted
from tests.html import values
from tests.world import World


@pytest.fixture
def saying(world: World, scene: Scene) -> ConsultationView:
    """A consultation called `say`, with a moderator and a citizen."""
    made = world.a_consultation(slug="say", organiser=scene.people["organiser"])
    world.a_seat(made, person_id=scene.people["citizen"])
    world.a_role(made, scene.people["moderator"], Role.MODERATOR)
    return made


@pytest.fixture
def one(world: World, saying: ConsultationView) -> RoundView:
    """An open round of statements that takes more from participants."""
    return asking(world, saying)


def test_the_desk_lists_what_waits_and_a_decision_leads_to_the_next(
    world: World, moderator: Client, scene: Scene, one: RoundView
) -> None:
    first = submitted(world, one, scene.people["citizen"], "First.")
    second = submitted(world, one, scene.people["citizen"], "Second.")
    desk = moderator.get("/en/c/say/moderate")
    assert "Submitted statements, oldest first" in desk.words
    page = moderator.get(f"/en/c/say/moderate/statements/{first}")
    assert "First." in page.words
    assert "Citizens" in page.words or "Citizen" in page.words
    assert "Carmen" not in page.words
    sent = {**values(page.form(f"/{first}")), "action": "review"}
    done = moderator.post(f"/en/c/say/moderate/statements/{first}", sent, status=303)
    assert done.headers["Location"] == f"/en/c/say/moderate/statements/{second}"
    last = moderator.post(f"/en/c/say/moderate/statements/{second}", sent, status=303)
    assert last.headers["Location"] == "/en/c/say/moderate"
    after = moderator.get("/en/c/say/moderate")
    assert "Statement 4 is accepted and asked from now on." in after.words
    assert "Submitted statements" not in after.words


def test_a_rejection_without_a_rule_or_a_note_is_refused_with_what_was_typed(
    world: World, moderator: Client, scene: Scene, one: RoundView
) -> None:
    waits = submitted(world, one, scene.people["citizen"])
    address = f"/en/c/say/moderate/statements/{waits}"
    sent = {**values(moderator.get(address).form(f"/{waits}")), "action": "hide"}
    refused = moderator.post(address, sent, status=422)
    assert "Choose the rule that it breaks." in refused.words
    assert "Explain the decision" in refused.words
    half = moderator.post(address, {**sent, "note": "About lunch."}, status=422)
    assert values(half.form(f"/{waits}"))["note"] == "About lunch."


def test_everyone_reads_a_rejection_in_the_log_without_the_words_or_a_name(
    world: World, stranger: Client, moderator: Client, scene: Scene, one: RoundView
) -> None:
    waits = submitted(world, one, scene.people["citizen"], "My neighbour is a thief.")
    rejected(world, one, waits)
    page = stranger.get("/en/c/say/log")
    sentence = "A moderator rejected statement 3 of round 1 under the rule “It has nothing to do with the text”."
    assert sentence in page.words
    assert "It is about lunch." in page.words
    assert "neighbour" not in page.words
    assert "Carmen" not in page.words
    again = moderator.get("/en/c/say/log").link("Decide again")
    assert again == f"/en/c/say/moderate/statements/{waits}"
    form = moderator.get(again).form(f"/{waits}")
    moderator.post(again, {**values(form), "action": "restore", "note": "It is about machines."}, status=303)
    assert "A moderator accepted statement 3 of round 1 after all." in stranger.get("/en/c/say/log").words


def test_only_moderators_decide(
    world: World, stranger: Client, citizen: Client, organiser: Client, scene: Scene, one: RoundView
) -> None:
    address = f"/en/c/say/moderate/statements/{submitted(world, one, scene.people['citizen'])}"
    stranger.post(address, {"action": "review"}, status=401)
    for person in (citizen, organiser):
        person.get(address, status=403)
        person.post(address, {"action": "review"}, status=403)


def test_what_nobody_submitted_or_was_withdrawn_is_not_there(
    world: World, moderator: Client, citizen: Client, scene: Scene, one: RoundView
) -> None:
    waits = submitted(world, one, scene.people["citizen"])
    citizen.post("/en/c/say/rounds/1/statements/3/withdraw", {}, status=303)
    moderator.get(f"/en/c/say/moderate/statements/{waits}", status=404)
    moderator.get(f"/en/c/say/moderate/statements/{scene.consultation.id}", status=404)


def test_after_the_round_nothing_is_decided_any_more(
    world: World, moderator: Client, scene: Scene, one: RoundView
) -> None:
    asked = accepted(world, one, scene.people["citizen"])
    world.closed(one)
    address = f"/en/c/say/moderate/statements/{asked}"
    assert "The round is over, so nothing is decided on its statements any more." in moderator.get(address).words
    refused = moderator.post(address, {"action": "hide", "rule": "spam", "note": "Sold."}, status=409)
    assert "before this arrived" in refused.words


def test_a_long_queue_is_cut_and_says_how_long_it_is(
    world: World, moderator: Client, scene: Scene, one: RoundView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unread, "MOST_SHOWN", 2)
    ids = [submitted(world, one, scene.people["citizen"], f"{word}.") for word in ("First", "Second", "Third")]
    desk = moderator.get("/en/c/say/moderate")
    assert "Listed are the first 2 of 3; the others come up as these are decided on." in desk.words
    assert "Second." in desk.words
    assert "Third." not in desk.words
    later = moderator.get(f"/en/c/say/moderate/statements/{ids[1]}").link("Leave it for now")
    assert later == f"/en/c/say/moderate/statements/{ids[2]}"


def test_the_organiser_s_desk_counts_what_waits(world: World, organiser: Client, scene: Scene, one: RoundView) -> None:
    submitted(world, one, scene.people["citizen"])
    assert "1 statement waits for a moderator to accept or reject it." in organiser.get("/en/c/say/desk").words


def test_the_form_says_who_reads_the_note_of_each_decision(
    world: World, moderator: Client, scene: Scene, one: RoundView
) -> None:
    waits = submitted(world, one, scene.people["citizen"])
    address = f"/en/c/say/moderate/statements/{waits}"
    page = moderator.get(address)
    assert "everyone in the public log where you reject" in page.words
    assert "published with" not in page.words
    moderator.post(address, {**values(page.form(f"/{waits}")), "action": "review", "note": "Thank you."}, status=303)
    assert "Thank you." not in moderator.get("/en/c/say/log").words
    rejected(world, one, waits)
    again = moderator.get(address)
    assert "where you reject" not in again.words
    assert "accepting what was rejected needs one" in again.words


def test_a_statement_that_was_rejected_elsewhere_has_no_rule_and_no_category(
    world: World, moderator: Client, saying: ConsultationView, one: RoundView
) -> None:
    brought = NewStatement(text="Buy this.", lang="en", moderated=Moderated.REJECTED)
    scope = {"consultation_id": saying.id, "round_id": one.id}
    with world.acting():
        *_, row = deliberation.add_statements(**scope, statements=[brought])
    page = moderator.get(f"/en/c/say/moderate/statements/{row.id}")
    assert "It was rejected where it was brought in from" in page.words
    assert "None" not in page.words


def test_a_seat_without_a_category_is_shown_without_one(
    world: World, moderator: Client, scene: Scene, one: RoundView, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = submitted(world, one, scene.people["citizen"])
    real = participation.seats_by_id

    def imported(consultation_id: str, ids: Sequence[str]) -> dict[str, SeatView]:
        return {name: replace(seat, category=None) for name, seat in real(consultation_id, ids).items()}

    monkeypatch.setattr(participation, "seats_by_id", imported)
    assert "None" not in moderator.get(f"/en/c/say/moderate/statements/{waits}").words
