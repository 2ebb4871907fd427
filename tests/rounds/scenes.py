"""Rounds whose clauses are decided on: published, with people in office, and with declared outcomes."""

from typing import Any

from consult.consultations.service import ConsultationView, Role
from consult.front import service as front
from consult.kernel import clock
from consult.moderation import service as moderation
from consult.rounds import service as rounds
from consult.rounds.service import DecisionMakerView, DeclaredView, RoundView
from tests.world import World


def published(world: World, one: RoundView) -> RoundView:
    """Return the open round, closed, counted and published; nobody has commented in it."""
    world.closed(one)
    world.answering(one)
    person = world.a_person()
    with world.acting():
        return moderation.publish_round(consultation_id=one.consultation_id, round_id=one.id, person_id=person)


def a_decision_maker(
    world: World, consultation: ConsultationView, person_id: str | None = None, **given: Any
) -> DecisionMakerView:
    """Return someone in office, with the role if they have an account."""
    values = {"name": "Dana Decider", "office": "Chair of the assembly", **given}
    if person_id is not None:
        world.a_role(consultation, person_id, Role.DECISION_MAKER)
    with world.acting() as session:
        values.setdefault("since", clock.now(session))
        return rounds.add_decision_maker(consultation_id=consultation.id, person_id=person_id, by_person=None, **values)


def an_outcome(world: World, one: RoundView, person_id: str, outcome: str = "adopted", **given: Any) -> DeclaredView:
    """Return what the person declares of the round's first clause, unless another one is named."""
    clause = given.pop("clause", None) or world.clauses(one)[0]
    with world.acting():
        return front.declare(
            one=rounds.get_round(one.consultation_id, one.id),
            item_id=clause.uid,
            outcome=outcome,
            person_id=person_id,
            **{"reason": "", "seen": 0, **given},
        )[1]
