"""Casting: one seat, one current answer per item, whatever happens in parallel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.sql.dml import ReturningInsert

from consult.consultations.service import Role
from consult.kernel import clock, idempotency
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_replace
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.ledger.rules.receipt import show_code
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract, Disclosure, Reveal
from consult.voting.rules import BallotActKind, Channel, Freshness, is_vote
from consult.voting.service.answers import Answer, open_sitting, require_on_scale
from consult.voting.service.exposing import note_exposure
from consult.voting.service.items import Item
from consult.voting.service.live import note_live_votes
from consult.voting.service.proposing import settle_drafts
from consult.voting.tables import Ballot, BallotAct


@dataclass(frozen=True, slots=True)
class CastReceipt:
    """What a voter is told and can keep."""

    code: str
    position: str
    importance: int | None
    version: int
    at: datetime

    @property
    def shown(self) -> str:
        """The code in two halves, as people read it."""
        return show_code(self.code)


@dataclass(frozen=True, slots=True)
class BallotView:
    """A seat's current answer on one item, with its newest receipt."""

    item_id: str
    position: str
    importance: int | None
    version: int
    freshness: str
    cast_at: datetime
    receipt: str | None
    clause_version_id: str | None = None
    person_id: str | None = None

    @property
    def is_vote(self) -> bool:
        """Whether it counts; a stale answer does not until its seat says it again."""
        return is_vote(self.freshness)

    @property
    def is_carried(self) -> bool:
        """Whether it was said of an earlier draft and counts here."""
        return self.freshness == Freshness.CARRIED


def cast(*, item: Item, person_id: str, position: str, key: str, importance: int | None = None) -> CastReceipt:
    """Return the receipt of a vote, saved now in place of the seat's earlier one on this item.

    Requests with one key are one vote with one receipt; the key with another answer is refused. Refuses a round that
    is not open, someone without a seat or who does not sign for it, a word that is not on the round's scale, and an
    importance that is not asked.
    """
    asked = (item.round_id, item.id, position, importance)
    earlier = idempotency.earlier_answer(db.session, actor=person_id, key=key, action="vote", content=asked)
    if earlier is not None:
        return CastReceipt(**{**earlier, "at": clock.from_text(earlier["at"])})
    (receipt,) = cast_all(answers=[Answer(item, position, importance)], person_id=person_id)
    told = {"code": receipt.code, "position": position, "importance": importance, "version": receipt.version}
    idempotency.remember_answer(db.session, actor=person_id, key=key, answer={**told, "at": clock.to_text(receipt.at)})
    return receipt


def cast_all(*, answers: Sequence[Answer], person_id: str) -> list[CastReceipt]:
    """Return the receipts of the votes of one sitting, on different items of one round, saved as `cast` saves each.

    What was drafted for an organisation on these items is settled by it: signed where it said the same, else answered.
    Who may send them twice claims a key first. Refuses the same as `cast`, and saves all of them or none.
    """
    sitting = open_sitting(answers[0].item, person_id)
    one, seat = sitting.one, sitting.seat
    require_on_scale(sitting, answers)
    if not participation.signs_for(seat, person_id):
        raise participation.NotSignatory
    scope = {"consultation_id": one.consultation_id, "round_id": one.id}
    rounds.admit(**scope, seat=seat)
    drafted_by = settle_drafts(sitting, answers) if seat.organisation_id else {}
    moment = clock.now(db.session)
    rows: list[dict[str, Any]] = [
        {
            **scope,
            "seat_id": seat.id,
            "item_id": answer.item.id,
            "version": 1,
            "position": answer.position,
            "importance": answer.importance,
            "clause_version_id": answer.item.version_id,
            "freshness": Freshness.FRESH,
            "channel": Channel.WEB,
            "lang_seen": answer.item.lang,
            "person_id": person_id,
            "cast_at": moment,
        }
        for answer in answers
    ]
    versions = _replace_ballots(rows)
    for row in rows:
        row["version"] = versions[row["item_id"]]
    subjects = [answer.item.subject for answer in answers]
    receipts = _put_on_record(rows, subjects, _visible_from(one, sitting.contract, seat))
    note_exposure(one, rows)
    _remember(rows, receipts, BallotActKind.SIGNED if seat.organisation_id else BallotActKind.CAST, drafted_by)
    if sitting.contract.is_live:
        note_live_votes(one, seat.id, rows)
    return [
        CastReceipt(receipt.code, row["position"], row["importance"], row["version"], receipt.at)
        for row, receipt in zip(rows, receipts, strict=True)
    ]


