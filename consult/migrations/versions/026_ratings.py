"""Seats rate clauses, with reasons, and a panel is told in its next round what it said in this one."""

import sqlalchemy as sa
from alembic import op

revision = "026_ratings"
down_revision = "025_signatures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rating_reason",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_rating_reason_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_rating_reason_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_rating_reason_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", "seat_id", "item_id", name=op.f("pk_rating_reason")),
    )
    op.create_table(
        "panel_word",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("raters", sa.Integer(), nullable=True),
        sa.Column("median", sa.String(length=20), nullable=True),
        sa.Column("lower", sa.String(length=20), nullable=True),
        sa.Column("upper", sa.String(length=20), nullable=True),
        sa.Column("named", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_panel_word_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_panel_word_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", "item_id", name=op.f("pk_panel_word")),
    )


def downgrade() -> None:
    op.drop_table("panel_word")
    op.drop_table("rating_reason")
