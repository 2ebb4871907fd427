"""The states of a round and the moves between them; there is no reopening."""

from collections.abc import Mapping
from enum import StrEnum


class RoundState(StrEnum):
    """Where a round stands."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    DISPOSITIONS = "dispositions"
    PUBLISHED = "published"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"


class RoundKind(StrEnum):
    """What people do in a round; in every kind that is on a text they comment on it as well."""

    COMMENT = "comment"
    BALLOT = "ballot"
    RATING = "rating"
    OPTIONS = "options"
    SILENCE = "silence"
    STATEMENTS = "statements"


ON_A_TEXT = frozenset({RoundKind.COMMENT, RoundKind.BALLOT, RoundKind.RATING, RoundKind.SILENCE})
"""The kinds that are held on a published draft; a choice among options may be held on one."""

ON_CLAUSES = frozenset({RoundKind.BALLOT, RoundKind.RATING})
"""The kinds in which each clause has a ballot."""

WITHOUT_BALLOTS = frozenset({RoundKind.COMMENT, RoundKind.SILENCE})
"""The kinds in which nobody votes."""


class Capacity(StrEnum):
    """In which capacity someone consents to an early close; both are needed, from two people."""

    ORGANISER = "organiser"
    MODERATOR = "moderator"


MOVES: Mapping[RoundState, frozenset[RoundState]] = {
    RoundState.DRAFT: frozenset({RoundState.ANNOUNCED, RoundState.CANCELLED}),
    RoundState.ANNOUNCED: frozenset({RoundState.OPEN, RoundState.CANCELLED}),
    RoundState.OPEN: frozenset({RoundState.CLOSED, RoundState.CANCELLED}),
    RoundState.CLOSED: frozenset({RoundState.DISPOSITIONS}),
    RoundState.DISPOSITIONS: frozenset({RoundState.PUBLISHED}),
    RoundState.PUBLISHED: frozenset({RoundState.ARCHIVED}),
    RoundState.ARCHIVED: frozenset(),
    RoundState.CANCELLED: frozenset(),
}
"""Which states may follow which."""

FINISHED = frozenset({RoundState.CLOSED, RoundState.DISPOSITIONS, RoundState.PUBLISHED, RoundState.ARCHIVED})
"""The states in which a round's casting is over and its result can exist."""


def may_move(origin: RoundState, target: RoundState) -> bool:
    """Whether a round in the one state may go to the other."""
    return target in MOVES[origin]
