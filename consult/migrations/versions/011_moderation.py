"""What moderators decided and readers reported."""

import sqlalchemy as sa
from alembic import op

revision = "011_moderation"
down_revision = "010_results"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "flag",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("comment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_flag_by_person")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "comment_id"],
            ["comment.consultation_id", "comment.id"],
            name=op.f("fk_flag_consultation_id_comment_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_flag_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "comment_id", "by_person", name=op.f("pk_flag")),
    )
    op.create_table(
        "moderation_action",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("by_role", sa.String(length=64), nullable=False),
        sa.Column("is_automatic", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_moderation_action_by_person")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "comment_id"],
            ["comment.consultation_id", "comment.id"],
            name=op.f("fk_moderation_action_consultation_id_comment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_moderation_action_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_moderation_action")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_moderation_action_consultation_id_number")),
    )
    op.create_index(
        "ix_moderation_action_comment", "moderation_action", ["consultation_id", "comment_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_moderation_action_comment", table_name="moderation_action")
    op.drop_table("moderation_action")
    op.drop_table("flag")
