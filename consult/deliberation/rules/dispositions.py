"""What may become of a comment, and who may decide it: one person proposes, another approves."""

from enum import StrEnum

LONGEST_REASON = 1_000
LONGEST_WORDING = 4_000
DISPOSITIONS_PAGE_SIZE = 50


class Disposition(StrEnum):
    """What became of a comment."""

    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    NOTED = "noted"
    REJECTED = "rejected"
    DUPLICATE_OF = "duplicate_of"
    OUT_OF_SCOPE = "out_of_scope"
    MOVED_TO_NEXT_ROUND = "moved_to_next_round"
    ANSWERED = "answered"
    WITHDRAWN_BY_AUTHOR = "withdrawn_by_author"


OFFERED = tuple(one for one in Disposition if one is not Disposition.WITHDRAWN_BY_AUTHOR)
"""What those who answer comments may decide; a withdrawal is the author's own act."""


NOT_TAKEN_UP = frozenset({Disposition.REJECTED, Disposition.OUT_OF_SCOPE, Disposition.NOTED})
"""The decisions by which a comment changes nothing in the text; a duplicate shares what became of the other one."""


class DispositionState(StrEnum):
    """How far a decision is: one person has proposed it, or a second one has approved it; or it was taken back.

    A proposal that was taken back is none; its row stays, so that its version is never given to another one.
    """

    PROPOSED = "proposed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


def may_approve(*, proposer: str | None, approver: str, author: str | None) -> bool:
    """Whether someone may approve a decision: neither who proposed it may, nor who wrote the comment."""
    return approver not in {proposer, author}


def may_be_duplicate(*, comment: str, other: str, becomes: str | None) -> bool:
    """Whether a comment may be called a duplicate of another one, of which `becomes` says what is decided or proposed.

    Not of itself, and not of one that is a duplicate too: so no two comments can answer each other.
    """
    return other != comment and becomes != Disposition.DUPLICATE_OF


def is_reason(words: str) -> bool:
    """Whether the words may stand as the reason of a decision."""
    return 1 <= len(words) <= LONGEST_REASON


def is_wording(words: str) -> bool:
    """Whether the words may stand as the part of a suggestion that is taken."""
    return 1 <= len(words) <= LONGEST_WORDING
