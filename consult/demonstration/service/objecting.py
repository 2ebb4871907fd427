"""Objections are raised, signed by others, answered and decided on."""

from collections.abc import Mapping

from consult.deliberation.rules.objections import Proposal, Step
from consult.deliberation.service import objections
from consult.demonstration.rules.acts import CoSign, Object, TakeStep
from consult.demonstration.rules.script import SOURCE
from consult.demonstration.service.stage import Stage
from consult.kernel.ids import new_id

OFFICIALS: Mapping[Step, str] = {
    Step.ACKNOWLEDGE: "editor",
    Step.ANSWER: "editor",
    Step.RESOLVE: "editor",
    Step.OVERRULE: "decision-maker",
}
"""Which of the officials takes a step; the others are those of whoever raised the objection."""


def object_to(stage: Stage, act: Object) -> None:
    """Have a seat's first member raise an objection."""
    person = stage.people[act.seat][0]
    told = objections.raise_objection(
        **stage.scope(act.round),
        person_id=person,
        clause=stage.clauses[act.round, act.clause],
        reason=act.reason,
        proposal=Proposal.CHANGE,
        proposed=act.proposed,
        harm=act.harm,
        lang=SOURCE,
        is_named=False,
        key=new_id(),
    )
    stage.objections[act.key] = (told.number, person)


def co_sign(stage: Stage, act: CoSign) -> None:
    """Have another seat's first member sign an objection too."""
    number, _ = stage.objections[act.objection]
    objections.co_sign(
        consultation_id=stage.consultation_id, number=number, person_id=stage.people[act.seat][0], key=new_id()
    )


def take_step(stage: Stage, act: TakeStep) -> None:
    """Have whoever may do something about an objection."""
    number, objector = stage.objections[act.objection]
    step = Step(act.step)
    objections.take_step(
        consultation_id=stage.consultation_id,
        number=number,
        step=step,
        person_id=stage.officials[OFFICIALS[step]] if step in OFFICIALS else objector,
        seen=objections.objection_numbered(stage.consultation_id, number).state,
        words=act.words,
        draft_number=act.draft,
    )
