"""Comments, what became of them, and statements."""

import sqlalchemy as sa
from alembic import op

revision = "008_comments"
down_revision = "007_rounds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_uid", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("clause_version_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("parent_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("author", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("markdown", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("quote_exact", sa.Text(), nullable=True),
        sa.Column("quote_prefix", sa.String(length=64), nullable=True),
        sa.Column("quote_suffix", sa.String(length=64), nullable=True),
        sa.Column("attribution", sa.String(length=64), nullable=False),
        sa.Column("moderation", sa.String(length=64), nullable=False),
        sa.Column("hidden_under", sa.String(length=64), nullable=True),
        sa.Column("hidden_note", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("leaf", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author"], ["person.id"], name=op.f("fk_comment_author")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_comment_consultation_id_clause_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_version_id"],
            ["clause_version.consultation_id", "clause_version.id"],
            name=op.f("fk_comment_consultation_id_clause_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["draft.consultation_id", "draft.id"],
            name=op.f("fk_comment_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "parent_id"],
            ["comment.consultation_id", "comment.id"],
            name=op.f("fk_comment_consultation_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_comment_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_comment_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_comment_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_comment")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_comment_consultation_id_number")),
    )
    op.create_index("ix_comment_draft", "comment", ["consultation_id", "draft_id", "clause_uid"], unique=False)
    op.create_index("ix_comment_clause", "comment", ["consultation_id", "clause_uid", "number"], unique=False)
    op.create_index("ix_comment_parent", "comment", ["consultation_id", "parent_id"], unique=False)
    op.create_index("ix_comment_queue", "comment", ["consultation_id", "moderation", "number"], unique=False)
    op.create_index("ix_comment_round", "comment", ["consultation_id", "round_id", "number"], unique=False)
    op.create_index("ix_comment_seat", "comment", ["consultation_id", "seat_id"], unique=False)
    op.create_table(
        "statement",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.String(length=64), nullable=True),
        sa.Column("source_author", sa.String(length=64), nullable=True),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("moderated", sa.String(length=64), nullable=False),
        sa.Column("is_seed", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_statement_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_statement_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_statement_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_statement")),
        sa.UniqueConstraint(
            "consultation_id", "round_id", "number", name=op.f("uq_statement_consultation_id_round_id_number")
        ),
        sa.UniqueConstraint(
            "consultation_id", "round_id", "source_id", name=op.f("uq_statement_consultation_id_round_id_source_id")
        ),
    )
    op.create_table(
        "comment_revision",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("comment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("markdown", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "comment_id"],
            ["comment.consultation_id", "comment.id"],
            name=op.f("fk_comment_revision_consultation_id_comment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_comment_revision_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "comment_id", "version", name=op.f("pk_comment_revision")),
    )
    op.create_table(
        "disposition",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("comment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("disposition", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("duplicate_of", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("clause_change_id", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("proposed_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("proposed_as", sa.String(length=64), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("approved_as", sa.String(length=64), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by"], ["person.id"], name=op.f("fk_disposition_approved_by")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "comment_id"],
            ["comment.consultation_id", "comment.id"],
            name=op.f("fk_disposition_consultation_id_comment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "duplicate_of"],
            ["comment.consultation_id", "comment.id"],
            name=op.f("fk_disposition_consultation_id_duplicate_of"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_disposition_consultation_id")),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name=op.f("fk_disposition_proposed_by")),
        sa.PrimaryKeyConstraint("consultation_id", "comment_id", name=op.f("pk_disposition")),
    )


def downgrade() -> None:
    op.drop_table("disposition")
    op.drop_table("comment_revision")
    op.drop_table("statement")
    op.drop_index("ix_comment_seat", table_name="comment")
    op.drop_index("ix_comment_round", table_name="comment")
    op.drop_index("ix_comment_queue", table_name="comment")
    op.drop_index("ix_comment_parent", table_name="comment")
    op.drop_index("ix_comment_clause", table_name="comment")
    op.drop_index("ix_comment_draft", table_name="comment")
    op.drop_table("comment")
