"""Delegations draft together and release what they say in one act."""

revision = "023_delegations"
down_revision = "022_languages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
