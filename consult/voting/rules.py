"""What a ballot may say: positions on clauses, answers to statements, importance."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from zlib import crc32

from consult.rounds.rules.contract import Disclosure

IMPORTANCE = (0, 1, 2)


FIRST_WARNING = timedelta(hours=72)
LAST_WARNING = timedelta(hours=24)
"""How long before the deadline those who sign are warned that something waits for them."""


class Position(StrEnum):
    """A seat's position on a clause."""

    SUPPORT = "support"
    CAN_LIVE_WITH = "can_live_with"
    RESERVATION = "reservation"
    OBJECT = "object"
    NO_OPINION = "no_opinion"


class Answer(StrEnum):
    """A seat's answer to a statement."""

    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"  # noqa: S105 - an answer, not a password


class Third(StrEnum):
    """Where on the scale from 1 to 9 a rating lies, as far as is said beside its reason."""

    LOW = "third_low"
    MIDDLE = "third_middle"
    HIGH = "third_high"


class Channel(StrEnum):
    """How an answer reached us."""

    WEB = "web"
    EMAIL = "email"
    PAPER = "paper"
    MEETING = "meeting"
    API = "api"
    IMPORT = "import"


class Freshness(StrEnum):
    """Whether an answer was given on this draft, or brought over from the one before."""

    FRESH = "fresh"
    CARRIED = "carried"
    STALE = "stale"


class BallotActKind(StrEnum):
    """What was done with a ballot; what was brought over from an earlier draft is named by how fresh it is.

    People cast their votes; for an organisation a drafter drafts them, and may take a draft back, and a signatory signs
    or discards.
    """

    DRAFTED = "drafted"
    DISCARDED = "discarded"
    TAKEN_BACK = "taken_back"
    SIGNED = "signed"
    CAST = "cast"
    CARRIED = "carried"
    STALE = "stale"
    RECORDED = "recorded"


class ProposalState(StrEnum):
    """What became of a vote that was drafted for an organisation; a signatory's other vote leaves it `answered`."""

    WAITING = "waiting"
    SIGNED = "signed"
    DISCARDED = "discarded"
    TAKEN_BACK = "taken_back"
    ANSWERED = "answered"


SHARDS = 16
"""Among how many rows the counts of one answer are divided while voting goes on."""


def shard_of(seat_id: str) -> int:
    """Return which of the rows of a count a seat's vote moves: always the same, and no one row takes everybody's."""
    return crc32(seat_id.encode()) % SHARDS


def is_on_scale(position: str, scale: Sequence[str]) -> bool:
    """Whether the word is one of the scale's."""
    return position in scale


def is_importance(value: int | None, *, asked: bool) -> bool:
    """Whether the importance may be given: 0, 1 or 2 where it is asked, else nothing."""
    return value is None or (asked and value in IMPORTANCE)


def third_of(rating: str) -> Third | None:
    """Return in which third of the scale from 1 to 9 a rating lies; None for no opinion."""
    if not rating.isdecimal():
        return None
    return (Third.LOW, Third.MIDDLE, Third.HIGH)[(int(rating) - 1) // 3]


def is_vote(freshness: str) -> bool:
    """Whether an answer counts: one that is stale does so only once its seat has said it again."""
    return freshness != Freshness.STALE


def warning_due(left: timedelta) -> int | None:
    """Return how many hours before the deadline the warning is that is due now, given the time left; None before and after.

    >>> warning_due(timedelta(hours=80)), warning_due(timedelta(hours=72)), warning_due(timedelta(hours=3))
    (None, 72, 24)
    """
    if not timedelta() < left <= FIRST_WARNING:
        return None
    return int((LAST_WARNING if left <= LAST_WARNING else FIRST_WARNING).total_seconds()) // 3600


def may_be_brought_over(before: str | None, now: str | None) -> bool:
    """Whether an answer that was given under one disclosure may be brought to a round under another.

    What was given in secret stays where it is, and nothing is brought to where more is shown of it than its seat knew.
    """
    if before is None or now is None or Disclosure.SECRET in {before, now}:
        return False
    return before in {now, Disclosure.ROLL_CALL}
