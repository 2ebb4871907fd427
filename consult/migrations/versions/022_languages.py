"""Words in several languages have a history, and people report where they differ."""

revision = "022_languages"
down_revision = "021_stages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
