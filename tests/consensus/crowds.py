"""Rounds of ballots with many seats in them, which vote on several clauses: each with what it says of which clause."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from consult.consultations.service import ConsultationView
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.consensus.scenes import a_voter
from tests.world import World

FIVE = "# Machines\n\n" + "\n\n".join(f"Clause {n} says what machines may do." for n in range(1, 6)) + "\n"
"""A text of five clauses."""


def a_round_of(
    world: World, *categories: str, text: str = FIVE, slug: str = "crowd", **terms: Any
) -> tuple[ConsultationView, RoundView]:
    """Return a consultation of these categories with an open round on a text."""
    consultation = world.a_consultation(slug=slug, categories=categories)
    world.a_draft(consultation, text)
    return consultation, world.a_round(consultation, **terms)


def seats_vote(
    world: World,
    consultation: ConsultationView,
    one: RoundView,
    sheets: Sequence[Mapping[int, str]],
    *,
    category: str = "citizen",
    importance: int | None = None,
    lang: str | None = None,
) -> list[str]:
    """Return the seats of new voters, each of whom votes in one sitting: their position by the place of the clause."""
    items = [replace(item, lang=lang or item.lang) for item in world.items(one)]
    seats = []
    with world.acting():
        for sheet in sheets:
            person, seat = a_voter(world, consultation, category)
            answers = [voting.Answer(items[place], position, importance) for place, position in sheet.items()]
            voting.cast_all(answers=answers, person_id=person)
            seats.append(seat)
    return seats


def a_round_with_every_list(world: World) -> RoundView:
    """Return a closed round: its first clause unites and matters little, the second divides and matters much."""
    consultation, one = a_round_of(world, "company", "citizen")
    seats_vote(world, consultation, one, [{0: "support", 1: "support"}] * 6, category="company")
    seats_vote(world, consultation, one, [{0: "support"}] * 18 + [{0: "object"}] * 2, importance=0)
    seats_vote(world, consultation, one, [{1: "support"}] * 12, importance=2)
    seats_vote(world, consultation, one, [{1: "object"}] * 12, importance=1)
    seats_vote(world, consultation, one, [{2: "support"}] * 21 + [{2: "object"}] * 3, lang="en")
    seats_vote(world, consultation, one, [{2: "support"}] * 8 + [{2: "object"}] * 14, lang="ar")
    return world.closed(one)
