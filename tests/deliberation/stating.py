"""What tests of statements share: a round that takes them, submitting one, and a moderator's decision on it."""

from typing import Any

from consult.consultations.service import ConsultationView
from consult.deliberation.service import StatementView, statements
from consult.kernel.ids import new_id
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from tests.world import World

SEEDS = ("Machines serve people.", "Every stop is logged.")


def asking(world: World, consultation: ConsultationView, **given: Any) -> RoundView:
    """Return an open round of two statements that takes more from participants."""
    return world.a_round(consultation, kind=RoundKind.STATEMENTS, **{"statements": SEEDS, **given})


def submitted(world: World, one: RoundView, person_id: str, text: str = "Ask those concerned.", **given: Any) -> str:
    """Return the id of a statement that the person submitted, which waits for a moderator."""
    values = {"lang": "en", "key": new_id(), **given}
    scope = {"consultation_id": one.consultation_id, "round_id": one.id}
    with world.acting():
        done = statements.submit_statement(**scope, person_id=person_id, text=text, **values)
        return statements.statement_numbered(*scope.values(), done.number).id


def decided(
    world: World, one: RoundView, statement_id: str, action: ActionKind = ActionKind.REVIEW, **given: Any
) -> StatementView:
    """Return a statement on which a new moderator has decided: accepted, unless something else is given."""
    is_review = action is ActionKind.REVIEW
    rule = "off_topic" if action is ActionKind.HIDE else None
    values = {"rule": rule, "note": "" if is_review else "It is about lunch.", "person_id": None, **given}
    person = values.pop("person_id") or world.a_person("Mo Moderator")
    with world.acting():
        return moderation.decide_on_statement(
            consultation_id=one.consultation_id,
            statement_id=statement_id,
            action=action,
            person_id=person,
            **values,
        )


def accepted(world: World, one: RoundView, person_id: str, text: str = "Ask those concerned.", **given: Any) -> str:
    """Return the id of a statement that the person submitted and a moderator accepted."""
    return decided(world, one, submitted(world, one, person_id, text, **given)).id


def rejected(world: World, one: RoundView, statement_id: str, **given: Any) -> StatementView:
    """Return a statement that a moderator rejected."""
    return decided(world, one, statement_id, ActionKind.HIDE, **given)
