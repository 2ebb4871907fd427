"""Results as they are read: by nobody before the reveal, and by everyone alike from then on."""

import json
from typing import Any

from consult.consensus.service.freezing import AT_FREEZE
from consult.consensus.tables import Snapshot
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract, Reveal


class ResultsHidden(Refused):
    """Nobody sees results before the contract's reveal, organisers included."""

    code = "results-hidden"
    status = 409
    exit_status = 4
    sentence = msgid(
        "How people voted is hidden from everyone, organisers too, until the round has closed and its result is "
        "revealed by its contract."
    )


def is_revealed(one: rounds.RoundView, contract: Contract) -> bool:
    """Whether the round's result may be seen, by anyone at all."""
    if one.frozen_at is None:
        return False
    return contract.reveal is Reveal.AT_FREEZE or one.published_at is not None


def result_of(one: rounds.RoundView) -> dict[str, Any]:
    """Return a round's frozen result, small cells left out, with its digest and the version of the formulas.

    Refuses `results-hidden` before the reveal, whoever asks.
    """
    if one.opened_at is None:
        raise ResultsHidden
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    row = db.session.get(Snapshot, (one.consultation_id, one.id, AT_FREEZE))
    if row is None or not is_revealed(one, contract):
        raise ResultsHidden
    return {**json.loads(row.canonical), "sha256": row.sha256, "formula_version": row.formula_version}
