"""A round that opens at its moment: announced with its terms, opened by a job, once, late rather than never."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from consult.consultations.service import ConsultationView
from consult.front import service as front
from consult.front.service.opening import JOB, TOO_LATE, open_when_due
from consult.kernel import clock, jobs
from consult.rounds import service as rounds
from consult.rounds.rules.contract import for_categories
from consult.rounds.rules.states import RoundKind, RoundState
from consult.rounds.service import RoundView, SecretUnavailable
from consult.rounds.tables import RoundEvent
from tests.client import Client
from tests.conftest import Scene
from tests.front.planning import SETUP, day, fill, fill_in, publish_notices
from tests.world import World

BEFORE, AFTER = timedelta(days=2), timedelta(days=4)


@pytest.fixture
def coming(world: World, scene: Scene) -> RoundView:
    """A round that is announced: it opens in three days and closes in ten."""
    world.closed(scene.round)
    return a_coming_round(world, scene.consultation)


def a_coming_round(world: World, consultation: ConsultationView, **terms: object) -> RoundView:
    with world.acting() as session:
        moment = clock.now(session)
        return front.start_round(
            consultation_id=consultation.id,
            terms=for_categories(RoundKind.BALLOT, consultation.categories, **{"deciding_body": "The board", **terms}),
            opens_at=moment + timedelta(days=3),
            closes_at=moment + timedelta(days=10),
            person_id=None,
        )


def work(world: World, after: timedelta) -> None:
    """Do what is due so much later."""
    with world.app.app_context(), clock.moved(after):
        jobs.run_due_jobs()


def payload(one: RoundView) -> dict[str, str]:
    return {"consultation_id": one.consultation_id, "round_id": one.id}


def test_it_is_announced_and_opens_at_its_moment_with_the_terms_it_was_announced_with(
    world: World, coming: RoundView
) -> None:
    assert (coming.state, coming.opened_at) == (RoundState.ANNOUNCED, None)
    with world.reading():
        terms = rounds.terms_of_round(coming.consultation_id, coming.id)
    work(world, BEFORE)
    assert world.round_now(coming).state is RoundState.ANNOUNCED
    work(world, AFTER)
    assert world.round_now(coming).state is RoundState.OPEN
    with world.reading():
        content = rounds.contract_of_round(coming.consultation_id, coming.id).content
    assert content["deciding_body"] == terms.deciding_body == "The board"
    assert content["rule"]["parameters"] == dict(terms.parameters)


def test_the_job_may_run_twice(world: World, coming: RoundView) -> None:
    work(world, AFTER)
    opened = world.round_now(coming)
    with world.acting(), clock.moved(timedelta(days=5)):
        open_when_due(payload(coming))
    assert world.round_now(coming) == opened


def test_a_job_that_comes_second_changes_nothing(
    world: World, coming: RoundView, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one opens the round between the look at it and the opening."""
    with world.acting():
        front.open_announced(**payload(coming), person_id=None)
    opened = world.round_now(coming)
    with monkeypatch.context() as patch, world.acting():
        patch.setattr(rounds, "get_round", lambda **_: coming)
        open_when_due(payload(coming))
    assert world.round_now(coming) == opened


def test_a_round_that_was_cancelled_meanwhile_is_left(world: World, coming: RoundView, organiser: Client) -> None:
    organiser.fill("/en/c/principles/rounds/2/cancel", reason="Not yet.")
    work(world, AFTER)
    assert world.round_now(coming).state is RoundState.CANCELLED
    assert "announced with these terms and cancelled" in organiser.get("/en/c/principles/rounds/2").words


def test_after_a_time_without_service_it_opens_late(world: World, coming: RoundView) -> None:
    work(world, timedelta(days=9))
    found = world.round_now(coming)
    assert found.state is RoundState.OPEN
    assert found.opened_at is not None
    assert found.opened_at - coming.opens_at > timedelta(days=5)


def test_when_even_its_deadline_has_passed_it_is_cancelled_with_a_reason(
    world: World, coming: RoundView, stranger: Client
) -> None:
    work(world, timedelta(days=11))
    assert world.round_now(coming).state is RoundState.CANCELLED
    with world.reading() as session:
        reasons = session.scalars(select(RoundEvent.reason).where(RoundEvent.round_id == coming.id)).all()
    assert TOO_LATE in reasons
    assert stranger.get("/en/c/principles/rounds/2").heading == "The terms of round 2"


