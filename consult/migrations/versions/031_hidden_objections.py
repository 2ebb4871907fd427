"""Moderators hide the words of an objection."""

import sqlalchemy as sa
from alembic import op

revision = "031_hidden_objections"
down_revision = "030_options"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("objection", sa.Column("hidden_under", sa.String(length=64), nullable=True))
    op.add_column("objection", sa.Column("hidden_note", sa.String(length=500), nullable=True))


def downgrade() -> None:
    op.drop_column("objection", "hidden_note")
    op.drop_column("objection", "hidden_under")
