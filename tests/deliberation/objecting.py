"""Objections with honest defaults: raised, signed, and taken from step to step."""

from typing import Any

from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.deliberation.rules.objections import Harm, Proposal, Step
from consult.deliberation.service import objections
from consult.deliberation.service.objections import ObjectionFacts, ObjectionReceipt, ObjectionView
from consult.kernel.ids import new_id
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind, Ground
from consult.rounds.service import RoundView
from tests.world import World

REASON = "Small offices cannot stop a system that runs somewhere else."


def an_objection(world: World, one: RoundView, person: str, **given: Any) -> ObjectionReceipt:
    """Return the receipt of a person's objection to the round's first clause, unless another is named."""
    values = {
        "clause": given.get("clause") or world.clauses(one)[0],
        "reason": REASON,
        "proposal": Proposal.CHANGE,
        "proposed": "Systems serve people, and whoever runs them can stop them.",
        "harm": Harm.FEASIBILITY,
        "lang": "en",
        "is_named": False,
        "key": new_id(),
        **given,
    }
    with world.acting():
        return objections.raise_objection(
            consultation_id=one.consultation_id, round_id=one.id, person_id=person, **values
        )


def a_signature(world: World, one: RoundView, number: int, person: str, **given: Any) -> ObjectionReceipt:
    """Return the receipt of a person whose seat signs an objection too."""
    with world.acting():
        return objections.co_sign(
            consultation_id=one.consultation_id, number=number, person_id=person, **{"key": new_id(), **given}
        )


def a_step(world: World, one: RoundView, number: int, step: Step, person: str, **given: Any) -> ObjectionView:
    """Return the objection after a step, taken by someone who has read it as it stands."""
    seen = given.pop("seen", None) or objection(world, one, number).state
    values = {"words": "We have read it, and this is what we say.", **given}
    with world.acting():
        return objections.take_step(
            consultation_id=one.consultation_id, number=number, step=step, person_id=person, seen=seen, **values
        )


def an_answer(world: World, one: RoundView, number: int, person: str) -> ObjectionView:
    """Return the objection, acknowledged and answered."""
    a_step(world, one, number, Step.ACKNOWLEDGE, person, words="")
    return a_step(world, one, number, Step.ANSWER, person)


def hidden(world: World, one: RoundView, number: int, moderator: str) -> None:
    """Hide the words of an objection."""
    with world.acting():
        moderation.decide_on_objection(
            consultation_id=one.consultation_id,
            number=number,
            action=ActionKind.HIDE,
            person_id=moderator,
            rule=Ground.PERSONAL_DATA,
            note="It gives an address.",
        )


def an_editor(world: World, one: RoundView) -> str:
    """Return someone who answers objections."""
    person = world.a_person("Elena Editor")
    with world.acting():
        consultations.grant_role(
            consultation_id=one.consultation_id, person_id=person, role=Role.EDITOR, granted_by=None
        )
    return person


def objection(world: World, one: RoundView, number: int, **given: Any) -> ObjectionView:
    """Return an objection as everyone may read it."""
    with world.reading():
        return objections.objection_numbered(one.consultation_id, number, **given)


def facts(world: World, one: RoundView) -> list[ObjectionFacts]:
    """Return what results keep of the round's objections."""
    with world.reading():
        return objections.objection_facts(one.consultation_id, one.id)
