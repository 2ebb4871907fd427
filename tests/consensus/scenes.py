"""Counted rounds that service tests look at: built once per test, through the services like any other."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from consult.accounts import service as accounts
from consult.consultations.service import ConsultationView
from consult.front import service as front
from consult.kernel.ids import new_id
from consult.participation import service as participation
from consult.participation.rules.seats import PERSON_CATEGORY, Verification
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.quick import again
from tests.world import World

CATEGORIES = ("government", "company", "citizen")
VOTES: Mapping[str, Sequence[str]] = {
    "government": ("support", "support", "support", "can_live_with", "object"),
    "company": ("support", "support", "support", "reservation", "object"),
    "citizen": ("support", "support", "support", "object"),
}
"""Shares of 4/5, 4/5 and 3/4; four citizens are too few to be shown."""
COUNTRIES = ("AT", "NA", "KE", "CN", "BR")


def a_ballot(
    world: World, votes: Mapping[str, Sequence[str]] = VOTES, *, text: str | None = None, **given: Any
) -> tuple[ConsultationView, RoundView]:
    """Return a consultation with an open ballot round on whose first clause these seats have voted."""
    build = partial(_a_ballot, votes=votes, text=text, **given)
    return again(world, f"ballot {votes} {text} {given}", build)


def _a_ballot(
    world: World,
    votes: Mapping[str, Sequence[str]],
    text: str | None,
    terms: Mapping[str, Any] | None = None,
    **given: Any,
) -> tuple[ConsultationView, RoundView]:
    consultation = world.a_consultation(**{"slug": "principles", "categories": CATEGORIES, **given})
    world.a_draft(consultation, *([text] if text else []))
    one = world.a_round(consultation, **(terms or {}))
    first = world.items(one)[0]
    with world.acting():
        for category, positions in votes.items():
            for position, country in zip(positions, COUNTRIES, strict=False):
                person, _ = a_voter(world, consultation, category, country if category == "government" else None)
                voting.cast(item=first, person_id=person, position=position, key=new_id())
    return consultation, one


def a_statement_round(
    world: World, statements: Sequence[str], answers: Mapping[str, Sequence[str]], **given: Any
) -> tuple[ConsultationView, RoundView, dict[str, list[str]]]:
    """Return a consultation with an open statement round, and its seats by category.

    `answers` has a row per seat and a word per statement, "-" where the seat has not seen it.
    """
    build = partial(_a_statement_round, statements=statements, answers=answers, **given)
    return again(world, f"statements {statements} {answers} {given}", build)


def _a_statement_round(
    world: World,
    statements: Sequence[str],
    answers: Mapping[str, Sequence[str]],
    terms: Mapping[str, Any] | None = None,
    **given: Any,
) -> tuple[ConsultationView, RoundView, dict[str, list[str]]]:
    consultation = world.a_consultation(**{"slug": "statements", "categories": CATEGORIES, **given})
    one = world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=tuple(statements), **(terms or {}))
    items = world.items(one)
    seats: dict[str, list[str]] = {}
    with world.acting():
        for category, rows in answers.items():
            for row in rows:
                person, seat = a_voter(world, consultation, category)
                seats.setdefault(category, []).append(seat)
                for item, answer in zip(items, row.split(), strict=True):
                    if answer != "-":
                        voting.cast(item=item, person_id=person, position=answer, key=new_id())
    return consultation, one, seats


def a_voter(
    world: World, consultation: ConsultationView, category: str, territory: str | None = None
) -> tuple[str, str]:
    """Return a new person and their seat, which counts; all of a scene's voters come in one transaction."""
    number = next(world.numbers)
    person = accounts.add_person(name="Amina Otieno", email=f"voter{number}@example.org").id
    scope = {"consultation_id": consultation.id, "person_id": person, "territory": territory}
    if category == PERSON_CATEGORY:
        return person, participation.join_as_person(**scope).id
    seat = participation.join_with_organisation(**scope, name=f"Organisation {number}", category=category).seat
    verifier = accounts.add_person(name="Vera Verifier", email=f"verifier{number}@example.org").id
    front.verify_seat(
        consultation_id=consultation.id, seat_id=seat.id, state=Verification.VERIFIED, person_id=verifier, note=""
    )
    return person, seat.id
