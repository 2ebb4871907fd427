"""Altering a table that others point at keeps the rows that point at it.

SQLite alters a table by making it anew and dropping the old one, and with foreign keys on the drop deletes the children
of every row. Our migration environment switches them off for the migration and checks them afterwards.
"""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import text

from consult.kernel.db import WRITE, db

TABLES = """
import sqlalchemy as sa
from alembic import op
revision = "001_tables"
down_revision = None

def upgrade():
    op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(10)))
    op.create_table(
        "child",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("parent.id", ondelete="CASCADE", name="fk_child")),
    )

def downgrade():
    op.drop_table("child")
    op.drop_table("parent")
"""
CHANGE = """
import sqlalchemy as sa
from alembic import op
revision = "002_change"
down_revision = "001_tables"

def upgrade():
    {change}

def downgrade():
    with op.batch_alter_table("parent") as batch:
        batch.alter_column("name", existing_type=sa.String(20), type_=sa.String(10))
"""
WIDEN = """with op.batch_alter_table("parent") as batch:
        batch.alter_column("name", existing_type=sa.String(10), type_=sa.String(20))"""
LOSE = 'op.execute("DELETE FROM parent")'


@pytest.fixture
def family(small_database: Flask, alembic_config: Config) -> Flask:
    """A parent with two children, at the first revision."""
    _revision(alembic_config, "001_tables", TABLES)
    command.upgrade(alembic_config, "001_tables")
    with db.engine.connect().execution_options(**WRITE) as connection:
        connection.execute(text("INSERT INTO parent VALUES (1, 'one')"))
        connection.execute(text("INSERT INTO child VALUES (1, 1), (2, 1)"))
        connection.commit()
    return small_database


def test_altering_a_parent_keeps_its_children_up_and_down(family: Flask, alembic_config: Config) -> None:
    _revision(alembic_config, "002_change", CHANGE.format(change=WIDEN))
    command.upgrade(alembic_config, "head")
    assert _children() == 2
    command.downgrade(alembic_config, "001_tables")
    assert _children() == 2


def test_with_foreign_keys_on_the_same_change_would_lose_them(family: Flask) -> None:
    """The trap is real; were it gone one day, the environment could do without its precaution."""
    with db.engine.connect().execution_options(**WRITE) as connection:
        with Operations(MigrationContext.configure(connection)).batch_alter_table("parent") as batch:
            batch.alter_column("name", existing_type=sa.String(10), type_=sa.String(20))
        connection.commit()
    assert _children() == 0


def test_a_migration_that_leaves_orphans_is_rolled_back(family: Flask, alembic_config: Config) -> None:
    _revision(alembic_config, "002_change", CHANGE.format(change=LOSE))
    with pytest.raises(RuntimeError, match="rows point at nothing, the first in table child"):
        command.upgrade(alembic_config, "head")
    assert _children() == 2
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM parent")) == 1
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "001_tables"


def test_foreign_keys_hold_again_after_a_migration(family: Flask, alembic_config: Config) -> None:
    _revision(alembic_config, "002_change", CHANGE.format(change=WIDEN))
    command.upgrade(alembic_config, "head")
    with db.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def _revision(config: Config, name: str, source: str) -> None:
    folder = config.get_main_option("script_location")
    assert folder is not None
    (Path(folder) / "versions" / f"{name}.py").write_text(source, encoding="utf-8")


def _children() -> int:
    with db.engine.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM child")) or 0)
