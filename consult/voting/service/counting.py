"""Counting: what the freeze asks of the ballots, and answers that come from elsewhere."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute

from consult.kernel.db import db
from consult.voting.rules import Channel, Freshness, Position, is_vote
from consult.voting.tables import COUNTED_SEAT, Ballot, Tally

WITHOUT_OBJECTS = {"dml_strategy": "raw"}
"""Hand rows to the database as they are: a quarter of the time of an import went into objects that nobody looked at."""

Kind = TypeVar("Kind", bound=Hashable)


@dataclass(frozen=True, slots=True)
class TallyRow:
    """How many seats of a category, counting or not, took a position on an item."""

    item_id: str
    category: str
    counts: bool
    position: str
    seats: int


@dataclass(frozen=True, slots=True)
class SeatAnswer:
    """What a seat answered, and whether that was said on this draft."""

    position: str
    freshness: str

    @property
    def is_vote(self) -> bool:
        """Whether it counts."""
        return is_vote(self.freshness)


def count_voters(consultation_id: str, round_id: str) -> dict[str, int]:
    """Return how many items each seat that voted has answered; answers that are stale are no votes."""
    rows = db.session.execute(
        select(Ballot.seat_id, func.count())
        .where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id)
        .where(Ballot.freshness != Freshness.STALE)
        .group_by(Ballot.seat_id)
    )
    return dict(rows.all())


def count_answers(consultation_id: str, round_id: str, kinds: Mapping[str, Kind]) -> dict[tuple[str, Kind, str], int]:
    """Return how many seats of each kind gave each answer to each item, counted by the database.

    `kinds` says of every seat what it is counted as. Stale answers are no votes and are not counted. Refuses an answer
    of a seat that it does not name with KeyError, so that no vote is left out unseen.
    """
    votes = _of_round(consultation_id, round_id).where(Ballot.freshness != Freshness.STALE)
    return _count(Ballot.position, votes, kinds)


def count_freshness(consultation_id: str, round_id: str, kinds: Mapping[str, Kind]) -> dict[tuple[str, Kind, str], int]:
    """Return how many answers of seats of each kind to each item are fresh, carried and stale; refuses as `count_answers`."""
    return _count(Ballot.freshness, _of_round(consultation_id, round_id), kinds)


def count_importance(
    consultation_id: str, round_id: str, kinds: Mapping[str, Kind]
) -> dict[tuple[str, Kind, int], int]:
    """Return how many seats of each kind that voted on an item said that it matters to them so much; refuses as `count_answers`."""
    votes = _of_round(consultation_id, round_id).where(Ballot.freshness != Freshness.STALE)
    return _count(Ballot.importance, votes.where(Ballot.importance.is_not(None)), kinds)


def votes_of(consultation_id: str, round_id: str, places: Mapping[str, int]) -> Iterator[tuple[int, str, str]]:
    """Return every vote of these seats in no order: the place of its seat, the item and the answer, read bit by bit.

    `places` names each seat by a number, so that a million votes carry a million numbers and not as many ids. Stale
    answers are no votes.
    """
    with seats_at_hand([{"seat_id": seat, "kind": place} for seat, place in places.items()]):
        yield from db.session.execute(
            select(COUNTED_SEAT.c.kind, Ballot.item_id, Ballot.position)
            .join_from(Ballot, COUNTED_SEAT, COUNTED_SEAT.c.seat_id == Ballot.seat_id)
            .where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id)
            .where(Ballot.freshness != Freshness.STALE),
            execution_options={"yield_per": 10_000},
        )


def languages_of(consultation_id: str, round_id: str) -> dict[str, str]:
    """Return the language in which each seat read most of what it voted on, the first by its tag of equals."""
    rows = db.session.execute(
        select(Ballot.seat_id, Ballot.lang_seen, func.count())
        .where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id)
        .where(Ballot.lang_seen.is_not(None), Ballot.freshness != Freshness.STALE)
        .group_by(Ballot.seat_id, Ballot.lang_seen)
    )
    found: dict[str, tuple[int, str]] = {}
    for seat, lang, votes in rows:
        found[seat] = min((-votes, lang or ""), found.get(seat, (0, "")))
    return {seat: lang for seat, (_, lang) in found.items()}


def seats_against(consultation_id: str, round_id: str) -> list[tuple[str, str]]:
    """Return the votes against clauses of a round that count, as pairs of clause and seat; stale ones are no votes."""
    rows = db.session.execute(
        select(Ballot.item_id, Ballot.seat_id)
        .where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id)
        .where(Ballot.position == Position.OBJECT, Ballot.freshness != Freshness.STALE)
    )
    return [(item, seat) for item, seat in rows]


def _of_round(consultation_id: str, round_id: str) -> Select[Any]:
    return select(Ballot.item_id, COUNTED_SEAT.c.kind).where(
        Ballot.consultation_id == consultation_id, Ballot.round_id == round_id
    )


def _count(
    word: InstrumentedAttribute[Any], ballots: Select[Any], kinds: Mapping[str, Kind]
) -> dict[tuple[str, Kind, Any], int]:
    """Return how many of the ballots of each item and kind of seat have each of the column's words."""
    numbers: dict[Kind, int] = {}
    rows = [{"seat_id": seat, "kind": numbers.setdefault(kind, len(numbers))} for seat, kind in kinds.items()]
    known = list(numbers)
    with seats_at_hand(rows):
        counted = db.session.execute(
            ballots.add_columns(word, func.count())
            .outerjoin_from(Ballot, COUNTED_SEAT, COUNTED_SEAT.c.seat_id == Ballot.seat_id)
            .group_by(Ballot.item_id, COUNTED_SEAT.c.kind, word)
        ).all()
    lost = sorted(item for item, number, _, _ in counted if number is None)
    if lost:
        raise KeyError(f"answers of seats that are not in the round, to {', '.join(lost)}")
    return {(item, known[number], said): seats for item, number, said, seats in counted}


@contextmanager
def seats_at_hand(rows: Sequence[Mapping[str, Any]]) -> Iterator[None]:
    """Hold the seats with the numbers of their kinds in a table of the open transaction."""
    connection = db.session.connection()
    COUNTED_SEAT.create(connection, checkfirst=False)
    if rows:
        connection.execute(insert(COUNTED_SEAT), rows)
    yield
    COUNTED_SEAT.drop(connection, checkfirst=False)


def answers_of_seats(
    *, consultation_id: str, round_id: str, item_id: str, seat_ids: Collection[str]
) -> dict[str, SeatAnswer]:
    """Return what those of these seats that answered an item answered and how fresh that is, and of no other seat."""
    rows = db.session.execute(
        select(Ballot.seat_id, Ballot.position, Ballot.freshness)
        .where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id, Ballot.item_id == item_id)
        .where(Ballot.seat_id.in_(seat_ids))
    )
    return {seat: SeatAnswer(position, freshness) for seat, position, freshness in rows}


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
    scope = {"consultation_id": consultation_id, "round_id": round_id}
    origin = {"freshness": Freshness.FRESH, "channel": Channel.IMPORT}
    rows = [{**scope, **origin, **ballot} for ballot in ballots]
    if rows:
        db.session.execute(insert(Ballot), rows, execution_options=WITHOUT_OBJECTS)
    return len(rows)
