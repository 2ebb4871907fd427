"""The words of a text in other languages: their versions, how far they agree, and what readers find wrong."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class ClauseTextRevision(Scoped, Base):
    """The words of a clause version in one language as somebody left them; what readers are shown is `clause_text`.

    `sha256` is the digest of the words, `source_sha256` that of the words they were made from. A review is a revision
    too: the same words, left by the person who read them.
    """

    __tablename__ = "clause_text_revision"

    clause_version_id: Mapped[str] = mapped_column(Id, primary_key=True)
    lang: Mapped[str] = mapped_column(String(35), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    heading: Mapped[str] = mapped_column(String(500), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(Name)
    by_person: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    source_sha256: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        scoped_key("clause_version_id", to="clause_version"),
        Index("ix_clause_text_revision_words", "consultation_id", "sha256"),
    )


class AuthenticLanguage(Scoped, Base):
    """A further language in which the text is binding, beside the one that each draft is written in."""

    __tablename__ = "authentic_language"

    lang: Mapped[str] = mapped_column(String(35), primary_key=True)
    by_person: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class Concordance(Scoped, Base):
    """Who found that a clause says in one authentic language what it says in the others, whose words `sha256` binds."""

    __tablename__ = "concordance"

    clause_version_id: Mapped[str] = mapped_column(Id, primary_key=True)
    lang: Mapped[str] = mapped_column(String(35), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    confirmed_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    confirmed_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("clause_version_id", to="clause_version"),)


class TranslationIssue(Scoped, Base):
    """Where a reader found that a translation does not say what the text says, and what became of that."""

    __tablename__ = "translation_issue"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[int]
    clause_version_id: Mapped[str] = mapped_column(Id)
    lang: Mapped[str] = mapped_column(String(35))
    quote: Mapped[str] = mapped_column(String(1000), default="")
    note: Mapped[str] = mapped_column(String(1000))
    state: Mapped[str] = mapped_column(Name)
    reported_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    reported_at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(String(1000), default="")
    answered_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        scoped_key("clause_version_id", to="clause_version"),
        Index("ix_translation_issue_clause", "consultation_id", "clause_version_id"),
    )


class MachineRequest(Scoped, Base):
    """Somebody's wish that a machine fills what is missing of a draft in one language, and how far that came."""

    __tablename__ = "machine_request"

    draft_id: Mapped[str] = mapped_column(Id, primary_key=True)
    lang: Mapped[str] = mapped_column(String(35), primary_key=True)
    asked_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    attempts: Mapped[int]
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    failure: Mapped[str | None] = mapped_column(String(200))

    __table_args__ = (scoped_key("draft_id", to="draft"),)
