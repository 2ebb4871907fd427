"""What a ballot may say: positions on clauses, answers to statements, importance."""

from collections.abc import Sequence
from enum import StrEnum

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
    """What was done with a ballot."""

    CAST = "cast"
    CARRIED = "carried"
    RECORDED = "recorded"


def is_on_scale(position: str, scale: Sequence[str]) -> bool:
    """Whether the word is one of the scale's."""
    return position in scale


def is_importance(value: int | None, *, asked: bool) -> bool:
    """Whether the importance may be given: 0, 1 or 2 where it is asked, else nothing."""
    return value is None or (asked and value in IMPORTANCE)
