"""What came in from outside."""

import sqlalchemy as sa
from alembic import op

revision = "012_imports"
down_revision = "011_moderation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_run",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_import_run_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_import_run")),
    )


def downgrade() -> None:
    op.drop_table("import_run")
