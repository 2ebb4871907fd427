"""Participants submit statements, moderators decide on them, and each statement counts the seats that answered it."""

import sqlalchemy as sa
from alembic import op

revision = "033_submitted_statements"
down_revision = "032_opinions"
branch_labels = None
depends_on = None

COUNT_ANSWERS = """
INSERT INTO exposure (consultation_id, round_id, item_id, part, seats)
SELECT ballot.consultation_id, ballot.round_id, ballot.item_id, 0, COUNT(*)
FROM ballot JOIN round ON round.consultation_id = ballot.consultation_id AND round.id = ballot.round_id
WHERE round.kind = 'statements' AND round.state = 'open'
GROUP BY ballot.consultation_id, ballot.round_id, ballot.item_id
"""
"""What has been answered in rounds that are open is counted once; from then on each vote counts itself."""

FORGET_UNREAD = "DELETE FROM statement WHERE leaf IS NOT NULL AND moderated <> 'accepted'"
"""The version before knows of no statement that waits or was withdrawn, and would ask everybody about it.

What was submitted here has a leaf of its own; no other statement has one.
"""


def upgrade() -> None:
    with op.batch_alter_table("statement") as batch:
        batch.add_column(sa.Column("author", sa.Uuid(as_uuid=False), nullable=True))
        batch.add_column(sa.Column("leaf", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("rejected_under", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("rejected_note", sa.String(length=500), nullable=True))
        batch.add_column(sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_foreign_key(op.f("fk_statement_author"), "person", ["author"], ["id"])
    with op.batch_alter_table("moderation_action") as batch:
        batch.alter_column("comment_id", existing_type=sa.Uuid(as_uuid=False), nullable=True)
        batch.add_column(sa.Column("statement_id", sa.Uuid(as_uuid=False), nullable=True))
        batch.create_foreign_key(
            op.f("fk_moderation_action_consultation_id_statement_id"),
            "statement",
            ["consultation_id", "statement_id"],
            ["consultation_id", "id"],
        )
    op.create_table(
        "exposure",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "round_id"],
            ["round.consultation_id", "round.id"],
            name=op.f("fk_exposure_consultation_id_round_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_exposure_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "round_id", "item_id", "part", name=op.f("pk_exposure")),
    )
    op.execute(sa.text(COUNT_ANSWERS))


def downgrade() -> None:
    op.drop_table("exposure")
    op.execute(sa.text("DELETE FROM moderation_action WHERE comment_id IS NULL"))
    with op.batch_alter_table("moderation_action") as batch:
        batch.drop_constraint(op.f("fk_moderation_action_consultation_id_statement_id"), type_="foreignkey")
        batch.drop_column("statement_id")
        batch.alter_column("comment_id", existing_type=sa.Uuid(as_uuid=False), nullable=False)
    op.execute(sa.text(FORGET_UNREAD))
    with op.batch_alter_table("statement") as batch:
        batch.drop_constraint(op.f("fk_statement_author"), type_="foreignkey")
        for name in ("withdrawn_at", "decided_at", "rejected_note", "rejected_under", "leaf", "author"):
            batch.drop_column(name)
