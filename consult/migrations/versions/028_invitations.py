"""People are invited by lists and by their addresses, and organisations send evidence of what they are."""

import sqlalchemy as sa
from alembic import op

revision = "028_invitations"
down_revision = "027_targets"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_evidence_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_evidence_consultation_id")),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_evidence_by_person")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_evidence")),
    )
    op.create_index("ix_evidence_seat", "evidence", ["consultation_id", "seat_id"])
    op.create_table(
        "domain_invitation",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("organisation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("domain", sa.String(length=253), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["organisation.consultation_id", "organisation.id"],
            name=op.f("fk_domain_invitation_consultation_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_domain_invitation_consultation_id")
        ),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_domain_invitation_by_person")),
        sa.PrimaryKeyConstraint("consultation_id", "organisation_id", "domain", name=op.f("pk_domain_invitation")),
    )
    op.create_index("ix_domain_invitation_domain", "domain_invitation", ["consultation_id", "domain"])
    op.create_table(
        "invitation",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("territory", sa.String(length=2), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("joined_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_invitation_consultation_id")),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_invitation_by_person")),
        sa.ForeignKeyConstraint(["joined_by"], ["person.id"], name=op.f("fk_invitation_joined_by")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("consultation_id", "email", name=op.f("uq_invitation_consultation_id_email")),
        sa.UniqueConstraint("consultation_id", "token_hash", name=op.f("uq_invitation_consultation_id_token_hash")),
    )


def downgrade() -> None:
    op.drop_table("invitation")
    op.drop_index("ix_domain_invitation_domain", table_name="domain_invitation")
    op.drop_table("domain_invitation")
    op.drop_index("ix_evidence_seat", table_name="evidence")
    op.drop_table("evidence")
