"""The ballot to try: it answers as a real one does, and keeps nothing of it anywhere."""

import pytest
from flask import Flask

from consult.front.rules.glossary import ENTRIES
from consult.kernel.db import db
from consult.ledger.rules.receipt import read_code
from consult.voting.rules import Position
from tests.client import HTMX, Client
from tests.conftest import Scene
from tests.html import values
from tests.world import World

PRACTICE = "/en/practice"
SAID = "This was practice: nothing was saved."


@pytest.mark.parametrize("position", list(Position))
def test_it_says_what_each_position_means_and_that_nothing_was_saved(stranger: Client, position: str) -> None:
    shown = stranger.fill(PRACTICE, status=200, position=position, importance="1")
    receipt = shown.by_id("receipt").text
    assert SAID in receipt
    assert ENTRIES[position].meaning in receipt
    assert values(shown.form()) == {"position": position, "importance": "1"}, "one may choose again from there"


def test_its_receipt_is_an_example_that_can_be_nobody_s(stranger: Client) -> None:
    receipt = stranger.fill(PRACTICE, status=200, position="support").by_id("receipt")
    (code,) = receipt.all("code")
    assert "Example of a receipt, which no log holds" in receipt.text
    assert read_code(code.text) is None


def test_before_a_choice_it_says_so_and_without_one_it_asks_for_one(stranger: Client) -> None:
    assert SAID not in stranger.get(PRACTICE).words
    refused = stranger.post(PRACTICE, {"position": ""}, status=422)
    assert "Choose one of the five positions." in refused.words
    assert SAID not in refused.words
    assert "Choose one of the five positions." in stranger.post(PRACTICE, {"position": "agree"}, status=422).words


def test_the_fragment_that_htmx_gets_is_the_page_s_own_part(stranger: Client) -> None:
    fragment = stranger.post(PRACTICE, {"position": "object"}, status=200, headers=HTMX)
    assert [each.get("id") for each in fragment.root.children] == ["ballot"]
    assert SAID in fragment.words
    assert stranger.fragment(PRACTICE).words == stranger.get(PRACTICE).by_id("ballot").text


def test_it_leaves_no_cookie_and_asks_for_no_proof(app: Flask) -> None:
    for_the_first_time = app.test_client()
    assert "Set-Cookie" not in for_the_first_time.get(PRACTICE).headers
    answer = for_the_first_time.post(PRACTICE, data={"position": "support"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "Set-Cookie" not in answer.headers


def test_another_site_cannot_have_it_sent(stranger: Client) -> None:
    headers = {"Origin": "https://evil.example"}
    stranger.post(PRACTICE, {"position": "support"}, status=403, headers=headers)


def test_nothing_in_the_database_changes(citizen: Client, world: World, scene: Scene) -> None:
    def everything() -> dict[str, list[object]]:
        with world.reading():
            tables = [table for table in db.metadata.sorted_tables if table.name != "session"]
            return {table.name: list(db.session.execute(table.select()).all()) for table in tables}

    before = everything()
    citizen.fill(PRACTICE, status=200, position="object", importance="2")
    assert everything() == before


def test_whoever_does_not_take_part_yet_is_led_to_it(newcomer: Client, stranger: Client, scene: Scene) -> None:
    for page in (
        stranger.get(f"{scene.home}/"),
        stranger.get(f"{scene.home}/vote"),
        newcomer.get(f"{scene.home}/join"),
    ):
        assert page.link("Try a ballot") == PRACTICE


def test_where_nothing_is_open_it_can_be_tried(citizen: Client, world: World, scene: Scene) -> None:
    world.closed(scene.round)
    assert citizen.get(f"{scene.home}/vote").link("Try a ballot") == PRACTICE
