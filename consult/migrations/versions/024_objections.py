"""Seats object, with reasons and a proposal, others sign with them, and the organiser's days of work are known."""

import sqlalchemy as sa
from alembic import op

revision = "024_objections"
down_revision = "023_delegations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("holidays", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_calendar_consultation_id")),
        sa.ForeignKeyConstraint(["saved_by"], ["person.id"], name=op.f("fk_calendar_saved_by")),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_calendar")),
    )
    op.create_table(
        "objection",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("author", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=True),
        sa.Column("harm", sa.String(length=64), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.Column("blocking", sa.String(length=64), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("leaf", sa.String(length=64), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author"], ["person.id"], name=op.f("fk_objection_author")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_objection_consultation_id_clause_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_version_id"],
            ["clause_version.consultation_id", "clause_version.id"],
            name=op.f("fk_objection_consultation_id_clause_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["draft.consultation_id", "draft.id"],
            name=op.f("fk_objection_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_objection_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_objection_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_objection_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_objection")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_objection_consultation_id_number")),
    )
    op.create_index("ix_objection_clause", "objection", ["consultation_id", "clause_uid", "number"])
    op.create_index("ix_objection_round", "objection", ["consultation_id", "round_id", "number"])
    op.create_index(
        "uq_objection_standing",
        "objection",
        ["consultation_id", "round_id", "seat_id", "clause_uid"],
        unique=True,
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_table(
        "objection_cosigner",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("objection_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=True),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "objection_id"],
            ["objection.consultation_id", "objection.id"],
            name=op.f("fk_objection_cosigner_consultation_id_objection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_objection_cosigner_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_objection_cosigner_consultation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_objection_cosigner_person_id")),
        sa.PrimaryKeyConstraint("consultation_id", "objection_id", "seat_id", name=op.f("pk_objection_cosigner")),
    )
    op.create_table(
        "objection_event",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("objection_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=True),
        sa.Column("by_office", sa.String(length=200), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "objection_id"],
            ["objection.consultation_id", "objection.id"],
            name=op.f("fk_objection_event_consultation_id_objection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["draft.consultation_id", "draft.id"],
            name=op.f("fk_objection_event_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_objection_event_consultation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_objection_event_person_id")),
        sa.PrimaryKeyConstraint("consultation_id", "objection_id", "number", name=op.f("pk_objection_event")),
    )


def downgrade() -> None:
    op.drop_table("objection_event")
    op.drop_table("objection_cosigner")
    op.drop_index("uq_objection_standing", table_name="objection")
    op.drop_index("ix_objection_round", table_name="objection")
    op.drop_index("ix_objection_clause", table_name="objection")
    op.drop_table("objection")
    op.drop_table("calendar")
