"""Whoever watches the pages of a live round learns nothing of four people who vote meanwhile, and counts from the fifth on.

Two installations differ in one thing only: in the one the last who vote agree, but for the fifth, and in the other they
disagree, but for the fifth.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from consult.consultations.service import ConsultationView
from consult.rounds.service import RoundView
from tests.client import Client
from tests.consensus.scenes import a_statement_round
from tests.consensus.test_live_pictures import LIVE, renewed, voters
from tests.consensus.test_the_same_everywhere import installed
from tests.databases import ENGINES, Databases
from tests.front.test_no_peeking import answer
from tests.world import World

NAMED = {"lang", "slug", "number", "statement", "other"}
OWN_ORDER = "seated /en/c/statements/vote"
"""A page on which statements come in an order that is drawn for each seat, whatever anyone has said."""
MOVES = 5
"""From so many people on, who do not all say the same, counts are shown anew."""
EARLIER = ["agree disagree", "disagree agree"] * 4


def addresses(app: Flask, consultation: ConsultationView) -> Iterator[str]:
    """Yield every address of the consultation, of its round and of its first statement."""
    bound = app.url_map.bind("localhost")
    values = {"lang": "en", "slug": consultation.slug, "number": 1, "statement": 1, "other": 1}
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and "slug" in rule.arguments and rule.arguments <= NAMED:
            yield bound.build(rule.endpoint, {name: values[name] for name in rule.arguments})


def watched(app: Flask, last: str, people: int) -> dict[str, str]:
    """Return what a stranger and someone with a seat are shown after so many people have voted, the fifth unlike them."""
    world = World(app)
    consultation, one, _ = a_statement_round(
        world, ["Explain it.", "Log it."], {"citizen": EARLIER}, terms={**LIVE, "opinion_groups": False}
    )
    watcher = world.a_person("Wanda Watcher")
    world.a_seat(consultation, person_id=watcher)
    assert renewed(world, one) is not None
    vote(world, consultation, one, last, people)
    clients = {"stranger": Client(app), "seated": Client(app, world.a_session(watcher))}
    return {
        f"{role} {path}": answer(client, path, {})
        for role, client in clients.items()
        for path in addresses(app, consultation)
        if f"{role} {path}" != OWN_ORDER
    }


def vote(world: World, consultation: ConsultationView, one: RoundView, last: str, people: int) -> None:
    item = world.items(one)[0]
    other = "disagree" if last == "agree" else "agree"
    for place, person in enumerate(voters(world, consultation, people), start=1):
        world.a_vote(one, person, last if place < MOVES else other, item=item)
        renewed(world, one)


def differences(databases: Databases, secret_key: str, folder: Path, engine: str, people: int) -> list[str]:
    """Return on which pages the two installations differ."""
    found = []
    for last in ("agree", "disagree"):
        with installed(databases, secret_key, engine, folder / last) as app:
            found.append(watched(app, last, people))
    assert list(found[0]) == list(found[1])
    return [name for name in found[0] if found[0][name] != found[1][name]]


@pytest.mark.parametrize("engine", ENGINES)
def test_no_page_of_a_live_round_tells_how_four_people_voted(
    databases: Databases, secret_key: str, tmp_path: Path, engine: str
) -> None:
    assert differences(databases, secret_key, tmp_path, engine, people=4) == []


def test_from_the_fifth_on_the_counts_are_shown(databases: Databases, secret_key: str, tmp_path: Path) -> None:
    found = differences(databases, secret_key, tmp_path, "sqlite", people=5)
    assert "stranger /en/c/statements/rounds/1/opinions" in found
