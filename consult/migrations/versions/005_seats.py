"""Organisations, their members, seats, and how each was verified."""

import sqlalchemy as sa
from alembic import op

revision = "005_seats"
down_revision = "004_consultations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("territory", sa.String(length=2), nullable=True),
        sa.Column("controlled_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("join_code_hash", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "controlled_by"],
            ["organisation.consultation_id", "organisation.id"],
            name=op.f("fk_organisation_consultation_id_controlled_by"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_organisation_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("consultation_id", "name_key", name=op.f("uq_organisation_consultation_id_name_key")),
    )
    op.create_table(
        "territory_name",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("territory", sa.String(length=2), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_territory_name_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "territory", "lang", name=op.f("pk_territory_name")),
    )
    op.create_table(
        "membership",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("organisation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["organisation.consultation_id", "organisation.id"],
            name=op.f("fk_membership_consultation_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_membership_consultation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_membership")),
    )
    op.create_index(
        "uq_membership_current",
        "membership",
        ["consultation_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "seat",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("organisation_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("source_id", sa.String(length=64), nullable=True),
        sa.Column("category", sa.String(length=64), nullable=True),
        sa.Column("territory", sa.String(length=2), nullable=True),
        sa.Column("verification", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(person_id IS NOT NULL AND organisation_id IS NULL AND source_id IS NULL) OR (person_id IS NULL AND organisation_id IS NOT NULL AND source_id IS NULL) OR (person_id IS NULL AND organisation_id IS NULL AND source_id IS NOT NULL)",
            name=op.f("ck_seat_one_holder"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["organisation.consultation_id", "organisation.id"],
            name=op.f("fk_seat_consultation_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_seat_consultation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_seat_person_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_seat")),
        sa.UniqueConstraint("consultation_id", "organisation_id", name=op.f("uq_seat_consultation_id_organisation_id")),
        sa.UniqueConstraint("consultation_id", "person_id", name=op.f("uq_seat_consultation_id_person_id")),
        sa.UniqueConstraint("consultation_id", "source_id", name=op.f("uq_seat_consultation_id_source_id")),
    )
    op.create_table(
        "verification",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_verification_by_person")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_verification_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_verification_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_verification")),
    )
    op.create_index("ix_verification_seat", "verification", ["consultation_id", "seat_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_verification_seat", table_name="verification")
    op.drop_table("verification")
    op.drop_table("seat")
    op.drop_index("uq_membership_current", table_name="membership")
    op.drop_table("membership")
    op.drop_table("territory_name")
    op.drop_table("organisation")
