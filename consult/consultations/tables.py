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


class CategoryName(Scoped, Base):
    """What a stakeholder category is called in this consultation, where its organiser gave it a name of its own."""

    __tablename__ = "category_name"

    category: Mapped[str] = mapped_column(Name, primary_key=True)
    lang: Mapped[str] = mapped_column(String(35), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))


class PlanStep(Scoped, Base):
    """What an organiser has answered in one step of setting a consultation up; the newest answers stand."""

    __tablename__ = "plan_step"

    step: Mapped[str] = mapped_column(Name, primary_key=True)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))


class LegalNotice(Scoped, Base):
    """On what legal ground people take part, in one language; a version is never changed once people accepted it."""

    __tablename__ = "legal_notice"

    lang: Mapped[str] = mapped_column(String(35), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)
    by_person: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))


class Acceptance(Scoped, Base):
    """That a person has accepted a version of the notices, in which language, and when."""

    __tablename__ = "acceptance"

    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lang: Mapped[str] = mapped_column(String(35))
    at: Mapped[datetime] = mapped_column(Moment)


class Calendar(Scoped, Base):
    """On which days the organiser of a consultation works: a time zone, the days of the week, and days off.

    `weekdays` are numbers from 0 for Monday; `holidays` dates as in 2026-12-25. Without a row it is Monday to Friday.
    """

    __tablename__ = "calendar"

    zone: Mapped[str] = mapped_column(String(64))
    weekdays: Mapped[list[int]] = mapped_column(JSON)
    holidays: Mapped[list[str]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))


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
