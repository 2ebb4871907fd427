"""Carrying over: a round on a new draft begins with what each seat said of the clauses of an earlier one."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import rfc8785
from sqlalchemy import ColumnElement, and_, case, func, insert, literal, select

from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.kernel import clock
from consult.kernel.db import db, new_ids
from consult.kernel.db import insert as insert_or_keep
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting.rules import Freshness, may_be_brought_over
from consult.voting.service.counting import seats_at_hand
from consult.voting.service.items import items_of
from consult.voting.tables import CONTINUED_CLAUSE, COUNTED_SEAT, Ballot, BallotAct, Carry

FIRST = 1
"""The version of an answer that was brought over: the seat's own acts in the round come after it."""


@dataclass(frozen=True, slots=True)
class CarryView:
    """That a round began with the answers of an earlier one: how many were carried, and how many wait to be said again."""

    from_round_id: str
    carried: int
    stale: int
    sha256: str
    at: datetime


def carry_ballots(one: RoundView, *, by_person: str | None) -> CarryView | None:
    """Return what a round that was just opened begins with, or None where it begins empty.

    The last finished ballot is brought over if it was on an earlier draft and had the same scale, as far as its seats
    are in the new round and no more is shown of their answers than before. A clause that still means the same takes its
    answers along as `carried`; one whose substance changed, and what was split or put together, has them as `stale`
    until each seat says them again; an answer that was stale stays so.
    """
    before = _ballot_before(one)
    if before is None or one.draft_id is None or before.draft_id is None:
        return None
    earlier = drafting.draft_by_id(before.consultation_id, before.draft_id)
    later = drafting.draft_by_id(one.consultation_id, one.draft_id)
    if not earlier.number < later.number:
        return None
    asked = {item.id for item in items_of(one, lang=later.language)}
    clauses = [each for each in drafting.continued_clauses(earlier, later) if each.successor in asked]
    seats = [{"seat_id": seat, "kind": 0} for seat in _entitled(before, one)]
    with seats_at_hand(seats), _clauses_at_hand(clauses):
        _bring_over(before, one, keeps_identity=True)
        _bring_over(before, one, keeps_identity=False)
    return _record(before, one, earlier.number, later.number, by_person)


def carry_of(consultation_id: str, round_id: str) -> CarryView | None:
    """Return what a round began with, or None where it began empty."""
    row = db.session.get(Carry, (consultation_id, round_id))
    return CarryView(row.from_round_id, row.carried, row.stale, row.sha256, row.at) if row else None


def _ballot_before(one: RoundView) -> RoundView | None:
    """Return the newest ballot that is over, if its words are those of this round."""
    every = [each for each in rounds.list_rounds(one.consultation_id) if each.is_finished and each.id != one.id]
    before = next((each for each in reversed(every) if each.kind is RoundKind.BALLOT), None)
    if before is None or one.kind is not RoundKind.BALLOT:
        return None
    scales = {rounds.contract_of_round(one.consultation_id, each.id).scale for each in (before, one)}
    return before if len(scales) == 1 else None


def _entitled(before: RoundView, one: RoundView) -> list[str]:
    """Return the seats of both rounds whose answers may be brought from the one to the other."""
    then, now = (_disclosures(each) for each in (before, one))
    return [seat for seat, shown in now.items() if may_be_brought_over(then.get(seat), shown)]


def _disclosures(one: RoundView) -> dict[str, str | None]:
    disclosure = rounds.contract_of_round(one.consultation_id, one.id).disclosure
    electors = rounds.electorate_of(one.consultation_id, one.id)
    return {each.seat_id: disclosure.get(each.category or "") for each in electors}


@contextmanager
def _clauses_at_hand(clauses: Iterable[drafting.Continued]) -> Iterator[None]:
    """Hold what each clause is now in a table of the open transaction."""
    rows = [{"from_uid": one.origin, "to_uid": one.successor, "holds": one.holds} for one in clauses]
    connection = db.session.connection()
    CONTINUED_CLAUSE.create(connection, checkfirst=False)
    if rows:
        connection.execute(insert(CONTINUED_CLAUSE), rows)
    yield
    CONTINUED_CLAUSE.drop(connection, checkfirst=False)


def _bring_over(before: RoundView, one: RoundView, *, keeps_identity: bool) -> None:
    """Write the seats' answers to the clauses that kept their identity, or to all others; what is there stays."""
    clause = CONTINUED_CLAUSE.c
    is_carried = and_(clause.holds, Ballot.freshness != Freshness.STALE)
    chosen = {
        "consultation_id": Ballot.consultation_id,
        "round_id": literal(one.id, Ballot.round_id.type),
        "seat_id": Ballot.seat_id,
        "item_id": clause.to_uid,
        "version": literal(FIRST),
        "position": Ballot.position,
        "importance": Ballot.importance,
        "clause_version_id": Ballot.clause_version_id,
        "freshness": case((is_carried, str(Freshness.CARRIED)), else_=str(Freshness.STALE)),
        "channel": Ballot.channel,
        "lang_seen": Ballot.lang_seen,
        "person_id": Ballot.person_id,
        "cast_at": Ballot.cast_at,
    }
    found = (
        select(*chosen.values())
        .join(CONTINUED_CLAUSE, clause.from_uid == Ballot.item_id)
        .join(COUNTED_SEAT, COUNTED_SEAT.c.seat_id == Ballot.seat_id)
        .where(Ballot.consultation_id == before.consultation_id, Ballot.round_id == before.id)
        .where(_is_itself() if keeps_identity else ~_is_itself())
        .order_by(Ballot.seat_id, clause.to_uid, clause.from_uid)
    )
    brought = insert_or_keep(Ballot, db.session).from_select(list(chosen), found)
    db.session.execute(brought.on_conflict_do_nothing())


def _is_itself() -> ColumnElement[bool]:
    return CONTINUED_CLAUSE.c.from_uid == CONTINUED_CLAUSE.c.to_uid


def _record(before: RoundView, one: RoundView, earlier: int, later: int, by_person: str | None) -> CarryView | None:
    """Keep what was brought over, in the history of each ballot and with one digest of all of them in the log."""
    counted = _counts(one)
    if not counted:
        return None
    moment = clock.now(db.session)
    found = CarryView(
        from_round_id=before.id,
        carried=counted.get(Freshness.CARRIED, 0),
        stale=counted.get(Freshness.STALE, 0),
        sha256=_digest(one),
        at=moment,
    )
    receipt = ledger.append(
        log_id=one.consultation_id,
        kind=LeafType.BALLOT_CARRY,
        content={
            "from_round": before.number,
            "from_draft": earlier,
            "draft": later,
            "carried": found.carried,
            "stale": found.stale,
            "sha256": found.sha256,
        },
        at=moment,
        role=Role.ORGANISER,
        person=by_person,
        round_id=one.id,
    )
    _remember(one, receipt, moment)
    row = {"consultation_id": one.consultation_id, "round_id": one.id, "entry_id": receipt.entry_id, **asdict(found)}
    db.session.execute(insert(Carry).values(**row))
    return found


def _counts(one: RoundView) -> dict[str, int]:
    rows = db.session.execute(
        select(Ballot.freshness, func.count())
        .where(Ballot.consultation_id == one.consultation_id, Ballot.round_id == one.id)
        .group_by(Ballot.freshness)
    )
    return dict(rows.all())


def _digest(one: RoundView) -> str:
    """Return the SHA-256 of all answers of the round: a line of canonical JSON for each, in the order of seats and items."""
    columns = {
        "seat": Ballot.seat_id,
        "item": Ballot.item_id,
        "position": Ballot.position,
        "importance": Ballot.importance,
        "said_of": Ballot.clause_version_id,
        "freshness": Ballot.freshness,
    }
    rows = db.session.execute(
        select(*columns.values())
        .where(Ballot.consultation_id == one.consultation_id, Ballot.round_id == one.id)
        .order_by(Ballot.seat_id, Ballot.item_id),
        execution_options={"yield_per": 1000},
    )
    told = hashlib.sha256()
    for row in rows:
        told.update(rfc8785.dumps(dict(zip(columns, row, strict=True))) + b"\n")
    return told.hexdigest()


def _remember(one: RoundView, receipt: ledger.Receipt, moment: datetime) -> None:
    """Add the act to the history of every ballot that was brought over; all of them have one leaf and its receipt."""
    chosen: dict[str, Any] = {
        "consultation_id": Ballot.consultation_id,
        "id": new_ids(db.session),
        "round_id": Ballot.round_id,
        "seat_id": Ballot.seat_id,
        "item_id": Ballot.item_id,
        "version": Ballot.version,
        "act": Ballot.freshness,
        "position": Ballot.position,
        "importance": Ballot.importance,
        "at": literal(moment, BallotAct.at.type),
        "entry_id": literal(receipt.entry_id, BallotAct.entry_id.type),
        "receipt": literal(receipt.code),
    }
    found = select(*chosen.values()).where(Ballot.consultation_id == one.consultation_id, Ballot.round_id == one.id)
    db.session.execute(insert(BallotAct).from_select(list(chosen), found))
