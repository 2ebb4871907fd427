"""Letters to people whose addresses no other room knows."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from consult.accounts.tables import Person
from consult.kernel import chores, outbox
from consult.kernel.db import db


def write_to(*, people: Iterable[str], key: str, letter: str, locale: str, parameters: dict[str, Any]) -> int:
    """Return to how many of these people a letter is sent that was not before: each gets one for a key.

    It is in a person's own language where that is known. Whoever has no address, or may not sign in, gets none.
    """
    rows = db.session.execute(
        select(Person.id, Person.email, Person.locale).where(
            Person.id.in_(list(people)), Person.email.is_not(None), Person.disabled_at.is_(None)
        )
    ).all()
    sent = sum(
        outbox.add_letter(
            db.session,
            key=f"{key}:{row.id}",
            letter=letter,
            locale=row.locale or locale,
            address=row.email,
            parameters=parameters,
        )
        for row in rows
    )
    if sent:
        chores.wake_after_commit()
    return sent
