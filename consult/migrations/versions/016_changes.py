"""Drafts follow one another: every change names its drafter, reason, class and sources, and comments go along."""

import sqlalchemy as sa
from alembic import op

revision = "016_changes"
down_revision = "015_comment_sheets"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clause_change",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("drafter", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("change_class", sa.Integer(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["confirmed_by"], ["person.id"], name=op.f("fk_clause_change_confirmed_by")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_clause_change_consultation_id_clause_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["draft.consultation_id", "draft.id"],
            name=op.f("fk_clause_change_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_clause_change_consultation_id")
        ),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name=op.f("fk_clause_change_proposed_by")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_clause_change")),
        sa.UniqueConstraint(
            "consultation_id",
            "draft_id",
            "clause_uid",
            name=op.f("uq_clause_change_consultation_id_draft_id_clause_uid"),
        ),
    )
    op.create_table(
        "change_source",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("change_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "change_id"],
            ["clause_change.consultation_id", "clause_change.id"],
            name=op.f("fk_change_source_consultation_id_change_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_change_source_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_change_source")),
    )
    op.create_index("ix_change_source_change", "change_source", ["consultation_id", "change_id"])
    op.create_index("ix_change_source_ref", "change_source", ["consultation_id", "kind", "ref"])
    op.create_table(
        "comment_anchor",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("comment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("why", sa.String(length=64), nullable=False),
        sa.Column("clause_uid", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("clause_version_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_comment_anchor_consultation_id_clause_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_version_id"],
            ["clause_version.consultation_id", "clause_version.id"],
            name=op.f("fk_comment_anchor_consultation_id_clause_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "comment_id"],
            ["comment.consultation_id", "comment.id"],
            name=op.f("fk_comment_anchor_consultation_id_comment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["draft.consultation_id", "draft.id"],
            name=op.f("fk_comment_anchor_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_comment_anchor_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "draft_id", "comment_id", name=op.f("pk_comment_anchor")),
    )
    op.create_index("ix_comment_anchor_clause", "comment_anchor", ["consultation_id", "draft_id", "clause_uid"])
    op.create_index("ix_comment_anchor_comment", "comment_anchor", ["consultation_id", "comment_id"])
    with op.batch_alter_table("draft") as table:
        table.add_column(sa.Column("lineage_by", sa.Uuid(as_uuid=False), nullable=True))
        table.add_column(sa.Column("lineage_at", sa.DateTime(timezone=True), nullable=True))
        table.create_foreign_key(op.f("fk_draft_lineage_by"), "person", ["lineage_by"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("draft") as table:
        table.drop_constraint(op.f("fk_draft_lineage_by"), type_="foreignkey")
        table.drop_column("lineage_at")
        table.drop_column("lineage_by")
    for name in ("comment_anchor", "change_source", "clause_change"):
        op.drop_table(name)