def test_what_could_not_be_opened_is_not_announced(world: World, scene: Scene) -> None:
    world.closed(scene.round)
    secret = dict.fromkeys(scene.consultation.categories, "secret")
    with pytest.raises(SecretUnavailable):
        a_coming_round(world, scene.consultation, disclosure=secret)
    with world.reading():
        assert len(rounds.list_rounds(scene.consultation.id)) == 1
        assert not jobs.is_waiting(JOB, scene.round.id)


def test_everyone_is_told_when_it_opens_and_on_what_terms(
    world: World, coming: RoundView, stranger: Client, citizen: Client
) -> None:
    terms = "/en/c/principles/rounds/2"
    for page in (
        stranger.get("/en/c/principles/"),
        stranger.get("/en/c/principles/vote"),
        stranger.get("/en/c/principles/d/1"),
        citizen.get("/en/c/principles/vote"),
    ):
        assert "Round 2 opens on" in page.words
        assert page.link("The terms of round 2") == terms
    page = stranger.get(terms)
    assert "These terms become its contract then" in page.words
    assert "The board" in page.words
    assert "Fingerprint (SHA-256)" not in page.words


def test_an_organiser_opens_it_now(world: World, coming: RoundView, organiser: Client) -> None:
    desk = organiser.get("/en/c/principles/desk")
    assert "Round 2 opens by itself" in desk.words
    assert desk.link("Cancel it") == "/en/c/principles/rounds/2/cancel"
    path = desk.link("Open it now")
    organiser.fill(path)
    assert world.round_now(coming).state is RoundState.OPEN
    refused = organiser.post(path, status=409)
    assert rounds.WrongMove.sentence in refused.words
    assert "This round is not waiting for its opening." in refused.words
    work(world, AFTER)
    assert world.round_now(coming).state is RoundState.OPEN


@pytest.mark.parametrize(("who", "status"), [("stranger", 401), ("citizen", 403), ("moderator", 403)])
def test_nobody_else_opens_it(
    world: World, coming: RoundView, request: pytest.FixtureRequest, who: str, status: int
) -> None:
    request.getfixturevalue(who).post("/en/c/principles/rounds/2/open", status=status)
    assert world.round_now(coming).state is RoundState.ANNOUNCED


def test_a_consultation_can_be_announced_with_a_round_that_is_to_come(
    world: World, plan: ConsultationView, planner: Client, stranger: Client
) -> None:
    fill_in(planner)
    fill(planner, "timetable", opens_at=day(3), closes_at=day(33))
    publish_notices(world, plan, "en")
    planner.fill(f"{SETUP}/review", "/setup/announce")
    with world.reading():
        (one,) = rounds.list_rounds(plan.id)
    assert one.state is RoundState.ANNOUNCED
    assert "Round 1 opens on" in stranger.get("/en/c/plan/").words
    assert "The assembly" in stranger.get("/en/c/plan/rounds/1").words
    work(world, AFTER)
    assert world.round_now(one).state is RoundState.OPEN


def test_a_later_round_may_open_later_and_begins_with_the_terms_of_the_last(
    world: World, scene: Scene, organiser: Client
) -> None:
    world.closed(scene.round)
    page = organiser.get("/en/c/principles/rounds/new")
    assert page.by_id("deciding_body").get("value") == "The assembly"
    organiser.fill("/en/c/principles/rounds/new", opens_at=day(3), closes_at=day(33))
    with world.reading():
        one = rounds.round_by_number(scene.consultation.id, 2)
        terms = rounds.terms_of_round(scene.consultation.id, one.id)
    assert one.state is RoundState.ANNOUNCED
    assert terms.deciding_body == "The assembly"


def test_a_round_in_a_language_without_the_legal_notices_is_refused(
    world: World, scene: Scene, organiser: Client
) -> None:
    bare = world.a_consultation(slug="bare", organiser=scene.people["organiser"], has_notices=False)
    world.a_draft(bare)
    refused = organiser.fill("/en/c/bare/rounds/new", status=409, mandate="Resolution 7")
    assert "The legal notices are missing in: English." in refused.words
    assert refused.by_id("mandate").text == "Resolution 7"
    with world.reading():
        assert rounds.list_rounds(bare.id) == []
    publish_notices(world, bare, "en")
    organiser.fill("/en/c/bare/rounds/new")
