"""Delegations sign how they vote: what is drafted waits for a signatory, or for an alternate while all are absent."""

import sqlalchemy as sa
from alembic import op

revision = "025_signatures"
down_revision = "024_objections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("membership") as batch:
        batch.add_column(sa.Column("absent_until", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("ballot_act") as batch:
        batch.alter_column("version", existing_type=sa.Integer(), nullable=True)
        batch.alter_column("entry_id", existing_type=sa.Uuid(as_uuid=False), nullable=True)
        batch.alter_column("receipt", existing_type=sa.String(length=10), nullable=True)
        batch.add_column(sa.Column("drafted_by", sa.Uuid(as_uuid=False), nullable=True))
        batch.add_column(sa.Column("note", sa.String(length=500), nullable=True))
        batch.create_foreign_key(op.f("fk_ballot_act_drafted_by"), "person", ["drafted_by"], ["id"])
    op.create_table(
        "ballot_draft",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("position", sa.String(length=64), nullable=False),
        sa.Column("importance", sa.Integer(), nullable=True),
        sa.Column("clause_version_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("lang_seen", sa.String(length=35), nullable=True),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_version_id"],
            ["clause_version.consultation_id", "clause_version.id"],
            name=op.f("fk_ballot_draft_consultation_id_clause_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_ballot_draft_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_ballot_draft_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_ballot_draft_consultation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_ballot_draft_person_id")),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", "seat_id", "item_id", name=op.f("pk_ballot_draft")),
    )


def downgrade() -> None:
    op.drop_table("ballot_draft")
    op.execute(sa.text("DELETE FROM ballot_act WHERE version IS NULL"))
    with op.batch_alter_table("ballot_act") as batch:
        batch.drop_constraint(op.f("fk_ballot_act_drafted_by"), type_="foreignkey")
        batch.drop_column("note")
        batch.drop_column("drafted_by")
        batch.alter_column("receipt", existing_type=sa.String(length=10), nullable=False)
        batch.alter_column("entry_id", existing_type=sa.Uuid(as_uuid=False), nullable=False)
        batch.alter_column("version", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("membership") as batch:
        batch.drop_column("absent_until")
