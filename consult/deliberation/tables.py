"""What people say: comments and suggestions with what became of them, and the statements of statement rounds."""

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


class Suggestion(Scoped, Base):
    """The wording that a comment suggests: for its clause, or for the words it quotes, or of a new clause after its own.

    A deletion has no wording; `heading` is that of the clause as it is to stand.
    """

    __tablename__ = "suggestion"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    change: Mapped[str] = mapped_column(Name)
    wording: Mapped[str | None] = mapped_column(Text)
    heading: Mapped[str | None] = mapped_column(String(500))

    __table_args__ = (scoped_key("comment_id", to="comment"),)


class SuggestionSupport(Scoped, Base):
    """Whether a seat supports or opposes a suggestion, and the position to which the change would move it.

    One row per seat, with its category; without a stance the seat has taken it back. `version` counts what it said; the log holds all.
    """

    __tablename__ = "suggestion_support"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seat_id: Mapped[str] = mapped_column(Id, primary_key=True)
    category: Mapped[str | None] = mapped_column(Name)
    stance: Mapped[str | None] = mapped_column(Name)
    moves_to: Mapped[str | None] = mapped_column(Name)
    person_id: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    version: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        scoped_key("comment_id", to="suggestion", column="comment_id"),
        scoped_key("seat_id", to="seat"),
        Index("ix_suggestion_support_seat", "consultation_id", "seat_id"),
    )


class Disposition(Scoped, Base):
    """What one person proposes to become of a comment, or what a second one approved; the log holds every step.

    `version` counts the proposals, so that nobody approves or replaces what they have not read. `wording` is the part
    of a suggestion that is taken. `satisfaction` is what the comment's author said of the answer, or someone for them.
    """

    __tablename__ = "disposition"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    disposition: Mapped[str] = mapped_column(Name)
    reason: Mapped[str] = mapped_column(String(1000))
    wording: Mapped[str | None] = mapped_column(Text)
    duplicate_of: Mapped[str | None] = mapped_column(Id)
    clause_change_id: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Name)
    proposed_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    proposed_as: Mapped[str] = mapped_column(Name)
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    approved_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    approved_as: Mapped[str | None] = mapped_column(Name)
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int]
    satisfaction: Mapped[str | None] = mapped_column(Name)
    satisfaction_words: Mapped[str | None] = mapped_column(String(500))
    satisfaction_as: Mapped[str | None] = mapped_column(Name)
    satisfaction_by: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    satisfaction_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (scoped_key("comment_id", to="comment"), scoped_key("duplicate_of", to="comment"))


class Statement(Scoped, Base):
    """A sentence that people agree or disagree with."""

    __tablename__ = "statement"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    round_id: Mapped[str] = mapped_column(Id)
    number: Mapped[int]
    source_id: Mapped[str | None] = mapped_column(String(64))
    source_author: Mapped[str | None] = mapped_column(String(64))
    seat_id: Mapped[str | None] = mapped_column(Id)
    text: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(35))
    moderated: Mapped[str] = mapped_column(Name)
    is_seed: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("consultation_id", "round_id", "number"),
        UniqueConstraint("consultation_id", "round_id", "source_id"),
        scoped_key("round_id", to="round"),
        scoped_key("seat_id", to="seat"),
    )


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


class PositionNote(Scoped, Base):
    """What a seat puts on record about a text that was adopted: an explanation, a reservation or a dissociation."""

    __tablename__ = "position_note"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    draft_id: Mapped[str] = mapped_column(Id)
    clause_uid: Mapped[str | None] = mapped_column(Id)
    seat_id: Mapped[str] = mapped_column(Id)
    author: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(Name)
    lang: Mapped[str] = mapped_column(String(35))
    text: Mapped[str] = mapped_column(Text)
    is_named: Mapped[bool]
    is_late: Mapped[bool]
    leaf: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        scoped_key("draft_id", to="adoption", column="draft_id"),
        scoped_key("clause_uid", to="clause", column="uid"),
        scoped_key("seat_id", to="seat"),
        Index("ix_position_note_draft", "consultation_id", "draft_id", "at"),
    )


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
