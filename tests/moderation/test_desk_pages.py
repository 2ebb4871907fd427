"""The moderators' desk, a reader's report and the two consents to an early close, in a browser."""

from datetime import timedelta

import pytest

from consult.consultations.service import Role
from consult.deliberation.rules.words import Attribution
from consult.kernel import clock
from consult.kernel.ids import new_id
from consult.rounds.rules.states import RoundState
from tests.client import Client
from tests.conftest import Scene
from tests.html import values
from tests.world import World

TEXT = "An unkind word about Zebulon."


@pytest.fixture
def comment(world: World, scene: Scene) -> str:
    return world.a_comment(scene.round, scene.people["citizen"], TEXT)


@pytest.fixture
def item(scene: Scene, comment: str) -> str:
    """The address under which a moderator decides on the comment."""
    return f"{scene.home}/moderate/{comment}"


def hide(moderator: Client, item: str) -> None:
    moderator.fill(item, item, action="hide", rule="hate", note="It attacks a person.")


def test_a_moderator_reads_decides_and_finds_the_decision_in_the_log(
    moderator: Client, scene: Scene, comment: str, item: str
) -> None:
    desk = moderator.get(f"{scene.home}/moderate")
    assert item in {each.get("href") for each in desk.root.all("a")}
    assert TEXT in moderator.get(item).words
    shown = moderator.follow(moderator.fill(item, item, action="hide", rule="hate", note="It attacks a person."))
    assert "The decision is entry 1 of the moderation log" in shown.words
    assert "It attacks a person." in shown.words
    assert "1 comment has not been read" not in shown.words
    assert shown.link("Decide again") == item


def test_a_decision_leads_to_the_next_comment_that_waits_and_the_last_one_to_the_desk(
    moderator: Client, world: World, scene: Scene, item: str
) -> None:
    second = f"{scene.home}/moderate/{world.a_comment(scene.round, scene.people['delegate'], 'Good.')}"
    assert moderator.get(item).link("Leave it for now") == second
    assert moderator.get(second).link("Leave it for now") == f"{scene.home}/moderate"
    answer = moderator.fill(item, item, action="review")
    assert answer.headers["Location"] == second
    assert "You kept comment 1 as it is." in moderator.follow(answer).words
    assert moderator.fill(second, second, action="review").headers["Location"] == f"{scene.home}/moderate"


def test_the_desk_lists_a_comment_once_with_its_clause_and_how_it_begins(
    newcomer: Client, moderator: Client, scene: Scene, comment: str, item: str
) -> None:
    page = f"{scene.home}/comments/{comment}/report"
    newcomer.fill(page, page, rule="personal_data", note="It names a private person.")
    shown = moderator.get(f"{scene.home}/moderate")
    links = [each for each in shown.root.all("a") if each.get("href") == item]
    assert len(links) == 1
    assert "Clause 1.1" in links[0].text
    assert TEXT in links[0].text


def test_only_a_moderator_is_led_from_a_hidden_comment_to_deciding_again(
    moderator: Client, citizen: Client, scene: Scene, item: str
) -> None:
    hide(moderator, item)
    for page in ("/d/1/1.1", "/log"):
        assert moderator.get(scene.home + page).link("Decide again") == item
        assert "Decide again" not in citizen.get(scene.home + page).words


def test_a_missing_rule_and_a_missing_note_are_said_together(moderator: Client, item: str) -> None:
    shown = moderator.fill(item, item, status=422, action="hide", rule="", note="").words
    assert "Choose the rule that it breaks" in shown
    assert "Explain the decision" in shown


def test_a_hidden_comment_s_words_are_on_no_page_but_the_one_that_decides_on_it(
    moderator: Client, citizen: Client, organiser: Client, stranger: Client, scene: Scene, comment: str, item: str
) -> None:
    hide(moderator, item)
    for person in (moderator, citizen, organiser, stranger):
        for page in ("/", "/d/1", "/d/1/1.1", "/log", "/results"):
            assert "Zebulon" not in person.get(scene.home + page).text
    for page in (f"/comments/{comment}/report", f"/d/1/1.1/comment?reply={comment}"):
        assert "Zebulon" not in citizen.get(scene.home + page).text
    assert "Zebulon" not in moderator.get(f"{scene.home}/moderate").text
    assert TEXT in moderator.get(item).words
    assert "It attacks a person." in stranger.get(f"{scene.home}/d/1/1.1").words


