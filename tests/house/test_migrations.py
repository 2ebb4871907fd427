"""Migrations make what the models say, on both databases, and lose no row on the way."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import CheckConstraint, inspect, text
from sqlalchemy.exc import DBAPIError

from consult import paths
from consult.deliberation.rules.statements import sameness
from consult.kernel.db import WRITE, Base, db

from .rows import counts, fill

VERSIONS = paths.MIGRATIONS / "versions"


def revisions() -> list[str]:
    """Return every revision, the first one first."""
    return sorted(path.stem for path in VERSIONS.glob("*.py"))


def test_revisions_are_numbered_slugs_in_one_line() -> None:
    config = Config()
    config.set_main_option("script_location", Path(paths.MIGRATIONS).as_posix())
    told = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert told[::-1] == revisions()
    assert [name[:3] for name in revisions()] == [f"{number:03}" for number in range(1, len(revisions()) + 1)]
    assert [name for name in revisions() if not re.fullmatch(r"\d{3}_[a-z][a-z_]*", name)] == []
    assert revisions()


def test_models_and_migrations_say_the_same(empty_database: Flask, alembic_config: Config) -> None:
    command.upgrade(alembic_config, "head")
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        found = inspect(connection)
        checks = {name: {each["name"] for each in found.get_check_constraints(name)} for name in Base.metadata.tables}
    assert checks == {name: _checks_of(name) for name in Base.metadata.tables}


def test_migrations_go_up_and_down_and_up_again(empty_database: Flask, alembic_config: Config) -> None:
    command.upgrade(alembic_config, "head")
    command.downgrade(alembic_config, "base")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
    command.upgrade(alembic_config, "head")
    assert set(Base.metadata.tables) <= set(inspect(db.engine).get_table_names())


@pytest.mark.parametrize(("revision", "next_one"), list(pairwise(revisions())))
def test_a_migration_keeps_the_rows_it_finds(
    empty_database: Flask, alembic_config: Config, revision: str, next_one: str
) -> None:
    command.upgrade(alembic_config, revision)
    with db.engine.connect().execution_options(**WRITE) as connection:
        filled = fill(connection)
        connection.commit()
    for way, to in ((command.upgrade, next_one), (command.downgrade, revision)):
        way(alembic_config, to)
        assert _counts(filled) == dict.fromkeys(filled, 1)


@pytest.mark.prove
@pytest.mark.parametrize("revision", revisions())
def test_all_migrations_after_it_keep_the_rows_of_a_revision(
    empty_database: Flask, alembic_config: Config, revision: str
) -> None:
    command.upgrade(alembic_config, revision)
    with db.engine.connect().execution_options(**WRITE) as connection:
        filled = fill(connection)
        connection.commit()
    command.upgrade(alembic_config, "head")
    assert _counts(filled) == dict.fromkeys(filled, 1)
    command.downgrade(alembic_config, revision)
    assert _counts(filled) == dict.fromkeys(filled, 1)
    command.downgrade(alembic_config, "base")


def test_statements_that_were_there_are_found_by_their_words(empty_database: Flask, alembic_config: Config) -> None:
    command.upgrade(alembic_config, "034_flagged_counts")
    with db.engine.connect().execution_options(**WRITE) as connection:
        fill(connection)
        connection.execute(text("UPDATE statement SET text = :text"), {"text": "ＬＯＧ  every stop!"})
        connection.commit()
    command.upgrade(alembic_config, "035_statements_found")
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT sameness FROM statement")) == sameness("Log every stop")


@pytest.mark.parametrize(
    ("moderated", "kept"), [("accepted", 1), ("unmoderated", 0), ("rejected", 0)], ids=["asked", "waiting", "rejected"]
)
def test_what_nobody_was_asked_about_is_gone_in_a_version_that_would_ask_it(
    empty_database: Flask, alembic_config: Config, moderated: str, kept: int
) -> None:
    command.upgrade(alembic_config, "033_submitted_statements")
    with db.engine.connect().execution_options(**WRITE) as connection:
        fill(connection)
        connection.execute(text("UPDATE statement SET moderated = :word"), {"word": moderated})
        connection.execute(text("UPDATE moderation_action SET comment_id = NULL"))
        connection.commit()
    command.downgrade(alembic_config, "032_opinions")
    assert _counts(["statement"]) == {"statement": kept}
    command.upgrade(alembic_config, "head")


@pytest.mark.parametrize("change", ["UPDATE {table} SET log_id = log_id", "DELETE FROM {table}"])
@pytest.mark.parametrize("table", ["ledger_entry", "ledger_position"])
def test_a_migrated_log_refuses_changes(empty_database: Flask, alembic_config: Config, table: str, change: str) -> None:
    command.upgrade(alembic_config, "head")
    with db.engine.connect().execution_options(**WRITE) as connection:
        fill(connection)
        connection.commit()
        with pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(change.format(table=table)))


def _counts(tables: list[str]) -> dict[str, int]:
    with db.engine.connect() as connection:
        return counts(connection, tables)


def _checks_of(table: str) -> set[str]:
    constraints = Base.metadata.tables[table].constraints
    return {str(each.name) for each in constraints if isinstance(each, CheckConstraint)}
