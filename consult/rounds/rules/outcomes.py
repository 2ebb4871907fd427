"""What may be declared to become of a clause, and when that departs from what the rule computed."""

from enum import StrEnum

LONGEST_REASON = 1_000


class Outcome(StrEnum):
    """What a decision-maker declares to become of a clause."""

    ADOPTED = "adopted"
    ADOPTED_WITH_RESERVATIONS = "adopted_with_reservations"
    NOT_ADOPTED = "not_adopted"
    DEFERRED = "deferred"


ADOPTING = frozenset({Outcome.ADOPTED, Outcome.ADOPTED_WITH_RESERVATIONS})
"""The outcomes by which a clause is in the text."""

MET = frozenset({"criteria_met", "adopted", "advances", "approved", "consensus", "unanimity"})
"""The computed states in which a clause meets its round's criteria."""


def meets(computed: str) -> bool:
    """Whether a clause in this computed state meets its round's criteria."""
    return computed in MET


def departs(outcome: str, computed: str) -> bool:
    """Whether an outcome departs from the computed state: adopted though the criteria are not met, or not though they are."""
    return (outcome in ADOPTING) is not meets(computed)


def may_stand(reason: str, *, is_needed: bool) -> bool:
    """Whether the words may stand as the reason of an outcome: at most 1,000 characters, and some where one is needed."""
    return len(reason) <= LONGEST_REASON and (bool(reason) or not is_needed)
