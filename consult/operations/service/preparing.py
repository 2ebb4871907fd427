"""An installation's database: brought to the newest revision, and refused while it is not safe to vote in."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade as run_migrations
from sqlalchemy import text

from consult import paths
from consult.accounts import service as accounts
from consult.kernel.db import BUSY_TIMEOUT_MS, db
from consult.kernel.errors import Refused, msgid
from consult.kernel.transaction import transaction
from consult.settings import Settings

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


class DatabaseUnsafe(Refused):
    """The database could lose what it has acknowledged."""

    code = "database-unsafe"
    status = 503
    sentence = msgid(
        "The database setting %(name)s is %(found)s and must be %(wanted)s, or acknowledged votes could be lost. Change it and start again."
    )


def upgrade() -> None:
    """Bring the database to the newest revision; at the newest already, nothing changes."""
    run_migrations(directory=str(paths.MIGRATIONS))


def first_link(settings: Settings) -> str | None:
    """Return the address of a one-time link for the first organiser, or None once one has signed in."""
    with transaction():
        token = accounts.invite_first_organiser()
    return f"{settings.public_url.rstrip('/')}/{settings.language}/sign-in/link/{token}" if token else None


def require_ready() -> None:
    """Refuse to go on with a database that is behind, or that could lose what it has acknowledged."""
    newest = ScriptDirectory(str(paths.MIGRATIONS)).get_current_head()
    with db.engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() != newest:
            raise DatabaseBehind
        is_sqlite = connection.dialect.name == "sqlite"
        question = "PRAGMA {}" if is_sqlite else "SHOW {}"
        for name, wanted in (SAFE_ON_SQLITE if is_sqlite else SAFE_ON_POSTGRESQL).items():
            found = connection.execute(text(question.format(name))).scalar_one()
            if found != wanted:
                raise DatabaseUnsafe(name=name, found=found, wanted=wanted)