def test_a_moderator_reads_what_its_author_does_not_publish(
    moderator: Client, stranger: Client, world: World, scene: Scene
) -> None:
    quiet = world.a_comment(scene.round, scene.people["citizen"], "Between us.", attribution=Attribution.UNPUBLISHED)
    shown = moderator.get(f"{scene.home}/moderate/{quiet}")
    assert "Between us." in shown.words
    assert "Carmen Citizen" not in shown.by_id("main").text
    assert "Between us." not in stranger.get(f"{scene.home}/d/1/1.1").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"action": "hide", "rule": "", "note": "Because."}, "Choose the rule that it breaks"),
        ({"action": "hide", "rule": "spam", "note": ""}, "Explain the decision"),
        ({"action": "hide", "rule": "spam", "note": "x" * 501}, "Explain the decision"),
        ({"action": "delete", "rule": "spam", "note": "Because."}, "Not a valid choice"),
        ({"action": "hide", "rule": "king", "note": "Because."}, "Not a valid choice"),
    ],
)
def test_a_refused_decision_says_why_and_keeps_the_note(
    moderator: Client, item: str, typed: dict[str, str], said: str
) -> None:
    shown = moderator.fill(item, item, status=422, **typed)
    assert said in shown.words
    assert values(shown.form(item))["note"] == typed["note"]
    moderator.post(item, {}, status=422)


def test_a_moderator_shows_a_hidden_comment_again(moderator: Client, stranger: Client, scene: Scene, item: str) -> None:
    hide(moderator, item)
    shown = moderator.follow(moderator.fill(item, item, action="restore", note="It quotes the clause."))
    assert "The decision is entry 2 of the moderation log" in shown.words
    assert TEXT in stranger.get(f"{scene.home}/d/1/1.1").words


def test_the_desk_leads_to_closing_early_and_says_that_someone_has_consented(
    moderator: Client, organiser: Client, world: World, scene: Scene
) -> None:
    desk, close = f"{scene.home}/moderate", f"{scene.home}/rounds/1/close"
    consented = "Someone has consented to closing the round now"
    before = moderator.get(desk)
    assert close in {each.get("href") for each in before.root.all("a")}
    assert consented not in before.words
    organiser.fill(close, "/close", reason="Everyone has voted.")
    assert consented in moderator.get(desk).words
    world.closed(scene.round)
    assert close not in {each.get("href") for each in moderator.get(desk).root.all("a")}


def test_what_another_moderator_decided_first_is_refused(moderator: Client, item: str) -> None:
    hide(moderator, item)
    again = moderator.post(item, {"action": "hide", "rule": "spam", "note": "Again."}, status=409)
    assert "Someone has decided this already" in again.words


def test_there_is_no_address_that_deletes(moderator: Client, scene: Scene, comment: str, item: str) -> None:
    """Threat T3."""
    for place in (item, f"{scene.home}/comments/{comment}/report", f"{scene.home}/d/1/1.1"):
        answer = moderator.http.delete(place, data={"csrf_token": moderator.proof()})
        assert answer.status_code == 405


def test_only_moderators_have_a_desk(
    stranger: Client, newcomer: Client, citizen: Client, organiser: Client, scene: Scene, item: str
) -> None:
    for place in (f"{scene.home}/moderate", item):
        assert stranger.get(place, status=303).headers["Location"].startswith("/en/sign-in")
        for person in (newcomer, citizen, organiser):
            person.get(place, status=403)
    stranger.post(item, {"action": "hide", "rule": "spam", "note": "No."}, status=401)
    for person in (newcomer, citizen, organiser):
        person.post(item, {"action": "hide", "rule": "spam", "note": "No."}, status=403)


