"""An installation's database: brought to the newest revision, and refused while it is not safe to vote in."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade as run_migrations
from sqlalchemy import text

from consult import paths
from consult.accounts import service as accounts
from consult.kernel.db import BUSY_TIMEOUT_MS, db
from consult.kernel.errors import Busy, Refused, msgid
from consult.kernel.locks import Taken, held
from consult.kernel.transaction import transaction
from consult.settings import Settings

PATIENCE_SECONDS = 60
"""How long an upgrade waits for another one, as when several machines start at once."""

SAFE_ON_SQLITE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": BUSY_TIMEOUT_MS,
    "secure_delete": 1,
}
SAFE_ON_POSTGRESQL = {"synchronous_commit": "on"}


class DatabaseBehind(Refused):
    """The database is not at the revision that this version needs."""

    code = "database-behind"
    status = 503
    sentence = msgid(
        "The database is not at the revision that this version of consult needs. Run `consult init` and start again."
    )


class DatabaseAhead(Refused):
    """The database was brought to a revision that this version does not know."""

    code = "database-ahead"
    status = 503
    sentence = msgid(
        "The database was used by a newer version of consult. Install that version again, or restore a backup from before it."
    )


class DatabaseUnsafe(Refused):
    """The database could lose what it has acknowledged."""

    code = "database-unsafe"
    status = 503
    sentence = msgid(
        "The database setting %(name)s is %(found)s and must be %(wanted)s, or acknowledged votes could be lost. Change it and start again."
    )


def upgrade(settings: Settings) -> None:
    """Bring the database to the newest revision; at the newest already, nothing changes.

    Several upgrades at once happen one after the other. Refuses `database-ahead`.
    """
    with _only_upgrade(settings):
        if not _is_newest():
            run_migrations(directory=str(paths.MIGRATIONS))


def first_link(settings: Settings, *, email: str | None = None) -> str | None:
    """Return the address of a one-time link for the first organiser, or None once that person can sign in alone."""
    with transaction():
        token = accounts.invite_first_organiser(email=email)
    return f"{settings.public_url.rstrip('/')}/{settings.language}/sign-in/link/{token}" if token else None


def require_ready() -> None:
    """Refuse to go on with a database that is behind or ahead, or that could lose what it has acknowledged."""
    if not _is_newest():
        raise DatabaseBehind
    with db.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        question = "PRAGMA {}" if is_sqlite else "SHOW {}"
        for name, wanted in (SAFE_ON_SQLITE if is_sqlite else SAFE_ON_POSTGRESQL).items():
            found = connection.execute(text(question.format(name))).scalar_one()
            if found != wanted:
                raise DatabaseUnsafe(name=name, found=found, wanted=wanted)


def _is_newest() -> bool:
    """Whether the database is at the newest revision; refuse one that this version does not know."""
    scripts = ScriptDirectory(str(paths.MIGRATIONS))
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in {each.revision for each in scripts.walk_revisions()}:
        raise DatabaseAhead
    return current == scripts.get_current_head()


@contextmanager
def _only_upgrade(settings: Settings) -> Iterator[None]:
    if settings.sqlite_file is None:
        with db.engine.connect() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('consult init'))"))
            yield
        return
    try:
        with held(settings.instance_path / "init.lock", patience=PATIENCE_SECONDS):
            yield
    except Taken as taken:
        raise Busy from taken
