"""The history of a seat's ballots: every act that led to what it says, and who did it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from consult.kernel.db import db
from consult.voting.rules import BallotActKind
from consult.voting.tables import BallotAct


@dataclass(frozen=True, slots=True)
class ActView:
    """One act on a ballot, as its seat sees it.

    What was drafted or discarded made no version of the ballot and has no receipt. A signed act names who had drafted
    it, if someone had, and a discarded one why.
    """

    item_id: str
    version: int | None
    act: str
    position: str
    person_id: str | None
    receipt: str | None
    at: datetime
    drafted_by: str | None = None
    note: str | None = None


def acts_of(*, consultation_id: str, round_id: str, seat_id: str) -> list[ActView]:
    """Return every act on a seat's ballots, newest first: all that its delegates did, by whom and when."""
    rows = db.session.scalars(
        select(BallotAct)
        .where(
            BallotAct.consultation_id == consultation_id, BallotAct.round_id == round_id, BallotAct.seat_id == seat_id
        )
        .order_by(BallotAct.version, BallotAct.at)
    )
    # Of two acts at one instant the later version may bear the earlier moment: it waited for the other to commit.
    reached: dict[str, datetime] = {}
    placed = []
    for row in rows:
        act = _view(row)
        at = act.at
        if act.version is not None:
            at = reached[act.item_id] = max(at, reached.get(act.item_id, at))
        placed.append((at, act.version or 0, act))
    return [act for _, _, act in sorted(placed, key=lambda each: each[:2], reverse=True)]


def discards_of(*, consultation_id: str, round_id: str, seat_id: str) -> dict[str, ActView]:
    """Return how what was drafted last on each item was discarded, by item: by whom, when and why."""
    newest: dict[str, ActView] = {}
    for act in acts_of(consultation_id=consultation_id, round_id=round_id, seat_id=seat_id):
        newest.setdefault(act.item_id, act)
    return {item: act for item, act in newest.items() if act.act == BallotActKind.DISCARDED}


def _view(row: BallotAct) -> ActView:
    return ActView(
        row.item_id,
        row.version,
        row.act,
        row.position,
        row.person_id,
        row.receipt,
        row.at,
        row.drafted_by,
        row.note,
    )
