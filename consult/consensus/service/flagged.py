"""Seats that signals of manipulation point at, as the freeze is told of them: summed up at once, and kept as sums."""

from collections.abc import Collection, Mapping

from consult.consensus.rules.decision import Rule
from consult.consensus.rules.sensitivity import Flagged
from consult.consensus.rules.tally import Counts, SeatKind
from consult.consensus.service.reasons import without_reasons
from consult.consensus.tables import FlaggedCount
from consult.kernel.db import db
from consult.rounds.service import RoundView

Signals = Mapping[str, Collection[str]]
"""By signal, the seats that it points at."""


def flagged_counts(one: RoundView, counts: Counts, kinds: Mapping[str, SeatKind], rule: Rule) -> Flagged:
    """Return what the counts of a round owe to the seats that are flagged among those that count; kept from now on."""
    seats = {seat: kind.category for seat, kind in kinds.items() if kind.is_flagged and kind.counts}
    by_category: dict[str, int] = {}
    for category in seats.values():
        by_category[category] = by_category.get(category, 0) + 1
    bare = without_reasons(one, among=seats) if rule.reads_reasons else {}
    found = Flagged(by_category, counts.flagged(), {item: dict(row) for item, row in bare.items()})
    db.session.add(FlaggedCount(consultation_id=one.consultation_id, round_id=one.id, counts=found.as_json()))
    return found


def kept_flagged(one: RoundView) -> Flagged | None:
    """Return what was kept of flagged seats at the freeze; None where nobody looked for signals."""
    row = db.session.get(FlaggedCount, (one.consultation_id, one.id))
    return Flagged.read(row.counts) if row else None
