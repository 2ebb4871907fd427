"""Results as they are read: by nobody before the reveal, and by everyone alike from then on."""

import json
from typing import Any

from consult.consensus.service.keeping import kept_result
from consult.kernel.errors import Refused, msgid
from consult.rounds import service as rounds
from consult.rounds.service import is_revealed

__all__ = ["ResultsHidden", "is_revealed", "result_of"]


class ResultsHidden(Refused):
    """Nobody sees results before the contract's reveal, organisers included."""

    code = "results-hidden"
    status = 409
    exit_status = 4
    sentence = msgid(
        "How people voted is hidden from everyone, organisers too, until the round has closed and its result is "
        "revealed by its contract."
    )


def result_of(one: rounds.RoundView) -> dict[str, Any]:
    """Return a round's frozen result, small cells left out, with its digest and the version of the formulas.

    Once the round is published, its verdicts are those with the objections as they stood then.

    Refuses `results-hidden` before the reveal, whoever asks.
    """
    if one.opened_at is None:
        raise ResultsHidden
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    row = kept_result(one)
    if row is None or not is_revealed(one, contract):
        raise ResultsHidden
    return {**json.loads(row.canonical), "sha256": row.sha256, "formula_version": row.formula_version}
