"""A round of options: opened with a question, answered on one sheet, counted by the way of choosing that it names."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask import Flask

from consult.consensus import service as consensus
from consult.consultations.service import ConsultationView
from consult.kernel.errors import Refused
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from tests.client import Client
from tests.command import run
from tests.html import values
from tests.rounds.kinds import QUESTION, THREE, a_round_of
from tests.world import World

HOME = "/en/c/principles"
SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "summary.schema.json"


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation(slug="principles", organiser=world.a_person("Olga Organiser", email="olga@example.org"))


def a_round(world: World, consultation: ConsultationView, method: str = "approval", **given: Any) -> RoundView:
    return a_round_of(world, consultation, "options", choose_by=method, **given)


def a_voter(app: Flask, world: World, consultation: ConsultationView, category: str = "government") -> Client:
    person = world.a_person()
    world.a_seat(consultation, category, person_id=person)
    return Client(app, world.a_session(person))


def fill_in(world: World, one: RoundView, voter: Client, *words: str, status: int = 303) -> None:
    fields = {f"option-{item.id}": word for item, word in zip(world.items(one), words, strict=True)}
    page = voter.get(f"{HOME}/rounds/{one.number}/options")
    held = {name: value for name, value in values(page.form("/options")).items() if not name.startswith("option-")}
    sent = {**held, **{name: word for name, word in fields.items() if word != "no_opinion"}}
    voter.post(f"{HOME}/rounds/{one.number}/options", sent, status=status)


def result(world: World, one: RoundView) -> dict[str, Any]:
    world.closed(one)
    with world.reading():
        found: dict[str, Any] = consensus.result_of(rounds.get_round(one.consultation_id, one.id))["choice"]
        return found


def test_a_choice_is_opened_answered_changed_and_counted(
    app: Flask, world: World, consultation: ConsultationView, stranger: Client
) -> None:
    one = a_round(world, consultation)
    voters = [a_voter(app, world, consultation) for _ in range(3)]
    assert "You can choose among options now" in voters[0].get(f"{HOME}/").words
    assert QUESTION in voters[0].get(f"{HOME}/vote").words
    fill_in(world, one, voters[0], "approve", "no_opinion", "no_opinion")
    fill_in(world, one, voters[0], "no_opinion", "approve", "no_opinion")  # changed its mind
    fill_in(world, one, voters[1], "no_opinion", "approve", "approve")
    fill_in(world, one, voters[2], "no_opinion", "no_opinion", "no_opinion")  # blank
    shown = voters[0].get(f"{HOME}/rounds/1/options")
    assert "Your ballot is saved." in voters[0].get(f"{HOME}/").words
    assert ["checked" in each.attributes for each in shown.root.all("input") if "option-" in each.get("name")] == [
        False, True, False,
    ]  # fmt: skip
    assert "Which wording should the clause have?" in stranger.get(f"{HOME}/rounds/1").words
    found = result(world, one)
    assert (found["state"], found["leading"], found["ballots"]) == ("chosen", ["2"], 2)
    assert [row["named"] for row in found["options"]] == [0, 2, 1]
    page = stranger.get(f"{HOME}/results")
    assert page.heading == "Option 2 is ahead"
    assert "2 seats that count filled in a ballot." in page.words
    assert "Approve of it" in stranger.get(f"{HOME}/rounds/1/roll-call?clause=2").words
    done = run(app, "summary", "principles", "--format", "json")
    assert done.exit_code == 0, (done.output, done.exception)
    told = json.loads(done.stdout)
    jsonschema.validate(told, json.loads(SCHEMA.read_text(encoding="utf-8")))
    for form in ("csv", "md", "html"):
        assert THREE[1] in run(app, "summary", "principles", "--format", form).stdout


@pytest.mark.parametrize(
    ("method", "first", "second", "ahead", "told"),
    [
        ("schulze_winning_votes", ("1", "2", "3"), ("1", "no_opinion", "2"), ["1"], "The order that was found"),
        ("star", ("5", "4", "0"), ("4", "3", "0"), ["1"], "In the runoff between the two"),
        ("score", ("1", "no_opinion", "5"), ("2", "4", "5"), ["3"], "Mean score"),
    ],
)
def test_every_way_of_choosing_is_shown_with_what_it_looks_at(
    app: Flask, world: World, consultation: ConsultationView, stranger: Client,
    method: str, first: tuple[str, ...], second: tuple[str, ...], ahead: list[str], told: str,
) -> None:  # fmt: skip
    one = a_round(world, consultation, method)
    fill_in(world, one, a_voter(app, world, consultation), *first)
    fill_in(world, one, a_voter(app, world, consultation, "company"), *second)
    assert result(world, one)["leading"] == ahead
    assert told in stranger.get(f"{HOME}/results").words


def test_what_a_few_protected_seats_said_is_not_told(
    app: Flask, world: World, consultation: ConsultationView, stranger: Client
) -> None:
    one = a_round(world, consultation)
    fill_in(world, one, a_voter(app, world, consultation, "citizen"), "approve", "no_opinion", "no_opinion")
    found = result(world, one)
    assert (found["leading"], found["suppressed"], found["ballots"]) == (["1"], True, None)
    assert {row["named"] for row in found["options"]} == {None}
    assert "figures would tell what they said" in stranger.get(f"{HOME}/results").words


def test_a_drafter_s_sheet_waits_for_a_signatory(app: Flask, world: World, consultation: ConsultationView) -> None:
    one = a_round(world, consultation)
    signatory, drafter = world.a_person("Sami Signatory"), world.a_person("Dora Drafter")
    world.a_delegation(consultation, signatory, drafter)
    with world.acting():
        participation.set_member_role(
            consultation_id=consultation.id,
            person_id=signatory,
            member_id=drafter,
            role=participation.MemberRole.DRAFTER,
        )
    fill_in(world, one, Client(app, world.a_session(drafter)), "approve", "no_opinion", "no_opinion")
    assert "Waiting for a signature" in Client(app, world.a_session(signatory)).get(f"{HOME}/rounds/1/signing").words
    assert result(world, one)["ballots"] == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"question": " "}, "question-needed"),
        ({"options": THREE[:1]}, "options-needed"),
        ({"options": (THREE[0], THREE[0])}, "options-needed"),
        ({"options": tuple(f"Option {number}" for number in range(21))}, "options-needed"),
        ({"options": (THREE[0], "x" * 501)}, "option-too-long"),
        ({"options": (THREE[0], "\x00")}, "text-refused"),
    ],
)
def test_a_choice_needs_a_question_and_options_that_differ(
    world: World, consultation: ConsultationView, given: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as caught:
        a_round(world, consultation, **given)
    assert caught.value.code == code


def test_what_is_on_no_list_is_refused_and_the_sheet_of_another_kind_of_round_is_not_there(
    app: Flask, world: World, consultation: ConsultationView, stranger: Client
) -> None:
    one = a_round(world, consultation, "star")
    voter = a_voter(app, world, consultation)
    fill_in(world, one, voter, "7", "no_opinion", "no_opinion", status=422)
    stranger.get(f"{HOME}/rounds/1/options", status=303)
    world.closed(one)
    world.a_draft(consultation)
    world.a_round(consultation)
    voter.get(f"{HOME}/rounds/2/options", status=404)
