"""What people say: comments with their history and what became of them, and the statements of statement rounds."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class Comment(Scoped, Base):
    """What a seat says about a clause as it stood, or about the draft as a whole; `proposed` is the change it asks for.

    `leaf` is the hash of the log's leaf that holds its words; what is done with the comment refers to it.
    """

    __tablename__ = "comment"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[int]
    round_id: Mapped[str] = mapped_column(Id)
    draft_id: Mapped[str] = mapped_column(Id)
    clause_uid: Mapped[str | None] = mapped_column(Id)
    clause_version_id: Mapped[str | None] = mapped_column(Id)
    parent_id: Mapped[str | None] = mapped_column(Id)
    seat_id: Mapped[str] = mapped_column(Id)
    author: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(Name)
    lang: Mapped[str] = mapped_column(String(35))
    markdown: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    proposed: Mapped[str | None] = mapped_column(Text)
    quote_exact: Mapped[str | None] = mapped_column(Text)
    quote_prefix: Mapped[str | None] = mapped_column(String(64))
    quote_suffix: Mapped[str | None] = mapped_column(String(64))
    attribution: Mapped[str] = mapped_column(Name)
    moderation: Mapped[str] = mapped_column(Name)
    hidden_under: Mapped[str | None] = mapped_column(Name)
    hidden_note: Mapped[str | None] = mapped_column(String(500))
    version: Mapped[int] = mapped_column(default=1)
    leaf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        scoped_key("round_id", to="round"),
        scoped_key("draft_id", to="draft"),
        scoped_key("clause_uid", to="clause", column="uid"),
        scoped_key("clause_version_id", to="clause_version"),
        scoped_key("parent_id", to="comment"),
        scoped_key("seat_id", to="seat"),
        Index("ix_comment_clause", "consultation_id", "clause_uid", "number"),
        Index("ix_comment_draft", "consultation_id", "draft_id", "clause_uid"),
        Index("ix_comment_parent", "consultation_id", "parent_id"),
        Index("ix_comment_queue", "consultation_id", "moderation", "number"),
        Index("ix_comment_round", "consultation_id", "round_id", "number"),
        Index("ix_comment_seat", "consultation_id", "seat_id"),
    )


class CommentRevision(Scoped, Base):
    """The words of a comment as they were in one version."""

    __tablename__ = "comment_revision"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    markdown: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("comment_id", to="comment"),)


class Disposition(Scoped, Base):
    """What one person proposes to become of a comment, or what a second one approved; the log holds every step.

    `version` counts the proposals, so that nobody approves or replaces what they have not read.
    """

    __tablename__ = "disposition"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    disposition: Mapped[str] = mapped_column(Name)
    reason: Mapped[str] = mapped_column(String(1000))
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

    __table_args__ = (scoped_key("comment_id", to="comment"), scoped_key("duplicate_of", to="comment"))


class Statement(Scoped, Base):
    """A sentence that people agree or disagree with."""

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

    __table_args__ = (
        UniqueConstraint("consultation_id", "round_id", "number"),
        UniqueConstraint("consultation_id", "round_id", "source_id"),
        scoped_key("round_id", to="round"),
        scoped_key("seat_id", to="seat"),
    )
