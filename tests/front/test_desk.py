"""The organiser's desk, and the moves of a round that organisers make from it."""

from datetime import timedelta

import pytest
from flask import Flask

from consult.consultations.service import Role
from consult.kernel import clock
from consult.moderation import service as moderation
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from tests.client import Client, Page
from tests.conftest import Scene
from tests.world import World

ORGANISERS_PAGES = (
    *("/desk", "/rounds/new", "/rounds/1/dispositions", "/rounds/1/publish", "/rounds/1/cancel"),
    *("/seats", "/drafts/new"),
)


def to_do(page: Page) -> list[str]:
    """Return what the checklist says is still to be done."""
    lines = [each for each in page.root.all("li") if each.parent and "checks" in each.parent.get("class")]
    return [line.all("strong")[0].text for line in lines if line.text.startswith("To do")]


def moves(page: Page) -> list[str]:
    (row,) = [each for each in page.root.all("p") if "acts" in each.get("class").split()]
    return [each.text for each in row.all("a")]


@pytest.mark.parametrize("path", ORGANISERS_PAGES)
@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 303), ("citizen", 403), ("delegate", 403), ("moderator", 403)]
)
def test_the_desk_is_the_organisers(
    request: pytest.FixtureRequest, scene: Scene, path: str, who: str, status: int
) -> None:
    assert request.getfixturevalue(who).http.get(scene.home + path).status_code == status


