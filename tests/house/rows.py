"""One row in every table, whatever the tables are: a database with data, at any revision."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, func, select
from sqlalchemy import types as kinds

CHOICES: dict[str, dict[str, object]] = {"seat": {"person_id": None, "organisation_id": None}}
"""Columns of which a check allows only some together."""

VERSION_TABLE = "alembic_version"


def fill(connection: Connection) -> list[str]:
    """Put one row into every table, each pointing at the others' rows; return the tables' names."""
    metadata = MetaData()
    metadata.reflect(connection)
    made: dict[str, dict[str, Any]] = {}
    tables = [table for table in metadata.sorted_tables if table.name != VERSION_TABLE]
    for table in tables:
        made[table.name] = _row(table, made)
        connection.execute(table.insert().values(made[table.name]))
    return [table.name for table in tables]


def counts(connection: Connection, tables: list[str]) -> dict[str, int]:
    """Return how many rows each of the tables has."""
    metadata = MetaData()
    metadata.reflect(connection, only=tables)
    return {name: connection.scalar(select(func.count()).select_from(metadata.tables[name])) or 0 for name in tables}


def _row(table: Table, made: dict[str, dict[str, Any]]) -> dict[str, Any]:
    row = {column.name: _value(column) for column in table.columns}
    for constraint in table.foreign_key_constraints:
        for element in constraint.elements:
            target = made.get(element.column.table.name, row)
            row[element.parent.name] = target[element.column.name]
    return row | CHOICES.get(table.name, {})


def _value(column: Column[Any]) -> object:
    """Return a value that the column takes; equal columns of one table get equal values, and every id its own."""
    length = getattr(column.type, "length", None)
    if isinstance(column.type, kinds.Uuid):
        return uuid.uuid4()
    if isinstance(column.type, kinds.CHAR) and length == 32:
        return uuid.uuid4().hex
    for kind, value in VALUES:
        if isinstance(column.type, kind):
            return value
    raise TypeError(f"{column}: no value known for {column.type!r}")


VALUES: tuple[tuple[type[Any], object], ...] = (
    (kinds.Boolean, True),
    (kinds.DateTime, datetime(2026, 1, 2, 3, 4, 5)),  # noqa: DTZ001 - read by each database in its own way
    (kinds.Integer, 1),
    (kinds.JSON, {}),
    (kinds.LargeBinary, b"\x00" * 32),
    (kinds.String, "x"),
)
