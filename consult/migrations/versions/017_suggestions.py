"""People suggest wording, and others support or oppose it."""

import sqlalchemy as sa
from alembic import op

revision = "017_suggestions"
down_revision = "016_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "suggestion",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("comment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("change", sa.String(length=64), nullable=False),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("heading", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "comment_id"],
            ["comment.consultation_id", "comment.id"],
            name=op.f("fk_suggestion_consultation_id_comment_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_suggestion_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "comment_id", name=op.f("pk_suggestion")),
    )
    op.create_table(
        "suggestion_support",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("comment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=True),
        sa.Column("stance", sa.String(length=64), nullable=True),
        sa.Column("moves_to", sa.String(length=64), nullable=True),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "comment_id"],
            ["suggestion.consultation_id", "suggestion.comment_id"],
            name=op.f("fk_suggestion_support_consultation_id_comment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_suggestion_support_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_suggestion_support_person_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_suggestion_support_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "comment_id", "seat_id", name=op.f("pk_suggestion_support")),
    )
    op.create_index("ix_suggestion_support_seat", "suggestion_support", ["consultation_id", "seat_id"])


def downgrade() -> None:
    for name in ("suggestion_support", "suggestion"):
        op.drop_table(name)
