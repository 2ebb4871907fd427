"""Objections: what a seat holds against a clause, every step of what became of it, and who signs with it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class Objection(Scoped, Base):
    """An objection of a seat to a clause as it stood; `proposed` is how the clause should read, None to take it out.

    `blocking` says in which way it can block, as the contract had it when it was raised; one that came late never
    does. `settled_at` is when it stopped to stand; a seat has one standing objection to a clause in a round.
    `hidden_under` is the rule under which a moderator hid its words, with a note.
    """

    __tablename__ = "objection"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[int]
    round_id: Mapped[str] = mapped_column(Id)
    draft_id: Mapped[str] = mapped_column(Id)
    clause_uid: Mapped[str] = mapped_column(Id)
    clause_version_id: Mapped[str] = mapped_column(Id)
    seat_id: Mapped[str] = mapped_column(Id)
    author: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text)
    proposed: Mapped[str | None] = mapped_column(Text)
    harm: Mapped[str] = mapped_column(Name)
    lang: Mapped[str] = mapped_column(String(35))
    is_named: Mapped[bool]
    blocking: Mapped[str] = mapped_column(Name)
    is_late: Mapped[bool]
    state: Mapped[str] = mapped_column(Name)
    leaf: Mapped[str] = mapped_column(String(64))
    raised_at: Mapped[datetime] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    hidden_under: Mapped[str | None] = mapped_column(Name)
    hidden_note: Mapped[str | None] = mapped_column(String(500))

    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        scoped_key("round_id", to="round"),
        scoped_key("draft_id", to="draft"),
        scoped_key("clause_uid", to="clause", column="uid"),
        scoped_key("clause_version_id", to="clause_version"),
        scoped_key("seat_id", to="seat"),
        Index(
            "uq_objection_standing",
            "consultation_id",
            "round_id",
            "seat_id",
            "clause_uid",
            unique=True,
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index("ix_objection_round", "consultation_id", "round_id", "number"),
        Index("ix_objection_clause", "consultation_id", "clause_uid", "number"),
    )


class ObjectionEvent(Scoped, Base):
    """One step of an objection, with who took it in which role, and their words; `number` is 1 for its raising.

    `draft_id` is the draft in which a change resolved it; a decision-maker's step keeps the name and the office.
    """

    __tablename__ = "objection_event"

    objection_id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    step: Mapped[str] = mapped_column(Name)
    state: Mapped[str] = mapped_column(Name)
    role: Mapped[str] = mapped_column(Name)
    person_id: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    by_name: Mapped[str | None] = mapped_column(String(200))
    by_office: Mapped[str | None] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(Text)
    draft_id: Mapped[str | None] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("objection_id", to="objection"), scoped_key("draft_id", to="draft"))


class ObjectionCosigner(Scoped, Base):
    """A seat that signs an objection of another seat with it, with its category; nobody is shown whose it is."""

    __tablename__ = "objection_cosigner"

    objection_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seat_id: Mapped[str] = mapped_column(Id, primary_key=True)
    category: Mapped[str | None] = mapped_column(Name)
    person_id: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("objection_id", to="objection"), scoped_key("seat_id", to="seat"))
