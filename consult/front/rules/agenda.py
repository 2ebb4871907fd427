"""What comes first: the one thing a page offers before all others, and the order in which statements are read."""

import hashlib
from collections.abc import Iterable
from enum import StrEnum


class First(StrEnum):
    """What a reader is offered first."""

    VOTE = "vote"
    REVIEW = "review"
    COMMENT = "comment"
    JOIN = "join"
    RESULT = "result"
    READ = "read"
    NOTHING = "nothing"


def first_of(*, is_open: bool, has_seat: bool, asks: bool, left: int, has_result: bool, has_text: bool) -> First:
    """Return what comes first: in an open round to take part, else to vote on what is left, else the text; later the result.

    A round that asks for no votes is there to comment in.
    """
    if is_open and not has_seat:
        return First.JOIN
    if is_open and not asks:
        return First.COMMENT
    if is_open:
        return First.VOTE if left else First.REVIEW
    if has_result:
        return First.RESULT
    return First.READ if has_text else First.NOTHING


def drawn(items: Iterable[str], seat: str) -> list[str]:
    """Return the items in the order drawn for a seat: the same at every visit, and another one for every seat.

    So each item is read first as often as last, and those who stop early do not all leave out the same ones.
    """
    return sorted(items, key=lambda item: hashlib.sha256(f"{seat}/{item}".encode()).digest())
