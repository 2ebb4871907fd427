"""Rounds choose among options."""

import sqlalchemy as sa
from alembic import op

revision = "030_options"
down_revision = "029_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "option",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_option_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_option_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_option")),
        sa.UniqueConstraint(
            "consultation_id", "round_id", "number", name=op.f("uq_option_consultation_id_round_id_number")
        ),
    )


def downgrade() -> None:
    op.drop_table("option")
