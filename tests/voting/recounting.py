"""What counts that are kept while voting goes on must be: counted from the ballots, at a cost that grows with them."""

from collections import Counter

from sqlalchemy import select

from consult.kernel.db import db
from consult.rounds import service as rounds
from consult.voting.rules import Freshness
from consult.voting.tables import Ballot


def counted_anew(consultation_id: str, round_id: str) -> dict[str, dict[str, int]]:
    """Return what `live_counts` must be."""
    electorate = rounds.electorate_of(consultation_id, round_id)
    counting = {one.seat_id for one in electorate if one.counts}
    rows = db.session.execute(
        select(Ballot.item_id, Ballot.seat_id, Ballot.position)
        .where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id)
        .where(Ballot.freshness != Freshness.STALE)
    )
    found: dict[str, Counter[str]] = {}
    for item, seat, position in rows:
        if seat in counting:
            found.setdefault(item, Counter())[position] += 1
    return {item: dict(counts) for item, counts in found.items()}
