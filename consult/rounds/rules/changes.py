"""What may change of a contract after the opening: little, later, and never without notice."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

NOTICE = timedelta(hours=48)
"""How long everyone can read of a change before it holds."""

MOST_LATER = timedelta(days=92)
"""How much later a round may close by one change: a quarter of a year, so that a slip of the pen does not bind everyone."""


class ChangeKind(StrEnum):
    """What of a contract may change while the round is open."""

    CLOSES_LATER = "closes_later"
    LANGUAGE_ADDED = "language_added"


NEVER_CHANGE = ("scale", "rule", "categories", "disclosure", "objections", "effect", "reveal")
"""What of a contract is fixed for good at the opening."""


def has_notice(effective_at: datetime, closes_at: datetime) -> bool:
    """Whether a change holds before the deadline as it stands; a round does not end while one is being announced."""
    return effective_at < closes_at


def changed(content: Mapping[str, Any], kind: ChangeKind, value: str) -> dict[str, Any]:
    """Return a contract's content with one change in it: a later closing, or one more language.

    Refuses a closing that is not later, and a language that is there, with ValueError.
    """
    if kind is ChangeKind.CLOSES_LATER:
        if value <= content["dates"]["closes_at"]:
            raise ValueError(f"{value} is not later than {content['dates']['closes_at']}")
        return {**content, "dates": {**content["dates"], "closes_at": value}}
    if value in content["languages"]:
        raise ValueError(f"{value} is a language of the round already")
    return {**content, "languages": [*content["languages"], value]}
