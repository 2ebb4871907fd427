"""What became of things in a file that a text does not keep, so that nobody finds out later."""

from dataclasses import dataclass
from enum import StrEnum


class Told(StrEnum):
    """What there is to tell."""

    CHANGES_ACCEPTED = "changes-accepted"
    COMMENTS_LEFT = "comments-left"
    IMAGE_NOT_THERE = "image-not-there"
    IMAGE_NOT_USED = "image-not-used"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell about a file: how often it is there, or what it is called."""

    file: str
    told: Told
    count: int = 1
    detail: str = ""
