"""What an objection is, how it goes on step by step, who may take which step, and until when it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from consult.consultations.rules.calendar import WorkCalendar
from consult.rounds.rules.contract import Blocking

LONGEST_OBJECTION = 2_000
LONGEST_PROPOSAL = 4_000
LONGEST_ANSWER = 2_000


class Harm(StrEnum):
    """What harm an objection says the clause would do, in a word."""

    RIGHTS = "rights"
    SAFETY = "safety"
    FAIRNESS = "fairness"
    LEGAL_CONFLICT = "legal_conflict"
    FEASIBILITY = "feasibility"
    COST = "cost"
    MEANING = "meaning"
    OTHER = "other"


class Proposal(StrEnum):
    """What an objection asks for: other words, or that the clause is taken out."""

    CHANGE = "change"
    DELETE = "delete"


class ObjectionState(StrEnum):
    """How far an objection is."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    SUSTAINED = "sustained"
    RESOLVED_BY_CHANGE = "resolved_by_change"
    WITHDRAWN = "withdrawn"
    OVERRULED = "overruled"


STANDING = frozenset(
    {ObjectionState.OPEN, ObjectionState.ACKNOWLEDGED, ObjectionState.ANSWERED, ObjectionState.SUSTAINED}
)
"""The states in which an objection stands; in the other ones it is settled, for good."""

UNANSWERED = frozenset({ObjectionState.OPEN, ObjectionState.ACKNOWLEDGED})
"""The states in which an objection waits for its answer."""


class Step(StrEnum):
    """What can be done about an objection once it is raised."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    SUSTAIN = "sustain"
    RESOLVE = "resolve"
    WITHDRAW = "withdraw"
    OVERRULE = "overrule"


RAISED = "raise"
"""The first step of every objection, which makes it."""

MOVES: Mapping[tuple[ObjectionState, Step], ObjectionState] = {
    (ObjectionState.OPEN, Step.ACKNOWLEDGE): ObjectionState.ACKNOWLEDGED,
    (ObjectionState.ACKNOWLEDGED, Step.ANSWER): ObjectionState.ANSWERED,
    (ObjectionState.ANSWERED, Step.RESOLVE): ObjectionState.RESOLVED_BY_CHANGE,
    (ObjectionState.ANSWERED, Step.SUSTAIN): ObjectionState.SUSTAINED,
    (ObjectionState.SUSTAINED, Step.OVERRULE): ObjectionState.OVERRULED,
    **{(state, Step.WITHDRAW): ObjectionState.WITHDRAWN for state in STANDING},
}
"""Every step that there is, from the state in which it can be taken to the one in which it leaves the objection."""


class Party(StrEnum):
    """As what someone takes a step."""

    OBJECTOR = "objector"
    ANSWERING = "answering"
    ORGANISER = "organiser"
    DECISION_MAKER = "decision_maker"


TAKEN_BY: Mapping[Step, frozenset[Party]] = {
    Step.ACKNOWLEDGE: frozenset({Party.ANSWERING}),
    Step.ANSWER: frozenset({Party.ANSWERING}),
    Step.RESOLVE: frozenset({Party.ANSWERING}),
    Step.SUSTAIN: frozenset({Party.OBJECTOR, Party.ORGANISER}),
    Step.WITHDRAW: frozenset({Party.OBJECTOR}),
    Step.OVERRULE: frozenset({Party.DECISION_MAKER}),
}
"""Who takes each step: the seat that objects, those who answer, the organiser on its word, and who decides."""

NEEDS_WORDS = frozenset({Step.ANSWER, Step.RESOLVE, Step.OVERRULE})
"""The steps that say something; with the others words may come."""


def after(state: ObjectionState, step: Step) -> ObjectionState | None:
    """Return the state in which a step leaves an objection, or None where it cannot be taken."""
    return MOVES.get((state, step))


def steps_open_to(state: ObjectionState, parties: frozenset[Party]) -> tuple[Step, ...]:
    """Return the steps that someone may take next, in the order in which they are usually taken."""
    return tuple(step for step in Step if after(state, step) and TAKEN_BY[step] & parties)


def acts_as(step: Step, parties: frozenset[Party]) -> Party | None:
    """Return as what someone takes a step, or None where they may not: as the objector before anything else."""
    return next((party for party in Party if party in TAKEN_BY[step] & parties), None)


def are_words(words: str, *, step: Step) -> bool:
    """Whether the words may stand with a step: not too many, and there where it says something."""
    return len(words) <= LONGEST_ANSWER and (bool(words) or step not in NEEDS_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What decides whether an objection blocks: the way the contract gives its category, and who stands behind it.

    `counts` and `is_verified` are its seat's in the round; `co_signers` how many other counting seats sign with it.
    """

    blocking: Blocking
    is_late: bool
    counts: bool
    is_verified: bool
    co_signers: int


def blocks(raised: Raised, *, needed: int) -> bool:
    """Whether an objection keeps its clause from meeting the criteria while it stands.

    One that came after the round had closed never does, and none of a seat that does not count. A citizen's blocks with
    the tenth of ten co-signers, a verified organisation's by itself.
    """
    if raised.is_late or not raised.counts:
        return False
    if raised.blocking is Blocking.CO_SIGNED:
        return raised.co_signers >= needed
    return raised.blocking is Blocking.VERIFIED and raised.is_verified


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when the next step of an objection is due, whether that day has passed, and whether everyone is told."""

    due: date
    is_past: bool
    is_overdue: bool


def clock_of(
    state: ObjectionState, raised_at: datetime, *, days: Mapping[str, int], calendar: WorkCalendar, now: datetime
) -> Clock | None:
    """Return the clock of an objection that waits to be acknowledged or answered; None for any other.

    `days` are the contract's working days: `acknowledge` and `answer` run from the raising, `grace` after either.
    """
    if state not in UNANSWERED:
        return None
    due = calendar.due(raised_at, days["acknowledge" if state is ObjectionState.OPEN else "answer"])
    return Clock(due, calendar.is_over(due, now), calendar.is_over(calendar.later(due, days["grace"]), now))
