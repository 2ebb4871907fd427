"""Rounds in which nobody votes: a silence that holds or is broken, and comments that are all answered."""

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from consult.consensus import service as consensus
from consult.consultations.service import ConsultationView
from consult.front import service as front
from consult.kernel import clock
from consult.moderation import service as moderation
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from tests.client import Client
from tests.command import run
from tests.deliberation.objecting import an_objection
from tests.rounds.kinds import FOUR_DAYS, a_round_of
from tests.world import World

HOME = "/en/c/principles"


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    made = world.a_consultation(slug="principles", organiser=world.a_person("Olga Organiser"))
    world.a_draft(made)
    return made


def a_delegate(world: World, consultation: ConsultationView, category: str = "government") -> str:
    person = world.a_person("Dinara Delegate")
    world.a_seat(consultation, category, person_id=person)
    return person


def result(world: World, one: RoundView) -> dict[str, Any]:
    with world.reading():
        return consensus.result_of(rounds.get_round(one.consultation_id, one.id))


def test_a_silence_that_nobody_breaks_is_the_result(
    app: Flask, world: World, consultation: ConsultationView, stranger: Client
) -> None:
    one = a_round_of(world, consultation, "silence")
    client = Client(app, world.a_session(a_delegate(world, consultation)))
    assert "You can object now" in client.get(f"{HOME}/").words
    assert "Nobody votes in this round." in client.get(f"{HOME}/vote").words
    assert "Vote on this clause" not in client.get(f"{HOME}/d/1").words
    assert "Nobody votes. The text is adopted unless" in stranger.get(f"{HOME}/rounds/1").words
    world.closed(one)
    found = result(world, one)
    assert (found["clauses"], found["statements"], found["silence"]["state"]) == ([], [], "adopted")
    page = stranger.get(f"{HOME}/results")
    assert page.heading == "Nobody broke the silence"
    assert "The text was circulated for 96 hours; it must be at least 72. Met." in page.words
    for form in ("json", "csv", "html", "md"):
        assert run(app, "summary", "principles", "--format", form).exit_code == 0
    told = json.loads(run(app, "summary", "principles", "--format", "json").stdout)
    assert (told["round"]["kind"], told["silence"]["state"]) == ("silence", "adopted")


def test_one_objection_breaks_a_silence_and_a_late_one_is_recorded_as_late(
    world: World, consultation: ConsultationView, stranger: Client
) -> None:
    one = a_round_of(world, consultation, "silence")
    an_objection(world, one, a_delegate(world, consultation))
    world.closed(one)
    with clock.moved(FOUR_DAYS + timedelta(hours=1)):
        an_objection(world, one, a_delegate(world, consultation, "company"))
    found = result(world, one)["silence"]
    assert (found["state"], found["status"]) == ("broken", "open_issues")
    assert [(each["number"], each["category"], each["is_late"]) for each in found["objections"]] == [
        (1, "government", False)
    ]
    page = stranger.get(f"{HOME}/results")
    assert page.heading == "The silence was broken"
    assert "Broke the silence" in page.words
    assert "The text goes to a vote." in page.words


def test_an_objection_that_does_not_block_breaks_nothing(world: World, consultation: ConsultationView) -> None:
    one = a_round_of(world, consultation, "silence")
    citizen = world.a_person("Carmen Citizen")
    world.a_seat(consultation, "citizen", person_id=citizen)
    an_objection(world, one, citizen)
    world.closed(one)
    found = result(world, one)["silence"]
    assert (found["state"], [each["is_blocking"] for each in found["objections"]]) == ("adopted", [False])


def test_a_silence_that_was_cut_short_has_no_result_unless_it_was_broken_before(
    world: World, consultation: ConsultationView, stranger: Client
) -> None:
    one = a_round_of(world, consultation, "silence", lasts=timedelta(days=9))
    with clock.moved(timedelta(days=5)), world.acting():
        moderation.close_round(consultation_id=one.consultation_id, round_id=one.id, early=True)
    assert result(world, one)["silence"]["state"] == "invalid_period"
    assert stranger.get(f"{HOME}/results").heading == "The text was not circulated for long enough"
    again = a_round_of(world, consultation, "silence")
    an_objection(world, again, a_delegate(world, consultation))
    with world.acting():
        moderation.close_round(consultation_id=one.consultation_id, round_id=again.id, early=True)
    assert result(world, again)["silence"]["state"] == "broken"


def test_a_silence_shorter_than_72_hours_is_not_opened(world: World, consultation: ConsultationView) -> None:
    with pytest.raises(front.SilenceTooShort):
        a_round_of(world, consultation, "silence", lasts=timedelta(hours=71))


def test_a_round_of_comments_counts_nothing_and_says_who_spoke(
    app: Flask, world: World, consultation: ConsultationView, stranger: Client
) -> None:
    one = a_round_of(world, consultation, "comment", lasts=timedelta(days=1))
    person = a_delegate(world, consultation)
    client = Client(app, world.a_session(person))
    assert "You can comment now" in client.get(f"{HOME}/").words
    world.a_comment(one, person)
    world.closed(one)
    assert result(world, one)["participation"]["government"]["voted"] == 1
    page = stranger.get(f"{HOME}/results")
    assert page.heading == "1 comment was made in round 1"
    assert run(app, "summary", "principles", "--format", "md").exit_code == 0
