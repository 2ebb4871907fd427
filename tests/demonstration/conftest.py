"""The demonstration as the command builds it, once for all workers of a run, and copied for each."""

import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from consult import create_app
from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView
from consult.demonstration.rules.script import Content
from consult.demonstration.service.content import read_content
from consult.kernel.db import db
from consult.kernel.locks import held
from consult.kernel.secrets import make_secret_key
from consult.settings import Settings
from tests.command import run
from tests.databases import Databases

PATIENCE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Built:
    """The application with the demonstration in it, what the command printed, and how long this took the processor."""

    app: Flask
    output: str
    seconds: float

    @property
    def consultation(self) -> ConsultationView:
        with self.app.app_context():
            return consultations.get_consultation("ai-principles")


@pytest.fixture(scope="session")
def content() -> Content:
    """Everything that was written for the demonstration."""
    return read_content()


@pytest.fixture(scope="session")
def first(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the demonstration was built on SQLite, by whichever worker came first; it stays as it was."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    folder = shared / "demonstration-built"
    with held(shared / "demonstration.lock", patience=PATIENCE_SECONDS):
        if not (folder / "told.json").exists():
            _build(databases, folder)
    return folder


@pytest.fixture(scope="session")
def built(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """A copy of the demonstration that tests look around in, and may add to."""
    yield from _copied(first, tmp_path_factory.mktemp("demonstration"))


@pytest.fixture
def untouched(first: Path, tmp_path: Path) -> Iterator[Built]:
    """A copy of the demonstration just as the command left it."""
    yield from _copied(first, tmp_path)


def _copied(first: Path, own: Path) -> Iterator[Built]:
    shutil.copytree(first, own, dirs_exist_ok=True)
    told = json.loads((own / "told.json").read_text(encoding="utf-8"))
    app = _application(own)
    yield Built(app, told["output"], told["seconds"])
    _leave(app)


def _build(databases: Databases, folder: Path) -> None:
    folder.mkdir()
    with databases.fresh("sqlite", folder):
        app = _application(folder)
        began = time.process_time()
        done = run(app, "demo")
        seconds = time.process_time() - began
        assert done.exit_code == 0, done.output
        _leave(app)
    told = {"output": done.stdout, "seconds": seconds}
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


def _application(folder: Path) -> Flask:
    settings = Settings(
        instance=str(folder),
        database_url=f"sqlite:///{folder / 'consult.db'}",
        sign_in_limit="1000 per minute",
        development=1,
    )
    make_secret_key(settings)
    return create_app(settings)


def _leave(app: Flask) -> None:
    """Close every connection, so that the file holds everything."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
