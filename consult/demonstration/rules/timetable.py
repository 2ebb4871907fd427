"""When it happens, in days before (or after) the day on which the demonstration is built."""

from dataclasses import dataclass
from datetime import timedelta

from consult.demonstration.rules.acts import (
    Act,
    BeginAnswers,
    CloseRound,
    OpenRound,
    PublishDraft,
    PublishRound,
)

FOUNDED = timedelta(days=-98)
LATEST = timedelta(hours=-3)
"""Nothing happens later than this, so that everything lies in the past when the demonstration is there."""


@dataclass(frozen=True, slots=True)
class Timing:
    """A round's dates in days; a round that is still open is neither answered nor published."""

    number: int
    draft: float
    opens: float
    closes: float
    answers: float | None
    published: float | None

    @property
    def ends(self) -> timedelta:
        """Until when people act in the round: an hour before its deadline, and not in the future."""
        return min(timedelta(days=self.closes, hours=-1), LATEST)

    def moment(self, part: float) -> timedelta:
        """Return the moment when so much of the time in which people act has passed, from 0 to 1."""
        opens = timedelta(days=self.opens)
        return opens + (self.ends - opens) * part


TIMINGS = (
    Timing(1, draft=-91, opens=-90, closes=-62, answers=-61, published=-45),
    Timing(2, draft=-44, opens=-43, closes=-15, answers=-14, published=None),
    Timing(3, draft=-10, opens=-9, closes=12.25, answers=None, published=None),
)


def moves() -> list[Act]:
    """Return what the organiser and the deadlines do: drafts, openings, closings, publication."""
    found: list[Act] = []
    for one in TIMINGS:
        closes = timedelta(days=one.closes)
        found.append(PublishDraft(at=timedelta(days=one.draft), number=one.number))
        found.append(OpenRound(at=timedelta(days=one.opens), number=one.number, closes=closes))
        if one.answers is not None:
            found.append(CloseRound(at=closes + timedelta(minutes=2), number=one.number))
            found.append(BeginAnswers(at=timedelta(days=one.answers), number=one.number))
        if one.published is not None:
            found.append(PublishRound(at=timedelta(days=one.published), number=one.number))
    return found