def ballots_of(*, consultation_id: str, round_id: str, seat_id: str) -> dict[str, BallotView]:
    """Return a seat's current answers by item."""
    rows = db.session.execute(
        select(Ballot, BallotAct.receipt)
        .outerjoin(
            BallotAct,
            (BallotAct.consultation_id == Ballot.consultation_id)
            & (BallotAct.round_id == Ballot.round_id)
            & (BallotAct.seat_id == Ballot.seat_id)
            & (BallotAct.item_id == Ballot.item_id)
            & (BallotAct.version == Ballot.version),
        )
        .where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id, Ballot.seat_id == seat_id)
    )
    return {
        row.item_id: BallotView(
            row.item_id,
            row.position,
            row.importance,
            row.version,
            row.freshness,
            row.cast_at,
            receipt,
            row.clause_version_id,
            row.person_id,
        )
        for row, receipt in rows
    }


def _replace_ballots(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Store ballots in place of the ones before, so that no race can double one, and return their versions by item.

    They come in the order of the items, in which two who speak for one seat at once wait for each other.
    """
    in_order = sorted(rows, key=itemgetter("item_id"))
    return dict(db.session.execute(_replacing(db.session.get_bind().dialect.name), in_order).all())


@cache
def _replacing(_dialect: str) -> ReturningInsert[Any]:
    row = insert_or_replace(Ballot, db.session)
    columns = Ballot.__table__.columns.keys()
    keys = ("consultation_id", "round_id", "seat_id", "item_id")
    changed = {name: row.excluded[name] for name in columns if name not in (*keys, "version")}
    stored = row.on_conflict_do_update(
        index_elements=[getattr(Ballot, key) for key in keys], set_={**changed, "version": Ballot.version + 1}
    )
    returning: ReturningInsert[Any] = stored.returning(Ballot.item_id, Ballot.version)
    return returning


def _visible_from(one: rounds.RoundView, contract: Contract, seat: participation.SeatView) -> datetime | None:
    """Return from when everyone may see what a seat answered, as far as its round's contract says it now.

    Never for those whose answers nobody is shown, and not yet known where results wait for the round's publication.
    """
    is_public = contract.disclosure.get(seat.category or "") == Disclosure.ROLL_CALL
    return one.closes_at if is_public and contract.reveal is not Reveal.AT_PUBLICATION else None


def _put_on_record(
    rows: Sequence[Mapping[str, Any]], subjects: Sequence[str], visible_from: datetime | None
) -> list[ledger.Receipt]:
    """Return the receipts of the votes of a sitting, in the log from now on."""
    acts = [
        ledger.NewAct(
            kind=LeafType.VOTE_CAST,
            content=_content(row),
            at=row["cast_at"],
            role=Role.PARTICIPANT,
            person=row["person_id"],
            round_id=row["round_id"],
            subject=subject,
            visible_from=visible_from,
        )
        for row, subject in zip(rows, subjects, strict=True)
    ]
    return ledger.append_all(log_id=rows[0]["consultation_id"], acts=acts)


def _remember(
    rows: Sequence[Mapping[str, Any]],
    receipts: Sequence[ledger.Receipt],
    act: BallotActKind,
    drafted_by: Mapping[str, str],
) -> None:
    """Add the votes of a sitting to the history of their seat, each with who had drafted it, if someone had."""
    kept = ("consultation_id", "round_id", "seat_id", "item_id", "version", "position", "importance", "person_id")
    history = [
        {
            **{name: row[name] for name in kept},
            "id": new_id(),
            "act": act,
            "drafted_by": drafted_by.get(row["item_id"]),
            "at": row["cast_at"],
            "entry_id": receipt.entry_id,
            "receipt": receipt.code,
        }
        for row, receipt in zip(rows, receipts, strict=True)
    ]
    db.session.execute(insert(BallotAct), history)


def _content(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "seat": row["seat_id"],
        "item": row["item_id"],
        "position": row["position"],
        "importance": row["importance"],
        "version": row["version"],
        "lang_seen": row["lang_seen"],
        "channel": str(row["channel"]),
    }
