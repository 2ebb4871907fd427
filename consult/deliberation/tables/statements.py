"""The statements of statement rounds, and those on adopted texts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class Statement(Scoped, Base):
    """A sentence that people agree or disagree with.

    One that was submitted in the round has the seat and the person it comes from, and is not asked before a moderator
    has accepted it; of one that was rejected it says under which rule and why. By
    `sameness` the same words are found again.
    """

    __tablename__ = "statement"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    round_id: Mapped[str] = mapped_column(Id)
    number: Mapped[int]
    source_id: Mapped[str | None] = mapped_column(String(64))
    source_author: Mapped[str | None] = mapped_column(String(64))
    seat_id: Mapped[str | None] = mapped_column(Id)
    text: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(35))
    moderated: Mapped[str] = mapped_column(Name)
    is_seed: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)
    author: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    leaf: Mapped[str | None] = mapped_column(String(64))
    rejected_under: Mapped[str | None] = mapped_column(Name)
    rejected_note: Mapped[str | None] = mapped_column(String(500))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    sameness: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        UniqueConstraint("consultation_id", "round_id", "number"),
        UniqueConstraint("consultation_id", "round_id", "source_id"),
        scoped_key("round_id", to="round"),
        scoped_key("seat_id", to="seat"),
        Index("ix_statement_same", "consultation_id", "round_id", "sameness"),
        Index("ix_statement_of_seat", "consultation_id", "round_id", "seat_id"),
        Index("ix_statement_moderated", "consultation_id", "round_id", "moderated", "number"),
    )


class PositionNote(Scoped, Base):
    """What a seat puts on record about a text that was adopted: an explanation, a reservation or a dissociation."""

    __tablename__ = "position_note"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    draft_id: Mapped[str] = mapped_column(Id)
    clause_uid: Mapped[str | None] = mapped_column(Id)
    seat_id: Mapped[str] = mapped_column(Id)
    author: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(Name)
    lang: Mapped[str] = mapped_column(String(35))
    text: Mapped[str] = mapped_column(Text)
    is_named: Mapped[bool]
    is_late: Mapped[bool]
    leaf: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        scoped_key("draft_id", to="adoption", column="draft_id"),
        scoped_key("clause_uid", to="clause", column="uid"),
        scoped_key("seat_id", to="seat"),
        Index("ix_position_note_draft", "consultation_id", "draft_id", "at"),
    )
