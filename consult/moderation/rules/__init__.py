"""The moderation code, and how the answering of comments is shared out."""

from consult.moderation.rules.code import LONGEST_NOTE, ActionKind, Ground, is_note

__all__ = ["LONGEST_NOTE", "ActionKind", "Ground", "is_note"]
