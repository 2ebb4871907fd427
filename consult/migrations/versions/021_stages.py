"""Texts have brackets, are adopted with explanations, and are corrected by numbers."""

revision = "021_stages"
down_revision = "020_forms"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
