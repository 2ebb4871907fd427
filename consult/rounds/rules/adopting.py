"""How a text is adopted, and until when statements on it are taken."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

USUAL_DAYS = 14
MOST_DAYS = 365
MOST_VOTES = 1_000_000


class Manner(StrEnum):
    """How a text is adopted."""

    CONSENSUS = "consensus"
    WITHOUT_VOTE = "without_vote"
    VOTE = "vote"


def window_ends(adopted_on: date, days: int, zone: tzinfo) -> datetime:
    """Return the moment at which statements are late: the end, in this zone, of the last of so many days after adoption."""
    return datetime.combine(adopted_on + timedelta(days=days + 1), time(), zone).astimezone(UTC)


def is_late(at: datetime, until: datetime) -> bool:
    """Whether a statement of this moment comes after the window in which statements are taken."""
    return at >= until
