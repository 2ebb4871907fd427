"""What an analysis finds of opinions, and counts that are shown while voting goes on."""

import sqlalchemy as sa
from alembic import op

revision = "032_opinions"
down_revision = "031_hidden_objections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opinion_analysis",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("occasion", sa.String(length=64), nullable=False),
        sa.Column("formula_version", sa.String(length=40), nullable=False),
        sa.Column("canonical", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_opinion_analysis_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_opinion_analysis_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", "occasion", name=op.f("pk_opinion_analysis")),
    )
    op.create_table(
        "live_count",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("shard", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("position", sa.String(length=64), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_live_count_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_live_count_consultation_id")),
        sa.PrimaryKeyConstraint(
            "consultation_id", "round_id", "item_id", "shard", "counts", "position", name=op.f("pk_live_count")
        ),
    )
    op.create_table(
        "live_change",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_live_change_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_live_change_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_live_change_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", "item_id", "seat_id", name=op.f("pk_live_change")),
    )


def downgrade() -> None:
    op.drop_table("live_change")
    op.drop_table("live_count")
    op.drop_table("opinion_analysis")
