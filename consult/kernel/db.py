"""The database: its base class, its types, and how a connection is opened on SQLite and on PostgreSQL."""

import sqlite3
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    String,
    Uuid,
    event,
    func,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, scoped_session
from sqlalchemy.types import TypeDecorator

WRITE = {"consult_write": True}
"""Execution options of a connection that will write: SQLite then begins IMMEDIATE."""

BUSY_TIMEOUT_MS = 5000


class Base(DeclarativeBase):
    """What every table derives from; constraints are named so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)

Id = Uuid(as_uuid=False)
"""An opaque identifier, spelled with hyphens in Python and native where the database has such a type."""

Name = String(64)
"""A word of our own vocabulary: a state, a kind, a category."""


class Scoped:
    """A row of one consultation: the consultation leads its key, so that it can be the partition key."""

    consultation_id: Mapped[str] = mapped_column(Id, ForeignKey("consultation.id"), primary_key=True, sort_order=-1)


def scoped_key(*columns: str, to: str, column: str = "id") -> ForeignKeyConstraint:
    """Return a foreign key within one consultation; the last column points at `to`'s `column`, others keep their names."""
    targets = [*columns[:-1], column]
    return ForeignKeyConstraint(
        ["consultation_id", *columns], [f"{to}.consultation_id", *(f"{to}.{target}" for target in targets)]
    )


class Moment(TypeDecorator[datetime]):
    """An instant: aware UTC in Python, to the millisecond, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC; refuse a naive value, whose zone nobody could know."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def insert(table: type[Base], session: Session | scoped_session[Any]) -> Any:  # noqa: ANN401 - two dialects share no class
    """Return an INSERT of the database's own dialect, which knows ON CONFLICT on both."""
    dialect = session.get_bind().dialect.name
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def new_ids(session: Session | scoped_session[Any]) -> ColumnElement[str]:
    """Return what gives each row of a query a new random identifier, for rows that the database itself makes."""
    if session.get_bind().dialect.name == "postgresql":
        return func.gen_random_uuid(type_=Id)
    return func.lower(func.hex(func.randomblob(16)), type_=Id)


@event.listens_for(Engine, "connect")
def _prepare_connection(connection: Any, _record: object) -> None:  # noqa: ANN401 - whichever driver is in use
    if not isinstance(connection, sqlite3.Connection):
        _prepare_postgresql(connection)
        return
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _prepare_postgresql(connection: Any) -> None:  # noqa: ANN401 - psycopg may not be installed
    """Wait for a lock no longer than SQLite's writers wait for theirs, so that one slow act cannot hold every thread."""
    connection.execute(f"SET lock_timeout = {BUSY_TIMEOUT_MS}")
    connection.commit()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Begin IMMEDIATE for a write on SQLite: a deferred upgrade would fail at once when another one writes."""
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("consult_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
