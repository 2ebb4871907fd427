"""Ballots: what each seat says now, every act that led there, what was brought over, and the counts at the freeze."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class Ballot(Scoped, Base):
    """A seat's current answer on one item: its greatest version counts, whatever the log's order."""

    __tablename__ = "ballot"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seat_id: Mapped[str] = mapped_column(Id, primary_key=True)
    item_id: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int]
    position: Mapped[str] = mapped_column(Name)
    importance: Mapped[int | None]
    clause_version_id: Mapped[str | None] = mapped_column(Id)
    freshness: Mapped[str] = mapped_column(Name)
    channel: Mapped[str] = mapped_column(Name)
    lang_seen: Mapped[str | None] = mapped_column(String(35))
    person_id: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    cast_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        scoped_key("round_id", to="round"),
        scoped_key("seat_id", to="seat"),
        scoped_key("clause_version_id", to="clause_version"),
        Index("ix_ballot_item", "consultation_id", "round_id", "item_id"),
    )


class BallotAct(Scoped, Base):
    """One act on a ballot, with the receipt it was given; acts are added, never changed.

    What is drafted for a delegation or discarded there is its own affair: it makes no version of the ballot, stands in no
    log and has no receipt. A signed act names who had drafted it, a discarded one why.
    """

    __tablename__ = "ballot_act"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    round_id: Mapped[str] = mapped_column(Id)
    seat_id: Mapped[str] = mapped_column(Id)
    item_id: Mapped[str] = mapped_column(Id)
    version: Mapped[int | None]
    act: Mapped[str] = mapped_column(Name)
    position: Mapped[str] = mapped_column(Name)
    importance: Mapped[int | None]
    person_id: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    drafted_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    note: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(Moment)
    entry_id: Mapped[str | None] = mapped_column(Id)
    receipt: Mapped[str | None] = mapped_column(String(10))

    __table_args__ = (
        UniqueConstraint("consultation_id", "round_id", "seat_id", "item_id", "version"),
        scoped_key("round_id", to="round"),
        scoped_key("seat_id", to="seat"),
    )


class BallotDraft(Scoped, Base):
    """What a drafter proposes that their organisation's seat says on one item: no vote, and nobody else's to see.

    It waits until a signatory signs or discards it; the next proposal on the item takes its place, in the next version.
    """

    __tablename__ = "ballot_draft"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seat_id: Mapped[str] = mapped_column(Id, primary_key=True)
    item_id: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int]
    state: Mapped[str] = mapped_column(Name)
    position: Mapped[str] = mapped_column(Name)
    importance: Mapped[int | None]
    clause_version_id: Mapped[str | None] = mapped_column(Id)
    lang_seen: Mapped[str | None] = mapped_column(String(35))
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(String(500), default="")

    __table_args__ = (
        scoped_key("round_id", to="round"),
        scoped_key("seat_id", to="seat"),
        scoped_key("clause_version_id", to="clause_version"),
    )


class RatingReason(Scoped, Base):
    """Why a seat rates an item as it does, in its newest words; the panel reads it in its next round, without a name."""

    __tablename__ = "rating_reason"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seat_id: Mapped[str] = mapped_column(Id, primary_key=True)
    item_id: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int]
    text: Mapped[str] = mapped_column(String(1000))
    lang: Mapped[str] = mapped_column(String(35))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("round_id", to="round"), scoped_key("seat_id", to="seat"))


class PanelWord(Scoped, Base):
    """What a panel is told of its own ratings of an item once they are revealed, as exact fractions; null is left out.

    `raters` have rated it; `named` are the categories that may be named beside a reason, with a space between them.
    """

    __tablename__ = "panel_word"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    item_id: Mapped[str] = mapped_column(Id, primary_key=True)
    raters: Mapped[int | None]
    median: Mapped[str | None] = mapped_column(String(20))
    lower: Mapped[str | None] = mapped_column(String(20))
    upper: Mapped[str | None] = mapped_column(String(20))
    named: Mapped[str] = mapped_column(String(2000))

    __table_args__ = (scoped_key("round_id", to="round"),)


class Option(Scoped, Base):
    """One of the options among which a round chooses."""

    __tablename__ = "option"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    round_id: Mapped[str] = mapped_column(Id)
    number: Mapped[int]
    text: Mapped[str] = mapped_column(String(500))
    lang: Mapped[str] = mapped_column(String(35))

    __table_args__ = (UniqueConstraint("consultation_id", "round_id", "number"), scoped_key("round_id", to="round"))


class Tally(Scoped, Base):
    """How many seats of one category, counting or not, took a position on an item when the round was frozen."""

    __tablename__ = "tally"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    item_id: Mapped[str] = mapped_column(Id, primary_key=True)
    category: Mapped[str] = mapped_column(Name, primary_key=True)
    counts: Mapped[bool] = mapped_column(primary_key=True)
    position: Mapped[str] = mapped_column(Name, primary_key=True)
    seats: Mapped[int]

    __table_args__ = (scoped_key("round_id", to="round"),)


class LiveCount(Scoped, Base):
    """How many seats give an answer to an item now, in a round whose counts are shown while voting goes on.

    Each seat writes in the rows of its shard alone, so that not everyone who votes at once waits for one row.
    """

    __tablename__ = "live_count"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    item_id: Mapped[str] = mapped_column(Id, primary_key=True)
    shard: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counts: Mapped[bool] = mapped_column(primary_key=True)
    position: Mapped[str] = mapped_column(Name, primary_key=True)
    seats: Mapped[int]

    __table_args__ = (scoped_key("round_id", to="round"),)


class LiveChange(Scoped, Base):
    """That a seat has answered an item, or answers it otherwise, since the counts of the item were last shown."""

    __tablename__ = "live_change"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    item_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seat_id: Mapped[str] = mapped_column(Id, primary_key=True)
    acts: Mapped[int]

    __table_args__ = (scoped_key("round_id", to="round"), scoped_key("seat_id", to="seat"))


class Exposure(Scoped, Base):
    """How many seats have answered a statement, whatever they said: in parts, so that many can answer it at once.

    It steers which statement a reader is asked next and nothing else; results are counted from the ballots.
    """

    __tablename__ = "exposure"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    item_id: Mapped[str] = mapped_column(Id, primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seats: Mapped[int]

    __table_args__ = (scoped_key("round_id", to="round"),)


class Carry(Scoped, Base):
    """That a round began with the answers of an earlier one: how many, and the digest of all of them."""

    __tablename__ = "carry"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    from_round_id: Mapped[str] = mapped_column(Id)
    carried: Mapped[int]
    stale: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    entry_id: Mapped[str] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("round_id", to="round"), scoped_key("from_round_id", to="round"))


COUNTED_SEAT = Table(
    "counted_seat",
    MetaData(),
    Column("seat_id", Id, primary_key=True),
    Column("kind", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)
"""What each seat is counted as, by number: there for one count, on its connection only, so no migration makes it."""

CONTINUED_CLAUSE = Table(
    "continued_clause",
    MetaData(),
    Column("from_uid", Id, primary_key=True),
    Column("to_uid", Id, primary_key=True),
    Column("holds", Boolean, nullable=False),
    prefixes=["TEMPORARY"],
)
"""What each clause of an earlier draft is now: there for one carrying over, as the seats for a count."""

ANSWER_NUMBER = Table(
    "answer_number",
    MetaData(),
    Column("item_id", Id, primary_key=True),
    Column("position", Name, primary_key=True),
    Column("first", BigInteger, nullable=False),
    Column("second", BigInteger, nullable=False),
    prefixes=["TEMPORARY"],
)
"""Two numbers for each answer to each item: there while sheets of answers are summed up, as the seats for a count."""
