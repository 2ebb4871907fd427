"""What tests share: an application on each database, a world to build in, and the people who use it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings

from consult import create_app
from consult.consultations.service import ConsultationView, Role
from consult.kernel.db import db
from consult.kernel.secrets import FILE, make_secret_key
from consult.rounds.service import RoundView
from consult.settings import Settings
from tests.client import Client
from tests.databases import ENGINES, Databases
from tests.engines import runs_here
from tests.quick import (
    Compiled,
    Kept,
    again,
    build_addresses_when_asked,
    collect_garbage_rarely,
    keep_scenes,
    parse_addresses_once,
)
from tests.world import World

build_addresses_when_asked()
parse_addresses_once()
# Speed is measured in benchmarks/: a test that fails where a machine is busy tells nothing of the program.
settings.register_profile("unhurried", settings(deadline=None))
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs an application: `make test` measures the rules with what needs none. Leave out what runs elsewhere."""
    elsewhere = [item for item in items if isinstance(item, pytest.Function) and not runs_here(item)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in set(elsewhere)]
    for item in items:
        if isinstance(item, pytest.Function) and "databases" in item.fixturenames:
            item.add_marker("application")


def pytest_collection_finish() -> None:
    """Get ready for thousands of applications."""
    collect_garbage_rarely()


@pytest.fixture(scope="session")
def compiled() -> Compiled:
    """What one worker has compiled so far."""
    return Compiled()


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Migrated databases to copy from."""
    made = Databases(tmp_path_factory.mktemp("databases"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The scenes that one worker has built so far."""
    return keep_scenes(tmp_path_factory.mktemp("scenes"))


@pytest.fixture(scope="session")
def secret_key(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The secret of every installation of one worker, so that what one has signed holds where it is put back."""
    return make_secret_key(Settings(instance=str(tmp_path_factory.mktemp("secret")))).read_text(encoding="ascii")


@pytest.fixture(params=ENGINES)
def app(
    request: pytest.FixtureRequest, databases: Databases, compiled: Compiled, secret_key: str, tmp_path: Path
) -> Iterator[Flask]:
    """The whole application with a database of its own, on SQLite and on PostgreSQL."""
    with databases.fresh(request.param, tmp_path) as address:
        settings = Settings(
            instance=str(tmp_path),
            database_url=address,
            threads=4,
            sign_in_limit="1000 per minute",
            development=1,
        )
        (tmp_path / FILE).write_text(secret_key, encoding="ascii")
        made = create_app(settings)
        made.jinja_env.bytecode_cache = compiled
        made.testing = False
        yield made
        with made.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def world(app: Flask, kept: Kept) -> World:
    """A world without anyone in it."""
    return World(app, keeps=True)


@dataclass(frozen=True, slots=True)
class Scene:
    """A consultation with an open round on its draft, and the people in it by what they are."""

    consultation: ConsultationView
    round: RoundView
    people: dict[str, str]

    @property
    def home(self) -> str:
        return f"/en/c/{self.consultation.slug}"


@pytest.fixture
def scene(world: World) -> Scene:
    """A consultation called `principles` with an open round of ballots; a citizen and a delegate have seats."""
    return again(world, "scene", set_scene)


def set_scene(world: World) -> Scene:
    """Return the scene, built in an empty world."""
    people = {
        "organiser": world.a_person("Olga Organiser"),
        "moderator": world.a_person("Moses Moderator"),
        "citizen": world.a_person("Carmen Citizen"),
        "delegate": world.a_person("Dinara Delegate"),
        "newcomer": world.a_person("Noor Newcomer"),
    }
    consultation = world.a_consultation(slug="principles", organiser=people["organiser"])
    world.a_draft(consultation)
    world.a_role(consultation, people["moderator"], Role.MODERATOR)
    world.a_seat(consultation, "citizen", person_id=people["citizen"])
    world.a_seat(consultation, "company", person_id=people["delegate"], name="Dataworks (invented)")
    return Scene(consultation, world.a_round(consultation), people)


@pytest.fixture
def stranger(app: Flask) -> Client:
    """Someone without an account."""
    return Client(app)


@pytest.fixture
def citizen(app: Flask, world: World, scene: Scene) -> Client:
    """A citizen who has a seat of her own."""
    return Client(app, world.a_session(scene.people["citizen"]))


@pytest.fixture
def delegate(app: Flask, world: World, scene: Scene) -> Client:
    """A delegate of a company whose seat is verified."""
    return Client(app, world.a_session(scene.people["delegate"]))


@pytest.fixture
def newcomer(app: Flask, world: World, scene: Scene) -> Client:
    """Someone who has signed in and does not take part yet."""
    return Client(app, world.a_session(scene.people["newcomer"]))


@pytest.fixture
def moderator(app: Flask, world: World, scene: Scene) -> Client:
    """A moderator of the consultation."""
    return Client(app, world.a_session(scene.people["moderator"]))


@pytest.fixture
def organiser(app: Flask, world: World, scene: Scene) -> Client:
    """The organiser of the consultation."""
    return Client(app, world.a_session(scene.people["organiser"]))
