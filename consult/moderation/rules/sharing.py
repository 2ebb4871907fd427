"""How thousands of comments are shared out among those who answer them: views, clocks, and what an act on many leaves out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from consult.deliberation.rules.dispositions import Disposition, DispositionState, may_approve
from consult.deliberation.rules.satisfaction import after_working_days

CLAIM_LIFE = timedelta(minutes=30)
UNDO_LIFE = timedelta(minutes=10)
OVERDUE_DAYS = 5
"""Working days after the close of its round, or after it came in later, within which a comment is to be answered."""

MOST_AT_ONCE = 500
PAGE_SIZE = 50
HOUR = timedelta(hours=1)


class View(StrEnum):
    """What the desk shows of a round's comments."""

    WAITING = "waiting"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    OVERDUE = "overdue"
    SUGGESTIONS = "suggestions"
    APPROVAL = "approval"
    CAMPAIGNS = "campaigns"
    DECIDED = "decided"


class BulkKind(StrEnum):
    """What can be done to many comments at once."""

    PROPOSE = "propose"
    APPROVE = "approve"
    SATISFACTION = "satisfaction"


class Facts(NamedTuple):
    """What the desk knows of a comment: how far it is, whose it is, and how old. A tuple, for thousands are made at once."""

    state: str | None
    is_suggestion: bool
    is_mine: bool
    is_assigned: bool
    since: datetime


@lru_cache(maxsize=1024)
def views_of(facts: Facts, *, now: datetime) -> frozenset[View]:
    """Return the views in which a comment stands; campaigns are told by words and not here."""
    if facts.state == DispositionState.APPROVED:
        return frozenset([View.DECIDED])
    if facts.state == DispositionState.PROPOSED:
        found = {View.APPROVAL}
    else:
        found = {View.WAITING} | ({View.SUGGESTIONS} if facts.is_suggestion else set())
        found |= set() if facts.is_assigned else {View.UNASSIGNED}
    found |= {View.MINE} if facts.is_mine else set()
    return frozenset(found | ({View.OVERDUE} if is_overdue(facts.since, now=now) else set()))


def is_overdue(since: datetime, *, now: datetime) -> bool:
    """Whether a comment that has waited since then should have been decided on by now."""
    return now > _due(since)


@lru_cache(maxsize=1024)
def _due(since: datetime) -> datetime:
    """Return when a comment that has waited since then is overdue: most of a round wait since the same moment, its close."""
    return after_working_days(since, OVERDUE_DAYS)


def needed_an_hour(waiting: int, left: timedelta) -> int | None:
    """Return how many comments an hour must be decided on, rounded up, or None once the time is over.

    100 comments in 8 hours make 13 an hour.
    """
    return -(-waiting * HOUR // left) if left > timedelta() else None


def may_undo(done_at: datetime, *, now: datetime) -> bool:
    """Whether an act on many comments can still be taken back."""
    return now <= done_at + UNDO_LIFE


@dataclass(frozen=True, slots=True)
class Item:
    """One comment of an act on many, as it stands now, with the version that was seen when the act was planned."""

    comment: str
    author: str | None
    seen: int
    version: int
    state: str | None
    proposer: str | None
    is_suggestion: bool = False
    is_repeated: bool = False
    is_claimed: bool = False
    said_themselves: bool = False


def left_out(item: Item, kind: BulkKind, *, person: str, disposition: str = "", original: str | None = None) -> str:
    """Return why an act on many leaves this comment out, in the code of a refusal; nothing where it does not.

    It is what doing the same to the comment alone would refuse, and a comment that someone else works on.
    """
    if kind is BulkKind.SATISFACTION:
        return _no_hearing(item)
    if item.state == DispositionState.APPROVED:
        return "already-approved"
    if item.is_claimed:
        return "claimed"
    if item.seen != item.version:
        return "disposition-changed"
    if kind is BulkKind.APPROVE:
        return _no_approval(item, person)
    return _no_proposal(item, disposition, original)


def _no_hearing(item: Item) -> str:
    if item.state != DispositionState.APPROVED:
        return "nothing-decided"
    return "said-themselves" if item.said_themselves else ""


def _no_approval(item: Item, person: str) -> str:
    if item.state != DispositionState.PROPOSED:
        return "nothing-proposed"
    may = may_approve(proposer=item.proposer, approver=person, author=item.author)
    return "" if may else "approval-refused"


def _no_proposal(item: Item, disposition: str, original: str | None) -> str:
    if disposition == Disposition.DUPLICATE_OF:
        if item.comment == original:
            return "duplicate-refused"
        return "chain-refused" if item.is_repeated else ""
    needs_wording = disposition == Disposition.ACCEPTED_IN_PART and item.is_suggestion
    return "wording-needed" if needs_wording else ""
