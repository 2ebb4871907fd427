"""Counting: what the freeze asks of the ballots, and answers that come from elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import func, insert, select

from consult.kernel.db import db
from consult.voting.rules import Channel, Freshness
from consult.voting.tables import Ballot, Tally

BATCH = 10_000


@dataclass(frozen=True, slots=True)
class TallyRow:
    """How many seats of a category, counting or not, took a position on an item."""

    item_id: str
    category: str
    counts: bool
    position: str
    seats: int


def count_voters(consultation_id: str, round_id: str) -> dict[str, int]:
    """Return how many items each seat that voted has answered."""
    rows = db.session.execute(
        select(Ballot.seat_id, func.count())
        .where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id)
        .group_by(Ballot.seat_id)
    )
    return dict(rows.all())


def answers_of_round(consultation_id: str, round_id: str) -> Iterator[tuple[str, str, str]]:
    """Yield every current answer of a round as (seat, item, position), read in batches; only the freeze asks for them."""
    rows = db.session.execute(
        select(Ballot.seat_id, Ballot.item_id, Ballot.position)
        .where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id)
        .execution_options(yield_per=BATCH)
    )
    yield from rows.tuples()


def keep_tally(*, consultation_id: str, round_id: str, rows: Iterable[TallyRow]) -> None:
    """Keep the counts of a round from now on: per item, category, counting or not, and position."""
    scope = {"consultation_id": consultation_id, "round_id": round_id}
    values = [{**scope, **asdict(row)} for row in rows]
    if values:
        db.session.execute(insert(Tally), values)


def tally_of(consultation_id: str, round_id: str) -> list[TallyRow]:
    """Return the counts that were frozen."""
    rows = db.session.scalars(select(Tally).where(Tally.consultation_id == consultation_id, Tally.round_id == round_id))
    return [TallyRow(row.item_id, row.category, row.counts, row.position, row.seats) for row in rows]


def add_imported_ballots(*, consultation_id: str, round_id: str, ballots: Iterable[Mapping[str, Any]]) -> int:
    """Return how many imported answers were stored; each names seat, item, position, version and moment."""
    rows = [
        {
            "consultation_id": consultation_id,
            "round_id": round_id,
            "importance": None,
            "clause_version_id": None,
            "freshness": Freshness.FRESH,
            "channel": Channel.IMPORT,
            "lang_seen": None,
            "person_id": None,
            **ballot,
        }
        for ballot in ballots
    ]
    if rows:
        db.session.execute(insert(Ballot), rows)
    return len(rows)
