"""Statements are found by their words, by their seat, and by what moderators decided, without reading all of a round."""

import unicodedata
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "035_statements_found"
down_revision = "034_flagged_counts"
branch_labels = None
depends_on = None

FULL_STOPS = ".!…。！｡ "
AT_ONCE = 1000

STATEMENT = sa.table(
    "statement",
    sa.column("consultation_id", sa.Uuid(as_uuid=False)),
    sa.column("id", sa.Uuid(as_uuid=False)),
    sa.column("text", sa.Text()),
    sa.column("sameness", sa.String(64)),
)
INDEXES = {
    "ix_statement_same": ["consultation_id", "round_id", "sameness"],
    "ix_statement_of_seat": ["consultation_id", "round_id", "seat_id"],
    "ix_statement_moderated": ["consultation_id", "round_id", "moderated", "number"],
}


def upgrade() -> None:
    op.add_column("statement", sa.Column("sameness", sa.String(length=64), nullable=True))
    _fill()
    with op.batch_alter_table("statement") as batch:
        batch.alter_column("sameness", existing_type=sa.String(length=64), nullable=False)
        for name, columns in INDEXES.items():
            batch.create_index(name, columns)


def downgrade() -> None:
    with op.batch_alter_table("statement") as batch:
        for name in INDEXES:
            batch.drop_index(name)
        batch.drop_column("sameness")


def _fill() -> None:
    connection = op.get_bind()
    every = connection.execute(sa.select(STATEMENT.c.consultation_id, STATEMENT.c.id, STATEMENT.c.text)).all()
    filled = (
        STATEMENT.update()
        .where(STATEMENT.c.consultation_id == sa.bindparam("of"), STATEMENT.c.id == sa.bindparam("its"))
        .values(sameness=sa.bindparam("found"))
    )
    rows = [{"of": of, "its": its, "found": _sameness(text)} for of, its, text in every]
    for first in range(0, len(rows), AT_ONCE):
        connection.execute(filled, rows[first : first + AT_ONCE])


def _sameness(text: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return sha256(" ".join(plain.split()).rstrip(FULL_STOPS).encode()).hexdigest()
