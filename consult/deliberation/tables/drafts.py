"""What delegations write before a signatory releases it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class CommentDraft(Scoped, Base):
    """What a member of a delegation would have it say, until a signatory releases it as a comment of its seat.

    `note` is why it is set aside; `version` counts its edits, so that nobody overwrites what they have not read. What
    is never released is never public.
    """

    __tablename__ = "comment_draft"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[str] = mapped_column(Id)
    round_id: Mapped[str] = mapped_column(Id)
    clause_uid: Mapped[str | None] = mapped_column(Id)
    clause_version_id: Mapped[str | None] = mapped_column(Id)
    parent_id: Mapped[str | None] = mapped_column(Id)
    position: Mapped[int]
    state: Mapped[str] = mapped_column(Name)
    kind: Mapped[str] = mapped_column(Name)
    lang: Mapped[str] = mapped_column(String(35))
    markdown: Mapped[str] = mapped_column(Text)
    proposed: Mapped[str | None] = mapped_column(Text)
    quote: Mapped[str | None] = mapped_column(Text)
    way: Mapped[str | None] = mapped_column(Name)
    wording: Mapped[str | None] = mapped_column(Text)
    heading: Mapped[str | None] = mapped_column(String(500))
    attribution: Mapped[str] = mapped_column(Name)
    note: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int]
    author: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    edited_by: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    edited_at: Mapped[datetime] = mapped_column(Moment)
    comment_id: Mapped[str | None] = mapped_column(Id)
    released_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    released_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        scoped_key("organisation_id", to="organisation"),
        scoped_key("round_id", to="round"),
        scoped_key("clause_uid", to="clause", column="uid"),
        scoped_key("clause_version_id", to="clause_version"),
        scoped_key("parent_id", to="comment"),
        scoped_key("comment_id", to="comment"),
        Index("ix_comment_draft_delegation", "consultation_id", "organisation_id", "round_id", "position"),
    )
