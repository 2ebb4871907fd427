"""The record: acts appended with what they did, given their places afterwards, found by receipt."""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import delete, func, insert, select

from consult.kernel import chores, clock
from consult.kernel.codes import CROCKFORD
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_keep
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.ledger.rules.commitment import SALT_BYTES, actor_commitment, canonical_content, content_commitment, opens
from consult.ledger.rules.leaf import VERSION, LeafType, decode_leaf, encode_leaf, leaf_hash
from consult.ledger.rules.receipt import read_code, receipt_code
from consult.ledger.tables import LedgerEntry, LedgerHead, LedgerOpening, LedgerPending, LedgerPosition

INSTANCE_LOG = "00000000-0000-4000-8000-000000000000"
"""The log of the installation itself."""

BATCH = 1000
Reader = Callable[[str, str | None], bool]
READERS: list[Reader] = []
"""Who says, of a log and a person, whether it is open to them: the room whose acts the log holds registers itself."""

_turns = count()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the author of an act can keep: the code and the hash of its leaf."""

    entry_id: str
    code: str
    leaf_hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the log says about an act to anyone who has its receipt, or reads the log: never what it contained."""

    code: str
    leaf_hash: str
    at: datetime
    kind: LeafType
    role: str
    seq: int | None


@dataclass(frozen=True, slots=True)
class Act:
    """An act in its place, with its content as far as it has not been erased."""

    seq: int
    leaf: Mapping[str, str | int]
    content: Mapping[str, Any] | None
    actor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAct:
    """An act to be put on record. Without `visible_from`, its content is for nobody but its author."""

    kind: LeafType
    content: Mapping[str, Any]
    at: datetime
    role: str
    person: str | None = None
    organisation: str | None = None
    round_id: str | None = None
    subject: str | None = None
    ref: str | None = None
    visible_from: datetime | None = None


def append(
    *,
    log_id: str,
    kind: LeafType,
    content: Mapping[str, Any],
    at: datetime,
    role: str,
    person: str | None = None,
    organisation: str | None = None,
    round_id: str | None = None,
    subject: str | None = None,
    ref: str | None = None,
    visible_from: datetime | None = None,
) -> Receipt:
    """Return the receipt of an act, written in the transaction of the act itself; its place follows.

    Without `visible_from`, the content is for nobody but its author. Refuses content without a canonical form:
    fractions are written as texts.
    """
    values = {"person": person, "organisation": organisation, "round_id": round_id, "subject": subject, "ref": ref}
    act = NewAct(kind=kind, content=content, at=at, role=role, visible_from=visible_from, **values)
    return append_all(log_id=log_id, acts=[act])[0]


def append_all(*, log_id: str, acts: Sequence[NewAct]) -> list[Receipt]:
    """Return the receipts of acts that are written together and keep this order; each is recorded as `append` does."""
    if not acts:
        return []
    made = [_made(log_id, act) for act in acts]
    for place, table in enumerate((LedgerEntry, LedgerOpening, LedgerPending)):
        db.session.execute(insert(table), [{"log_id": log_id, **rows[place]} for rows, _ in made])
    chores.wake_after_commit()
    return [receipt for _, receipt in made]


def _made(log_id: str, act: NewAct) -> tuple[tuple[dict[str, Any], ...], Receipt]:
    """Return the rows of an act, for the log, for its content and for those that wait, and its receipt."""
    salt, actor_salt = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(SALT_BYTES)
    canonical = canonical_content(act.content)
    leaf: dict[str, str | int] = {
        "v": VERSION,
        "log": log_id,
        "at": clock.to_text(act.at),
        "type": str(act.kind),
        "role": str(act.role),
        "c": content_commitment(act.kind, salt, canonical),
    }
    actor = actor_commitment(actor_salt, act.person) if act.person else None
    actor = f"org:{act.organisation}" if act.organisation else actor
    named = {"round": act.round_id, "subject": act.subject, "actor": actor, "ref": act.ref}
    leaf.update({name: value for name, value in named.items() if value is not None})
    encoded = encode_leaf(leaf)
    entry_id, hashed = new_id(), leaf_hash(encoded)
    opening = {
        "entry_id": entry_id,
        "salt": salt,
        "content": canonical,
        "actor": act.person,
        "actor_salt": actor_salt if act.person else None,
        "visible_from": act.visible_from,
    }
    entry = {"entry_id": entry_id, "leaf": encoded, "leaf_hash": hashed}
    waiting = {"entry_id": entry_id, "at": act.at, "turn": next(_turns)}
    return (entry, opening, waiting), Receipt(entry_id, receipt_code(hashed), hashed.hex(), act.at)


