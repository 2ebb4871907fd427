"""Answers are carried from draft to draft and counted by how fresh they are."""

revision = "018_freshness"
down_revision = "017_suggestions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
