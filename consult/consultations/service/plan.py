"""The plan: what an organiser has answered in each step of setting a consultation up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from consult.consultations.tables import PlanStep
from consult.kernel import clock
from consult.kernel.db import db


@dataclass(frozen=True, slots=True)
class PlanStepView:
    """One step's answers, as they were saved last."""

    step: str
    answers: Mapping[str, Any]
    saved_at: datetime


def save_step(*, consultation_id: str, step: str, answers: Mapping[str, Any], by_person: str | None) -> None:
    """Keep the answers of a step as JSON in place of those saved before."""
    db.session.merge(
        PlanStep(
            consultation_id=consultation_id,
            step=step,
            answers=dict(answers),
            saved_at=clock.now(db.session),
            saved_by=by_person,
        )
    )
    db.session.flush()


def steps_of(consultation_id: str) -> dict[str, PlanStepView]:
    """Return the steps that were saved, by their names."""
    rows = db.session.scalars(
        select(PlanStep).where(PlanStep.consultation_id == consultation_id).order_by(PlanStep.step)
    )
    return {row.step: PlanStepView(row.step, row.answers, row.saved_at) for row in rows}
