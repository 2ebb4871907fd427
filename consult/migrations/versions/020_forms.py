"""Texts hold tables, figures and footnotes; the images of figures are kept beside them."""

import sqlalchemy as sa
from alembic import op

revision = "020_forms"
down_revision = "019_desk"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_attachment_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_attachment")),
        sa.UniqueConstraint(
            "consultation_id", "sha256", "name", name=op.f("uq_attachment_consultation_id_sha256_name")
        ),
    )


def downgrade() -> None:
    op.drop_table("attachment")
