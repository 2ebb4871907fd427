"""Drafts, clauses that keep their identity from draft to draft, their words, and what each change goes back to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class Draft(Scoped, Base):
    """One state of the text; once published it does not change.

    `lineage_at` is when a person last confirmed what became of each clause of the draft before.
    """

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    symbol: Mapped[str | None] = mapped_column(String(80))
    stage: Mapped[str] = mapped_column(Name)
    revision: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(35))
    sha256: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment)
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    lineage_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    lineage_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("consultation_id", "number"), UniqueConstraint("consultation_id", "symbol"))


class Clause(Scoped, Base):
    """A clause's identity, which outlives its number, its words and its place."""

    __tablename__ = "clause"

    uid: Mapped[str] = mapped_column(Id, primary_key=True)
    hint: Mapped[str | None] = mapped_column(String(80))

    __table_args__ = (UniqueConstraint("consultation_id", "hint"),)


class Attachment(Scoped, Base):
    """An image that stands in a text; a figure speaks of it by its digest, so it never changes."""

    __tablename__ = "attachment"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(Name)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(deferred=True)
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("consultation_id", "sha256", "name"),)


class ClauseVersion(Scoped, Base):
    """A clause as it stands in one draft."""

    __tablename__ = "clause_version"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    draft_id: Mapped[str] = mapped_column(Id)
    clause_uid: Mapped[str] = mapped_column(Id)
    parent_uid: Mapped[str | None] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(Name)
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(40))
    negotiation_state: Mapped[str] = mapped_column(Name)
    change_class: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        UniqueConstraint("consultation_id", "draft_id", "clause_uid"),
        UniqueConstraint("consultation_id", "draft_id", "position"),
        UniqueConstraint("consultation_id", "draft_id", "number"),
        scoped_key("draft_id", to="draft"),
        scoped_key("clause_uid", to="clause", column="uid"),
        scoped_key("parent_uid", to="clause", column="uid"),
    )


class ClauseText(Scoped, Base):
    """The words of a clause version in one language, and how far they can be relied on."""

    __tablename__ = "clause_text"

    clause_version_id: Mapped[str] = mapped_column(Id, primary_key=True)
    lang: Mapped[str] = mapped_column(String(35), primary_key=True)
    heading: Mapped[str] = mapped_column(String(500), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(Name)
    translator: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    reviewed_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    source_sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("clause_version_id", to="clause_version"),)


class ClauseLineage(Scoped, Base):
    """What became of a clause between two drafts; a new clause has no origin, a deleted one no successor."""

    __tablename__ = "clause_lineage"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    draft_id: Mapped[str] = mapped_column(Id)
    from_uid: Mapped[str | None] = mapped_column(Id)
    to_uid: Mapped[str | None] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(Name)
    note: Mapped[str] = mapped_column(String(500), default="")

    __table_args__ = (
        scoped_key("draft_id", to="draft"),
        scoped_key("from_uid", to="clause", column="uid"),
        scoped_key("to_uid", to="clause", column="uid"),
        Index("ix_clause_lineage_draft", "consultation_id", "draft_id"),
    )


class ClauseChange(Scoped, Base):
    """Why a clause reads otherwise than in the draft before, or is no longer there: who drafted it, and of what class.

    A change of class 1 or 2 stands only once a second editor has confirmed it.
    """

    __tablename__ = "clause_change"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    draft_id: Mapped[str] = mapped_column(Id)
    clause_uid: Mapped[str] = mapped_column(Id)
    drafter: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(1000))
    change_class: Mapped[int]
    proposed_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    confirmed_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("consultation_id", "draft_id", "clause_uid"),
        scoped_key("draft_id", to="draft"),
        scoped_key("clause_uid", to="clause", column="uid"),
    )


class ChangeSource(Scoped, Base):
    """What a change goes back to: `ref` is the id of a comment, a suggestion, an objection or a meeting."""

    __tablename__ = "change_source"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    change_id: Mapped[str] = mapped_column(Id)
    place: Mapped[int]
    kind: Mapped[str] = mapped_column(Name)
    ref: Mapped[str | None] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(500), default="")

    __table_args__ = (
        scoped_key("change_id", to="clause_change"),
        Index("ix_change_source_change", "consultation_id", "change_id"),
        Index("ix_change_source_ref", "consultation_id", "kind", "ref"),
    )
