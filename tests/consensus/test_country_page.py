"""The view by category beside the view by country: for everyone after the reveal, with the reason why they differ."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from consult.consensus.tables import Snapshot
from consult.rounds.rules.contract import Disclosure
from tests.client import Client
from tests.consensus.scenes import CATEGORIES, a_ballot, a_statement_round
from tests.world import World

HOME = "/en/c/principles/rounds/1"
PAGE = f"{HOME}/countries"
APART = {
    "government": ("support", "support", "support", "can_live_with", "object"),
    "company": ("support", "object", "object", "object", "object"),
    "citizen": ("support", "support", "support", "object"),
}


def test_where_the_views_differ_the_page_says_why_and_shows_each_group(world: World, stranger: Client) -> None:
    _, one = a_ballot(world, APART)
    assert "hidden from everyone" in stranger.get(PAGE).words
    world.closed(one)
    words = stranger.get(PAGE).words
    assert "By category, agreement is lowest here: Companies, with 20" in words
    assert "Among the 5 countries that took a position 80" in words
    assert "14 seats voted" not in words, "the totals would tell how four citizens voted"
    for told in ("Africa 2 2", "Americas 1 1", "Lower middle income", "Landlocked developing countries 0 0"):
        assert told in words
    assert "no country took a side in these regions: Oceania" in words
    for told in ("Austria Support", "Brazil Object", "express no opinion on the legal status"):
        assert told in words
    results, called = stranger.get(f"{HOME}/results"), stranger.get(f"{HOME}/roll-call?clause=1.1")
    assert f"{PAGE}?clause=1.1" in results.text
    assert f"{PAGE}?clause=1.1" in called.text
    assert "No country took a position on this clause." in stranger.get(f"{PAGE}?clause=1.2").words
    assert stranger.get(f"{PAGE}?clause=9.9", status=404)


def test_views_that_are_close_are_said_to_be(world: World, stranger: Client) -> None:
    consultation, one = a_ballot(world, {"government": APART["government"]})
    person = world.a_person()
    world.a_seat(consultation, "government", person_id=person, territory="UG")
    world.a_vote(one, person, "no_opinion", item=world.items(one)[1])
    world.closed(one)
    assert "The two views say much the same" in stranger.get(PAGE).words
    assert "The two views cannot be compared" in stranger.get(f"{PAGE}?clause=1.2").words


def test_where_governments_are_not_public_there_is_no_view_by_country(world: World, stranger: Client) -> None:
    _, one = a_ballot(world, APART, terms={"disclosure": dict.fromkeys(CATEGORIES, Disclosure.PSEUDONYMOUS)})
    world.closed(one)
    words = stranger.get(PAGE).words
    assert "The answers of governments are not public in this round" in words
    assert "Africa" not in words


def test_a_result_that_was_frozen_before_there_were_groups_is_shown_without_them(
    world: World, stranger: Client
) -> None:
    _, one = a_ballot(world, APART)
    world.closed(one)
    with world.acting() as session:
        row = session.scalars(select(Snapshot)).one()
        row.canonical = json.dumps(_as_earlier(json.loads(row.canonical))).encode()
    words = stranger.get(PAGE).words
    assert "Why the two views differ" in words
    assert "counted before results were grouped" in words
    stranger.get(f"{HOME}/results")
    for form in ("json", "csv", "html", "md"):
        stranger.get(f"{HOME}/summary.{form}")


def _as_earlier(result: dict[str, Any]) -> dict[str, Any]:
    result.pop("gaps")
    for clause in result["clauses"]:
        for name in ("regions", "income_groups", "ldc", "lldc", "sids"):
            clause.pop(name)
    return result


@pytest.mark.parametrize("asked", ["", "?clause=1"])
def test_a_round_on_statements_has_no_view_by_country(world: World, stranger: Client, asked: str) -> None:
    _, one, _ = a_statement_round(world, ["Tax it."], {"company": ["agree"]})
    world.closed(one)
    address = f"/en/c/statements/rounds/1/countries{asked}"
    assert stranger.get(address, status=404 if asked else 200)
