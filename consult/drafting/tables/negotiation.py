"""Meetings on a text, alternatives in brackets, and how far each clause is agreed."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class Meeting(Scoped, Base):
    """A meeting on the text: when and where, its agenda, how many of each category were there, and its report."""

    __tablename__ = "meeting"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    held_on: Mapped[str] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(String(200))
    agenda: Mapped[str] = mapped_column(Text, default="")
    attendance: Mapped[dict[str, int]] = mapped_column(JSON)
    report: Mapped[str] = mapped_column(Text, default="")
    added_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(Moment)
    published_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (Index("ix_meeting_day", "consultation_id", "held_on"),)


class Bracket(Scoped, Base):
    """Other words for a clause of a draft, or for a passage of it, that stand beside the text; it is never deleted."""

    __tablename__ = "bracket"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    draft_id: Mapped[str] = mapped_column(Id)
    clause_uid: Mapped[str] = mapped_column(Id)
    place: Mapped[int]
    lang: Mapped[str] = mapped_column(String(35))
    passage: Mapped[str | None] = mapped_column(Text)
    wording: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Name)
    added_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("consultation_id", "draft_id", "clause_uid", "place"),
        scoped_key("draft_id", to="draft"),
        scoped_key("clause_uid", to="clause", column="uid"),
    )


class BracketProposer(Scoped, Base):
    """Who proposes an alternative: the name as it was given then, and the seat of that name if there is one."""

    __tablename__ = "bracket_proposer"

    bracket_id: Mapped[str] = mapped_column(Id, primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seat_id: Mapped[str | None] = mapped_column(Id)
    name: Mapped[str] = mapped_column(String(200))

    __table_args__ = (scoped_key("bracket_id", to="bracket"), scoped_key("seat_id", to="seat"))


class NegotiationMove(Scoped, Base):
    """How a clause of a draft came from one state of its negotiation to another; moves are added, never changed.

    `sha256` is the digest of the words that stood then: what was agreed is agreed for these words only.
    """

    __tablename__ = "negotiation_move"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    draft_id: Mapped[str] = mapped_column(Id)
    clause_uid: Mapped[str] = mapped_column(Id)
    place: Mapped[int]
    from_state: Mapped[str] = mapped_column(Name)
    to_state: Mapped[str] = mapped_column(Name)
    bracket_id: Mapped[str | None] = mapped_column(Id)
    sha256: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(1000), default="")
    by_person: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("consultation_id", "draft_id", "clause_uid", "place"),
        scoped_key("draft_id", to="draft"),
        scoped_key("clause_uid", to="clause", column="uid"),
        scoped_key("bracket_id", to="bracket"),
    )
