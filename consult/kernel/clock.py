"""One clock: the database's, so that every process agrees when a deadline has passed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session, scoped_session

_QUESTIONS = {
    "sqlite": text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')"),
    "postgresql": text("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS')"),
}
_moved: list[timedelta] = [timedelta()]


def now(session: Session | scoped_session[Any]) -> datetime:
    """Return the database's time, in UTC, to the millisecond."""
    question = _QUESTIONS[session.get_bind().dialect.name]
    told = datetime.fromisoformat(session.execute(question).scalar_one())
    return told.replace(tzinfo=UTC) + _moved[-1]


@contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """Move the clock of this process while the block runs, for tests and for drills."""
    _moved.append(_moved[-1] + by)
    try:
        yield
    finally:
        _moved.pop()


def to_text(moment: datetime) -> str:
    """Return the moment as the ledger writes it: UTC, milliseconds, a Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(told: str) -> datetime:
    """Return the moment that `to_text` wrote; refuse any other spelling with ValueError."""
    moment = datetime.fromisoformat(told)
    if to_text(moment) != told:
        raise ValueError(told)
    return moment
