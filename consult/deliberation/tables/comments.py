"""What people say of the text: comments with their versions, translations and places on later drafts."""

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


class CommentAnchor(Scoped, Base):
    """Where a comment of an earlier draft stands in a later one, or that its words or its clause are no longer there.

    `start` is where its quote begins in the clause as it stands in that draft; `why` says how its place was found.
    """

    __tablename__ = "comment_anchor"

    draft_id: Mapped[str] = mapped_column(Id, primary_key=True)
    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    state: Mapped[str] = mapped_column(Name)
    why: Mapped[str] = mapped_column(Name)
    clause_uid: Mapped[str | None] = mapped_column(Id)
    clause_version_id: Mapped[str | None] = mapped_column(Id)
    start: Mapped[int | None]

    __table_args__ = (
        scoped_key("draft_id", to="draft"),
        scoped_key("comment_id", to="comment"),
        scoped_key("clause_uid", to="clause", column="uid"),
        scoped_key("clause_version_id", to="clause_version"),
        Index("ix_comment_anchor_clause", "consultation_id", "draft_id", "clause_uid"),
        Index("ix_comment_anchor_comment", "consultation_id", "comment_id"),
    )


class FurtherClause(Scoped, Base):
    """A clause that a comment is also about, beside the one it was made on, and who among those who answer said so."""

    __tablename__ = "further_clause"

    clause_uid: Mapped[str] = mapped_column(Id, primary_key=True)
    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    by_person: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("clause_uid", to="clause", column="uid"), scoped_key("comment_id", to="comment"))


class CommentRevision(Scoped, Base):
    """The words of a comment as they were in one version."""

    __tablename__ = "comment_revision"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    markdown: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("comment_id", to="comment"),)


class CommentTranslation(Scoped, Base):
    """The words of a comment in another language: its author's own, or a machine's.

    `version` is that of the comment whose words were translated.
    """

    __tablename__ = "comment_translation"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    lang: Mapped[str] = mapped_column(String(35), primary_key=True)
    origin: Mapped[str] = mapped_column(Name, primary_key=True)
    version: Mapped[int]
    markdown: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("comment_id", to="comment"),)
