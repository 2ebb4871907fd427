"""What moderators did, and what readers reported."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class Action(Scoped, Base):
    """One decision of a moderator, with its rule and note; the public log is made of these."""

    __tablename__ = "moderation_action"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[int]
    comment_id: Mapped[str] = mapped_column(Id)
    action: Mapped[str] = mapped_column(Name)
    rule: Mapped[str | None] = mapped_column(Name)
    note: Mapped[str] = mapped_column(String(500), default="")
    by_person: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    by_role: Mapped[str] = mapped_column(Name)
    is_automatic: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        scoped_key("comment_id", to="comment"),
        Index("ix_moderation_action_comment", "consultation_id", "comment_id"),
    )


class Flag(Scoped, Base):
    """A reader's report that a comment may break a rule; one per reader and comment."""

    __tablename__ = "flag"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    by_person: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    rule: Mapped[str] = mapped_column(Name)
    note: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (scoped_key("comment_id", to="comment"),)
