"""An installation of the test's own: a folder, a database, and the command line that keeps it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from consult import create_app
from consult.cli import consult
from consult.kernel.db import db
from consult.settings import Settings
from tests.databases import ENGINES, Databases
from tests.world import World


@dataclass(frozen=True, slots=True)
class Installation:
    """A folder and a database that nobody has prepared yet."""

    folder: Path
    environment: dict[str, str]

    @property
    def settings(self) -> Settings:
        return Settings.from_environment(self.environment)

    def run(self, *words: str, status: int = 0, **environment: str) -> Result:
        """Type a command; it must end with this status."""
        done = CliRunner().invoke(consult, words, env={**self.environment, **environment})
        assert done.exit_code == status, f"{words}: {done.exit_code}\n{done.output}\n{done.exception!r}"
        return done

    @contextmanager
    def opened(self) -> Iterator[World]:
        """Give the world in the installation's database, and close what was opened to look into it."""
        app = create_app(self.settings)
        yield World(app)
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(params=ENGINES)
def installation(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> Iterator[Installation]:
    """An installation on SQLite and on PostgreSQL."""
    folder = tmp_path / "instance"
    with databases.empty(request.param, folder) as address:
        yield Installation(folder, {"CONSULT_INSTANCE": str(folder), "CONSULT_DATABASE_URL": address})


@pytest.fixture
def prepared(installation: Installation) -> Installation:
    """An installation that is ready."""
    installation.run("init")
    return installation
