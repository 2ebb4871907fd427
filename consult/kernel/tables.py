"""Work to do later, letters to send, and keys under which a repeated request finds its first answer."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name


class Job(Base):
    """Work that commits with the act that asked for it."""

    __tablename__ = "job"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Name)
    key: Mapped[str] = mapped_column(String(200))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    leased_until: Mapped[datetime | None] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    failure: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("kind", "key"), Index("ix_job_waiting", "done_at", "due_at"))


class MailOutbox(Base):
    """A letter to be sent at most once per key; its words are made when it is sent."""

    __tablename__ = "mail_outbox"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    letter: Mapped[str] = mapped_column(Name)
    locale: Mapped[str] = mapped_column(String(35))
    address: Mapped[str] = mapped_column(String(320))
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (Index("ix_mail_outbox_waiting", "sent_at", "due_at"),)


class IdempotencyKey(Base):
    """The answer that the first of several equal requests was given."""

    __tablename__ = "idempotency_key"

    actor: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    action: Mapped[str] = mapped_column(Name)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Moment)


class Counter(Base):
    """The last number given out in a series, such as the comments of one consultation."""

    __tablename__ = "counter"

    scope: Mapped[str] = mapped_column(Id, primary_key=True)
    series: Mapped[str] = mapped_column(Name, primary_key=True)
    value: Mapped[int]
