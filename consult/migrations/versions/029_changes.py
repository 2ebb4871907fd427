"""Contracts change with notice, in a new version."""

import sqlalchemy as sa
from alembic import op

revision = "029_changes"
down_revision = "028_invitations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rule_change",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_rule_change_by_person")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_rule_change_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_rule_change_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_rule_change")),
    )
    op.create_index("ix_rule_change_round", "rule_change", ["consultation_id", "round_id", "announced_at"])


def downgrade() -> None:
    op.drop_table("rule_change")
