"""Whoever votes reads who decides afterwards: the body, the people in office, and the mandate."""

import pytest
from flask import Flask

from consult.rounds.rules.contract import Effect
from consult.rounds.rules.states import ON_CLAUSES, RoundKind
from consult.rounds.service import RoundView
from tests.client import Client
from tests.rounds.kinds import a_round_of
from tests.world import World

DECIDERS = ({"name": "Dana Decider", "office": "Chair of the assembly", "since": "2026-01-05"},)
MANDATE = "https://example.org/resolution/7"


def pages(app: Flask, world: World, kind: RoundKind, **terms: object) -> list[tuple[str, Client, RoundView]]:
    """Return the pages on which someone votes, the contract's among them, with a citizen who looks at them."""
    made = world.a_consultation()
    world.a_draft(made)
    person = world.a_person()
    world.a_seat(made, person_id=person)
    statements = ("Machines may vote.",) if kind is RoundKind.STATEMENTS else ()
    one = world.a_round(made, kind=kind, statements=statements, decision_makers=DECIDERS, **terms)
    home, item = f"/en/c/{made.slug}", world.items(one)[0]
    clause = [f"{home}/d/1/{item.number}", f"{home}/d/1?open={item.number}"] if kind is RoundKind.BALLOT else []
    paths = [f"{home}/vote", f"{home}/rounds/1/vote/{item.id}", f"{home}/rounds/1", *clause]
    citizen = Client(app, world.a_session(person))
    return [(path, citizen, one) for path in paths]


@pytest.mark.parametrize("kind", [*sorted(ON_CLAUSES), RoundKind.STATEMENTS])
def test_every_page_with_a_ballot_says_who_decides_and_on_which_mandate(
    app: Flask, world: World, kind: RoundKind
) -> None:
    for path, citizen, _ in pages(app, world, kind, mandate=MANDATE):
        page = citizen.get(path)
        assert "Dana Decider, Chair of the assembly" in page.words, path
        assert page.link(MANDATE) == MANDATE, path
        if not path.endswith("/rounds/1"):
            assert "Your vote advises The assembly; The assembly decides." in page.words, path


def test_the_sheet_of_a_choice_says_it_too(app: Flask, world: World) -> None:
    made = world.a_consultation()
    person = world.a_person()
    world.a_seat(made, person_id=person)
    a_round_of(world, made, "options")
    citizen = Client(app, world.a_session(person))
    for path in ("vote", "rounds/1/options"):
        page = citizen.get(f"/en/c/{made.slug}/{path}")
        assert "Your vote advises The assembly; The assembly decides." in page.words, path


@pytest.mark.parametrize(
    "mandate", ["javascript:alert(1)", "Resolution 7", "https://example.org/7 and its annex", "ftp://example.org/7"]
)
def test_only_an_address_of_the_web_alone_becomes_a_link(app: Flask, world: World, mandate: str) -> None:
    for path, citizen, _ in pages(app, world, RoundKind.BALLOT, mandate=mandate):
        page = citizen.get(path)
        assert mandate in page.words
        assert mandate not in [each.text for each in page.root.all("a")]


def test_a_vote_that_binds_says_so(app: Flask, world: World) -> None:
    for path, citizen, _ in pages(app, world, RoundKind.BALLOT, effect=Effect.BINDS_ORGANISER):
        page = citizen.get(path)
        assert "Your vote advises" not in page.words
        told = "has promised to follow" if path.endswith("/rounds/1") else "the result of the vote binds the organiser."
        assert told in page.words
