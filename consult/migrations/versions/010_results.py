"""Frozen results and opinion groups."""

import sqlalchemy as sa
from alembic import op

revision = "010_results"
down_revision = "009_ballots"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opinion_group",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_opinion_group_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_opinion_group_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", "label", name=op.f("pk_opinion_group")),
    )
    op.create_table(
        "snapshot",
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
            name=op.f("fk_snapshot_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_snapshot_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", "occasion", name=op.f("pk_snapshot")),
    )
    op.create_table(
        "group_member",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id", "label"],
            ["opinion_group.consultation_id", "opinion_group.round_id", "opinion_group.label"],
            name=op.f("fk_group_member_consultation_id_round_id_label"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_group_member_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_group_member_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", "seat_id", name=op.f("pk_group_member")),
    )


def downgrade() -> None:
    op.drop_table("group_member")
    op.drop_table("snapshot")
    op.drop_table("opinion_group")
