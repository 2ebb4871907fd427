"""What comes first: the one thing a page offers before all others."""

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
