"""What is declared to become of each clause of the finished round, in the hours after its publication."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from consult.demonstration.rules.acts import Act, Declare
from consult.demonstration.rules.timetable import Timing

FIRST = timedelta(hours=3)
APART = timedelta(minutes=7)
USUAL = "decision-maker"


def declarations(timing: Timing, outcomes: Mapping[str, Mapping[str, Any]]) -> list[Act]:
    """Return what those who decide declare, clause after clause; nothing of a round that is not published."""
    if timing.published is None:
        return []
    begins = timedelta(days=timing.published) + FIRST
    return [
        Declare(
            at=begins + place * APART,
            round=timing.number,
            clause=clause,
            outcome=one["outcome"],
            reason=one.get("reason", ""),
            by=one.get("by", USUAL),
        )
        for place, (clause, one) in enumerate(outcomes.items())
    ]
