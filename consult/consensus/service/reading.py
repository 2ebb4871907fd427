"""Results as they are read: by nobody before the reveal, and by everyone alike from then on."""

import json
from typing import Any

from consult.consensus.service.keeping import kept_result
from consult.kernel.errors import Refused, msgid
from consult.rounds import service as rounds
from consult.rounds.service import is_revealed

__all__ = ["ResultsHidden", "is_revealed", "is_shown", "result_of"]


class ResultsHidden(Refused):
    """Nobody sees results before the contract's reveal, organisers included."""

    code = "results-hidden"
    status = 409
    exit_status = 4
    sentence = msgid(
        "How people voted is hidden from everyone, organisers too, until the round has closed and its result is "
        "revealed by its contract."
    )


def is_shown(one: rounds.RoundView) -> bool:
    """Whether `result_of` gives anything; the result itself is not read for it."""
    return one.opened_at is not None and is_revealed(one, rounds.contract_of_round(one.consultation_id, one.id))


def result_of(one: rounds.RoundView) -> dict[str, Any]:
    """Return a round's frozen result, small cells left out, with its digest and the version of the formulas.

    Once the round is published, its verdicts are those with the objections as they stood then.

    Refuses `results-hidden` before the reveal, whoever asks.
    """
    row = kept_result(one) if is_shown(one) else None
    if row is None:
        raise ResultsHidden
    return {**json.loads(row.canonical), "sha256": row.sha256, "formula_version": row.formula_version}
