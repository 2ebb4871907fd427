"""How far the words in another language go: which stand for the source's, how complete they are, and how far reviewed."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import rfc8785

from consult.drafting.rules.parts import TextStatus

MISSING = "missing"
"""What a clause is in a language in which it has no words."""

RELIABLE = frozenset({TextStatus.AUTHORITATIVE, TextStatus.OFFICIAL, TextStatus.HUMAN_REVIEWED})
"""The states in which words in another language stand for the source's."""

INCOMPLETE = frozenset({MISSING, TextStatus.OUTDATED})
"""The states in which a clause has to be translated, for the first time or anew."""

LONGEST_NOTE = 500
LONGEST_REPORT = 1000


class IssueState(StrEnum):
    """What became of a reported translation problem."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    FIXED = "fixed"


NEXT_STATES: Mapping[IssueState, tuple[IssueState, ...]] = {
    IssueState.OPEN: (IssueState.CONFIRMED, IssueState.DISMISSED),
    IssueState.CONFIRMED: (IssueState.FIXED, IssueState.DISMISSED),
    IssueState.DISMISSED: (),
    IssueState.FIXED: (),
}
"""What can become of a reported problem in each state."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many clauses there are in a language in each status; completeness and review are two figures."""

    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many clauses there are."""
        return sum(self.counts.values())

    @property
    def complete(self) -> int:
        """How many have words that were made from the source as it stands."""
        return self.total - sum(self.counts.get(one, 0) for one in INCOMPLETE)

    @property
    def reviewed(self) -> int:
        """How many have words that can be relied on."""
        return sum(self.counts.get(one, 0) for one in RELIABLE)


def progress_of(statuses: Iterable[str]) -> Progress:
    """Return how many clauses are in each status.

    >>> found = progress_of(["human_reviewed", "draft", "missing"])
    >>> (found.total, found.complete, found.reviewed)
    (3, 2, 1)
    """
    return Progress(Counter(map(str, statuses)))


def status_now(status: str, made_from: str, source_now: str) -> TextStatus:
    """Return the status of words in another language: outdated where their source does not read as it did."""
    return TextStatus(status) if made_from == source_now else TextStatus.OUTDATED


def reaches(part: int, total: int, threshold: Fraction) -> bool:
    """Return whether a part of the total is at least the threshold; of nothing, all is there.

    >>> reaches(19, 20, Fraction(95, 100)), reaches(18, 20, Fraction(95, 100)), reaches(0, 0, Fraction(1))
    (True, False, True)
    """
    return part >= total * threshold


def common_digest(digests: Mapping[str, str]) -> str:
    """Return the SHA-256 of a clause's words in all authentic languages, given by the digest in each.

    Whoever confirms that they say the same confirms this: a change in one language is a change for all.
    """
    return hashlib.sha256(rfc8785.dumps(dict(digests))).hexdigest()
