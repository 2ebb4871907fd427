"""Texts hold tables, figures and footnotes."""

revision = "020_forms"
down_revision = "019_desk"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
