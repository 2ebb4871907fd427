"""Use cases that need rooms which do not lie below one another."""

from consult.front.service.organising import Entry, Event, checks_of, timetable_of, unverified_seats
from consult.front.service.running import (
    LONGEST_STATEMENT,
    RoundUnderway,
    StatementsNeeded,
    StatementTooLong,
    current_round,
    newest_result,
    start_round,
    verify_seat,
)
from consult.front.service.standing import OwnPart, Standing, own_part_of, standing_of, turnout_of
from consult.front.service.text import Opened, Row, Text, open_clause, published_draft, read_text

__all__ = [
    "LONGEST_STATEMENT",
    "Entry",
    "Event",
    "Opened",
    "OwnPart",
    "RoundUnderway",
    "Row",
    "Standing",
    "StatementTooLong",
    "StatementsNeeded",
    "Text",
    "checks_of",
    "current_round",
    "newest_result",
    "open_clause",
    "own_part_of",
    "published_draft",
    "read_text",
    "standing_of",
    "start_round",
    "timetable_of",
    "turnout_of",
    "unverified_seats",
    "verify_seat",
]
