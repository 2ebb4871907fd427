"""Sums of what flagged seats said, and how much clauses are liked beyond their camps."""

import sqlalchemy as sa
from alembic import op

revision = "034_flagged_counts"
down_revision = "033_submitted_statements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "flagged_count",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_flagged_count_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_flagged_count_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", name=op.f("pk_flagged_count")),
    )
    op.create_table(
        "bridge",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("intercept", sa.Integer(), nullable=False),
        sa.Column("ratings", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_bridge_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_bridge_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", "item_id", name=op.f("pk_bridge")),
    )


def downgrade() -> None:
    op.drop_table("bridge")
    op.drop_table("flagged_count")
