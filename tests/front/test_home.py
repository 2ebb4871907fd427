"""The overview: one thing to do now and until when, where the consultation stands, and who takes part."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from consult.accounts import service as accounts
from consult.deliberation.rules.words import Attribution
from consult.kernel import clock
from consult.rounds.rules.contract import Reveal
from consult.rounds.rules.states import RoundKind
from tests.client import Client, Page
from tests.conftest import Scene
from tests.world import World


def filled(page: Page) -> list[str]:
    """Return the words on the filled buttons of a page."""
    return [each.text for each in page.root.all("a", "button") if "go" in each.get("class").split()]


def test_a_stranger_is_asked_to_take_part_and_can_read_first(stranger: Client, scene: Scene) -> None:
    page = stranger.get(f"{scene.home}/")
    assert filled(page) == ["Take part"]
    assert page.link("Read the text first") == f"{scene.home}/d/1"
    assert page.heading == scene.consultation.title
    assert page.link("Legal notices") == f"{scene.home}/notices"


def test_who_decides_and_how_it_is_counted_leads_to_the_contract(stranger: Client, world: World, scene: Scene) -> None:
    page = stranger.get(f"{scene.home}/")
    assert "How it is counted: " in page.words
    assert page.link("Agreement in every stakeholder category") == f"{scene.home}/rounds/1"
    world.closed(scene.round)
    assert "How it is counted" not in stranger.get(f"{scene.home}/").words


def test_a_seat_may_try_a_ballot_before_its_first_vote(world: World, citizen: Client, scene: Scene) -> None:
    assert citizen.get(f"{scene.home}/").link("Try a ballot") == "/en/practice"
    world.a_vote(scene.round, scene.people["citizen"])
    assert "Try a ballot" not in citizen.get(f"{scene.home}/").words


def test_a_seat_is_told_what_is_left_to_vote_on(world: World, citizen: Client, scene: Scene) -> None:
    assert filled(citizen.get(f"{scene.home}/")) == ["Vote: 3 of 3 clauses left"]
    world.a_vote(scene.round, scene.people["citizen"])
    page = citizen.get(f"{scene.home}/")
    assert filled(page) == ["Vote: 2 of 3 clauses left"]
    assert "1 of 3 clauses have your vote." in page.words
    assert page.link("Vote: 2 of 3 clauses left") == f"{scene.home}/vote"


def test_who_has_voted_on_everything_is_sent_to_the_text(world: World, citizen: Client, scene: Scene) -> None:
    for clause in world.clauses(scene.round):
        world.a_vote(scene.round, scene.people["citizen"], clause=clause)
    assert filled(citizen.get(f"{scene.home}/")) == ["Read the text and comment"]


def test_after_the_reveal_the_result_comes_first(world: World, citizen: Client, scene: Scene) -> None:
    world.closed(scene.round)
    page = citizen.get(f"{scene.home}/")
    assert filled(page) == ["Read the result"]
    assert page.link("Read the result") == f"{scene.home}/rounds/1/results"


def test_a_round_that_was_closed_early_is_not_dated_by_its_deadline(
    organiser: Client, moderator: Client, stranger: Client, scene: Scene
) -> None:
    def days() -> list[str]:
        (step,) = [each for each in stranger.get(f"{scene.home}/").root.all("li") if "round 1" in each.text]
        return [each.get("datetime")[:10] for each in step.all("time")]

    deadline = scene.round.closes_at.date().isoformat()
    assert deadline in days()
    for person in (organiser, moderator):
        person.fill(f"{scene.home}/rounds/1/close", "/close", reason="Everyone has voted.")
    assert deadline not in days()


def test_a_result_that_is_not_revealed_is_not_offered(world: World, stranger: Client) -> None:
    consultation = world.a_consultation(slug="later")
    world.a_draft(consultation)
    world.closed(world.a_round(consultation, reveal=Reveal.AT_PUBLICATION))
    page = stranger.get("/en/c/later/")
    assert filled(page) == ["Read the text"]
    assert "Its result is shown when the round is published." in page.words


def test_between_the_deadline_and_the_count_nothing_can_be_cast(stranger: Client, scene: Scene) -> None:
    with clock.moved(timedelta(days=8)):
        page = stranger.get(f"{scene.home}/")
    assert "The deadline has passed, and the votes are being counted." in page.words
    assert filled(page) == ["Read the text"]


def test_a_consultation_without_a_text_offers_the_desk_to_its_organiser_alone(
    world: World, app: Flask, stranger: Client
) -> None:
    organiser = world.a_person()
    world.a_consultation(slug="empty", organiser=organiser)
    assert filled(stranger.get("/en/c/empty/")) == []
    assert filled(Client(app, world.a_session(organiser)).get("/en/c/empty/")) == ["Go to the organiser's desk"]


def test_a_draft_can_be_read_before_any_round(world: World, stranger: Client) -> None:
    world.a_draft(world.a_consultation(slug="early"))
    page = stranger.get("/en/c/early/")
    assert filled(page) == ["Read the text"]
    assert "A draft can be read. No round is open yet." in page.words


def test_the_deadline_is_shown_in_the_readers_zone_and_in_utc_and_in_words(
    world: World, app: Flask, scene: Scene
) -> None:
    with world.acting():
        accounts.update_profile(
            person_id=scene.people["citizen"], name="Carmen", locale=None, time_zone="Asia/Kathmandu"
        )
    page = Client(app, world.a_session(scene.people["citizen"])).get(f"{scene.home}/")
    names, values = ([each.text for each in page.root.all(tag)] for tag in ("dt", "dd"))
    told = dict(zip(names, values, strict=True))
    closes = scene.round.closes_at
    assert told["Closes, your time"].endswith(f"{closes.astimezone(ZoneInfo('Asia/Kathmandu')):%H:%M}")
    assert told["Closes, UTC"].endswith(f"{closes:%H:%M} UTC")
    assert "6 days left" in page.words


def test_turnout_counts_who_voted_by_category_and_never_how(world: World, stranger: Client, scene: Scene) -> None:
    world.a_vote(scene.round, scene.people["delegate"], "object")
    rows = {
        row.all("th")[0].text: [cell.text for cell in row.all("td")][:2]
        for row in stranger.get(f"{scene.home}/").root.all("tr")
        if row.all("td")
    }
    assert rows["Companies"] == ["1", "1"]
    assert rows["Citizens"] == ["0", "1"]
    assert rows["Governments"] == ["0", "0"]
    assert rows["All"] == ["1", "2"]


def test_the_number_of_few_citizens_who_voted_is_not_shown(world: World, stranger: Client, scene: Scene) -> None:
    world.a_vote(scene.round, scene.people["citizen"], "object")
    page = stranger.get(f"{scene.home}/")
    rows = {row.all("th")[0].text: row.all("td")[0].text for row in page.root.all("tr") if row.all("td")}
    assert (rows["Citizens"], rows["Companies"], rows["All"]) == ("–", "0", "–")
    assert "so few voted that the figure would tell who did" in page.words


def test_a_seat_taken_after_the_opening_is_counted_before_its_first_act(
    world: World, stranger: Client, scene: Scene
) -> None:
    world.a_seat(scene.consultation, "citizen")
    (row,) = [each for each in stranger.get(f"{scene.home}/").root.all("tr") if each.text.startswith("Citizens")]
    assert [cell.text for cell in row.all("td")][:2] == ["0", "2"]


def test_ones_own_part_is_shown_to_oneself_alone(
    world: World, citizen: Client, delegate: Client, stranger: Client, scene: Scene
) -> None:
    world.a_comment(scene.round, scene.people["citizen"], attribution=Attribution.UNPUBLISHED)
    world.a_vote(scene.round, scene.people["citizen"])
    page = citizen.get(f"{scene.home}/")
    assert "Your seat has made 1 comment." in page.words
    assert page.link("Comment 1") == f"{scene.home}/comments/1"
    assert page.link("All your comments and their answers") == f"{scene.home}/my-comments"
    assert f"{scene.home}/rounds/1/history" in page.text
    for other in (delegate, stranger):
        assert "Comment 1" not in other.get(f"{scene.home}/").words


def test_a_seat_is_named_with_its_category_and_country_in_the_readers_language(
    world: World, app: Flask, scene: Scene
) -> None:
    person = world.a_person()
    world.a_seat(scene.consultation, "government", person_id=person, territory="KE", name="Ministry of Clocks")
    client = Client(app, world.a_session(person))
    assert "Ministry of Clocks Governments, Kenya" in client.get(f"{scene.home}/").words
    assert "كينيا" in client.get(f"/ar/c/{scene.consultation.slug}/").words


def test_a_seat_that_does_not_count_yet_is_told_so(world: World, app: Flask, scene: Scene) -> None:
    person = world.a_person()
    world.a_seat(scene.consultation, "company", person_id=person, is_verified=False)
    client = Client(app, world.a_session(person))
    assert "The seat is not verified" in client.get(f"{scene.home}/").words


def test_a_seat_that_counts_is_not(citizen: Client, delegate: Client, scene: Scene) -> None:
    for person in (citizen, delegate):
        assert "The seat is not verified" not in person.get(f"{scene.home}/").words


def test_a_round_of_statements_is_answered(world: World, app: Flask) -> None:
    person = world.a_person()
    consultation = world.a_consultation(slug="say")
    world.a_seat(consultation, person_id=person)
    world.a_round(consultation, kind=RoundKind.STATEMENTS, statements=("One idea.", "Another idea."))
    page = Client(app, world.a_session(person)).get("/en/c/say/")
    assert filled(page) == ["Answer: 2 of 2 statements left"]


@pytest.mark.parametrize("path", ["/", "/d/", "/d/1", "/d/1/1.1", "/vote", "/log", "/policy"])
def test_a_consultation_that_is_not_announced_is_not_there_for_others(
    world: World, stranger: Client, newcomer: Client, path: str
) -> None:
    world.a_draft(world.a_consultation(slug="hidden", is_announced=False))
    for person in (stranger, newcomer):
        assert person.get(f"/en/c/hidden{path}", status=404).heading == "Nothing is here"
