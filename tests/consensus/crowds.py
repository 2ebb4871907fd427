"""Rounds of ballots with many citizens in them, who vote on several clauses: each with what they say of which clause."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from consult.accounts import service as accounts
from consult.consultations.service import ConsultationView
from consult.participation import service as participation
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.world import World

FIVE = "# Machines\n\n" + "\n\n".join(f"Clause {n} says what machines may do." for n in range(1, 6)) + "\n"
"""A text of five clauses."""


def a_round_of_citizens(world: World, text: str = FIVE, **given: object) -> tuple[ConsultationView, RoundView]:
    """Return a consultation in which only citizens take part, with an open round on a text."""
    consultation = world.a_consultation(slug="crowd", categories=("citizen",))
    world.a_draft(consultation, text)
    return consultation, world.a_round(consultation, **given)


def citizens_vote(
    world: World,
    one: RoundView,
    sheets: Sequence[Mapping[int, str]],
    *,
    importance: int | None = None,
    lang: str | None = None,
) -> list[str]:
    """Return the seats of new citizens, each of whom votes in one sitting: their position by the place of the clause."""
    items = [replace(item, lang=lang or item.lang) for item in world.items(one)]
    seats = []
    with world.acting():
        for sheet in sheets:
            number = next(world.numbers)
            person = accounts.add_person(name="Amina Otieno", email=f"voter{number}@example.org").id
            seats.append(
                participation.join_as_person(consultation_id=one.consultation_id, person_id=person, territory=None).id
            )
            answers = [voting.Answer(items[place], position, importance) for place, position in sheet.items()]
            voting.cast_all(answers=answers, person_id=person)
    return seats
