"""Revisions that were brought in before they had numbers are numbered in their order, each text by itself."""

from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import MetaData, Table, insert, select

from consult.kernel.db import WRITE, db
from consult.kernel.ids import new_id

from .rows import fill

STAGES = ("zero_draft", "revision", "revision", "final")


def test_revisions_get_their_numbers(empty_database: Flask, alembic_config: Config) -> None:
    command.upgrade(alembic_config, "020_forms")
    with db.engine.connect().execution_options(**WRITE) as connection:
        fill(connection)
        draft = Table("draft", MetaData(), autoload_with=connection)
        (found,) = connection.execute(select(draft)).mappings().all()
        connection.execute(
            insert(draft),
            [
                {**found, "id": new_id(), "number": number, "stage": stage, "symbol": f"S{number}"}
                for number, stage in enumerate(STAGES, start=2)
            ],
        )
        connection.commit()
    command.upgrade(alembic_config, "021_stages")
    with db.engine.connect() as connection:
        draft = Table("draft", MetaData(), autoload_with=connection)
        told = connection.execute(select(draft.c.stage, draft.c.revision).order_by(draft.c.number)).all()
    assert [tuple(row) for row in told[1:]] == [("zero_draft", None), ("revision", 1), ("revision", 2), ("final", None)]
