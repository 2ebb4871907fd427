"""Comments are shared out, claimed and decided on in numbers, and their authors say whether they are satisfied."""

revision = "019_desk"
down_revision = "018_freshness"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
