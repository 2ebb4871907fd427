"""Answers of a round seat by seat, summed up by the database: what a sheet is like, without anyone's answers in it."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, case, func, insert, select

from consult.kernel.db import db
from consult.voting.rules import Channel, Freshness
from consult.voting.service.counting import seats_at_hand
from consult.voting.tables import ANSWER_NUMBER, COUNTED_SEAT, Ballot

OWN_HAND = (Channel.WEB, Channel.API)
"""How answers came whose time is that of whoever gave them; what others wrote down for them came together."""
BITS = 40
"""Numbers of so many bits add up within what every database counts with."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a seat answered itself in a round: how much, how often its commonest word, and when first and last.

    The two sums are the same for the same answers.
    """

    seat_id: str
    answers: int
    alike: int
    first: datetime
    last: datetime
    sums: tuple[int, int]


def sheets_in(consultation_id: str, round_id: str, *, scale: Sequence[str]) -> list[SheetFacts]:
    """Return what is known of each seat's own answers in a round, given in the words of its scale.

    Answers that were brought over or recorded are not the seat's own.

    The two sums add numbers that follow from item and answer alone, 80 bits together: two sheets that differ have the
    same ones about as often as two files have the same short digest.
    """
    number = ANSWER_NUMBER.c
    with _numbers_at_hand(consultation_id, round_id, scale):
        rows = db.session.execute(
            select(
                Ballot.seat_id,
                func.count(),
                func.min(Ballot.cast_at),
                func.max(Ballot.cast_at),
                func.sum(number.first),
                func.sum(number.second),
                *(func.sum(case((Ballot.position == word, 1), else_=0)) for word in scale),
            )
            .join_from(Ballot, ANSWER_NUMBER, (number.item_id == Ballot.item_id) & (number.position == Ballot.position))
            .where(*_own(consultation_id, round_id))
            .group_by(Ballot.seat_id)
        ).all()
    return [
        SheetFacts(seat, answers, max(times), first, last, (int(one), int(other)))
        for seat, answers, first, last, one, other, *times in rows
    ]


def count_moments(consultation_id: str, round_id: str, seats: Collection[str]) -> dict[str, int]:
    """Return at how many moments each of these seats gave the answers that are its own."""
    with seats_at_hand([{"seat_id": seat, "kind": 0} for seat in seats]):
        rows = db.session.execute(
            select(Ballot.seat_id, func.count(Ballot.cast_at.distinct()))
            .join_from(Ballot, COUNTED_SEAT, COUNTED_SEAT.c.seat_id == Ballot.seat_id)
            .where(*_own(consultation_id, round_id))
            .group_by(Ballot.seat_id)
        )
        return dict(rows.all())


def seats_saying(consultation_id: str, round_id: str, item_id: str, positions: Collection[str]) -> set[str]:
    """Return the seats whose vote on an item is one of these words; stale answers are no votes."""
    rows = db.session.scalars(
        select(Ballot.seat_id)
        .where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id, Ballot.item_id == item_id)
        .where(Ballot.position.in_(positions), Ballot.freshness != Freshness.STALE)
    )
    return set(rows)


def _own(consultation_id: str, round_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        Ballot.consultation_id == consultation_id,
        Ballot.round_id == round_id,
        Ballot.freshness == Freshness.FRESH,
        Ballot.channel.in_(OWN_HAND),
    )


@contextmanager
def _numbers_at_hand(consultation_id: str, round_id: str, scale: Sequence[str]) -> Iterator[None]:
    """Hold two numbers for each answer that can be given to each item of a round in a table of the open transaction."""
    items = db.session.scalars(
        select(Ballot.item_id).where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id).distinct()
    ).all()
    rows = [
        {"item_id": item, "position": position, "first": first, "second": second}
        for item in items
        for position in scale
        for first, second in [_numbers(f"{item}:{position}")]
    ]
    connection = db.session.connection()
    ANSWER_NUMBER.create(connection, checkfirst=False)
    if rows:
        connection.execute(insert(ANSWER_NUMBER), rows)
    yield
    ANSWER_NUMBER.drop(connection, checkfirst=False)


def _numbers(text: str) -> tuple[int, int]:
    whole = int.from_bytes(sha256(text.encode()).digest()[: 2 * BITS // 8], "big")
    return whole >> BITS, whole & ((1 << BITS) - 1)
