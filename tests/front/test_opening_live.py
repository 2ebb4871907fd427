"""Opening a round of statements: counts may be shown while voting goes on, and groups be looked for."""

from typing import Any

import pytest
from flask import Flask

from consult.consultations import service as consultations
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from tests.client import Client
from tests.world import World

FORM = "/en/c/next/rounds/new"
STATEMENTS = f"{FORM}?kind=statements"


@pytest.fixture
def client(app: Flask, world: World) -> Client:
    """The browser of whoever organises a consultation called `next`, with a published draft and no round."""
    person = world.a_person("Olga Organiser")
    world.a_draft(world.a_consultation(slug="next", organiser=person))
    return Client(app, world.a_session(person))


def contract(world: World) -> dict[str, Any]:
    with world.reading():
        (one,) = rounds.list_rounds(consultations.get_consultation("next").id)
        return dict(rounds.contract_of_round(one.consultation_id, one.id).content)


def offered(client: Client, kind: str) -> list[str]:
    page = client.get(f"{FORM}?kind={kind}")
    return [str(box.attributes["value"]) for box in page.root.all("input") if box.attributes.get("name") == "reveal"]


def test_counts_meanwhile_are_offered_where_statements_are_asked_about_and_nowhere_else(client: Client) -> None:
    assert offered(client, "statements") == ["at_freeze", "at_publication", "live"]
    for kind in (RoundKind.BALLOT, RoundKind.RATING, RoundKind.OPTIONS):
        assert offered(client, kind) == ["at_freeze", "at_publication"]


def test_what_is_chosen_stands_in_the_contract(world: World, client: Client) -> None:
    client.fill(STATEMENTS, statements="Explain it.\nLog it.", reveal="live", deciding_body="The assembly")
    found = contract(world)
    assert (found["reveal"], found["opinion_groups"]) == ("live", True)


def test_groups_can_be_left_out(world: World, client: Client) -> None:
    client.fill(STATEMENTS, statements="Explain it.", opinion_groups=None, deciding_body="The assembly")
    assert contract(world)["opinion_groups"] is False


def test_counts_meanwhile_of_positions_on_a_text_are_refused_and_what_was_typed_is_kept(client: Client) -> None:
    answer = client.fill(FORM, reveal="live", mandate="Resolution 7", status=422)
    assert "only in rounds of statements" in answer.words
    assert "Resolution 7" in answer.text


def test_a_moment_that_is_not_offered_is_refused_with_a_sentence(client: Client) -> None:
    answer = client.fill(STATEMENTS, statements="Explain it.", reveal="tomorrow", status=422)
    assert "Choose one of the moments offered." in answer.words
