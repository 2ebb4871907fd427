"""Frozen results, the groups that an analysis or a source found, and what an analysis found of opinions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class Snapshot(Scoped, Base):
    """A round's result as canonical JSON: once at the freeze, once more at publication."""

    __tablename__ = "snapshot"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    occasion: Mapped[str] = mapped_column(Name, primary_key=True)
    formula_version: Mapped[str] = mapped_column(String(40))
    canonical: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("round_id", to="round"),)


class OpinionGroup(Scoped, Base):
    """A group of participants who answered alike, as imported or as computed."""

    __tablename__ = "opinion_group"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    label: Mapped[str] = mapped_column(String(40), primary_key=True)
    origin: Mapped[str] = mapped_column(Name)

    __table_args__ = (scoped_key("round_id", to="round"),)


class GroupMember(Scoped, Base):
    """A seat's group in one round."""

    __tablename__ = "group_member"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seat_id: Mapped[str] = mapped_column(Id, primary_key=True)
    label: Mapped[str] = mapped_column(String(40))

    __table_args__ = (
        scoped_key("round_id", "label", to="opinion_group", column="label"),
        scoped_key("seat_id", to="seat"),
    )


class OpinionAnalysis(Scoped, Base):
    """What an analysis of the opinions of a round found, as canonical JSON: of the freeze, or the newest live picture.

    It is no part of the hashed result, which anyone recounts to the byte without the libraries that it was made with.
    """

    __tablename__ = "opinion_analysis"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    occasion: Mapped[str] = mapped_column(Name, primary_key=True)
    formula_version: Mapped[str] = mapped_column(String(40))
    canonical: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("round_id", to="round"),)


class FlaggedCount(Scoped, Base):
    """What the counts of a round owe to seats that signals of manipulation point at: sums, never who they are.

    It is shown to nobody. From it verdicts are found once more without those seats when the round is published.
    """

    __tablename__ = "flagged_count"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)

    __table_args__ = (scoped_key("round_id", to="round"),)


class Bridge(Scoped, Base):
    """How much an item is liked beyond its camp, in hundredths, by how many ratings: an aid no result hangs on."""

    __tablename__ = "bridge"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    item_id: Mapped[str] = mapped_column(Id, primary_key=True)
    intercept: Mapped[int]
    ratings: Mapped[int]

    __table_args__ = (scoped_key("round_id", to="round"),)
