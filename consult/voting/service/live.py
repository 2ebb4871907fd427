"""Counts that are kept while voting goes on: each vote moves two numbers, however many votes there are.

They are of rounds whose contract shows counts meanwhile, and of no other: elsewhere nothing has to be known before the end.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, select, tuple_

from consult.kernel.db import db, insert
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.voting.rules import shard_of
from consult.voting.tables import Ballot, BallotAct, LiveChange, LiveCount

Scope = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class News:
    """Of one item, how many seats that count said something new of it since its counts were last shown, in how many votes."""

    item_id: str
    seats: int
    acts: int


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """That a seat said something new of an item, so many times."""

    item_id: str
    seat_id: str
    acts: int


def note_live_votes(one: RoundView, seat_id: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Move the counts by the votes of a sitting, which were just stored; what says the same as before moves nothing.

    The answer before is that of the version before, whose act is on record: the ballot is held by whoever stores a vote,
    so no other vote of the seat comes in between.
    """
    elector = rounds.hold_elector(one.consultation_id, one.id, seat_id)
    counts = elector is not None and elector.counts
    before = _before(one, seat_id, {row["item_id"]: row["version"] - 1 for row in rows if row["version"] > 1})
    new = {row["item_id"]: row["position"] for row in rows if before.get(row["item_id"]) != row["position"]}
    moved: Counter[tuple[str, bool, str]] = Counter((item, counts, position) for item, position in new.items())
    moved.subtract((item, counts, before[item]) for item in new if item in before)
    _move(one, seat_id, moved)
    if counts:
        _note_changes(one, seat_id, new)


def live_standing(consultation_id: str, seat_id: str) -> dict[str, bool]:
    """Return of each open round with counts meanwhile whether the seat counts in it; held until the act has ended."""
    found = {}
    for one in rounds.live_rounds(consultation_id):
        elector = rounds.hold_elector(consultation_id, one.id, seat_id, is_changing=True)
        if elector is not None:
            found[one.id] = elector.counts
    return found


def restand(consultation_id: str, seat_id: str, before: Mapping[str, bool]) -> None:
    """Move what a seat has answered to where it counts now; `before` is how it stood in each round."""
    now = live_standing(consultation_id, seat_id)
    for round_id, counts in now.items():
        if before.get(round_id, counts) == counts:
            continue
        one = rounds.get_round(consultation_id, round_id)
        said = _said(one, seat_id)
        moved: Counter[tuple[str, bool, str]] = Counter((item, counts, position) for item, position in said.items())
        moved.subtract((item, not counts, position) for item, position in said.items())
        _move(one, seat_id, moved)
        _note_changes(one, seat_id, said)


def live_counts(consultation_id: str, round_id: str) -> dict[str, dict[str, int]]:
    """Return how many seats that count give each answer to each item now."""
    rows = db.session.execute(
        select(LiveCount.item_id, LiveCount.position, func.sum(LiveCount.seats))
        .where(LiveCount.consultation_id == consultation_id, LiveCount.round_id == round_id, LiveCount.counts)
        .group_by(LiveCount.item_id, LiveCount.position)
    )
    found: dict[str, dict[str, int]] = {}
    for item, position, seats in rows:
        if seats:
            found.setdefault(item, {})[position] = int(seats)
    return found


def live_news(consultation_id: str, round_id: str) -> list[News]:
    """Return what is new of each item since its counts were last shown."""
    rows = db.session.execute(
        select(LiveChange.item_id, func.count(), func.sum(LiveChange.acts))
        .where(LiveChange.consultation_id == consultation_id, LiveChange.round_id == round_id)
        .group_by(LiveChange.item_id)
    )
    return [News(item, seats, int(acts)) for item, seats, acts in rows]


def live_changes(consultation_id: str, round_id: str, items: Collection[str]) -> list[Change]:
    """Return who said something new of these items since their counts were last shown."""
    rows = db.session.execute(
        select(LiveChange.item_id, LiveChange.seat_id, LiveChange.acts)
        .where(LiveChange.consultation_id == consultation_id, LiveChange.round_id == round_id)
        .where(LiveChange.item_id.in_(items))
    )
    return sorted(Change(*row) for row in rows)


def note_shown(consultation_id: str, round_id: str, changes: Iterable[Change]) -> None:
    """Forget what is shown from now on; a seat that has said something else meanwhile stays among the news.

    In the order of items and seats, in which those who vote hold them.
    """
    seen = [{"seen_item": one.item_id, "seen_seat": one.seat_id, "seen_acts": one.acts} for one in sorted(changes)]
    if seen:
        db.session.connection().execute(
            delete(LiveChange)
            .where(LiveChange.consultation_id == consultation_id, LiveChange.round_id == round_id)
            .where(LiveChange.item_id == bindparam("seen_item"), LiveChange.seat_id == bindparam("seen_seat"))
            .where(LiveChange.acts == bindparam("seen_acts")),
            seen,
        )


def forget_live(consultation_id: str, round_id: str) -> None:
    """Remove what was kept for counts meanwhile, once a round is counted for good."""
    for table in (LiveChange, LiveCount):
        db.session.execute(delete(table).where(table.consultation_id == consultation_id, table.round_id == round_id))


def _before(one: RoundView, seat_id: str, versions: Mapping[str, int]) -> dict[str, str]:
    """Return what the seat had said in these versions of its ballots."""
    if not versions:
        return {}
    rows = db.session.execute(
        select(BallotAct.item_id, BallotAct.position)
        .where(BallotAct.consultation_id == one.consultation_id, BallotAct.round_id == one.id)
        .where(BallotAct.seat_id == seat_id, tuple_(BallotAct.item_id, BallotAct.version).in_(versions.items()))
    )
    return dict(rows.all())


def _said(one: RoundView, seat_id: str) -> dict[str, str]:
    rows = db.session.execute(
        select(Ballot.item_id, Ballot.position).where(
            Ballot.consultation_id == one.consultation_id, Ballot.round_id == one.id, Ballot.seat_id == seat_id
        )
    )
    return dict(rows.all())


def _move(one: RoundView, seat_id: str, moved: Mapping[tuple[str, bool, str], int]) -> None:
    """Add to the counts of the seat's shard, in an order in which all who do wait for each other and nobody in a circle."""
    scope = {"consultation_id": one.consultation_id, "round_id": one.id, "shard": shard_of(seat_id)}
    rows = [
        {**scope, "item_id": item, "counts": counts, "position": position, "seats": by}
        for (item, counts, position), by in sorted(moved.items())
        if by
    ]
    if not rows:
        return
    added = insert(LiveCount, db.session)
    keys = ("consultation_id", "round_id", "item_id", "shard", "counts", "position")
    db.session.execute(
        added.on_conflict_do_update(
            index_elements=[getattr(LiveCount, key) for key in keys],
            set_={"seats": LiveCount.seats + added.excluded.seats},
        ),
        rows,
    )


def _note_changes(one: RoundView, seat_id: str, items: Iterable[str]) -> None:
    scope = {"consultation_id": one.consultation_id, "round_id": one.id, "seat_id": seat_id}
    rows = [{**scope, "item_id": item, "acts": 1} for item in sorted(items)]
    if not rows:
        return
    added = insert(LiveChange, db.session)
    keys = ("consultation_id", "round_id", "item_id", "seat_id")
    db.session.execute(
        added.on_conflict_do_update(
            index_elements=[getattr(LiveChange, key) for key in keys], set_={"acts": LiveChange.acts + 1}
        ),
        rows,
    )