def drain(log_id: str) -> int:
    """Give every waiting entry of a log its place, within the open transaction; return how many there were.

    The head's row is held until the transaction ends, so no two sequencers give the same place.
    """
    db.session.execute(insert_or_keep(LedgerHead, db.session).values(log_id=log_id, size=0).on_conflict_do_nothing())
    head = db.session.scalars(
        select(LedgerHead)
        .where(LedgerHead.log_id == log_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    placed = 0
    while batch := _waiting(log_id):
        rows = [
            {"log_id": log_id, "seq": head.size + place, "entry_id": entry} for place, (entry, _) in enumerate(batch)
        ]
        db.session.execute(insert(LedgerPosition), rows)
        db.session.execute(
            delete(LedgerPending).where(
                LedgerPending.log_id == log_id, LedgerPending.entry_id.in_([entry for entry, _ in batch])
            )
        )
        head.size += len(batch)
        head.last_at = max(filter(None, [head.last_at, batch[-1][1]]))
        placed += len(batch)
        db.session.flush()
    return placed


@chores.chore
def sequence_all() -> int:
    """Give every waiting entry of every log its place; return how many there were."""
    logs = db.session.scalars(select(LedgerPending.log_id).distinct()).all()
    placed = 0
    for log_id in logs:
        with transaction():
            placed += drain(log_id)
    return placed


def reader(says: Reader) -> Reader:
    """Register who says whether a log is open to a person."""
    READERS.append(says)
    return says


def may_read(log_id: str, person_id: str | None) -> bool:
    """Whether the log is open to the person; one that nobody answers for is open to nobody."""
    return any(says(log_id, person_id) for says in READERS)


def find_receipt(*, log_id: str, typed: str) -> Recorded | None:
    """Return what the log holds under a receipt code as someone typed it, or None."""
    code = read_code(typed)
    if code is None:
        return None
    rows = db.session.execute(
        select(LedgerEntry.leaf, LedgerEntry.leaf_hash, LedgerPosition.seq)
        .outerjoin(
            LedgerPosition,
            (LedgerPosition.log_id == LedgerEntry.log_id) & (LedgerPosition.entry_id == LedgerEntry.entry_id),
        )
        .where(LedgerEntry.log_id == log_id, LedgerEntry.leaf_hash.between(*_hash_range(code)))
    )
    return next((_recorded(*row) for row in rows), None)


def recent_acts(*, log_id: str, limit: int = 50, before: int | None = None) -> list[Recorded]:
    """Return the newest acts that have a place, newest first; `before` goes on from an earlier page."""
    wanted = (
        select(LedgerEntry.leaf, LedgerEntry.leaf_hash, LedgerPosition.seq)
        .join(
            LedgerPosition,
            (LedgerPosition.log_id == LedgerEntry.log_id) & (LedgerPosition.entry_id == LedgerEntry.entry_id),
        )
        .where(LedgerPosition.log_id == log_id)
        .order_by(LedgerPosition.seq.desc())
        .limit(limit)
    )
    if before is not None:
        wanted = wanted.where(LedgerPosition.seq < before)
    return [_recorded(*row) for row in db.session.execute(wanted)]


def size_of(log_id: str) -> int:
    """Return how many acts of the log have a place."""
    return db.session.scalar(select(func.max(LedgerHead.size)).where(LedgerHead.log_id == log_id)) or 0


def replay(log_id: str) -> Iterator[Act]:
    """Give every act of a log in the order of its places, each checked against its hash and its commitment."""
    rows = db.session.execute(
        select(LedgerPosition.seq, LedgerEntry.leaf, LedgerOpening.content, LedgerOpening.salt, LedgerOpening.actor)
        .join(
            LedgerEntry,
            (LedgerEntry.log_id == LedgerPosition.log_id) & (LedgerEntry.entry_id == LedgerPosition.entry_id),
        )
        .outerjoin(
            LedgerOpening,
            (LedgerOpening.log_id == LedgerPosition.log_id) & (LedgerOpening.entry_id == LedgerPosition.entry_id),
        )
        .where(LedgerPosition.log_id == log_id)
        .order_by(LedgerPosition.seq)
    )
    for seq, data, content, salt, actor in rows:
        leaf = decode_leaf(data)
        yield Act(seq, leaf, _opened(leaf, salt, content), actor)


def _opened(leaf: Mapping[str, str | int], salt: bytes | None, content: bytes | None) -> Mapping[str, Any] | None:
    """Return what a leaf committed to, or None where its opening was erased; refuse one that does not fit the leaf."""
    if salt is None or content is None:
        return None
    if not opens(str(leaf["c"]), str(leaf["type"]), salt, content):
        raise ValueError(f"an opening does not fit its leaf of {leaf['at']} in log {leaf['log']}")
    found: Mapping[str, Any] = json.loads(content)
    return found


def _waiting(log_id: str) -> list[tuple[str, datetime]]:
    rows = db.session.execute(
        select(LedgerPending.entry_id, LedgerPending.at)
        .where(LedgerPending.log_id == log_id)
        .order_by(LedgerPending.at, LedgerPending.turn, LedgerPending.entry_id)
        .limit(BATCH)
    )
    return list(rows)


def _hash_range(code: str) -> tuple[bytes, bytes]:
    """Return the smallest and the largest hash that begin with the code's 50 bits."""
    bits = 0
    for character in code:
        bits = bits << 5 | CROCKFORD.index(character)
    rest = 256 - 5 * len(code)
    return (bits << rest).to_bytes(32, "big"), ((bits + 1 << rest) - 1).to_bytes(32, "big")


def _recorded(data: bytes, hashed: bytes, seq: int | None) -> Recorded:
    leaf = decode_leaf(data)
    return Recorded(
        code=receipt_code(hashed),
        leaf_hash=hashed.hex(),
        at=clock.from_text(str(leaf["at"])),
        kind=LeafType(str(leaf["type"])),
        role=str(leaf["role"]),
        seq=seq,
    )
