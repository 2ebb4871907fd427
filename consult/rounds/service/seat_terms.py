"""On which terms seats are taken: those of the round that is open or was last, or of the one that is announced."""

from collections.abc import Mapping
from typing import Any

from consult.kernel.errors import NotFound
from consult.participation.service import SeatTerms, says_seat_terms
from consult.rounds.rules.states import RoundState
from consult.rounds.service.opening import announced_terms
from consult.rounds.service.records import RoundView, contract_of_round, list_rounds


@says_seat_terms
def seat_terms(consultation_id: str) -> SeatTerms | None:
    """Return the terms of the newest round that has any, or None; what a contract does not say has its usual value."""
    said = (_terms(one) for one in reversed(list_rounds(consultation_id)))
    content = next((terms for terms in said if terms is not None), None)
    if content is None:
        return None
    names = ("one_per_state", "one_per_corporate_group")
    return SeatTerms(**{name: bool(content[name]) for name in names if name in content})


def _terms(one: RoundView) -> Mapping[str, Any] | None:
    try:
        if one.opened_at is not None:
            return contract_of_round(one.consultation_id, one.id).content
        return announced_terms(one.consultation_id, one.id) if one.state is RoundState.ANNOUNCED else None
    except NotFound:
        return None
