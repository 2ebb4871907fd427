"""Statements on an adopted text on pages: put on record by whoever takes part, and read and printed by everyone."""

from typing import Any

import pytest
from flask import Flask

from consult.consultations.service import ConsultationView
from consult.drafting.service import DraftView
from tests.client import Client
from tests.drafting.negotiating import a_final_draft, an_adoption
from tests.world import World

HOME, FORM = "/en/c/agreed", "/en/c/agreed/adopted/notes/new"


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation(slug="agreed")


@pytest.fixture
def draft(world: World, consultation: ConsultationView) -> DraftView:
    final = a_final_draft(world, consultation)
    an_adoption(world, final, world.a_person())
    return final


@pytest.fixture
def delegation(app: Flask, world: World, consultation: ConsultationView) -> Client:
    person = world.a_person()
    world.a_delegation(consultation, person, name="Ruritania")
    return Client(app, world.a_session(person))


@pytest.fixture
def person(app: Flask, world: World, consultation: ConsultationView) -> Client:
    someone = world.a_person("Carmen Citizen")
    world.a_seat(consultation, "citizen", person_id=someone)
    return Client(app, world.a_session(someone))


def test_a_statement_is_put_on_record_and_everyone_reads_it(
    draft: DraftView, delegation: Client, stranger: Client
) -> None:
    assert "It is shown with the name of your seat." in delegation.get(FORM).words
    done = delegation.fill(
        FORM, "/new", kind="reservation", clause="1.1", lang="French", text="Nous lisons cela ainsi."
    )
    assert "Its receipt is" in delegation.follow(done).words
    shown = stranger.get(f"{HOME}/adopted")
    for told in ("1 statement on it", "Reservation", "Ruritania", "On clause 1.1", "Nous lisons cela ainsi."):
        assert told in shown.words, told
    assert '<p class="read lines" lang="fr"' in " ".join(shown.text.split())
    assert "Put a statement on record" not in shown.words


def test_a_citizen_is_told_that_only_the_category_is_shown(draft: DraftView, person: Client, stranger: Client) -> None:
    assert "category of your seat only" in person.get(FORM).words
    person.fill(FORM, "/new", kind="explanation", text="I read it as a promise.")
    shown = stranger.get(f"{HOME}/adopted").words
    assert "Citizens" in shown
    assert "Carmen" not in shown


def test_a_late_statement_is_labelled(
    world: World, consultation: ConsultationView, delegation: Client, stranger: Client
) -> None:
    an_adoption(world, a_final_draft(world, consultation), world.a_person(), adopted_on="2026-01-01")
    assert "The time for statements is over" in delegation.get(FORM).words
    delegation.fill(FORM, "/new", kind="explanation", text="We took our time.")
    assert "Late, after the time for statements" in stranger.get(f"{HOME}/adopted").words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"kind": ""}, "Choose what your statement is."),
        ({"text": ""}, "A statement has 1 to 3000 readable characters"),
        ({"text": "x" * 3_001}, "this one has 3001"),
        ({"lang": "Martian"}, "Name the language of your statement"),
        ({"clause": "9.9"}, "No clause of the adopted text has this number"),
    ],
)
def test_a_statement_that_cannot_be_taken_is_refused_with_what_was_typed(
    draft: DraftView, delegation: Client, typed: dict[str, Any], told: str
) -> None:
    given: dict[str, Any] = {"kind": "explanation", "clause": "1.1", "text": "We read it so.", **typed}
    refused = delegation.fill(FORM, "/new", status=422, **given)
    assert told in refused.words
    assert given["text"][:100] in refused.text


def test_there_is_no_form_before_a_text_is_adopted_and_none_for_strangers(
    consultation: ConsultationView, delegation: Client, stranger: Client
) -> None:
    assert delegation.get(FORM, status=404).status == 404
    assert stranger.get(FORM, status=303).status == 303


def test_how_the_text_was_decided_tells_of_the_adoption_and_the_statements(
    draft: DraftView, delegation: Client, stranger: Client
) -> None:
    delegation.fill(FORM, "/new", kind="dissociation", text="We do not join.")
    shown = stranger.get(f"{HOME}/decided").words
    assert "The assembly" in shown
    assert "1 statement on it" in shown
