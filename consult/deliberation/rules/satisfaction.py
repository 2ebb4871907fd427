"""Whether the author of a comment is satisfied with its answer, and what is assumed when nothing is heard.

Source: the World Wide Web Consortium's dispositions of comments, whose second axis tells whether a commenter accepted
the answer, did not, or let the time for saying so pass.
"""

from datetime import datetime, timedelta
from enum import StrEnum

RESPONSE_DAYS = 10
"""Working days that an author has to say something of an answer before satisfaction is assumed."""

LONGEST_WORDS = 500
SATURDAY = 5


class Satisfaction(StrEnum):
    """What is known of an author's satisfaction with an answer."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    PENDING = "pending"
    ASSUMED = "assumed_satisfied"


SAYABLE = (Satisfaction.SATISFIED, Satisfaction.NOT_SATISFIED)
"""What an author can say; the other two are told by the time that has passed."""


def after_working_days(moment: datetime, days: int) -> datetime:
    """Return the same time of day after so many working days: Monday to Friday, holidays not known.

    From Friday noon, one working day ends on Monday noon; so it does from Saturday noon.
    """
    weeks, rest = divmod(days, 5)
    day = moment
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    day += timedelta(weeks=weeks)
    for _ in range(rest):
        day += timedelta(days=1 if day.weekday() < SATURDAY - 1 else 3)
    return day


def satisfaction_now(said: str | None, *, approved_at: datetime, now: datetime) -> Satisfaction:
    """Return what is known: what was said; with nothing said, `pending` until the response window is over."""
    if said is not None:
        return Satisfaction(said)
    return Satisfaction.PENDING if now <= after_working_days(approved_at, RESPONSE_DAYS) else Satisfaction.ASSUMED


def are_words(words: str, *, said: str) -> bool:
    """Whether the words may stand: not too long, and there where someone is not satisfied."""
    return len(words) <= LONGEST_WORDS and (bool(words) or said != Satisfaction.NOT_SATISFIED)
