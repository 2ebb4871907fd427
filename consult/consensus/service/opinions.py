"""Opinions as they are read: what an analysis found in a revealed round of statements, and where one's own seat stands."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consult.consensus.service.reading import ResultsHidden, is_revealed
from consult.consensus.tables import OpinionAnalysis
from consult.kernel.db import db
from consult.rounds import service as rounds
from consult.rounds.service import RoundView

FROZEN = "frozen"
LIVE = "live"


@dataclass(frozen=True, slots=True)
class Opinions:
    """What an analysis found, small cells left out, when and on which occasion it was made, and its digest."""

    analysis: Mapping[str, Any]
    at: datetime
    occasion: str
    digest: str


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where on the map a seat stands, and in which group, None where it is in none; told to nobody else."""

    x: float
    y: float
    group: str | None


def opinions_of(one: RoundView) -> Opinions | None:
    """Return what was found of the opinions of a round when it was frozen; None where its contract asks for no analysis.

    Refuses `results-hidden` before the reveal, whoever asks.
    """
    if one.opened_at is None or not is_revealed(one, rounds.contract_of_round(one.consultation_id, one.id)):
        raise ResultsHidden
    row = db.session.get(OpinionAnalysis, (one.consultation_id, one.id, FROZEN))
    return Opinions(json.loads(row.canonical), row.at, row.occasion, row.sha256) if row else None


def own_place(one: RoundView, seat_id: str) -> OwnPlace | None:
    """Return where a seat stands by its own answers; None where it has given none, or nothing is shown yet."""
    raise NotImplementedError
