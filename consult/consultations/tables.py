"""A consultation, its words per language, and who holds which role in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped


class Consultation(Base):
    """A text that many work out together, from its first draft to what became of it."""

    __tablename__ = "consultation"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    purpose: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(35))
    licence: Mapped[str] = mapped_column(String(200))
    cite_as: Mapped[str | None] = mapped_column(Text)
    doi: Mapped[str | None] = mapped_column(String(200))
    source: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    territory_list: Mapped[str] = mapped_column(Name)
    categories: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Moment)
    announced_at: Mapped[datetime | None] = mapped_column(Moment)


class ConsultationText(Scoped, Base):
    """A consultation's title and purpose in one more language."""

    __tablename__ = "consultation_text"

    lang: Mapped[str] = mapped_column(String(35), primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    purpose: Mapped[str] = mapped_column(Text, default="")


class RoleGrant(Scoped, Base):
    """A role that a person holds in a consultation until it is revoked."""

    __tablename__ = "role_grant"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(Name)
    granted_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    granted_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        Index(
            "uq_role_grant_current",
            "consultation_id",
            "person_id",
            "role",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )
