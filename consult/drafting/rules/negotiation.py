"""How far a clause is agreed, and which state of that may follow which."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from consult.drafting.rules.parts import NegotiationState

LONGEST_REASON = 1_000
MOST_ALTERNATIVES = 26
MOST_PROPOSERS = 50

OPEN, BRACKETED = NegotiationState.OPEN, NegotiationState.BRACKETED
AGREED, CLOSED = NegotiationState.AGREED_AD_REF, NegotiationState.CLOSED

MOVES: Mapping[NegotiationState, frozenset[NegotiationState]] = {
    OPEN: frozenset({BRACKETED, AGREED, CLOSED}),
    BRACKETED: frozenset({OPEN, AGREED}),
    AGREED: frozenset({CLOSED, OPEN}),
    CLOSED: frozenset({OPEN}),
}
"""Which states may follow which: a clause in brackets is agreed before it is closed."""

UNSETTLED = frozenset({OPEN, BRACKETED})
"""The states in which a clause keeps a text from being final."""


class BracketState(StrEnum):
    """What became of an alternative: it stands, its proposers withdrew it, it was agreed on or not, it is in the text."""

    STANDING = "standing"
    WITHDRAWN = "withdrawn"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    TAKEN_UP = "taken_up"


def may_move(origin: NegotiationState, target: NegotiationState) -> bool:
    """Whether a clause in the one state may go to the other."""
    return target in MOVES[origin]


def needs_reason(origin: NegotiationState, target: NegotiationState) -> bool:
    """Whether the move takes back what was agreed, so that everyone is told why."""
    return target is OPEN and origin not in UNSETTLED


def may_be_bracketed(state: NegotiationState) -> bool:
    """Whether alternatives can be put beside the words: not once they are agreed."""
    return state in UNSETTLED


def applied(text: str, passage: str | None, wording: str) -> str:
    """Return the words of a clause with an alternative in the place of the passage, or of the whole clause."""
    return wording if passage is None else text.replace(passage, wording, 1)


def bracketed(text: str, passages: Iterable[str | None]) -> str:
    """Return the words of a clause with each passage between brackets; None is the whole clause.

    >>> bracketed("People can stop them.", ["can stop"])
    'People [can stop] them.'
    """
    marks: list[tuple[int, int, str]] = []
    for passage in dict.fromkeys(passages):
        start = 0 if passage is None else text.find(passage)
        length = len(text) if passage is None else len(passage)
        if start >= 0 and length:
            marks += [(start, 1, "["), (start + length, 0, "]")]
    for place, _, mark in sorted(marks, reverse=True):
        text = text[:place] + mark + text[place:]
    return text


def letter(place: int) -> str:
    """Return the letter by which an alternative is called, from its place among those of its clause, from 1."""
    return chr(ord("A") + place - 1)
