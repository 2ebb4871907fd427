"""What an error of the database means: a parallel act, a database that does not answer, or a fault of ours."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from consult.kernel.errors import Busy, Collided, Refused, Unreachable

BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40P01", "40001"}
"""Locked by another one; PostgreSQL: a lock not to be had in time, a deadlock, a serialisation failure."""

TAKEN = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"}

GONE = ("08", "53", "57P")
"""Beginnings of what PostgreSQL answers when connections fail, resources are short, or it shuts down or starts."""


def refusal_for(error: DBAPIError) -> Refused | None:
    """Return the refusal that a database's error is to a person, or None for a failure that should not have been."""
    word = _word(error)
    if word in BUSY or word.startswith("SQLITE_BUSY_"):
        return Busy()
    if word in TAKEN:
        return Collided()
    return Unreachable() if error.connection_invalidated or word.startswith(GONE) else None


def _word(error: DBAPIError) -> str:
    """Return the driver's own word for the error; psycopg has none for a server that does not answer."""
    if isinstance(error.orig, sqlite3.Error):
        return str(getattr(error.orig, "sqlite_errorname", ""))
    state = getattr(error.orig, "sqlstate", "")
    return "08" if state is None and type(error.orig).__name__ == "OperationalError" else str(state or "")
