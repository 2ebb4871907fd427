"""What can be put on record about a text that was adopted."""

from enum import StrEnum

LONGEST_POSITION_NOTE = 3_000


class NoteKind(StrEnum):
    """What a statement on an adopted text is: why one joined, what one does not join in, or that one does not join."""

    EXPLANATION = "explanation"
    RESERVATION = "reservation"
    DISSOCIATION = "dissociation"
