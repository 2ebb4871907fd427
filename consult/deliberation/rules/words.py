"""The vocabulary of comments and statements, and what their text may hold."""

import unicodedata
from enum import StrEnum

LONGEST_COMMENT = 10_000
LONGEST_QUOTE = 1_000
PAGE_SIZE = 20
"""Comments on one page: 500 on one clause stay fast, because nobody gets them at once."""


class CommentKind(StrEnum):
    """What a comment is for."""

    GENERAL = "general"
    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"
    QUESTION = "question"
    PRACTICE = "practice"
    RISK = "risk"


class Attribution(StrEnum):
    """How a comment's author is shown."""

    NAMED = "named"
    CATEGORY_ONLY = "category_only"
    UNPUBLISHED = "unpublished"


class Stance(StrEnum):
    """What a seat says of a suggestion."""

    SUPPORT = "support"
    OPPOSE = "oppose"


class Moderation(StrEnum):
    """Whether a comment was reviewed, and whether its text is shown."""

    UNREVIEWED = "unreviewed"
    KEPT = "kept"
    HIDDEN = "hidden"


class Moderated(StrEnum):
    """Whether a statement was accepted by a moderator."""

    ACCEPTED = "accepted"
    UNMODERATED = "unmoderated"
    REJECTED = "rejected"


def clean_text(text: str) -> str | None:
    """Return the text in one Unicode form with plain line ends, or None if it holds what no text holds.

    Refused are control characters but tabs and line ends, lone surrogates and noncharacters (threat T16).
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return None if any(_is_refused(character) for character in plain) else plain


def _is_refused(character: str) -> bool:
    if character in "\n\t":
        return False
    point = ord(character)
    is_noncharacter = 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
    return is_noncharacter or unicodedata.category(character) in {"Cc", "Cs"}
