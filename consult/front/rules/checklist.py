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
    OBJECTIONS = "objections"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list; `count` says how many things still wait in it, and `after` what has to be done first.

    A line that is `idle` asks for nothing and has nothing to show for it either.
    """

    need: Need
    is_done: bool
    count: int = 0
    after: Need | None = None
    is_idle: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it still stands before publishing, whether or not it is possible now."""
        return not self.is_done and not self.is_idle


def before_publishing(
    *, has_text: bool, state: RoundState | None, seats: int, unverified: int, unanswered: int, objecting: int = 0
) -> list[Check]:
    """Return the list in the order in which things are done.

    Verifying seats helps until the freeze, so that line stands only while the round is not closed; that of objections
    while some wait for an answer, `objecting` of them.
    """
    was_opened, is_closed = state in FINISHED or state is RoundState.OPEN, state in FINISHED
    is_answering, is_answered = state in ANSWERING, is_closed and unanswered == 0
    checks = [Check(Need.TEXT, has_text), Check(Need.OPENED, was_opened, after=None if has_text else Need.TEXT)]
    if not is_closed:
        checks.append(Check(Need.VERIFIED, seats > 0 and unverified == 0, unverified, is_idle=seats == 0))
    before_answers = Need.ANSWERING if is_closed else Need.CLOSED
    return [
        *checks,
        Check(Need.CLOSED, is_closed, after=None if was_opened else Need.OPENED),
        Check(Need.ANSWERING, is_answering, after=None if is_closed else Need.CLOSED),
        Check(Need.ANSWERED, is_answered, unanswered, None if is_answering or is_answered else before_answers),
        *([Check(Need.OBJECTIONS, is_done=False, count=objecting)] if objecting else []),
        Check(
            Need.PUBLISHED,
            state in DONE,
            after=_before_publication(is_answering=is_answering, is_answered=is_answered, objecting=objecting),
        ),
    ]


def _before_publication(*, is_answering: bool, is_answered: bool, objecting: int) -> Need | None:
    """Return what has to be done before a round can be published, the last thing first, or None."""
    if not is_answered or objecting:
        return Need.OBJECTIONS if is_answered else Need.ANSWERED
    return None if is_answering else Need.ANSWERING
