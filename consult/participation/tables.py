"""Who takes part as what: organisations, their members, and one seat for each."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class Organisation(Scoped, Base):
    """A body that takes part with one seat, whatever number of people speak for it.

    With `two_step`, what its members write waits among the delegation's drafts until a signatory releases it.
    """

    __tablename__ = "organisation"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(Name)
    territory: Mapped[str | None] = mapped_column(String(2))
    controlled_by: Mapped[str | None] = mapped_column(Id)
    join_code_hash: Mapped[str | None] = mapped_column(String(64))
    two_step: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("consultation_id", "name_key"),
        scoped_key("controlled_by", to="organisation"),
    )


class Membership(Scoped, Base):
    """A person's place in an organisation, from one day to another; nobody speaks for two at a time.

    A signatory may be `absent_until` a moment; while all of them are, alternates sign.
    """

    __tablename__ = "membership"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[str] = mapped_column(Id)
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(Name)
    since: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment)
    absent_until: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        scoped_key("organisation_id", to="organisation"),
        Index(
            "uq_membership_current",
            "consultation_id",
            "person_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )


class Seat(Scoped, Base):
    """A voice: of one person, of one organisation, or of one participant of an imported conversation."""

    __tablename__ = "seat"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    organisation_id: Mapped[str | None] = mapped_column(Id)
    source_id: Mapped[str | None] = mapped_column(String(64))
    category: Mapped[str | None] = mapped_column(Name)
    territory: Mapped[str | None] = mapped_column(String(2))
    verification: Mapped[str] = mapped_column(Name)
    created_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("consultation_id", "person_id"),
        UniqueConstraint("consultation_id", "organisation_id"),
        UniqueConstraint("consultation_id", "source_id"),
        CheckConstraint(
            "(person_id IS NOT NULL AND organisation_id IS NULL AND source_id IS NULL)"
            " OR (person_id IS NULL AND organisation_id IS NOT NULL AND source_id IS NULL)"
            " OR (person_id IS NULL AND organisation_id IS NULL AND source_id IS NOT NULL)",
            name="one_holder",
        ),
        scoped_key("organisation_id", to="organisation"),
    )


class Verification(Scoped, Base):
    """One step in finding out whether a seat is what it says; steps are added, never changed."""

    __tablename__ = "verification"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    seat_id: Mapped[str] = mapped_column(Id)
    state: Mapped[str] = mapped_column(Name)
    by_person: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(String(500), default="")

    __table_args__ = (
        scoped_key("seat_id", to="seat"),
        Index("ix_verification_seat", "consultation_id", "seat_id"),
    )


class Evidence(Scoped, Base):
    """What a signatory sent to show that a seat is what it says: for verifiers alone."""

    __tablename__ = "evidence"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    seat_id: Mapped[str] = mapped_column(Id)
    link: Mapped[str] = mapped_column(String(500))
    note: Mapped[str] = mapped_column(String(1000))
    by_person: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (scoped_key("seat_id", to="seat"), Index("ix_evidence_seat", "consultation_id", "seat_id"))


class DomainInvitation(Scoped, Base):
    """That whoever has a confirmed address at a domain may join an organisation without its code, to draft or to read."""

    __tablename__ = "domain_invitation"

    organisation_id: Mapped[str] = mapped_column(Id, primary_key=True)
    domain: Mapped[str] = mapped_column(String(253), primary_key=True)
    role: Mapped[str] = mapped_column(Name)
    by_person: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        scoped_key("organisation_id", to="organisation"),
        Index("ix_domain_invitation_domain", "consultation_id", "domain"),
    )


class Invitation(Scoped, Base):
    """One person on an organiser's list: which letter they were sent, and how far they have come.

    Of the link in it only a hash is kept; it works once.
    """

    __tablename__ = "invitation"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(320))
    name: Mapped[str] = mapped_column(String(120))
    organisation: Mapped[str] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(Name)
    territory: Mapped[str | None] = mapped_column(String(2))
    token_hash: Mapped[str] = mapped_column(String(64))
    by_person: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    sent_at: Mapped[datetime] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    joined_at: Mapped[datetime | None] = mapped_column(Moment)
    joined_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))

    __table_args__ = (
        UniqueConstraint("consultation_id", "email"),
        UniqueConstraint("consultation_id", "token_hash"),
    )


class TerritoryName(Scoped, Base):
    """An organiser's own name for a country or territory, in one language."""

    __tablename__ = "territory_name"

    territory: Mapped[str] = mapped_column(String(2), primary_key=True)
    lang: Mapped[str] = mapped_column(String(35), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))


class Target(Scoped, Base):
    """How many seats of a category are wanted from a region of the world; where it is empty, from anywhere."""

    __tablename__ = "target"

    category: Mapped[str] = mapped_column(Name, primary_key=True)
    region: Mapped[str] = mapped_column(Name, primary_key=True)
    seats: Mapped[int]
