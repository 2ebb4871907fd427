"""Delegations draft together and release what they say in one act."""

import sqlalchemy as sa
from alembic import op

revision = "023_delegations"
down_revision = "022_languages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("organisation") as batch:
        batch.add_column(sa.Column("two_step", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "comment_draft",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("organisation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_uid", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("clause_version_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("parent_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("markdown", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("way", sa.String(length=64), nullable=True),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("heading", sa.String(length=500), nullable=True),
        sa.Column("attribution", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edited_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("comment_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("released_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_comment_draft_consultation_id_clause_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_version_id"],
            ["clause_version.consultation_id", "clause_version.id"],
            name=op.f("fk_comment_draft_consultation_id_clause_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "comment_id"],
            ["comment.consultation_id", "comment.id"],
            name=op.f("fk_comment_draft_consultation_id_comment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["organisation.consultation_id", "organisation.id"],
            name=op.f("fk_comment_draft_consultation_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "parent_id"],
            ["comment.consultation_id", "comment.id"],
            name=op.f("fk_comment_draft_consultation_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_comment_draft_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_comment_draft_consultation_id")
        ),
        sa.ForeignKeyConstraint(["author"], ["person.id"], name=op.f("fk_comment_draft_author")),
        sa.ForeignKeyConstraint(["edited_by"], ["person.id"], name=op.f("fk_comment_draft_edited_by")),
        sa.ForeignKeyConstraint(["released_by"], ["person.id"], name=op.f("fk_comment_draft_released_by")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_comment_draft")),
    )
    op.create_index(
        "ix_comment_draft_delegation", "comment_draft", ["consultation_id", "organisation_id", "round_id", "position"]
    )


def downgrade() -> None:
    op.drop_index("ix_comment_draft_delegation", table_name="comment_draft")
    op.drop_table("comment_draft")
    with op.batch_alter_table("organisation") as batch:
        batch.drop_column("two_step")
