"""A consultation is the partition: it leads every key of every row that belongs to one."""

from collections.abc import Iterable

import pytest
from sqlalchemy import Column, ForeignKeyConstraint, MetaData, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy import Text as LongText

from consult.kernel.db import Base, Id, scoped_key

from . import sources

sources.import_everything()

INSTANCE = {
    "kernel": {"job", "mail_outbox", "idempotency_key", "counter"},
    "ledger": {"ledger_head", "ledger_entry", "ledger_pending", "ledger_position", "ledger_opening"},
    "accounts": {"person", "credential", "session", "access_token", "instance_grant"},
    "consultations": {"consultation"},
}
"""The tables that belong to the installation, or to a log, and not to one consultation; each by its room."""

FREE = {name for names in INSTANCE.values() for name in names}


def scoped_tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.name not in FREE]


def first(columns: Iterable[Column[object]]) -> str | None:
    return next((column.name for column in columns), None)


def breaches(table: Table) -> list[str]:
    """Return what in a consultation's table is not led by its consultation."""
    keys = [each for each in table.constraints if isinstance(each, PrimaryKeyConstraint | UniqueConstraint)]
    found = [
        f"{table.name}: {type(each).__name__} {[column.name for column in each.columns]}"
        for each in keys
        if first(each.columns) != "consultation_id"
    ]
    found += [
        f"{table.name}: unique index {index.name}"
        for index in table.indexes
        if index.unique and first(index.columns) != "consultation_id"
    ]
    return found + [f"{table.name}: foreign key {each.column_keys}" for each in stray_keys(table)]


def stray_keys(table: Table) -> list[ForeignKeyConstraint]:
    """Return the foreign keys to a consultation's rows that are not led by the consultation on both sides."""
    return [
        each
        for each in table.foreign_key_constraints
        if each.referred_table.name not in FREE
        and (each.column_keys[0], each.elements[0].column.name) != ("consultation_id", "consultation_id")
    ]


@pytest.mark.parametrize("table", scoped_tables(), ids=lambda table: str(table.name))
def test_the_consultation_leads_every_key_of_its_tables(table: Table) -> None:
    assert breaches(table) == []


@pytest.mark.parametrize("table", scoped_tables(), ids=lambda table: str(table.name))
def test_a_consultation_s_row_points_at_its_consultation(table: Table) -> None:
    targets = {each.column_keys[0]: each.referred_table.name for each in table.foreign_key_constraints}
    assert "consultation_id" in targets


def test_an_exempt_table_exists_and_stands_in_its_room() -> None:
    homes = {mapper.local_table.name: mapper.class_.__module__.split(".")[1] for mapper in Base.registry.mappers}
    assert {room: {name for name in names if homes.get(name) == room} for room, names in INSTANCE.items()} == INSTANCE


def test_a_table_that_forgets_its_consultation_is_found() -> None:
    metadata = MetaData()
    Table("round", metadata, Column("consultation_id", Id, primary_key=True), Column("id", Id, primary_key=True))
    careless = Table(
        "vote",
        metadata,
        Column("id", Id, primary_key=True),
        Column("consultation_id", Id, primary_key=True),
        Column("round_id", Id),
        Column("seat_id", Id),
        UniqueConstraint("seat_id"),
        scoped_key("round_id", to="round"),
    )
    assert sorted(breaches(careless)) == [
        "vote: PrimaryKeyConstraint ['id', 'consultation_id']",
        "vote: UniqueConstraint ['seat_id']",
    ]


def test_a_key_to_a_consultation_s_row_that_leaves_the_consultation_out_is_found() -> None:
    metadata = MetaData()
    Table("round", metadata, Column("consultation_id", Id, primary_key=True), Column("id", Id, primary_key=True))
    careless = Table(
        "vote",
        metadata,
        Column("consultation_id", Id, primary_key=True),
        Column("round_id", Id),
        ForeignKeyConstraint(["round_id"], ["round.id"]),
    )
    assert breaches(careless) == ["vote: foreign key ['round_id']"]


def test_every_constraint_has_a_name_that_a_migration_can_find() -> None:
    nameless = [
        f"{table.name}: {type(each).__name__}"
        for table in Base.metadata.sorted_tables
        for each in table.constraints
        if each.name is None
    ]
    assert nameless == []


def test_no_name_is_longer_than_postgresql_keeps() -> None:
    names = [
        str(each.name)
        for table in Base.metadata.sorted_tables
        for each in [table, *table.columns, *table.constraints, *table.indexes]
    ]
    assert [name for name in names if len(name) > 63] == []


def test_words_of_ours_are_short_and_people_s_words_may_be_long() -> None:
    """A state or a kind in an unbounded column would be one that nobody checks."""
    bounded = {"state", "kind", "role", "category", "status", "act", "position", "channel", "freshness"}
    loose = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name in bounded and isinstance(column.type, LongText)
    ]
    assert loose == []
