"""Frozen results, and the groups that an analysis or a source found."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
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
