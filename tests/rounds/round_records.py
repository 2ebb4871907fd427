"""What is on record of a round, in plain values, and the words of the documents in which it is told.

Nothing is imported from the application, so that no table is checked against itself.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

MOVES: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"announced", "cancelled"}),
    "announced": frozenset({"open", "cancelled"}),
    "open": frozenset({"closed", "cancelled"}),
    "closed": frozenset({"dispositions"}),
    "dispositions": frozenset({"published"}),
    "published": frozenset({"archived"}),
    "archived": frozenset(),
    "cancelled": frozenset(),
}
LIVE = frozenset({"announced", "open"})
LATER = frozenset({"dispositions", "published", "archived", "cancelled"})
"""The states to which a round is simply moved on; opening and closing do more than that."""
FINISHED = frozenset({"closed", "dispositions", "published", "archived"})
POSITIONS = frozenset({"support", "can_live_with", "reservation", "object", "no_opinion"})
EDITORIAL = frozenset({1, 2})
COUNTING = {"citizen": {"claimed", "evidence_sent", "verified"}}
"""The states of verification in which a category counts; of every other category, only those who are verified do."""

MOST_ROUNDS, MOST_DRAFTS = 5, 3


class Ballot(NamedTuple):
    """A seat's answer to a clause, and the draft on which it was said."""

    position: str
    importance: int | None
    version: int
    freshness: str
    said_on: int


class Act(NamedTuple):
    """What was done with a ballot; nobody in person brings answers over."""

    seat: str
    clause: str
    version: int
    act: str
    position: str
    importance: int | None
    person: str | None


class Move(NamedTuple):
    """A line of a round's history."""

    origin: str
    target: str
    role: str
    person: str | None
    reason: str


class Cell(NamedTuple):
    """A line of the tally."""

    clause: str
    category: str
    counts: bool
    position: str


@dataclass
class Elector:
    """A seat in one round: as it was entered, and whether it was verified after that."""

    category: str
    verification: str
    is_verified_since: bool = False

    @property
    def counts(self) -> bool:
        state = "verified" if self.is_verified_since else self.verification
        return state in COUNTING.get(self.category, {"verified"})


@dataclass
class Seat:
    """A voice in the consultation."""

    category: str
    verification: str = "claimed"


@dataclass
class Round:
    """A round with everything that is on record in it."""

    number: int
    draft: int
    opens_at: int
    closes_at: int
    organisations: str = "roll_call"
    opens_by_itself: bool = False
    state: str = "draft"
    opened_at: int | None = None
    closed_at: int | None = None
    history: list[Move] = field(default_factory=list)
    consents: dict[str, str] = field(default_factory=dict)
    electorate: dict[str, Elector] = field(default_factory=dict)
    ballots: dict[tuple[str, str], Ballot] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    tally: Counter[Cell] = field(default_factory=Counter)
    leaves: Counter[str] = field(default_factory=Counter)
    comments: list[bool] = field(default_factory=list)

    @property
    def was_announced(self) -> bool:
        return any(move.target == "announced" for move in self.history)

    def disclosure(self, category: str) -> str:
        return "pseudonymous" if category == "citizen" else self.organisations

    def move(self, target: str, role: str, person: str | None, reason: str = "") -> None:
        assert target in MOVES[self.state]
        self.history.append(Move(self.state, target, role, person, reason))
        self.state = target
        leaf = {"announced": "announce", "closed": "close", "published": "publish", "archived": "archive"}
        self.leaves["round." + {**leaf, "cancelled": "cancel"}.get(target, target)] += 1

    def announce(self, organisations: str, person: str) -> None:
        self.organisations = organisations
        self.move("announced", "organiser", person)

    def write(self, seat: str, clause: str, ballot: Ballot, act: str, person: str | None) -> None:
        self.ballots[seat, clause] = ballot
        self.acts.append(Act(seat, clause, ballot.version, act, ballot.position, ballot.importance, person))

    def against(self, target: str) -> set[str]:
        return set() if target in MOVES[self.state] else {"wrong-move"}
