"""Who decides on a text, and what they declared to become of each clause."""

import sqlalchemy as sa
from alembic import op

revision = "014_decisions"
down_revision = "013_setting_up"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decision_maker",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_decision_maker_added_by")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_decision_maker_consultation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decision_maker_person_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_decision_maker")),
    )
    op.create_table(
        "declared_outcome",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("computed", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("decision_maker_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_declared_outcome_by_person")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "decision_maker_id"],
            ["decision_maker.consultation_id", "decision_maker.id"],
            name=op.f("fk_declared_outcome_consultation_id_decision_maker_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_declared_outcome_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_declared_outcome_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", "item_id", "version", name=op.f("pk_declared_outcome")),
    )


def downgrade() -> None:
    op.drop_table("declared_outcome")
    op.drop_table("decision_maker")
