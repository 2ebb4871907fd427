"""What came in from outside, and how much of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.kernel.db import Base, Id, Moment, Name, Scoped, scoped_key


class ImportRun(Scoped, Base):
    """One import that succeeded: its kind, the digest of what was read, and the counts."""

    __tablename__ = "import_run"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Name)
    sha256: Mapped[str] = mapped_column(String(64))
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Moment)


class SheetRow(Scoped, Base):
    """The row of a sheet that a comment came in, cell by cell, so that it can be found again and returned as it was.

    `row_key` is what the row is known by when the sheet comes again; no two rows of a consultation have the same.
    """

    __tablename__ = "sheet_row"

    comment_id: Mapped[str] = mapped_column(Id, primary_key=True)
    run_id: Mapped[str] = mapped_column(Id)
    row_key: Mapped[str] = mapped_column(String(64))
    position: Mapped[int]
    anchored_by: Mapped[str] = mapped_column(Name)
    cells: Mapped[dict[str, str]] = mapped_column(JSON)

    __table_args__ = (
        UniqueConstraint("consultation_id", "row_key"),
        scoped_key("comment_id", to="comment"),
        scoped_key("run_id", to="import_run"),
        Index("ix_sheet_row_run", "consultation_id", "run_id"),
    )


class SheetUpload(Scoped, Base):
    """A sheet that someone looks at before its rows are taken: one for each person, until the next or a few days later."""

    __tablename__ = "sheet_upload"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    by_person: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200))
    category: Mapped[str | None] = mapped_column(Name)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("consultation_id", "by_person"),)
