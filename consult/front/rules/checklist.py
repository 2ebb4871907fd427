"""What stands between now and the publication of a round."""

from dataclasses import dataclass
from enum import StrEnum

from consult.rounds.rules.states import FINISHED, RoundState

ANSWERING = frozenset({RoundState.DISPOSITIONS, RoundState.PUBLISHED, RoundState.ARCHIVED})
DONE = frozenset({RoundState.PUBLISHED, RoundState.ARCHIVED})


class Need(StrEnum):
    """Something that has to be done before a round can be published."""

    TEXT = "text"
    OPENED = "opened"
    VERIFIED = "verified"
    CLOSED = "closed"
    ANSWERING = "answering"
    ANSWERED = "answered"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list; `count` says how many things still wait in it."""

    need: Need
    is_done: bool
    count: int = 0


def before_publishing(*, has_text: bool, state: RoundState | None, unverified: int, unanswered: int) -> list[Check]:
    """Return the list in the order in which things are done.

    Verifying seats helps until the freeze, so that line stands only while the round is not closed.
    """
    was_opened = state in FINISHED or state is RoundState.OPEN
    checks = [Check(Need.TEXT, has_text), Check(Need.OPENED, was_opened)]
    if state not in FINISHED:
        checks.append(Check(Need.VERIFIED, unverified == 0, unverified))
    return [
        *checks,
        Check(Need.CLOSED, state in FINISHED),
        Check(Need.ANSWERING, state in ANSWERING),
        Check(Need.ANSWERED, state in FINISHED and unanswered == 0, unanswered),
        Check(Need.PUBLISHED, state in DONE),
    ]
