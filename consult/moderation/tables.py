"""What moderators did, what readers reported, and how the answering of comments is shared out and done."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class Action(Scoped, Base):
    """One decision of a moderator on a comment or on a submitted statement, with its rule and note.

    The public log is made of these.
    """

    __tablename__ = "moderation_action"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[int]
    comment_id: Mapped[str | None] = mapped_column(Id)
    statement_id: Mapped[str | None] = mapped_column(Id)
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
        scoped_key("statement_id", to="statement"),
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


class Claim(Scoped, Base):
    """Who works on a comment, and until when: it ends by itself."""

    __tablename__ = "claim"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("comment_id", to="comment"),)


class Assignment(Scoped, Base):
    """Whose a comment is to answer, and who said so."""

    __tablename__ = "assignment"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    by_person: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("comment_id", to="comment"),)


class AnswerPlan(Scoped, Base):
    """When the answers of a round are to be published."""

    __tablename__ = "answer_plan"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    publish_by: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("round_id", to="round"),)


class ReadingLanguage(Scoped, Base):
    """A language that someone who answers comments reads."""

    __tablename__ = "reading_language"

    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    lang: Mapped[str] = mapped_column(String(35), primary_key=True)


class ReasonTemplate(Scoped, Base):
    """A reason that is given again and again, in one language."""

    __tablename__ = "reason_template"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    lang: Mapped[str] = mapped_column(String(35))
    name: Mapped[str] = mapped_column(String(80))
    disposition: Mapped[str] = mapped_column(Name)
    words: Mapped[str] = mapped_column(String(1000))

    __table_args__ = (UniqueConstraint("consultation_id", "lang", "name"),)


class HalfWritten(Scoped, Base):
    """A proposal that someone has begun to write, as it was typed."""

    __tablename__ = "half_written"

    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    disposition: Mapped[str] = mapped_column(Name, default="")
    duplicate_of: Mapped[str] = mapped_column(String(64), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    wording: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("comment_id", to="comment"),)


class BulkAct(Scoped, Base):
    """One act on many comments: planned, looked at, done at once, and perhaps taken back; `given` is what it says."""

    __tablename__ = "bulk_act"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    round_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(Name)
    given: Mapped[dict[str, Any]] = mapped_column(JSON)
    by_person: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    planned_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (scoped_key("round_id", to="round"),)


class BulkItem(Scoped, Base):
    """One comment of an act on many: what was seen of it, why it was left out, what it was before, why it stayed."""

    __tablename__ = "bulk_item"

    act_id: Mapped[str] = mapped_column(Id, primary_key=True)
    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seen: Mapped[int]
    refused: Mapped[str | None] = mapped_column(Name)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    kept: Mapped[str | None] = mapped_column(Name)

    __table_args__ = (scoped_key("act_id", to="bulk_act"), scoped_key("comment_id", to="comment"))
