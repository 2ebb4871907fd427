"""Numbers that people read aloud: one after the other, none twice."""

from typing import Any

from sqlalchemy.orm import Session, scoped_session

from consult.kernel.db import insert
from consult.kernel.tables import Counter


def next_number(session: Session | scoped_session[Any], *, scope: str, series: str) -> int:
    """Return the next number of the series, from 1; a parallel act waits until this one has committed."""
    row = insert(Counter, session).values(scope=scope, series=series, value=1)
    raised = row.on_conflict_do_update(
        index_elements=[Counter.scope, Counter.series], set_={"value": Counter.value + 1}
    )
    return int(session.execute(raised.returning(Counter.value)).scalar_one())


def hold(session: Session | scoped_session[Any], *, scope: str, series: str) -> None:
    """Have nobody take a number of the series before this act has committed; what took one before is visible from now on."""
    row = insert(Counter, session).values(scope=scope, series=series, value=0)
    session.execute(
        row.on_conflict_do_update(index_elements=[Counter.scope, Counter.series], set_={"value": Counter.value})
    )
