"""What a ballot may say: positions on clauses, answers to statements, importance."""

from collections.abc import Sequence
from enum import StrEnum

from consult.rounds.rules.contract import Disclosure

IMPORTANCE = (0, 1, 2)


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
    """What was done with a ballot; what was brought over from an earlier draft is named by how fresh it is."""

    CAST = "cast"
    CARRIED = "carried"
    STALE = "stale"
    RECORDED = "recorded"


def is_on_scale(position: str, scale: Sequence[str]) -> bool:
    """Whether the word is one of the scale's."""
    return position in scale


def is_importance(value: int | None, *, asked: bool) -> bool:
    """Whether the importance may be given: 0, 1 or 2 where it is asked, else nothing."""
    return value is None or (asked and value in IMPORTANCE)


def is_vote(freshness: str) -> bool:
    """Whether an answer counts: one that is stale does so only once its seat has said it again."""
    return freshness != Freshness.STALE


def may_be_brought_over(before: str | None, now: str | None) -> bool:
    """Whether an answer that was given under one disclosure may be brought to a round under another.

    What was given in secret stays where it is, and nothing is brought to where more is shown of it than its seat knew.
    """
    if before is None or now is None or Disclosure.SECRET in {before, now}:
        return False
    return before in {now, Disclosure.ROLL_CALL}
