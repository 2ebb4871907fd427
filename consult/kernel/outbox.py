"""Letters commit with the act that causes them, and leave afterwards, each at most once."""

import smtplib
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session, scoped_session

from consult.kernel import clock
from consult.kernel.db import insert
from consult.kernel.ids import new_id
from consult.kernel.mail import Letter, compose, postbox
from consult.kernel.tables import MailOutbox
from consult.kernel.transaction import transaction
from consult.settings import Settings

MOST_ATTEMPTS = 5
Writer = Callable[[str, Mapping[str, Any]], Letter]
WRITERS: dict[str, Writer] = {}
"""What writes each letter: given the locale and the parameters."""

log = structlog.get_logger()


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
) -> None:
    """Have a letter sent once the act has committed; the same key never sends a second one."""
    row = {
        "id": new_id(),
        "key": key,
        "letter": letter,
        "locale": locale,
        "address": address,
        "parameters": parameters,
        "created_at": clock.now(session),
        "attempts": 0,
    }
    session.execute(insert(MailOutbox, session).values(**row).on_conflict_do_nothing())


def send_letters(settings: Settings) -> int:
    """Send every letter that waits; return how many left.

    A letter is marked before it is handed over: a crash in between loses it, but nobody gets it twice. What was
    filled into it, such as a way in, is forgotten once it has left.
    """
    sent = 0
    while (claimed := _claim_next()) is not None:
        sent += _send(settings, *claimed)
    return sent


def _claim_next() -> tuple[str, str, str, str, dict[str, Any]] | None:
    with transaction() as session:
        row = session.scalars(
            select(MailOutbox)
            .where(MailOutbox.sent_at.is_(None), MailOutbox.attempts < MOST_ATTEMPTS)
            .order_by(MailOutbox.created_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if row is None:
            return None
        row.sent_at = clock.now(session)
        row.attempts += 1
        return row.id, row.letter, row.locale, row.address, dict(row.parameters)


def _send(settings: Settings, row_id: str, letter: str, locale: str, address: str, parameters: dict[str, Any]) -> int:
    try:
        written = WRITERS[letter](locale, parameters)
        postbox(settings).send(row_id, compose(written, sender=settings.mail_from, address=address))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        log.warning("letter not sent", letter=row_id, reason=type(error).__name__)
        with transaction() as session:
            session.execute(update(MailOutbox).where(MailOutbox.id == row_id).values(sent_at=None, failure=str(error)))
        return 0
    with transaction() as session:
        session.execute(update(MailOutbox).where(MailOutbox.id == row_id).values(parameters={}))
    return 1
