"""Locks between processes of one machine: they end with the process, however that ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


class Taken(Exception):
    """Another process holds the lock."""


@contextmanager
def held(path: Path, *, patience: float = 0) -> Iterator[None]:
    """Hold the lock that a file stands for while the block runs; raise `Taken` after so many seconds without it.

    SQLite locks the file, on every system in that system's own way.
    """
    with closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise Taken from error
        yield
