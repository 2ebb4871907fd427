"""Drafts follow one another: every change names its drafter, reason, class and sources, and comments go along."""

revision = "016_changes"
down_revision = "015_comment_sheets"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
