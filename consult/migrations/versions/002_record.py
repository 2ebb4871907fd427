"""The record: leaves as hashed, their places, and what opens them; the first two refuse every change."""

import sqlalchemy as sa
from alembic import op

revision = "002_record"
down_revision = "001_waiting_work"
branch_labels = None
depends_on = None

APPEND_ONLY = ("ledger_entry", "ledger_position")
SQLITE_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRES_GUARD = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    op.create_table(
        "ledger_entry",
        sa.Column("log_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("entry_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("log_id", "entry_id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("log_id", "leaf_hash", name=op.f("uq_ledger_entry_log_id_leaf_hash")),
    )
    op.create_table(
        "ledger_head",
        sa.Column("log_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("log_id", name=op.f("pk_ledger_head")),
    )
    op.create_table(
        "ledger_opening",
        sa.Column("log_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("entry_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("actor_salt", sa.LargeBinary(length=32), nullable=True),
        sa.Column("actor", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("visible_from", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["log_id", "entry_id"],
            ["ledger_entry.log_id", "ledger_entry.entry_id"],
            name=op.f("fk_ledger_opening_log_id_entry_id"),
        ),
        sa.PrimaryKeyConstraint("log_id", "entry_id", name=op.f("pk_ledger_opening")),
    )
    op.create_index(op.f("ix_ledger_opening_actor"), "ledger_opening", ["actor"], unique=False)
    op.create_table(
        "ledger_pending",
        sa.Column("log_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("entry_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["log_id", "entry_id"],
            ["ledger_entry.log_id", "ledger_entry.entry_id"],
            name=op.f("fk_ledger_pending_log_id_entry_id"),
        ),
        sa.PrimaryKeyConstraint("log_id", "entry_id", name=op.f("pk_ledger_pending")),
    )
    op.create_index("ix_ledger_pending_turn", "ledger_pending", ["log_id", "at", "turn"], unique=False)
    op.create_table(
        "ledger_position",
        sa.Column("log_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["log_id", "entry_id"],
            ["ledger_entry.log_id", "ledger_entry.entry_id"],
            name=op.f("fk_ledger_position_log_id_entry_id"),
        ),
        sa.PrimaryKeyConstraint("log_id", "seq", name=op.f("pk_ledger_position")),
        sa.UniqueConstraint("log_id", "entry_id", name=op.f("uq_ledger_position_log_id_entry_id")),
    )
    for statement in _guards():
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("ledger_position")
    op.drop_index("ix_ledger_pending_turn", table_name="ledger_pending")
    op.drop_table("ledger_pending")
    op.drop_index(op.f("ix_ledger_opening_actor"), table_name="ledger_opening")
    op.drop_table("ledger_opening")
    op.drop_table("ledger_head")
    op.drop_table("ledger_entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")


def _guards() -> list[str]:
    if op.get_bind().dialect.name == "postgresql":
        return [POSTGRES_FUNCTION, *(POSTGRES_GUARD.format(table=table) for table in APPEND_ONLY)]
    return [SQLITE_GUARD.format(table=table, verb=verb) for table in APPEND_ONLY for verb in ("UPDATE", "DELETE")]
