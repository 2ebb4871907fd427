"""The live picture of a round: what everyone may see of its answers while voting goes on, renewed in steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consult.consensus.rules.shares import Share
from consult.rounds.service import RoundView


@dataclass(frozen=True, slots=True)
class LiveItem:
    """What is shown of a statement: every figure, or none of them where they would tell how someone answered.

    `statement` is its id in files; the share is agree / (agree + disagree), the lower bound that of the margins.
    """

    statement: str
    agree: int | None
    disagree: int | None
    passed: int | None
    n: int | None
    share: Share | None
    lower_bound: float | None


@dataclass(frozen=True, slots=True)
class LivePicture:
    """What was known at one moment: the answers to each statement, and the groups that were found, if any.

    `analysis` has the form of `Opinions.analysis`, without `axes`, and with no figure of a group's answers: those of
    `representative` and of `items[].groups` are null.
    """

    at: datetime
    participants: int
    votes: int
    items: tuple[LiveItem, ...]
    analysis: Mapping[str, Any] | None


def live_picture_of(one: RoundView) -> LivePicture | None:
    """Return the newest live picture of an open round; None while fewer than five people have answered.

    Refuses `results-hidden` where the contract does not say that counts are shown while voting goes on.
    """
    raise NotImplementedError
