"""What makes the suite quick: each test has an application and a scene of its own, which are always made the same way."""

import gc
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import text
from werkzeug.routing import Rule

from consult.kernel.db import Base, db
from consult.moderation.service.overlooking import _compared
from tests.world import World

Builder = Callable[..., Any]
Made = TypeVar("Made")


class Compiled(BytecodeCache):
    """Templates as they were compiled for an earlier application."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


def collect_garbage_rarely() -> None:
    """Leave what was imported out of garbage collection, and collect the rest less often.

    Every application is a tangle of cycles; looking for it among everything that was imported took a fifth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def build_addresses_when_asked() -> None:
    """Have werkzeug compile what writes a rule's addresses when one is first written, not for each rule of each application."""
    compile_builder = Rule._compile_builder

    def when_asked(self: Rule, append_unknown: bool = True) -> Builder:
        made: list[Builder] = []

        def build(rule: Rule, **values: Any) -> Any:
            if not made:
                made.append(compile_builder(self, append_unknown))
            return made[0](rule, **values)

        return build

    Rule._compile_builder = when_asked  # type: ignore[method-assign]  # there is no other place to hook in


def parse_addresses_once() -> None:
    """Have werkzeug read the address of a rule once, not for each application: the rules of all are the same."""
    parse = Rule._parse_rule
    known: dict[str, tuple[list[Any], list[Any], dict[str, Any]]] = {}

    def once(self: Rule, rule: str) -> list[Any]:
        if rule not in known:
            told, converters = len(self._trace), set(self._converters)
            parts = list(parse(self, rule))
            added = {name: each for name, each in self._converters.items() if name not in converters}
            known[rule] = parts, self._trace[told:], added
            return parts
        parts, trace, added = known[rule]
        self._trace += trace
        self._converters.update(added)
        self.arguments.update(added)
        return parts

    Rule._parse_rule = once  # type: ignore[method-assign]  # there is no other place to hook in


class Kept:
    """The scenes that one worker has built in each of its databases, put back for the tests that begin with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[tuple[str, str], tuple[str, Any, int]] = {}

    def given(self, world: World, name: str, build: Callable[[World], Made]) -> Made:
        """Return what `build` makes in a database where nothing is yet: made the first time, put back after that."""
        with world.app.app_context():
            address = db.engine.url
            filled = text("SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM consultation)")
            is_pristine = not db.session.scalar(filled)
            db.session.remove()
        if not is_pristine:
            return build(world)
        database = address.database if address.get_backend_name() == "postgresql" else "sqlite"
        if (database, name) in self._made:
            place, made, reached = self._made[database, name]
            self._put_back(world, place)
            _compared.cache_clear()  # what the process remembers of a round, by an id that is back again
        else:
            place = f"kept_{len(self._made)}"
            made = build(world)
            reached = next(world.numbers)
            self._keep(world, place)
            self._made[database, name] = place, made, reached
        world.numbers = count(reached)
        return deepcopy(made)

    def _keep(self, world: World, place: str) -> None:
        with world.app.app_context():
            if db.engine.dialect.name == "sqlite":
                with closing(sqlite3.connect(db.engine.url.database or "")) as source:
                    source.execute("VACUUM INTO ?", [str(self.folder / place)])
                return
            with db.engine.begin() as connection:
                connection.execute(text(f"CREATE SCHEMA {place}"))
                for table in Base.metadata.sorted_tables:
                    if connection.scalar(text(f'SELECT EXISTS (SELECT 1 FROM "{table.name}")')):
                        connection.execute(text(f'CREATE TABLE {place}."{table.name}" AS SELECT * FROM "{table.name}"'))

    def _put_back(self, world: World, place: str) -> None:
        with world.app.app_context():
            if db.engine.dialect.name == "sqlite":
                path = Path(db.engine.url.database or "")
                db.engine.dispose()
                for rest in ("-wal", "-shm"):
                    path.with_name(path.name + rest).unlink(missing_ok=True)
                shutil.copyfile(self.folder / place, path)
                return
            with db.engine.begin() as connection:
                tables = text("SELECT tablename FROM pg_tables WHERE schemaname = :place")
                kept = set(connection.scalars(tables, {"place": place}))
                filled = [table.name for table in Base.metadata.sorted_tables if table.name in kept]
                rows = (f'INSERT INTO "{one}" SELECT * FROM {place}."{one}"' for one in filled)
                connection.execute(text("; ".join(rows)))


_KEPT: list[Kept] = []


def keep_scenes(folder: Path) -> Kept:
    """Keep the scenes of this process from now on, and return where."""
    _KEPT.append(Kept(folder))
    return _KEPT[-1]


def again(world: World, name: str, build: Callable[[World], Made]) -> Made:
    """Return what `build` makes, put back where a test before has made it; the name tells all that it is made from."""
    return _KEPT[-1].given(world, name, build) if world.keeps and " at 0x" not in name else build(world)
