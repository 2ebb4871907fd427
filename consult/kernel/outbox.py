"""Letters commit with the act that causes them, and leave afterwards, each at most once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session, scoped_session

from consult.kernel import clock
from consult.kernel.db import insert
from consult.kernel.errors import WorkUnfinished
from consult.kernel.ids import new_id
from consult.kernel.mail import Letter, NotTaken, compose, postbox
from consult.kernel.tables import MailOutbox
from consult.kernel.transaction import transaction
from consult.settings import Settings

MOST_ATTEMPTS = 5
FIRST_WAIT = timedelta(minutes=1)
"""How long a letter waits after it was not taken; doubled each time, so that five tries span a quarter of an hour."""

Writer = Callable[[str, Mapping[str, Any]], Letter]
WRITERS: dict[str, Writer] = {}
"""What writes each letter: given the locale and the parameters."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter that this worker alone may hand over now."""

    id: str
    letter: str
    locale: str
    address: str
    parameters: dict[str, Any]
    at: datetime
    attempts: int


def writes(letter: str) -> Callable[[Writer], Writer]:
    """Register the function that writes this letter."""

    def register(writer: Writer) -> Writer:
        WRITERS[letter] = writer
        return writer

    return register


def add_letter(
    session: Session | scoped_session[Any],
    *,
    key: str,
    letter: str,
    locale: str,
    address: str,
    parameters: dict[str, Any],
) -> bool:
    """Have a letter sent once the act has committed, and say so; the same key never sends a second one."""
    moment = clock.now(session)
    row = {
        "id": new_id(),
        "key": key,
        "letter": letter,
        "locale": locale,
        "address": address,
        "parameters": parameters,
        "created_at": moment,
        "due_at": moment,
        "attempts": 0,
    }
    added = insert(MailOutbox, session).values(**row).on_conflict_do_nothing().returning(MailOutbox.id)
    return session.execute(added).first() is not None


def send_letters(settings: Settings) -> int:
    """Send every letter that waits; return how many left.

    A letter is marked, and what was filled into it, such as a way in, is forgotten before it is handed over: a crash
    in between loses the letter, but nobody gets it twice. One that surely was not taken is tried again later. Refuses
    `work-unfinished` at the end when there was one.
    """
    sent = failed = 0
    while (claimed := _claim_next()) is not None:
        if _send(settings, claimed):
            sent += 1
        else:
            failed += 1
    if failed:
        raise WorkUnfinished
    return sent


def _claim_next() -> Claimed | None:
    with transaction() as session:
        moment = clock.now(session)
        row = session.scalars(
            select(MailOutbox)
            .where(MailOutbox.sent_at.is_(None), MailOutbox.attempts < MOST_ATTEMPTS, MailOutbox.due_at <= moment)
            .order_by(MailOutbox.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if row is None:
            return None
        claimed = Claimed(
            row.id, row.letter, row.locale, row.address, dict(row.parameters), moment, attempts=row.attempts + 1
        )
        row.sent_at, row.attempts, row.parameters = moment, claimed.attempts, {}
        return claimed


def _send(settings: Settings, claimed: Claimed) -> bool:
    try:
        written = WRITERS[claimed.letter](claimed.locale, claimed.parameters)
        message = compose(written, sender=settings.mail_from, address=claimed.address, at=claimed.at, mark=claimed.id)
    except Exception as error:
        log.exception("letter not written", letter=claimed.id, kind=claimed.letter)
        _put_back(claimed, type(error).__name__, is_final=False)
        return False
    try:
        postbox(settings).send(claimed.id, message)
    except NotTaken as refused:
        log.warning("letter not taken", letter=claimed.id, reason=str(refused), attempts=claimed.attempts)
        _put_back(claimed, str(refused), is_final=refused.is_final)
        return False
    except Exception as error:
        log.exception("nobody can know whether a letter was taken; it is not sent again", letter=claimed.id)
        _note(claimed, failure=type(error).__name__)
        return False
    return True


def _put_back(claimed: Claimed, reason: str, *, is_final: bool) -> None:
    """Have the letter tried again later, or give it up for good and leave nothing of it to be read."""
    if is_final or claimed.attempts >= MOST_ATTEMPTS:
        log.error("letter given up", letter=claimed.id, reason=reason)
        _note(claimed, failure=reason, sent_at=None, attempts=MOST_ATTEMPTS)
        return
    due_at = claimed.at + FIRST_WAIT * 2 ** (claimed.attempts - 1)
    _note(claimed, failure=reason, sent_at=None, due_at=due_at, parameters=claimed.parameters)


def _note(claimed: Claimed, **values: object) -> None:
    with transaction() as session:
        session.execute(update(MailOutbox).where(MailOutbox.id == claimed.id).values(**values))
