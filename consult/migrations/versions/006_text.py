"""Drafts, and clauses that keep their identity."""

import sqlalchemy as sa
from alembic import op

revision = "006_text"
down_revision = "005_seats"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clause",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("hint", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_clause_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "uid", name=op.f("pk_clause")),
        sa.UniqueConstraint("consultation_id", "hint", name=op.f("uq_clause_consultation_id_hint")),
    )
    op.create_table(
        "draft",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("symbol", sa.String(length=80), nullable=True),
        sa.Column("stage", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_draft_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_draft")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_draft_consultation_id_number")),
    )
    op.create_table(
        "clause_lineage",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("from_uid", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("to_uid", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["draft.consultation_id", "draft.id"],
            name=op.f("fk_clause_lineage_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "from_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_clause_lineage_consultation_id_from_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "to_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_clause_lineage_consultation_id_to_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_clause_lineage_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_clause_lineage")),
    )
    op.create_index("ix_clause_lineage_draft", "clause_lineage", ["consultation_id", "draft_id"], unique=False)
    op.create_table(
        "clause_version",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("parent_uid", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("negotiation_state", sa.String(length=64), nullable=False),
        sa.Column("change_class", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_clause_version_consultation_id_clause_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["draft.consultation_id", "draft.id"],
            name=op.f("fk_clause_version_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "parent_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_clause_version_consultation_id_parent_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_clause_version_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_clause_version")),
        sa.UniqueConstraint(
            "consultation_id",
            "draft_id",
            "clause_uid",
            name=op.f("uq_clause_version_consultation_id_draft_id_clause_uid"),
        ),
        sa.UniqueConstraint(
            "consultation_id", "draft_id", "number", name=op.f("uq_clause_version_consultation_id_draft_id_number")
        ),
        sa.UniqueConstraint(
            "consultation_id", "draft_id", "position", name=op.f("uq_clause_version_consultation_id_draft_id_position")
        ),
    )
    op.create_table(
        "clause_text",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("heading", sa.String(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("translator", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("reviewed_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_version_id"],
            ["clause_version.consultation_id", "clause_version.id"],
            name=op.f("fk_clause_text_consultation_id_clause_version_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_clause_text_consultation_id")),
        sa.ForeignKeyConstraint(["reviewed_by"], ["person.id"], name=op.f("fk_clause_text_reviewed_by")),
        sa.ForeignKeyConstraint(["translator"], ["person.id"], name=op.f("fk_clause_text_translator")),
        sa.PrimaryKeyConstraint("consultation_id", "clause_version_id", "lang", name=op.f("pk_clause_text")),
    )


def downgrade() -> None:
    op.drop_table("clause_text")
    op.drop_table("clause_version")
    op.drop_index("ix_clause_lineage_draft", table_name="clause_lineage")
    op.drop_table("clause_lineage")
    op.drop_table("draft")
    op.drop_table("clause")
