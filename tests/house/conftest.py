"""What the house tests share: an application for each database, and one to ask about its pages."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from flask import Flask
from flask_migrate import Migrate
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from consult import create_app, paths
from consult.kernel.db import db
from consult.kernel.secrets import make_secret_key
from consult.settings import Settings

from . import sources

DATABASE = os.environ.get("CONSULT_TEST_DATABASE_URL", "postgresql://127.0.0.1:5432/test")


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The whole application, for questions about its pages; it has no tables."""
    settings = Settings(instance=str(tmp_path_factory.mktemp("house")))
    make_secret_key(settings)
    return create_app(settings)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A database without tables, inside the context of an application that can migrate it."""
    sources.import_everything()
    if request.param == "sqlite":
        yield from _application(f"sqlite:///{tmp_path / 'house.db'}", paths.MIGRATIONS)
        return
    schema = f"house_{uuid.uuid4().hex}"
    admin = create_engine(DATABASE)
    try:
        with admin.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    except OperationalError:
        pytest.skip("no PostgreSQL answers at CONSULT_TEST_DATABASE_URL")
    address = make_url(DATABASE).update_query_dict({"options": f"-csearch_path={schema}"})
    yield from _application(address.render_as_string(hide_password=False), paths.MIGRATIONS)
    with admin.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    admin.dispose()


@pytest.fixture
def small_database(tmp_path: Path) -> Iterator[Flask]:
    """An SQLite database that migrates by our environment, with a folder of revisions of the test's own."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "alembic.ini", "script.py.mako"):
        (folder / name).write_bytes((paths.MIGRATIONS / name).read_bytes())
    yield from _application(f"sqlite:///{tmp_path / 'small.db'}", folder)


@pytest.fixture
def alembic_config(request: pytest.FixtureRequest) -> Config:
    """How Alembic is configured for the database that the test uses."""
    name = "small_database" if "small_database" in request.fixturenames else "empty_database"
    app: Flask = request.getfixturevalue(name)
    return app.extensions["migrate"].migrate.get_config()


def _application(address: str, migrations: Path) -> Iterator[Flask]:
    app = Flask("house")
    app.config["SQLALCHEMY_DATABASE_URI"] = address
    db.init_app(app)
    Migrate(app, db, directory=str(migrations), render_as_batch=True, compare_type=True)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
