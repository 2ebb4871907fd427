"""How evenly the statements of a round were put before people, and what became of those that participants submitted."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from consult.consensus.rules.exposure import ORGANISER, Exposed, exposure
from consult.consensus.rules.tally import Counts
from consult.deliberation.service import StatementView, statements
from consult.participation import service as participation
from consult.participation.rules.seats import UNCATEGORISED
from consult.participation.service import SeatView
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView

FATES = ("accepted", "rejected", "waiting", "withdrawn")


def exposure_result(
    one: RoundView, contract: Contract, counts: Counts, disclosure: Mapping[str, str]
) -> dict[str, Any]:
    """Return how evenly the statements of a round were answered as its result holds it; nothing for another kind of round.

    A seat has seen a statement that it answered or passed, whether it counts or not. Statements that moderators took
    out are not among them.
    """
    if one.kind is not RoundKind.STATEMENTS:
        return {}
    every = statements.every_statement(one.consultation_id, one.id)
    seats = participation.seats_by_id(one.consultation_id, {each.seat_id for each in every if each.seat_id})
    answered: Counter[str] = Counter()
    for (item, *_), number in counts.tally().items():
        answered[item] += number
    exposed = [
        Exposed(_category(each, seats), each.lang, each.seat_id, answered[each.id]) for each in every if each.is_asked
    ]
    fates = Counter(_fate(each) for each in every if each.seat_id)
    minimum = contract.content["minimum_comment_views"]
    return {
        "exposure": {
            **exposure(exposed, disclosure, minimum=minimum),
            "submitted": {fate: fates[fate] for fate in FATES},
        }
    }


def _category(statement: StatementView, seats: Mapping[str, SeatView]) -> str:
    """Return whose a statement is: a category of participants, the organiser's, or nobody's whom we know."""
    if statement.seat_id:
        return seats[statement.seat_id].category or UNCATEGORISED
    return UNCATEGORISED if statement.source_id else ORGANISER


def _fate(statement: StatementView) -> str:
    if statement.withdrawn_at:
        return "withdrawn"
    return "waiting" if statement.is_waiting else statement.moderated
