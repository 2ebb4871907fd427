"""Rounds of the kinds in which nobody votes on clauses: silences, comments, and choices among options."""

from datetime import timedelta
from typing import Any

from consult.consultations.service import ConsultationView
from consult.front import service as front
from consult.front.rules.terms import chosen_terms
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.ids import new_id
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.deliberation.objecting import an_objection
from tests.world import World

FOUR_DAYS = timedelta(days=4)
QUESTION = "Which wording should the clause have?"
THREE = ("Systems can be stopped.", "Systems can be stopped at once.", "Systems can be stopped by anyone.")


def a_round_of(
    world: World, consultation: ConsultationView, kind: str, *, lasts: timedelta = FOUR_DAYS, **given: Any
) -> RoundView:
    """Return an open round of a kind, with a question and options where it is a choice."""
    choice = {"question": QUESTION, "options": THREE, "choose_by": "approval"} if kind == "options" else {}
    terms = chosen_terms(
        kind,
        consultation.categories,
        bundle="poll",
        fewest=5,
        **{"deciding_body": "The assembly", "choose_by": None, **choice, **given},
    )
    with world.acting():
        moment = clock.now(db.session)
        return front.start_round(
            consultation_id=consultation.id, terms=terms, opens_at=moment, closes_at=moment + lasts, person_id=None
        )


def a_sheet(world: World, one: RoundView, person: str, *words: str) -> None:
    """Have a person say these words of the options in their order."""
    said = {item.id: word for item, word in zip(world.items(one), words, strict=True)}
    with world.acting():
        voting.save_sheet(one, person_id=person, said=said, key=new_id(), lang="en")


def a_choice_after_a_silence(world: World, delegate: str) -> ConsultationView:
    """Return a consultation in which a silence was broken, a choice was made by ranks, and another one is open."""
    made = world.a_consultation(slug="kinds")
    world.a_draft(made)
    world.a_seat(made, "company", person_id=delegate)
    silence = a_round_of(world, made, "silence")
    an_objection(world, silence, delegate)
    world.closed(silence)
    ranked = a_round_of(world, made, "options", choose_by="schulze_winning_votes")
    a_sheet(world, ranked, delegate, "2", "1", "3")
    world.closed(ranked)
    a_round_of(world, made, "options")
    return made
