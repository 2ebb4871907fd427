"""Answers are carried from draft to draft and counted by how fresh they are."""

import sqlalchemy as sa
from alembic import op

revision = "018_freshness"
down_revision = "017_suggestions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "carry",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("from_round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("stale", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("entry_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "from_round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_carry_consultation_id_from_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_carry_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_carry_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", name=op.f("pk_carry")),
    )


def downgrade() -> None:
    op.drop_table("carry")
