"""One transaction for one act, opened at the door: returning commits, raising rolls back."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import scoped_session

from consult.kernel.db import BUSY_TIMEOUT_MS, WRITE, db
from consult.kernel.errors import Busy
from consult.kernel.failures import refusal_for

_writer = threading.Lock()
_OPEN = "consult_transaction"
_AFTER = "consult_after_commit"

log = structlog.get_logger()


@contextmanager
def transaction() -> Iterator[scoped_session[Any]]:
    """Give the session of one act, and commit when the block returns.

    What was read before is read anew, so that nothing is decided on a stale view. On SQLite the writers of
    this process queue at a lock of its own. Refuses `busy` when the database cannot take the act in time, `collided`
    when another act took what must be there only once, and `database-unreachable` when it does not answer.
    """
    if db.session.info.get(_OPEN):
        raise RuntimeError("a transaction is open already: only the door opens one")
    db.session.rollback()
    with _writers_turn():
        db.session.info[_OPEN] = True
        try:
            db.session.connection(execution_options=WRITE)
            yield db.session
            db.session.commit()
        except DBAPIError as error:
            db.session.rollback()
            refused = refusal_for(error)
            if refused is None:
                raise
            raise refused from error
        except BaseException:
            db.session.rollback()
            raise
        finally:
            db.session.info.pop(_OPEN, None)
            waiting = db.session.info.pop(_AFTER, [])
    for act in waiting:
        _do_afterwards(act)


def let_go() -> None:
    """End what was read so far, so that nothing stays open in the database while something slow is waited for."""
    db.session.rollback()


def after_commit(act: Callable[[], None]) -> None:
    """Have something done once the open transaction has committed; it must not matter if it never is."""
    waiting = db.session.info.setdefault(_AFTER, [])
    if act not in waiting:
        waiting.append(act)


def _do_afterwards(act: Callable[[], None]) -> None:
    """Do what was asked for after the commit: the act stands by now, so a failure is noted and goes no further."""
    try:
        act()
    except Exception:
        log.exception("nothing could be done after the commit")


@contextmanager
def _writers_turn() -> Iterator[None]:
    if db.session.get_bind().dialect.name != "sqlite":
        yield
        return
    if not _writer.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
        raise Busy
    try:
        yield
    finally:
        _writer.release()
