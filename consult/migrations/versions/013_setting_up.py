"""A consultation is set up step by step, on a legal ground that people accept, with rounds that open by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "013_setting_up"
down_revision = "012_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "category_name",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_category_name_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "category", "lang", name=op.f("pk_category_name")),
    )
    op.create_table(
        "plan_step",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_plan_step_consultation_id")),
        sa.ForeignKeyConstraint(["saved_by"], ["person.id"], name=op.f("fk_plan_step_saved_by")),
        sa.PrimaryKeyConstraint("consultation_id", "step", name=op.f("pk_plan_step")),
    )
    op.create_table(
        "legal_notice",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_legal_notice_by_person")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_legal_notice_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "lang", "version", name=op.f("pk_legal_notice")),
    )
    op.create_table(
        "acceptance",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_acceptance_consultation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_acceptance_person_id")),
        sa.PrimaryKeyConstraint("consultation_id", "person_id", "version", name=op.f("pk_acceptance")),
    )
    with op.batch_alter_table("round") as table:
        table.add_column(sa.Column("terms", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("round") as table:
        table.drop_column("terms")
    for name in ("acceptance", "legal_notice", "plan_step", "category_name"):
        op.drop_table(name)
