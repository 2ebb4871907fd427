"""The wordings that comments suggest, who supports them, and what became of comments and suggestions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class Suggestion(Scoped, Base):
    """The wording that a comment suggests: for its clause, or for the words it quotes, or of a new clause after its own.

    A deletion has no wording; `heading` is that of the clause as it is to stand.
    """

    __tablename__ = "suggestion"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    change: Mapped[str] = mapped_column(Name)
    wording: Mapped[str | None] = mapped_column(Text)
    heading: Mapped[str | None] = mapped_column(String(500))

    __table_args__ = (scoped_key("comment_id", to="comment"),)


class SuggestionSupport(Scoped, Base):
    """Whether a seat supports or opposes a suggestion, and the position to which the change would move it.

    One row per seat, with its category; without a stance the seat has taken it back. `version` counts what it said; the log holds all.
    """

    __tablename__ = "suggestion_support"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seat_id: Mapped[str] = mapped_column(Id, primary_key=True)
    category: Mapped[str | None] = mapped_column(Name)
    stance: Mapped[str | None] = mapped_column(Name)
    moves_to: Mapped[str | None] = mapped_column(Name)
    person_id: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    version: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        scoped_key("comment_id", to="suggestion", column="comment_id"),
        scoped_key("seat_id", to="seat"),
        Index("ix_suggestion_support_seat", "consultation_id", "seat_id"),
    )


class Disposition(Scoped, Base):
    """What one person proposes to become of a comment, or what a second one approved; the log holds every step.

    `version` counts the proposals, so that nobody approves or replaces what they have not read. `wording` is the part
    of a suggestion that is taken. `satisfaction` is what the comment's author said of the answer, or someone for them.
    """

    __tablename__ = "disposition"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    disposition: Mapped[str] = mapped_column(Name)
    reason: Mapped[str] = mapped_column(String(1000))
    wording: Mapped[str | None] = mapped_column(Text)
    duplicate_of: Mapped[str | None] = mapped_column(Id)
    clause_change_id: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Name)
    proposed_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    proposed_as: Mapped[str] = mapped_column(Name)
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    approved_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    approved_as: Mapped[str | None] = mapped_column(Name)
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int]
    satisfaction: Mapped[str | None] = mapped_column(Name)
    satisfaction_words: Mapped[str | None] = mapped_column(String(500))
    satisfaction_as: Mapped[str | None] = mapped_column(Name)
    satisfaction_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    satisfaction_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (scoped_key("comment_id", to="comment"), scoped_key("duplicate_of", to="comment"))
