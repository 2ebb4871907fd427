"""Run migrations on the application's own database.

On SQLite a table is altered by rebuilding it, and a rebuild with foreign keys on deletes the children of every
row (measured: ON DELETE CASCADE left none). So they are switched off for the migration and checked afterwards.
"""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

target_metadata = current_app.extensions["migrate"].db.metadata


class BrokenReferences(RuntimeError):
    """The migration left rows that point at nothing; it was rolled back."""


def run_migrations() -> None:
    """Run every migration in one transaction, with foreign keys off and then checked on SQLite."""
    engine = current_app.extensions["migrate"].db.engine
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if is_sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        try:
            context.configure(
                connection=connection,
                target_metadata=target_metadata,
                render_as_batch=True,
                compare_type=True,
                transactional_ddl=True,
            )
            with context.begin_transaction():
                context.run_migrations()
                if is_sqlite:
                    _check_references(connection)
            connection.commit()
        finally:
            if is_sqlite:
                connection.rollback()
                connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")


def _check_references(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    if broken:
        raise BrokenReferences(f"{len(broken)} rows point at nothing, the first in table {broken[0][0]}")


run_migrations()
