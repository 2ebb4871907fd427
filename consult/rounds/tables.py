"""Rounds on a draft: what was agreed at opening, who could take part, and how each state was reached."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class Round(Scoped, Base):
    """A dated round on one draft."""

    __tablename__ = "round"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(Name)
    draft_id: Mapped[str | None] = mapped_column(Id)
    state: Mapped[str] = mapped_column(Name)
    is_extended: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)
    opens_at: Mapped[datetime] = mapped_column(Moment)
    closes_at: Mapped[datetime] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    frozen_at: Mapped[datetime | None] = mapped_column(Moment)
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    terms: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        scoped_key("draft_id", to="draft"),
        Index("ix_round_due", "state", "closes_at"),
    )


class Contract(Scoped, Base):
    """A round's terms as canonical JSON, with the digest that every page shows; versions are added."""

    __tablename__ = "contract"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    canonical: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("round_id", to="round"),)


class RuleChange(Scoped, Base):
    """A change of a round's contract: announced with a reason, and in effect from its moment on, in a new version."""

    __tablename__ = "rule_change"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    round_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(Name)
    value: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(1000))
    by_person: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    announced_at: Mapped[datetime] = mapped_column(Moment)
    effective_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int | None]

    __table_args__ = (
        scoped_key("round_id", to="round"),
        Index("ix_rule_change_round", "consultation_id", "round_id", "announced_at"),
    )


class RoundEvent(Scoped, Base):
    """A move between states, or an extension; the history is never changed."""

    __tablename__ = "round_event"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    round_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(Name)
    from_state: Mapped[str] = mapped_column(Name)
    to_state: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime] = mapped_column(Moment)
    by_role: Mapped[str] = mapped_column(Name)
    by_person: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(1000), default="")

    __table_args__ = (
        scoped_key("round_id", to="round"),
        Index("ix_round_event_round", "consultation_id", "round_id"),
    )


class ClosingConsent(Scoped, Base):
    """One of the two consents that closing a round before its deadline needs."""

    __tablename__ = "closing_consent"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    capacity: Mapped[str] = mapped_column(Name, primary_key=True)
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(String(1000))

    __table_args__ = (scoped_key("round_id", to="round"),)


class Electorate(Scoped, Base):
    """A seat's category and country in one round, as at opening or at its later admission."""

    __tablename__ = "electorate"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seat_id: Mapped[str] = mapped_column(Id, primary_key=True)
    category: Mapped[str | None] = mapped_column(Name)
    territory: Mapped[str | None] = mapped_column(String(2))
    verification: Mapped[str] = mapped_column(Name)
    admitted_at: Mapped[datetime] = mapped_column(Moment)
    verified_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (scoped_key("round_id", to="round"), scoped_key("seat_id", to="seat"))


class DecisionMaker(Scoped, Base):
    """Someone who decides on the text, with the office in which they do and from when to when they hold it."""

    __tablename__ = "decision_maker"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200))
    office: Mapped[str] = mapped_column(String(200))
    since: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment)
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))


class DeclaredOutcome(Scoped, Base):
    """What a decision-maker declared to become of a clause, beside what was computed; versions are added."""

    __tablename__ = "declared_outcome"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    item_id: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    outcome: Mapped[str] = mapped_column(Name)
    computed: Mapped[str] = mapped_column(Name)
    reason: Mapped[str] = mapped_column(String(1000), default="")
    decision_maker_id: Mapped[str] = mapped_column(Id)
    by_person: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        scoped_key("round_id", to="round"),
        scoped_key("decision_maker_id", to="decision_maker"),
    )


class Adoption(Scoped, Base):
    """That a draft was adopted: by which body, where, when and how, and until when statements on it are taken."""

    __tablename__ = "adoption"

    draft_id: Mapped[str] = mapped_column(Id, primary_key=True)
    body: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(200))
    adopted_on: Mapped[str] = mapped_column(String(10))
    manner: Mapped[str] = mapped_column(Name)
    in_favour: Mapped[int | None]
    against: Mapped[int | None]
    abstained: Mapped[int | None]
    statements_until: Mapped[datetime] = mapped_column(Moment)
    by_role: Mapped[str] = mapped_column(Name)
    by_person: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    leaf: Mapped[str] = mapped_column(String(64))

    __table_args__ = (scoped_key("draft_id", to="draft"),)


class Corrigendum(Scoped, Base):
    """A correction of words that are published: proposed by one editor, numbered when a second one confirms it.

    `before` and `after` are the whole words of the heading or text that it corrects, as they were and as they are.
    """

    __tablename__ = "corrigendum"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    draft_id: Mapped[str] = mapped_column(Id)
    number: Mapped[int | None]
    clause_uid: Mapped[str] = mapped_column(Id)
    clause_version_id: Mapped[str] = mapped_column(Id)
    lang: Mapped[str] = mapped_column(String(35))
    part: Mapped[str] = mapped_column(Name)
    old_words: Mapped[str] = mapped_column(Text)
    new_words: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(1000))
    change_class: Mapped[int]
    state: Mapped[str] = mapped_column(Name)
    proposed_by: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("consultation_id", "draft_id", "number"),
        scoped_key("draft_id", to="draft"),
        scoped_key("clause_uid", to="clause", column="uid"),
        scoped_key("clause_version_id", to="clause_version"),
    )


class Reminder(Scoped, Base):
    """That a seat which had not answered was written to, which happens once in a round."""

    __tablename__ = "reminder"

    round_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seat_id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("round_id", to="round"), scoped_key("seat_id", to="seat"))