def test_a_report_reaches_the_desk_with_its_reason_and_without_the_reporter_s_name(
    newcomer: Client, moderator: Client, scene: Scene, comment: str, item: str
) -> None:
    page = f"{scene.home}/comments/{comment}/report"
    shown = newcomer.follow(newcomer.fill(page, page, rule="personal_data", note="It names a private person."))
    assert "The moderators will look at it" in shown.words
    assert TEXT in shown.words
    assert item in {each.get("href") for each in moderator.get(f"{scene.home}/moderate").root.all("a")}
    decided = moderator.get(item)
    assert "It names a private person." in decided.words
    assert "Noor Newcomer" not in decided.words


def test_a_report_without_a_rule_keeps_its_note(newcomer: Client, stranger: Client, scene: Scene, comment: str) -> None:
    page = f"{scene.home}/comments/{comment}/report"
    shown = newcomer.fill(page, page, rule="", note="Look at this.", status=422)
    assert "Choose the rule that it breaks" in shown.words
    assert values(shown.form(page))["note"] == "Look at this."
    stranger.get(page, status=303)
    stranger.post(page, {"rule": "spam", "note": ""}, status=401)


def test_comments_of_another_consultation_and_of_none_are_not_there(
    moderator: Client, citizen: Client, world: World, scene: Scene
) -> None:
    other = world.a_consultation()
    world.a_draft(other)
    person = world.a_person()
    world.a_seat(other, person_id=person)
    foreign = world.a_comment(world.a_round(other), person)
    for name in (foreign, new_id()):
        moderator.get(f"{scene.home}/moderate/{name}", status=404)
        moderator.post(f"{scene.home}/moderate/{name}", {"action": "hide", "rule": "spam", "note": "No."}, status=404)
        citizen.get(f"{scene.home}/comments/{name}/report", status=404)
        citizen.post(f"{scene.home}/comments/{name}/report", {"rule": "spam", "note": ""}, status=404)


def test_an_organiser_and_a_moderator_close_a_round_early(
    organiser: Client, moderator: Client, world: World, scene: Scene
) -> None:
    page = f"{scene.home}/rounds/1/close"
    shown = organiser.follow(organiser.fill(page, "/close", reason="Everyone has voted."))
    assert "Your consent is recorded" in shown.words
    assert "Everyone has voted." in moderator.get(page).words
    assert "You have consented already" in organiser.fill(page, "/close", reason="Now.", status=409).words
    assert moderator.follow(moderator.fill(page, "/close", reason="The count is stable.")).status == 200
    assert world.round_now(scene.round).state is RoundState.CLOSED
    late = organiser.post(page, {"reason": "Late."}, status=409)
    assert "another state by now" in late.words


def test_a_consent_without_a_reason_is_refused_and_a_long_one_is_kept(organiser: Client, scene: Scene) -> None:
    page = f"{scene.home}/rounds/1/close"
    assert "Give a reason" in organiser.fill(page, "/close", reason="", status=422).words
    shown = organiser.fill(page, "/close", reason="x" * 1001, status=422)
    assert values(shown.form("/close"))["reason"] == "x" * 1001
    organiser.post(page, {}, status=422)


def test_one_who_is_both_consents_once_on_the_page_too(organiser: Client, world: World, scene: Scene) -> None:
    world.a_role(scene.consultation, scene.people["organiser"], Role.MODERATOR)
    page = f"{scene.home}/rounds/1/close"
    organiser.fill(page, "/close", reason="Enough.")
    organiser.fill(page, "/close", reason="Enough.", status=409)
    assert world.round_now(scene.round).state is RoundState.OPEN


def test_nobody_else_closes_and_nobody_closes_what_is_due(
    stranger: Client, citizen: Client, organiser: Client, world: World, scene: Scene
) -> None:
    page = f"{scene.home}/rounds/1/close"
    stranger.get(page, status=303)
    stranger.post(page, {"reason": "No."}, status=401)
    citizen.get(page, status=403)
    citizen.post(page, {"reason": "No."}, status=403)
    organiser.get(f"{scene.home}/rounds/2/close", status=404)
    world.closed(scene.round)
    one = world.a_round(scene.consultation, lasts=timedelta(hours=1))
    with clock.moved(timedelta(hours=1)):
        organiser.post(f"{scene.home}/rounds/2/close", {"reason": "It is over."}, status=409)
    assert world.round_now(one).state is RoundState.OPEN
