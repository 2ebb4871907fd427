"""Comments come in as the rows of a sheet and go back in it; a comment may propose a change in its author's words."""

import sqlalchemy as sa
from alembic import op

revision = "015_comment_sheets"
down_revision = "014_decisions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sheet_row",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("comment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("run_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("row_key", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("anchored_by", sa.String(length=64), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "comment_id"],
            ["comment.consultation_id", "comment.id"],
            name=op.f("fk_sheet_row_consultation_id_comment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "run_id"],
            ["import_run.consultation_id", "import_run.id"],
            name=op.f("fk_sheet_row_consultation_id_run_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_sheet_row_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "comment_id", name=op.f("pk_sheet_row")),
        sa.UniqueConstraint("consultation_id", "row_key", name=op.f("uq_sheet_row_consultation_id_row_key")),
    )
    op.create_index("ix_sheet_row_run", "sheet_row", ["consultation_id", "run_id"])
    op.create_table(
        "sheet_upload",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_sheet_upload_by_person")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_sheet_upload_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_sheet_upload")),
        sa.UniqueConstraint("consultation_id", "by_person", name=op.f("uq_sheet_upload_consultation_id_by_person")),
    )
    with op.batch_alter_table("comment") as table:
        table.add_column(sa.Column("proposed", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("comment") as table:
        table.drop_column("proposed")
    for name in ("sheet_upload", "sheet_row"):
        op.drop_table(name)
