"""Fresh installations to measure, on SQLite and on PostgreSQL, and processes with what they cost."""

import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

import consult

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SERVER = os.environ.get("CONSULT_TEST_DATABASE_URL", "postgresql://127.0.0.1:5432/test")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost: seconds by the clock, and megabytes at its peak."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Installation:
    """An instance folder with a database that is at the newest revision."""

    engine: str
    folder: Path
    address: str

    def run(self, *arguments: object) -> Cost:
        """Run `consult` with these arguments to its end; from the second time on its modules are compiled already."""
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"CONSULT_INSTANCE": str(self.folder), "CONSULT_DATABASE_URL": self.address}
        environment["PYTHONPYCACHEPREFIX"] = str(self.folder.parent / "compiled")
        command = [sys.executable, "-m", "consult", *map(str, arguments)]
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"consult {' '.join(map(str, arguments))} ended with status {process.returncode}")
        return Cost(seconds, usage.ru_maxrss / 1024)


class Installations:
    """Prepared once on each database, copied for each measurement."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prepared: dict[str, Installation] = {}

    def __enter__(self) -> "Installations":
        self._prepare("sqlite", f"sqlite:///{self.folder / 'sqlite' / 'consult.db'}")
        name = f"consult_bench_{uuid.uuid4().hex}"
        try:
            on_server(f"CREATE DATABASE {name}")
        except OperationalError:
            print("No PostgreSQL answers at CONSULT_TEST_DATABASE_URL; measuring SQLite alone.", file=sys.stderr)
        else:
            self._prepare("postgresql", _address(name))
        return self

    def __exit__(self, *_: object) -> None:
        if "postgresql" in self.prepared:
            on_server(f"DROP DATABASE {make_url(self.prepared['postgresql'].address).database} WITH (FORCE)")

    @contextmanager
    def fresh(self, engine: str) -> Iterator[Installation]:
        """Give a copy that nothing has happened in."""
        folder = self.folder / uuid.uuid4().hex
        shutil.copytree(self.prepared[engine].folder, folder)
        if engine == "sqlite":
            yield Installation(engine, folder, f"sqlite:///{folder / 'consult.db'}")
        else:
            name = f"consult_bench_{uuid.uuid4().hex}"
            on_server(f"CREATE DATABASE {name} TEMPLATE {make_url(self.prepared[engine].address).database}")
            try:
                yield Installation(engine, folder, _address(name))
            finally:
                on_server(f"DROP DATABASE {name} WITH (FORCE)")
        shutil.rmtree(folder)

    def _prepare(self, engine: str, address: str) -> None:
        folder = self.folder / engine
        folder.mkdir()
        self.prepared[engine] = Installation(engine, folder, address)
        self.prepared[engine].run("init")


def on_server(statement: str) -> None:
    """Have the PostgreSQL server do something outside of any transaction."""
    engine = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


def show(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table as Markdown, numbers to the right."""
    print(f"| {' | '.join(header)} |")
    print(f"|{'|'.join('--:' if isinstance(cell, int | float) else '---' for cell in rows[0])}|")
    for row in rows:
        print(f"| {' | '.join(map(_written, row))} |")


def circumstances() -> str:
    """Return when and on what this is measured."""
    parts = [
        f"{datetime.now(UTC):%Y-%m-%d}",
        f"{os.cpu_count()} cores",
        f"load {os.getloadavg()[0]:.1f}",
        f"consult {consult.__version__}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        f"PostgreSQL {_server_version()}",
    ]
    return " · ".join(parts)


def _written(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _server_version() -> str:
    engine = create_engine(SERVER)
    try:
        with engine.connect() as connection:
            version = str(connection.scalar(text("SHOW server_version"))).split()[0]
            return f"{version} (fsync {connection.scalar(text('SHOW fsync'))})"
    except OperationalError:
        return "absent"
    finally:
        engine.dispose()


def _address(name: str) -> str:
    return make_url(SERVER).set(database=name).render_as_string(hide_password=False)