@pytest.mark.parametrize("path", ORGANISERS_PAGES)
def test_an_organiser_gets_in_and_no_cache_keeps_it(organiser: Client, scene: Scene, path: str) -> None:
    assert organiser.get(scene.home + path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("move", ["dispositions", "publish", "cancel"])
def test_a_move_by_someone_else_is_refused(moderator: Client, world: World, scene: Scene, move: str) -> None:
    moderator.post(f"{scene.home}/rounds/1/{move}", {"reason": "Because."}, status=403)
    assert world.round_now(scene.round).state is RoundState.OPEN


def test_the_desk_of_an_open_round_says_what_is_missing(world: World, organiser: Client, scene: Scene) -> None:
    world.a_seat(scene.consultation, "government", is_verified=False)
    world.a_comment(scene.round, scene.people["citizen"])
    page = organiser.get(f"{scene.home}/desk")
    assert to_do(page) == [
        "1 seat waits for its verification and would not count",
        "The round is closed and counted",
        "The answering of its comments has begun",
        "1 comment has no answer",
        "The round is published",
    ]
    assert moves(page) == ["Change its contract", "Close it early", "Cancel it"]
    assert "Round 1 closes by itself" in page.words
    assert "1 comment waits for a moderator to read it." in page.words


def test_the_desk_speaks_to_the_organiser_and_says_when_each_step_is_possible(
    world: World, app: Flask, organiser: Client, scene: Scene
) -> None:
    page = organiser.get(f"{scene.home}/desk")
    assert "Round 1 is open until" in page.words
    assert "You can comment and vote" not in page.words
    assert page.words.count("Possible once the round has closed.") == 2
    assert page.link("Close it early") == f"{scene.home}/rounds/1/close"
    world.a_comment(scene.round, scene.people["citizen"])
    waiting = "1 comment waits for a moderator to read it."
    assert waiting not in [each.text for each in organiser.get(f"{scene.home}/desk").root.all("a")]
    world.a_role(scene.consultation, scene.people["organiser"], Role.MODERATOR)
    assert organiser.get(f"{scene.home}/desk").link(waiting) == f"{scene.home}/moderate"


def test_an_earlier_round_that_is_not_published_comes_before_the_open_one(
    world: World, organiser: Client, scene: Scene
) -> None:
    world.a_comment(scene.round, scene.people["citizen"])
    world.closed(scene.round)
    world.a_round(scene.consultation)
    page = organiser.get(f"{scene.home}/desk")
    assert "Round 1, before it can be published" in page.words
    assert page.link("1 Wait for a proposal") == f"{scene.home}/rounds/1/answers?waits=proposal"
    assert page.link("Begin answering its comments") == f"{scene.home}/rounds/1/dispositions"
    organiser.fill(f"{scene.home}/rounds/1/dispositions")
    page = organiser.get(f"{scene.home}/desk")
    assert "It can be published once every comment has an answer." in page.words
    assert "Publish the round" not in [each.text for each in page.root.all("a")]


def test_the_desk_says_who_is_missing_and_where_roles_are_given(
    world: World, app: Flask, organiser: Client, scene: Scene
) -> None:
    page = organiser.get(f"{scene.home}/desk")
    assert "There is no moderator yet" not in page.words
    alone = world.a_person()
    world.a_consultation(slug="alone", organiser=alone)
    page = Client(app, world.a_session(alone)).get("/en/c/alone/desk")
    for told in ("There is no moderator yet", "Nobody but you can approve", "No decision-maker has an account"):
        assert told in page.words
    assert page.link("Give a role") == "/en/c/alone/roles#give"
    assert page.link("http://127.0.0.1:8000/c/alone/") == "http://127.0.0.1:8000/c/alone/"
    assert "No seat waits for verification" in page.words
    assert "Who takes part" in page.words


def test_before_announcing_the_desk_shows_the_set_up_alone(planner: Client) -> None:
    page = planner.get("/en/c/plan/desk")
    assert page.link("Go on setting it up") == "/en/c/plan/setup"
    assert "Timetable" not in page.words
    assert "It is being set up, and only you and those with a role see it." in page.words


def test_each_state_offers_its_own_move(world: World, organiser: Client, scene: Scene) -> None:
    world.closed(scene.round)
    assert moves(organiser.get(f"{scene.home}/desk")) == ["Open a round", "Begin answering its comments"]
    organiser.fill(f"{scene.home}/rounds/1/dispositions")
    assert moves(organiser.get(f"{scene.home}/desk")) == ["Open a round", "Publish the round"]
    assert "No comment of this round is without an answer." in organiser.get(f"{scene.home}/rounds/1/publish").words
    organiser.fill(f"{scene.home}/rounds/1/publish")
    page = organiser.get(f"{scene.home}/desk")
    assert moves(page) == ["Open a round"]
    assert to_do(page) == []
    assert "Round 1 was published" in page.words
    assert "After round 1, 3 clauses have no declared outcome yet." in page.words
    assert "The result is published, and nothing waits for you." not in page.words


def test_a_round_is_published_once_every_comment_has_an_answer(world: World, organiser: Client, scene: Scene) -> None:
    world.a_comment(scene.round, scene.people["citizen"])
    world.closed(scene.round)
    organiser.fill(f"{scene.home}/rounds/1/dispositions")
    page = organiser.get(f"{scene.home}/rounds/1/publish")
    assert page.link("Answer them") == f"{scene.home}/rounds/1/answers"
    assert page.root.all("form") == []
    refused = organiser.post(f"{scene.home}/rounds/1/publish", status=409)
    assert "the number of those that wait is 1" in refused.words
    assert world.round_now(scene.round).state is RoundState.DISPOSITIONS


def test_a_published_round_leads_to_its_result(world: World, organiser: Client, scene: Scene) -> None:
    world.closed(scene.round)
    organiser.fill(f"{scene.home}/rounds/1/dispositions")
    sent = organiser.fill(f"{scene.home}/rounds/1/publish")
    assert sent.headers["Location"] == f"{scene.home}/rounds/1/results"


@pytest.mark.parametrize("move", ["dispositions", "publish"])
def test_a_move_out_of_its_turn_is_not_offered_and_refused(
    world: World, organiser: Client, scene: Scene, move: str
) -> None:
    assert organiser.get(f"{scene.home}/rounds/1/{move}").root.all("form") == []
    refused = organiser.post(f"{scene.home}/rounds/1/{move}", status=409)
    assert "The round is in another state by now" in refused.words
    assert world.round_now(scene.round).state is RoundState.OPEN


def test_cancelling_needs_a_reason_and_keeps_nothing_half_done(world: World, organiser: Client, scene: Scene) -> None:
    refused = organiser.fill(f"{scene.home}/rounds/1/cancel", status=422, reason="  ")
    assert rounds.ReasonNeeded.sentence in refused.words
    organiser.fill(f"{scene.home}/rounds/1/cancel", reason="The text was the wrong one.")
    assert world.round_now(scene.round).state is RoundState.CANCELLED
    page = organiser.get(f"{scene.home}/desk")
    assert moves(page) == ["Open a round"]
    assert "closes by itself" not in page.words


def test_a_round_that_is_over_cannot_be_cancelled(world: World, organiser: Client, scene: Scene) -> None:
    world.closed(scene.round)
    page = organiser.get(f"{scene.home}/rounds/1/cancel")
    assert "This round is over" in page.words
    refused = organiser.post(f"{scene.home}/rounds/1/cancel", {"reason": "Too late."}, status=409)
    assert refused.heading == "Cancel round 1"


def test_a_round_that_is_not_there_is_not_found(organiser: Client, scene: Scene) -> None:
    for move in ("dispositions", "publish", "cancel"):
        organiser.get(f"{scene.home}/rounds/7/{move}", status=404)


def test_the_desk_before_anything_says_where_to_begin(world: World, organiser: Client, scene: Scene) -> None:
    world.a_consultation(slug="new", organiser=scene.people["organiser"])
    page = organiser.get("/en/c/new/desk")
    assert to_do(page)[0] == "A draft is published"
    assert page.link("Bring in a draft") == "/en/c/new/drafts/new"
    assert "No round has been opened yet." in page.words
    assert moves(page) == ["Open a round"]


def test_the_timetable_is_in_the_order_of_time(world: World, organiser: Client, scene: Scene) -> None:
    world.closed(scene.round)
    with world.acting() as session, clock.moved(timedelta(days=9)):
        assert clock.now(session) > scene.round.closes_at
        moderation.start_dispositions(
            consultation_id=scene.consultation.id, round_id=scene.round.id, person_id=scene.people["organiser"]
        )
        moderation.publish_round(
            consultation_id=scene.consultation.id, round_id=scene.round.id, person_id=scene.people["organiser"]
        )
    with world.reading():
        assert rounds.get_round(scene.consultation.id, scene.round.id).published_at is not None
    rows = [
        row.all("td")[1].text for row in organiser.get(f"{scene.home}/desk").root.all("tr") if len(row.all("td")) == 2
    ]
    assert rows == [
        "Round 1 opened, and its contract was fixed",
        "Round 1 closed",
        "Round 1 was counted",
        "Round 1 was published",
    ]
