"""The same request sent twice is one act with one answer."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, scoped_session

from consult.kernel import clock
from consult.kernel.db import insert
from consult.kernel.errors import Refused, msgid
from consult.kernel.tables import IdempotencyKey

LONGEST_KEY = 64


class KeyReused(Refused):
    """A key that answered one request came with another one, which must not be taken for done."""

    code = "key-reused"
    status = 422
    sentence = msgid("This form was already sent for something else. Open the page again and send it from there.")


def earlier_answer(
    session: Session | scoped_session[Any],
    *,
    actor: str,
    key: str,
    action: str,
    content: Sequence[str | int | None] = (),
) -> dict[str, Any] | None:
    """Return the answer this key was given before, or claim the key and return None.

    A parallel request with the same key waits here until the first has committed. Refuses `key-reused` where the
    same key comes with another action or content, and for a key that is longer than ours are.
    """
    if len(key) > LONGEST_KEY:
        raise KeyReused
    asked = f"{action}:{hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]}"
    row = insert(IdempotencyKey, session).values(actor=actor, key=key, action=asked, at=clock.now(session))
    claimed = session.execute(row.on_conflict_do_nothing().returning(IdempotencyKey.key)).scalar_one_or_none()
    if claimed is not None:
        return None
    found = session.execute(
        select(IdempotencyKey.action, IdempotencyKey.answer).where(
            IdempotencyKey.actor == actor, IdempotencyKey.key == key
        )
    ).one()
    if found.action != asked:
        raise KeyReused
    return dict(found.answer or {})


def remember_answer(session: Session | scoped_session[Any], *, actor: str, key: str, answer: dict[str, Any]) -> None:
    """Keep the answer for every later request with this key."""
    session.execute(
        update(IdempotencyKey).where(IdempotencyKey.actor == actor, IdempotencyKey.key == key).values(answer=answer)
    )
