"""The end of casting: at the deadline by itself, earlier by two people, and never undone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.kernel import chores, clock
from consult.kernel.errors import Refused
from consult.ledger import service as ledger
from consult.moderation import service as moderation
from consult.rounds import service as rounds
from consult.rounds.rules.states import Capacity, RoundState
from consult.rounds.service import RoundView
from consult.rounds.tables import RoundEvent
from tests.conftest import Scene
from tests.world import World


def consent(
    world: World, scene: Scene, person: str, capacity: Capacity, reason: str = "Everyone has voted."
) -> RoundView | None:
    with world.acting():
        return moderation.consent_to_close(
            consultation_id=scene.consultation.id,
            round_id=scene.round.id,
            capacity=capacity,
            person_id=scene.people[person],
            reason=reason,
        )


def leaves(world: World, scene: Scene) -> list[object]:
    with world.acting():
        ledger.drain(scene.consultation.id)
    with world.reading():
        acts = list(ledger.replay(scene.consultation.id))
    return [act.leaf["type"] for act in acts if act.leaf.get("round") == scene.round.id]


def history(world: World, one: RoundView) -> list[tuple[str, str, str, str]]:
    with world.reading() as session:
        rows = session.scalars(select(RoundEvent).where(RoundEvent.round_id == one.id).order_by(RoundEvent.at))
        return [(row.kind, row.from_state, row.to_state, row.reason) for row in rows]


def test_a_worker_closes_what_is_due_and_nothing_else(world: World, scene: Scene) -> None:
    later = world.a_consultation()
    world.a_draft(later)
    open_one = world.a_round(later, lasts=timedelta(days=30))
    world.a_vote(scene.round, scene.people["citizen"])
    with world.app.app_context():
        assert moderation.close_overdue() == 0
    with clock.moved(timedelta(days=8)), world.app.app_context():
        assert moderation.close_overdue() == 1
        assert moderation.close_overdue() == 0
    done = world.round_now(scene.round)
    assert (done.state, done.is_finished, done.frozen_at is not None) == (RoundState.CLOSED, True, True)
    assert world.round_now(open_one).state is RoundState.OPEN


def test_work_done_once_closes_an_overdue_round(world: World, scene: Scene) -> None:
    """It is what `consult work --once` does."""
    with clock.moved(timedelta(days=8)), world.app.app_context():
        assert chores.work_once() > 0
    assert world.round_now(scene.round).state is RoundState.CLOSED


def test_a_round_that_cannot_be_closed_keeps_no_other_one_open(
    world: World, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = world.a_consultation()
    world.a_draft(broken)
    stuck = world.a_round(broken)
    freeze = moderation.closing.consensus.freeze

    def fail_for_one(*, consultation_id: str, round_id: str, **given: Any) -> str:
        if round_id == stuck.id:
            raise RuntimeError("a result that cannot be made")
        return freeze(consultation_id=consultation_id, round_id=round_id, **given)

    monkeypatch.setattr(moderation.closing.consensus, "freeze", fail_for_one)
    with clock.moved(timedelta(days=8)), world.app.app_context():
        assert moderation.close_overdue() == 1
    assert world.round_now(scene.round).state is RoundState.CLOSED
    assert world.round_now(stuck).state is RoundState.OPEN


def test_nobody_closes_before_the_deadline_alone(world: World, scene: Scene) -> None:
    with pytest.raises(rounds.WrongMove), world.acting():
        moderation.close_round(consultation_id=scene.consultation.id, round_id=scene.round.id)


def test_an_organiser_and_a_moderator_close_early(world: World, scene: Scene) -> None:
    world.a_vote(scene.round, scene.people["citizen"])
    assert consent(world, scene, "organiser", Capacity.ORGANISER) is None
    assert world.round_now(scene.round).state is RoundState.OPEN
    closed = consent(world, scene, "moderator", Capacity.MODERATOR, "The count is stable.")
    assert closed is not None
    assert (closed.state, closed.closed_at is not None and closed.closed_at < closed.closes_at) == (
        RoundState.CLOSED,
        True,
    )
    assert history(world, scene.round)[-1] == ("moved", "open", "closed", "The count is stable.")
    told = leaves(world, scene)
    assert told[-2:] == ["round.close", "tally.publish"]
    assert told.index("vote.cast") < told.index("round.close")


def test_one_person_who_is_both_cannot_close_alone(world: World, scene: Scene) -> None:
    world.a_role(scene.consultation, scene.people["organiser"], Role.MODERATOR)
    consent(world, scene, "organiser", Capacity.ORGANISER)
    with pytest.raises(rounds.SecondPersonNeeded):
        consent(world, scene, "organiser", Capacity.MODERATOR)
    assert world.round_now(scene.round).state is RoundState.OPEN
    assert consent(world, scene, "moderator", Capacity.MODERATOR) is not None


def test_two_organisers_are_not_enough(world: World, scene: Scene) -> None:
    world.a_role(scene.consultation, scene.people["newcomer"], Role.ORGANISER)
    consent(world, scene, "organiser", Capacity.ORGANISER)
    with pytest.raises(rounds.RoleTaken):
        consent(world, scene, "newcomer", Capacity.ORGANISER)


def test_a_consent_ends_with_the_role_in_which_it_was_given(world: World, scene: Scene) -> None:
    consent(world, scene, "moderator", Capacity.MODERATOR)
    with world.acting():
        consultations.revoke_role(
            consultation_id=scene.consultation.id,
            person_id=scene.people["moderator"],
            role=Role.MODERATOR,
            revoked_by=None,
        )
    assert consent(world, scene, "organiser", Capacity.ORGANISER) is None
    world.a_role(scene.consultation, scene.people["newcomer"], Role.MODERATOR)
    assert consent(world, scene, "newcomer", Capacity.MODERATOR) is not None


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_a_consent_needs_a_reason_that_can_be_published(world: World, scene: Scene, reason: str) -> None:
    with pytest.raises(rounds.ReasonNeeded):
        consent(world, scene, "organiser", Capacity.ORGANISER, reason)


def test_a_consent_to_what_has_closed_meanwhile_is_refused(world: World, scene: Scene) -> None:
    consent(world, scene, "organiser", Capacity.ORGANISER)
    with clock.moved(timedelta(days=7)), pytest.raises(rounds.WrongMove):
        consent(world, scene, "moderator", Capacity.MODERATOR)
    closed = world.closed(scene.round)
    with pytest.raises(rounds.WrongMove):
        consent(world, scene, "moderator", Capacity.MODERATOR)
    assert world.round_now(scene.round) == closed


def test_closing_twice_closes_once(world: World, scene: Scene) -> None:
    world.closed(scene.round)
    for early in (False, True):
        with world.acting():
            again = moderation.close_round(consultation_id=scene.consultation.id, round_id=scene.round.id, early=early)
        assert again is None
    assert leaves(world, scene).count("round.close") == 1
    assert history(world, scene.round) == [
        ("moved", "draft", "announced", ""),
        ("moved", "announced", "open", ""),
        ("moved", "open", "closed", ""),
    ]


def test_a_closed_round_goes_on_to_its_publication_and_never_back(world: World, scene: Scene) -> None:
    scope = {"consultation_id": scene.consultation.id, "round_id": scene.round.id}
    with pytest.raises(rounds.WrongMove), world.acting():
        moderation.start_dispositions(**scope, person_id=scene.people["organiser"])
    world.closed(scene.round)
    with world.acting():
        moderation.start_dispositions(**scope, person_id=scene.people["organiser"])
        published = moderation.publish_round(**scope, person_id=scene.people["organiser"])
    assert (published.state, published.published_at is not None) == (RoundState.PUBLISHED, True)
    for target in (RoundState.OPEN, RoundState.CLOSED, RoundState.CANCELLED, RoundState.DISPOSITIONS):
        with pytest.raises(rounds.WrongMove), world.acting():
            rounds.advance(**scope, to=target, by_role="organiser", by_person=None, reason="Again.")


def test_a_round_is_not_published_while_a_comment_has_no_answer(world: World, scene: Scene) -> None:
    world.a_comment(scene.round, scene.people["citizen"])
    world.closed(scene.round)
    scope = {"consultation_id": scene.consultation.id, "round_id": scene.round.id}
    with world.acting():
        moderation.start_dispositions(**scope, person_id=scene.people["organiser"])
    with pytest.raises(moderation.Undecided) as refused, world.acting():
        moderation.publish_round(**scope, person_id=scene.people["organiser"])
    assert refused.value.facts == {"count": 1}


def test_cancelling_needs_a_reason_and_is_recorded(world: World, scene: Scene) -> None:
    for reason, expected in (("", rounds.ReasonNeeded), ("x" * 1001, rounds.ReasonNeeded)):
        with pytest.raises(expected):
            _cancel(world, scene, reason)
    _cancel(world, scene, "The text was the wrong one.")
    assert history(world, scene.round)[-1] == ("moved", "open", "cancelled", "The text was the wrong one.")
    assert leaves(world, scene)[-1] == "round.cancel"
    with pytest.raises(Refused):
        world.closed(scene.round)


def _cancel(world: World, scene: Scene, reason: str) -> None:
    with world.acting():
        rounds.advance(
            consultation_id=scene.consultation.id,
            round_id=scene.round.id,
            to=RoundState.CANCELLED,
            by_role=Role.ORGANISER,
            by_person=scene.people["organiser"],
            reason=reason,
        )
