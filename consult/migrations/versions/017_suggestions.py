"""People suggest wording, and others support or oppose it."""

revision = "017_suggestions"
down_revision = "016_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
