"""Objections by rule: which step leads where, who takes it, which of them block, and until when they are answered."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest

from consult.consensus.rules import objections as counted
from consult.consultations.rules.calendar import USUAL
from consult.deliberation.rules.objections import (
    LONGEST_ANSWER,
    MOVES,
    STANDING,
    TAKEN_BY,
    UNANSWERED,
    Clock,
    ObjectionState,
    Party,
    Raised,
    Step,
    acts_as,
    after,
    are_words,
    blocks,
    clock_of,
    steps_open_to,
)
from consult.rounds.rules.contract import CLOCKS, Blocking

FRIDAY = datetime(2026, 3, 6, 23, 30, tzinfo=UTC)


def raised(**given: Any) -> Raised:
    usual = Raised(blocking=Blocking.VERIFIED, is_late=False, counts=True, is_verified=True, co_signers=0)
    return replace(usual, **given)


def test_results_know_the_same_states() -> None:
    assert {str(state) for state in ObjectionState} == counted.STANDING | counted.SETTLED
    assert {str(state) for state in STANDING} == counted.STANDING
    assert UNANSWERED < STANDING


def test_every_step_from_every_state_leads_to_one_state_or_is_refused() -> None:
    for state, step in product(ObjectionState, Step):
        assert (after(state, step) is None) == ((state, step) not in MOVES)
    assert {state for state, _ in MOVES} == STANDING, "what is settled stays settled"
    assert set(TAKEN_BY) == set(Step)


def test_every_state_can_be_reached_and_nothing_is_answered_unread() -> None:
    reached = {ObjectionState.OPEN} | set(MOVES.values())
    assert reached == set(ObjectionState)
    assert after(ObjectionState.OPEN, Step.ANSWER) is None
    assert after(ObjectionState.ANSWERED, Step.OVERRULE) is None, "only what its objector sustains is overruled"


@pytest.mark.parametrize(
    ("state", "party", "steps"),
    [
        (ObjectionState.OPEN, Party.OBJECTOR, (Step.WITHDRAW,)),
        (ObjectionState.OPEN, Party.ANSWERING, (Step.ACKNOWLEDGE,)),
        (ObjectionState.ACKNOWLEDGED, Party.ANSWERING, (Step.ANSWER,)),
        (ObjectionState.ANSWERED, Party.OBJECTOR, (Step.SUSTAIN, Step.WITHDRAW)),
        (ObjectionState.ANSWERED, Party.ANSWERING, (Step.RESOLVE,)),
        (ObjectionState.ANSWERED, Party.ORGANISER, (Step.SUSTAIN,)),
        (ObjectionState.ANSWERED, Party.DECISION_MAKER, ()),
        (ObjectionState.SUSTAINED, Party.DECISION_MAKER, (Step.OVERRULE,)),
        (ObjectionState.SUSTAINED, Party.ANSWERING, ()),
        (ObjectionState.OVERRULED, Party.OBJECTOR, ()),
    ],
)
def test_each_party_is_offered_its_own_steps(state: ObjectionState, party: Party, steps: tuple[Step, ...]) -> None:
    assert steps_open_to(state, frozenset({party})) == steps


def test_someone_acts_as_what_they_may() -> None:
    assert acts_as(Step.SUSTAIN, frozenset({Party.ORGANISER, Party.ANSWERING})) is Party.ORGANISER
    assert acts_as(Step.SUSTAIN, frozenset(Party)) is Party.OBJECTOR
    assert acts_as(Step.OVERRULE, frozenset({Party.ORGANISER})) is None


def test_answers_say_something_and_not_too_much() -> None:
    assert not are_words("", step=Step.ANSWER)
    assert are_words("", step=Step.WITHDRAW)
    assert not are_words("x" * (LONGEST_ANSWER + 1), step=Step.WITHDRAW)
    assert are_words("x" * LONGEST_ANSWER, step=Step.OVERRULE)


@pytest.mark.parametrize(
    ("given", "does"),
    [
        ({}, True),
        ({"is_verified": False}, False),
        ({"counts": False}, False),
        ({"is_late": True}, False),
        ({"blocking": Blocking.NOBODY, "co_signers": 50}, False),
        ({"blocking": Blocking.CO_SIGNED, "co_signers": 9}, False),
        ({"blocking": Blocking.CO_SIGNED, "co_signers": 10, "is_verified": False}, True),
        ({"blocking": Blocking.CO_SIGNED, "co_signers": 10, "counts": False}, False),
        ({"blocking": Blocking.CO_SIGNED, "co_signers": 10, "is_late": True}, False),
    ],
)
def test_which_objections_block(given: dict[str, object], does: bool) -> None:
    assert blocks(raised(**given), needed=10) is does


def test_the_clocks_run_in_working_days_and_everyone_is_told_after_the_grace() -> None:
    def clock(state: ObjectionState, now: datetime) -> Clock | None:
        return clock_of(state, FRIDAY, days=CLOCKS, calendar=USUAL, now=now)

    wednesday = date(2026, 3, 11)
    assert clock(ObjectionState.OPEN, FRIDAY) == Clock(wednesday, is_past=False, is_overdue=False)
    late = datetime(2026, 3, 12, 0, 30, tzinfo=UTC)
    assert clock(ObjectionState.OPEN, late) == Clock(wednesday, is_past=True, is_overdue=False)
    later = datetime(2026, 3, 19, 0, 30, tzinfo=UTC)
    assert clock(ObjectionState.OPEN, later) == Clock(wednesday, is_past=True, is_overdue=True)
    assert clock(ObjectionState.ACKNOWLEDGED, later) == Clock(date(2026, 3, 20), is_past=False, is_overdue=False)
    assert clock(ObjectionState.ANSWERED, later) is None
