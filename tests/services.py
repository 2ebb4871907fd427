"""Run a command with a PostgreSQL and a Redis it may write to.

`python tests/services.py COMMAND...` uses the servers that answer at the usual addresses, or at those that
CONSULT_TEST_DATABASE_URL and CONSULT_TEST_REDIS_URL name. Where none answers and the programs are installed, it
starts private ones on free loopback ports, in a folder that is gone afterwards. Where there are none, it says which
tests will be skipped.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import redis

DATABASE = "CONSULT_TEST_DATABASE_URL"
USUAL_DATABASE = "postgresql://127.0.0.1:5432/test"
REDIS = "CONSULT_TEST_REDIS_URL"
USUAL_REDIS = "redis://127.0.0.1:6379"
PATIENCE_SECONDS = 30
MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 4 * 1024**3


def main(command: list[str]) -> int:
    """Run the command with what could be found or started, and return its status."""
    with ExitStack() as servers:
        found = {
            DATABASE: os.environ.get(DATABASE) or _usual_database() or servers.enter_context(_private_database()),
            REDIS: os.environ.get(REDIS) or _usual_redis() or servers.enter_context(_private_redis()),
        }
        for name, address in found.items():
            print(f"{name}: {address or 'no server and no program to start one; tests that need it are skipped'}")
        sys.stdout.flush()
        environment = _in_memory() | os.environ | {name: address for name, address in found.items() if address}
        return subprocess.run(command, env=environment, check=False).returncode


def _in_memory() -> dict[str, str]:
    """Return what makes pytest keep its folders in memory, where the system has a place for that.

    SQLite waits for the disk at every commit, as it must; in memory there is nothing to wait for.
    """
    has_room = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH_BYTES
    return {"PYTEST_DEBUG_TEMPROOT": str(MEMORY)} if has_room else {}


def _usual_database() -> str | None:
    return USUAL_DATABASE if _takes_tables(USUAL_DATABASE) else None


def _takes_tables(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=3) as connection:
            row = connection.execute("SELECT has_database_privilege(current_database(), 'CREATE')").fetchone()
            return row == (True,)
    except psycopg.Error:
        return False


def _usual_redis() -> str | None:
    return USUAL_REDIS if _answers(USUAL_REDIS) else None


def _answers(address: str) -> bool:
    with redis.Redis.from_url(address, socket_timeout=3) as client:
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False


@contextmanager
def _private_database() -> Iterator[str | None]:
    programs = _postgresql_programs()
    if programs is None:
        yield None
        return
    user = _unprivileged_user()
    port = _free_port()
    with _folder(user) as folder:
        data = folder / "data"
        setup = [
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            "consult",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        ]
        subprocess.run(setup, check=True, stdout=subprocess.DEVNULL, user=user, cwd=folder)
        options = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", "fsync=off"]
        server = [str(programs / "postgres"), "-D", str(data), *(part for option in options for part in ("-c", option))]
        address = f"postgresql://consult@127.0.0.1:{port}/postgres"
        with _running(server, folder=folder, user=user):
            _wait_until(lambda: _takes_tables(address), what="PostgreSQL", folder=folder)
            yield address


@contextmanager
def _private_redis() -> Iterator[str | None]:
    program = shutil.which("redis-server")
    if program is None:
        yield None
        return
    port = _free_port()
    address = f"redis://127.0.0.1:{port}"
    with _folder(None) as folder:
        server = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        with _running(server, folder=folder, user=None):
            _wait_until(lambda: _answers(address), what="Redis", folder=folder)
            yield address


def _postgresql_programs() -> Path | None:
    """Return the folder that holds `initdb`; Debian keeps it off the path, one folder a version."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


def _unprivileged_user() -> str | None:
    """Return whom PostgreSQL runs as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def _folder(user: str | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="consult-test-") as name:
        if user:
            shutil.chown(name, user)
        yield Path(name)


@contextmanager
def _running(server: list[str], *, folder: Path, user: str | None) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(server, stdout=log, stderr=log, stdin=subprocess.DEVNULL, user=user, cwd=folder)
        try:
            yield
        finally:
            process.send_signal(2)
            process.wait(timeout=PATIENCE_SECONDS)


def _wait_until(answers: Callable[[], bool], *, what: str, folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not answers():
        if time.monotonic() > deadline:
            sys.exit(f"A private {what} did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
