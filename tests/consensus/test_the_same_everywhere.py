"""What is published of opinions does not hang on the database, on a language, or on how a machine sorts."""

import csv
import io
import json
import locale
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from consult import create_app
from consult.consensus.service import result_of
from consult.consensus.tables import OpinionAnalysis
from consult.intake import service as intake
from consult.kernel.db import db
from consult.kernel.secrets import FILE
from consult.settings import Settings
from tests.databases import ENGINES, Databases
from tests.shared_data import shared_path
from tests.world import World

NAMES = ("summary.csv", "comments.csv", "participants-votes.csv")
PLACES = [("sqlite", "en", "C"), ("postgresql", "ar", "C.UTF-8"), ("sqlite", "zh_Hans_CN", "C.UTF-8")]
"""Databases, the languages of whoever imports, and what the machine sorts by."""


@contextmanager
def installed(databases: Databases, secret_key: str, engine: str, folder: Path) -> Iterator[Flask]:
    """Give an installation of its own."""
    folder.mkdir()
    with databases.fresh(engine, folder) as address:
        (folder / FILE).write_text(secret_key, encoding="ascii")
        app = create_app(Settings(instance=str(folder), database_url=address))
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@contextmanager
def sorting_by(name: str) -> Iterator[None]:
    """Have the machine sort and write as another one does."""
    before = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, name)
    try:
        yield
    finally:
        locale.setlocale(locale.LC_ALL, before)


def frozen(world: World, files: dict[str, bytes], lang: str) -> tuple[bytes, str]:
    """Return what is found of an imported conversation, byte for byte, and the digest of its result."""
    with world.acting(), force_locale(lang):
        one = intake.import_polis(slug="shared", title="", files=files)
    with world.reading() as session:
        row = session.get(OpinionAnalysis, (one.consultation_id, one.id, "frozen"))
        assert row is not None
        return row.canonical, str(result_of(one)["sha256"])


def without_groups(content: bytes) -> bytes:
    """Return who answered what in an export, without the groups that its source found."""
    rows = list(csv.reader(io.StringIO(content.decode())))
    column = rows[0].index("group-id")
    written = io.StringIO()
    csv.writer(written).writerows([rows[0], *([*row[:column], "", *row[column + 1 :]] for row in rows[1:])])
    return written.getvalue().encode()


@pytest.mark.parametrize("has_groups", [True, False], ids=["groups of the source", "groups found here"])
@pytest.mark.parametrize("name", ["brexit-consensus", "scoop-hivemind.ubi"])
def test_the_database_and_the_language_change_nothing_of_what_is_published(
    databases: Databases, secret_key: str, tmp_path: Path, name: str, *, has_groups: bool
) -> None:
    folder = shared_path(f"data/polis/{name}")
    files = {each: (folder / each).read_bytes() for each in NAMES}
    if not has_groups:
        files["participants-votes.csv"] = without_groups(files["participants-votes.csv"])
    found = []
    for place, (engine, lang, sorting) in enumerate(PLACES):
        with installed(databases, secret_key, engine, tmp_path / str(place)) as app, sorting_by(sorting):
            found.append(frozen(World(app), files, lang))
    assert {engine for engine, _, _ in PLACES} == set(ENGINES)
    assert json.loads(found[0][0])["origin"] == ("given" if has_groups else "computed")
    assert found == [found[0]] * len(PLACES)
