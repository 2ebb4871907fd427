"""The log's rows: leaves as hashed, their places, and what opens their commitments.

Triggers keep entries and positions from being changed or removed; the migration that makes the tables makes them too.
"""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment


class LedgerHead(Base):
    """How far a log has come."""

    __tablename__ = "ledger_head"

    log_id: Mapped[str] = mapped_column(Id, primary_key=True)
    size: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime | None] = mapped_column(Moment)


class LedgerEntry(Base):
    """A leaf exactly as it was hashed; never changed, never removed."""

    __tablename__ = "ledger_entry"

    log_id: Mapped[str] = mapped_column(Id, primary_key=True)
    entry_id: Mapped[str] = mapped_column(Id, primary_key=True)
    leaf: Mapped[bytes] = mapped_column(LargeBinary)
    leaf_hash: Mapped[bytes] = mapped_column(LargeBinary(32))

    __table_args__ = (UniqueConstraint("log_id", "leaf_hash"),)


class LedgerPending(Base):
    """An entry that waits for its place; the sequencer takes it away.

    `turn` keeps the order of acts that one process did in the same millisecond, as in one transaction.
    """

    __tablename__ = "ledger_pending"

    log_id: Mapped[str] = mapped_column(Id, primary_key=True)
    entry_id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    turn: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(["log_id", "entry_id"], ["ledger_entry.log_id", "ledger_entry.entry_id"]),
        Index("ix_ledger_pending_turn", "log_id", "at", "turn"),
    )


class LedgerPosition(Base):
    """An entry's place in the log; never changed, never removed."""

    __tablename__ = "ledger_position"

    log_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[str] = mapped_column(Id)

    __table_args__ = (
        UniqueConstraint("log_id", "entry_id"),
        ForeignKeyConstraint(["log_id", "entry_id"], ["ledger_entry.log_id", "ledger_entry.entry_id"]),
    )


class LedgerOpening(Base):
    """What opens a leaf's commitments; erasing it leaves the leaf in place and nothing to read in it.

    `visible_from` is from when everyone may see the content, as far as was known when the act was done; without it,
    nobody but the author may.
    """

    __tablename__ = "ledger_opening"

    log_id: Mapped[str] = mapped_column(Id, primary_key=True)
    entry_id: Mapped[str] = mapped_column(Id, primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(32))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    actor_salt: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    actor: Mapped[str | None] = mapped_column(Id, index=True)
    visible_from: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (ForeignKeyConstraint(["log_id", "entry_id"], ["ledger_entry.log_id", "ledger_entry.entry_id"]),)
