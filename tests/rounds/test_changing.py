"""A contract changes only as it may: later, with a reason that everyone reads for 48 hours, and in a new version."""

from datetime import UTC, datetime, timedelta

import pytest

from consult.kernel import clock, jobs
from consult.kernel.db import db
from consult.kernel.errors import Refused
from consult.moderation import service as moderation
from consult.rounds import service as rounds
from consult.rounds.rules.changes import ChangeKind, changed, has_notice
from consult.rounds.rules.states import RoundState
from consult.rounds.service import ChangeView, RoundView
from tests.conftest import Scene
from tests.world import World

REASON = "The meetings in the villages of the north could not be held in time."
WEEK = timedelta(days=7)
CONTENT = {
    "dates": {"opens_at": "2026-11-01T00:00:00.000Z", "closes_at": "2026-12-01T00:00:00.000Z"},
    "languages": ["en"],
}


def announced(world: World, scene: Scene, *, by: timedelta = WEEK, reason: str = REASON) -> ChangeView:
    with world.acting():
        return rounds.announce_change(
            consultation_id=scene.consultation.id,
            round_id=scene.round.id,
            kind=ChangeKind.CLOSES_LATER,
            value=clock.to_text(scene.round.closes_at + by),
            reason=reason,
            by_person=scene.people["organiser"],
        )


def worked(world: World, scene: Scene, after: timedelta, *, with_jobs: bool = True) -> RoundView:
    """Return the round as it stands after a worker's turn at a later moment."""
    with clock.moved(after), world.app.app_context():
        if with_jobs:
            jobs.run_due_jobs()
        moderation.close_overdue()
        return rounds.get_round(scene.consultation.id, scene.round.id)


def now(world: World) -> datetime:
    with world.reading():
        return clock.now(db.session)


def test_a_contract_changes_in_two_ways_and_in_no_other() -> None:
    later, there = "2026-12-08T00:00:00.000Z", CONTENT["dates"]
    assert changed(CONTENT, ChangeKind.CLOSES_LATER, later) == {**CONTENT, "dates": {**there, "closes_at": later}}
    assert changed(CONTENT, ChangeKind.LANGUAGE_ADDED, "ar") == {**CONTENT, "languages": ["en", "ar"]}
    with pytest.raises(ValueError, match="not later"):
        changed(CONTENT, ChangeKind.CLOSES_LATER, CONTENT["dates"]["closes_at"])
    with pytest.raises(ValueError, match="already"):
        changed(CONTENT, ChangeKind.LANGUAGE_ADDED, "en")


def test_a_change_holds_before_the_deadline_as_it_stands_or_is_not_announced() -> None:
    closing = datetime(2026, 12, 1, tzinfo=UTC)
    assert [has_notice(closing + timedelta(hours=hours), closing) for hours in (-1, 0, 1)] == [True, False, False]


def test_a_later_deadline_holds_after_48_hours_in_a_second_version(world: World, scene: Scene) -> None:
    change = announced(world, scene)
    assert change.effective_at - change.announced_at == timedelta(hours=48)
    before = worked(world, scene, timedelta(hours=47))
    assert (before.closes_at, before.is_extended) == (scene.round.closes_at, False)
    after = worked(world, scene, timedelta(hours=49))
    assert (after.closes_at, after.is_extended) == (scene.round.closes_at + WEEK, True)
    with world.reading():
        first, second = rounds.versions_of(scene.consultation.id, scene.round.id)
        contract = rounds.contract_of_round(scene.consultation.id, scene.round.id)
        (told,) = rounds.changes_of(scene.consultation.id, scene.round.id)
    assert (first.number, second.number, contract.sha256) == (1, 2, second.sha256)
    assert contract.content["dates"]["closes_at"] == change.value
    assert (told.version, told.reason) == (2, REASON)
    assert worked(world, scene, scene.round.closes_at - now(world) + timedelta(hours=1)).state is RoundState.OPEN


def test_a_deadline_that_was_to_move_has_moved_though_nobody_worked_in_time(world: World, scene: Scene) -> None:
    announced(world, scene)
    late = worked(world, scene, scene.round.closes_at - now(world) + timedelta(hours=1), with_jobs=False)
    assert (late.state, late.closes_at) == (RoundState.OPEN, scene.round.closes_at + WEEK)


def test_a_round_that_was_closed_early_does_not_change_any_more(world: World, scene: Scene) -> None:
    announced(world, scene)
    with world.acting():
        moderation.close_round(consultation_id=scene.consultation.id, round_id=scene.round.id, early=True)
    over = worked(world, scene, timedelta(hours=49))
    assert (over.state, over.is_extended, over.closes_at) == (RoundState.CLOSED, False, scene.round.closes_at)


def test_what_comes_too_late_changes_nothing_or_says_no_reason_is_refused(world: World, scene: Scene) -> None:
    def refused(**given: object) -> str:
        with pytest.raises(Refused) as caught:
            announced(world, scene, **given)  # type: ignore[arg-type] # what a test names
        return caught.value.code

    assert refused(by=timedelta()) == refused(by=-WEEK) == "not-later"
    assert refused(reason="  ") == "reason-needed"
    announced(world, scene)
    assert refused(by=WEEK) == "not-later"  # that is announced already
    with clock.moved(scene.round.closes_at - now(world) - timedelta(hours=47)):
        assert refused(by=2 * WEEK) == "too-late-to-change"
    world.closed(scene.round)
    assert refused(by=2 * WEEK) == "wrong-move"
