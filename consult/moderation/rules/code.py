"""The moderation code: the grounds on which a comment may be hidden."""

from enum import StrEnum


class Ground(StrEnum):
    """A rule of the moderation code."""

    PERSONAL_DATA = "personal_data"
    THREAT = "threat"
    HATE = "hate"
    SPAM = "spam"
    IMPERSONATION = "impersonation"
    OFF_TOPIC = "off_topic"


class ActionKind(StrEnum):
    """What a moderator decided."""

    REVIEW = "review"
    HIDE = "hide"
    RESTORE = "restore"


LONGEST_NOTE = 500


def is_note(note: str, *, needed: bool) -> bool:
    """Whether the note may stand: not too long, and there where one is needed."""
    return len(note.strip()) <= LONGEST_NOTE and (bool(note.strip()) or not needed)
