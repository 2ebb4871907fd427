"""The silence procedure: a text is adopted unless somebody objects in time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules import parameters as choosing
from consult.consensus.rules.decision import Criterion, Finding, Procedure, Status
from consult.consensus.rules.shares import written

RULE_ID = "silence_procedure"
RULE_VERSION = "1"
SOURCE = (
    "United Nations General Assembly decision 74/544: a draft is circulated under a silence procedure of at least 72 "
    "hours; if the silence is not broken, it is adopted."
)
SHORTEST = timedelta(hours=72)
MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1) // MICROSECOND


class Outcome(StrEnum):
    """What the procedure has come to; the first that holds, in this order."""

    INVALID_PERIOD = "invalid_period"
    BROKEN = "broken"
    RUNNING = "running"
    ADOPTED = "adopted"


class Move(StrEnum):
    """What may follow."""

    WITHDRAW = "withdraw"
    REVISE_AND_REOPEN = "revise_and_reopen"
    VOTE = "vote"


STATUS: Mapping[str, Status] = {
    Outcome.BROKEN: Status.OPEN_ISSUES,
    Outcome.INVALID_PERIOD: Status.INCONCLUSIVE,
    Outcome.RUNNING: Status.INCONCLUSIVE,
    Outcome.ADOPTED: Status.MET,
}
"""Each outcome in the words that all rules share."""

MOVES: Mapping[str, tuple[Move, ...]] = {
    Outcome.BROKEN: (Move.WITHDRAW, Move.REVISE_AND_REOPEN, Move.VOTE),
    Outcome.INVALID_PERIOD: (Move.WITHDRAW, Move.REVISE_AND_REOPEN),
    Outcome.RUNNING: (Move.WITHDRAW,),
    Outcome.ADOPTED: (),
}
"""What may follow each outcome; whatever is opened again runs for a whole period."""


@dataclass(frozen=True, slots=True)
class Silence:
    """What the procedure has come to, which objections broke the silence, and which came late."""

    outcome: Outcome
    period: timedelta
    shortest: timedelta
    in_time: tuple[datetime, ...]
    late: tuple[datetime, ...]

    @property
    def moves(self) -> tuple[Move, ...]:
        """What may follow."""
        return MOVES[self.outcome]

    def as_finding(self) -> Finding:
        """Return the outcome in the words that all rules share; late objections are excluded and recorded."""
        is_long_enough = self.outcome is not Outcome.INVALID_PERIOD
        unbroken = None if self.outcome is Outcome.RUNNING else not self.in_time
        return Finding(
            rule=RULE_ID,
            version=RULE_VERSION,
            verdict=self.outcome,
            status=STATUS[self.outcome],
            criteria=(
                Criterion("period_in_hours", _hours(self.period), _hours(self.shortest), ">=", is_long_enough),
                Criterion("objections_in_time", str(len(self.in_time)), "0", "=", unbroken),
            ),
            counted={"objections": len(self.in_time)},
            excluded={"late": len(self.late)},
            source=SOURCE,
        )


def silence(
    opened: datetime,
    closes: datetime,
    objections: Iterable[datetime] = (),
    *,
    at: datetime | None = None,
    shortest: timedelta = SHORTEST,
) -> Silence:
    """Return what a silence procedure has come to at a moment, or when it is over where none is named.

    A period shorter than `shortest` is no procedure at all. An objection at or before the end breaks the silence, a
    later one is recorded as late. All moments have a time zone; refuses others with ValueError. Example: 72 hours and
    an objection after 72.5 hours are adopted, with one at the 72nd hour broken.
    """
    raised = sorted(objections)
    if any(moment.tzinfo is None for moment in (opened, closes, *raised, *([at] if at else []))):
        raise ValueError("a moment without a time zone")
    in_time = tuple(moment for moment in raised if moment <= closes)
    is_running = at is not None and at <= closes
    return Silence(
        outcome=_outcome(is_too_short=closes - opened < shortest, is_broken=bool(in_time), is_running=is_running),
        period=closes - opened,
        shortest=shortest,
        in_time=in_time,
        late=tuple(raised[len(in_time) :]),
    )


def _outcome(*, is_too_short: bool, is_broken: bool, is_running: bool) -> Outcome:
    if is_too_short:
        return Outcome.INVALID_PERIOD
    if is_broken:
        return Outcome.BROKEN
    return Outcome.RUNNING if is_running else Outcome.ADOPTED


def _hours(period: timedelta) -> str:
    return written(Fraction(period // MICROSECOND, HOUR))


@dataclass(frozen=True, slots=True)
class Parameters:
    """What an organiser may choose: for how many hours at least the text is circulated."""

    shortest_hours: int = 72

    @property
    def shortest(self) -> timedelta:
        """The shortest time for which the text is circulated."""
        return timedelta(hours=self.shortest_hours)


PROCEDURE = Procedure(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Adopted unless somebody objects in time",
    asks=(
        "The text is circulated for at least 72 hours. One objection that may block, raised at or before the deadline, "
        "breaks the silence; a later one is recorded as late."
    ),
    source=SOURCE,
    scales=frozenset({"silence"}),
    verdicts=STATUS,
    parameters=(choosing.number("shortest_hours", 72),),
    build=Parameters,
)
