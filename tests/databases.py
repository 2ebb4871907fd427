"""A database for each test, with every table and no row: copied from one that was migrated once, on SQLite a file.

On PostgreSQL making and dropping a database takes longer than most tests, so a worker clears those it has made and uses
them again.
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from consult import create_app, paths
from consult.kernel.db import Base
from consult.kernel.secrets import make_secret_key
from consult.settings import Settings

ENGINES = ("sqlite", "postgresql")
GUARDED = ("ledger_entry", "ledger_position")
SERVER = os.environ.get("CONSULT_TEST_DATABASE_URL", "postgresql://127.0.0.1:5432/test")


def migrate(settings: Settings) -> None:
    """Bring the database that the settings name to the newest revision."""
    make_secret_key(settings)
    app = create_app(settings)
    with app.app_context():
        flask_migrate.upgrade(directory=str(paths.MIGRATIONS))
        app.extensions["sqlalchemy"].engine.dispose()


class Databases:
    """Migrated databases of one worker, made when first asked for, and copies of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sqlite: Path | None = None
        self._postgresql: str | None = None
        self._made: list[str] = []
        self._free: list[str] = []

    @contextmanager
    def fresh(self, engine: str, instance: Path) -> Iterator[str]:
        """Give the address of a fresh database; skip the test where no PostgreSQL answers."""
        if engine == "sqlite":
            shutil.copyfile(self._migrated_sqlite(), instance / "consult.db")
            yield f"sqlite:///{instance / 'consult.db'}"
            return
        name = self._free.pop() if self._free else self._copy()
        address = _address(name)
        _clear(address)
        yield address
        self._free.append(name)

    @contextmanager
    def empty(self, engine: str, instance: Path) -> Iterator[str]:
        """Give the address of a database that nobody has prepared."""
        if engine == "sqlite":
            yield f"sqlite:///{instance / 'consult.db'}"
            return
        name = f"consult_test_{uuid.uuid4().hex}"
        _on_server(f"CREATE DATABASE {name}")
        try:
            yield _address(name)
        finally:
            _on_server(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Remove what was made."""
        for name in self._made:
            _on_server(f"DROP DATABASE {name} WITH (FORCE)")

    def _copy(self) -> str:
        name = f"consult_test_{uuid.uuid4().hex}"
        _on_server(f"CREATE DATABASE {name} TEMPLATE {self._migrated_postgresql()}")
        self._made.append(name)
        # What a crash would lose is proven elsewhere; waiting for the disk at every commit would take half of the time.
        _on_server(f"ALTER DATABASE {name} SET synchronous_commit TO off")
        return name

    def _migrated_sqlite(self) -> Path:
        if self._sqlite is None:
            address = f"sqlite:///{self.folder / 'migrated.db'}"
            migrate(Settings(instance=str(self.folder / "sqlite"), database_url=address))
            self._sqlite = self.folder / "migrated.db"
        return self._sqlite

    def _migrated_postgresql(self) -> str:
        if self._postgresql is None:
            name = f"consult_test_migrated_{uuid.uuid4().hex}"
            _on_server(f"CREATE DATABASE {name}")
            self._postgresql = name
            self._made.append(name)
            migrate(Settings(instance=str(self.folder / "postgresql"), database_url=_address(name)))
        return self._postgresql


def _address(name: str) -> str:
    return make_url(SERVER).set(database=name).render_as_string(hide_password=False)


def _clear(address: str) -> None:
    """Remove every row; the log's guard against that is down for as long as it takes."""
    tables = [table.name for table in reversed(Base.metadata.sorted_tables)]
    engine = create_engine(address)
    with engine.begin() as connection:
        for table in GUARDED:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        connection.execute(text("; ".join(f'DELETE FROM "{table}"' for table in tables)))
        for table in GUARDED:
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
    engine.dispose()


def _on_server(statement: str) -> None:
    engine = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    except OperationalError as error:
        if "could not connect" in str(error) or "Connection refused" in str(error) or "connection failed" in str(error):
            pytest.skip("no PostgreSQL answers at CONSULT_TEST_DATABASE_URL")
        raise
    finally:
        engine.dispose()
