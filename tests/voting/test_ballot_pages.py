"""Voting in a browser: the page, the fragment, refusals that lose nothing, and the seat's own history."""

from datetime import timedelta

import pytest

from consult.kernel import clock
from consult.kernel.ids import new_id
from consult.rounds.rules.contract import Effect
from tests.client import HTMX, Client, Page
from tests.conftest import Scene
from tests.html import values
from tests.world import World


@pytest.fixture
def page(world: World, scene: Scene) -> str:
    """The address of the ballot on the first clause."""
    return f"{scene.home}/rounds/1/vote/{world.items(scene.round)[0].id}"


def test_a_vote_is_saved_and_shown_with_its_receipt(citizen: Client, page: str) -> None:
    shown = citizen.follow(citizen.fill(page, page, position="support", importance="2"))
    assert values(shown.form(page))["position"] == "support"
    assert values(shown.form(page))["importance"] == "2"
    (code,) = shown.by_id("receipt").all("code")
    log = shown.by_id("receipt").all("a")[0].get("href")
    assert code.text.replace("-", "") in citizen.get(log).text.replace("-", "")


def test_without_javascript_a_saved_vote_leads_to_its_receipt(citizen: Client, page: str) -> None:
    assert citizen.fill(page, page, position="support").headers["Location"] == f"{page}#receipt"


def test_once_a_clause_is_answered_the_next_one_that_is_left_comes_first(
    world: World, scene: Scene, citizen: Client, page: str
) -> None:
    first, second, third = (f"{scene.home}/rounds/1/vote/{item.id}" for item in world.items(scene.round))
    assert filled(citizen.get(page)) == ["Save my position"]
    citizen.fill(second, second, position="support")
    assert filled(citizen.get(second)) == ["Next: clause 2.1"]
    assert citizen.get(second).link("Next: clause 2.1") == third
    citizen.fill(third, third, position="support")
    assert citizen.get(third).link("Next: clause 1.1") == first
    citizen.fill(first, first, position="support")
    assert filled(citizen.get(first)) == ["Back to the overview"]


def filled(page: Page) -> list[str]:
    """Return the words of the page's filled buttons."""
    return [each.text for each in page.root.all("a", "button") if "go" in each.get("class").split()]


@pytest.mark.parametrize(
    ("position", "is_asked", "is_explained"),
    [("support", False, False), ("reservation", True, False), ("object", True, True)],
)
def test_whoever_does_not_share_a_clause_is_asked_to_say_why(
    scene: Scene, citizen: Client, page: str, position: str, is_asked: bool, is_explained: bool
) -> None:
    citizen.fill(page, page, position=position)
    receipt = citizen.get(page).by_id("receipt")
    asked = [each.get("href") for each in receipt.all("a") if each.text == "Say why in a comment"]
    assert asked == [f"{scene.home}/d/1/1.1/comment"] * is_asked
    assert ("This is a vote. Saying why helps those who write the next draft." in receipt.text) is is_explained


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ("agreement", "A reservation counts as agreement."),
        ("neither", "A reservation counts neither as agreement nor against it."),
    ],
)
def test_the_help_says_what_a_reservation_counts_as_in_this_round(
    world: World, scene: Scene, citizen: Client, counts: str, said: str
) -> None:
    world.closed(scene.round)
    one = world.a_round(scene.consultation, parameters={"reservation_counts": counts})
    words = citizen.get(f"{scene.home}/rounds/2/vote/{world.items(one)[0].id}").words
    assert said in words
    assert "unless the contract says otherwise" not in words


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (Effect.ADVISORY, "Your vote advises The assembly; The assembly decides."),
        (Effect.BINDS_ORGANISER, "The assembly decides, and the result of the vote binds the organiser."),
    ],
)
def test_a_ballot_says_who_decides_and_whether_the_vote_binds(
    world: World, citizen: Client, scene: Scene, effect: Effect, said: str
) -> None:
    world.closed(scene.round)
    item = world.items(world.a_round(scene.consultation, effect=effect))[0]
    assert said in citizen.get(f"{scene.home}/rounds/2/vote/{item.id}").words
    assert said in citizen.get(f"{scene.home}/d/1/1.1").words


def test_the_fragment_that_htmx_gets_is_the_page_s_own_part(citizen: Client, page: str) -> None:
    form = values(citizen.get(page).form(page))
    fragment = citizen.post(page, {**form, "position": "object"}, status=200, headers=HTMX)
    assert [each.get("id") for each in fragment.root.children] == ["ballot"]
    whole, part = citizen.get(page), citizen.fragment(page)
    same = (whole.by_id("ballot").text, part.by_id("ballot").text)
    assert same[0] == same[1] == fragment.by_id("ballot").text
    assert not fragment.root.all("html")


def test_each_vote_brings_a_new_key_so_that_the_next_one_is_not_taken_for_a_repetition(
    citizen: Client, page: str
) -> None:
    form = values(citizen.get(page).form(page))
    answer = citizen.post(page, {**form, "position": "object"}, status=200, headers=HTMX)
    assert values(answer.form(page))["key"] != form["key"]


def test_an_old_form_with_another_answer_is_refused_and_gets_a_new_key(citizen: Client, page: str) -> None:
    form = values(citizen.get(page).form(page))
    citizen.post(page, {**form, "position": "support"}, status=303)
    refused = citizen.post(page, {**form, "position": "object"}, status=422)
    assert "already sent for something else" in refused.words
    renewed = values(refused.form(page))
    assert renewed["position"] == "object"
    assert citizen.post(page, renewed, status=303)


@pytest.mark.parametrize("position", ["", "agree"])
def test_a_refused_answer_is_said_in_the_form_and_saves_nothing(citizen: Client, page: str, position: str) -> None:
    answer = citizen.fill(page, page, position=position, status=422)
    assert "Choose one of the answers offered" in answer.words
    assert "You have not voted on this yet" in citizen.get(page).words


def test_a_form_without_a_key_is_refused(citizen: Client, page: str) -> None:
    assert citizen.post(page, {"position": "support"}).status == 422
    assert "You have not voted on this yet" in citizen.get(page).words


def test_after_the_deadline_the_vote_is_refused_and_what_was_chosen_is_shown(
    world: World, scene: Scene, citizen: Client
) -> None:
    world.closed(scene.round)
    one = world.a_round(scene.consultation, lasts=timedelta(hours=1))
    page = f"{scene.home}/rounds/2/vote/{world.items(one)[0].id}"
    late = {**values(citizen.get(page).form(page)), "position": "object"}
    with clock.moved(timedelta(hours=1)):
        for headers in (None, HTMX):
            refused = citizen.post(page, late, status=409, headers=headers)
            assert "The round closed on" in refused.words
            assert values(refused.form(page))["position"] == "object"
    world.closed(one)
    assert "The round closed on" in citizen.post(page, late, status=409).words
    assert "You have not voted on this yet" in citizen.get(page).words


def test_only_those_who_take_part_see_a_ballot(
    stranger: Client, newcomer: Client, moderator: Client, organiser: Client, page: str
) -> None:
    assert stranger.get(page, status=303).headers["Location"].startswith("/en/sign-in")
    stranger.post(page, {"position": "support", "key": new_id()}, status=401)
    for person in (newcomer, moderator, organiser):
        person.get(page, status=403)
        person.post(page, {"position": "support", "key": new_id()}, status=403)


def test_an_item_of_another_round_or_of_none_is_not_there(world: World, scene: Scene, citizen: Client) -> None:
    other = world.a_consultation()
    world.a_draft(other)
    foreign = world.items(world.a_round(other))[0].id
    for place in (f"rounds/1/vote/{foreign}", f"rounds/2/vote/{foreign}", f"rounds/1/vote/{new_id()}"):
        citizen.get(f"{scene.home}/{place}", status=404)
        citizen.post(f"{scene.home}/{place}", {"position": "support", "key": new_id()}, status=404)


def test_the_ballot_asks_an_organisation_nothing_about_importance(citizen: Client, delegate: Client, page: str) -> None:
    assert [each for each in citizen.get(page).form(page) if each.get("name") == "importance"]
    assert not [each for each in delegate.get(page).form(page) if each.get("name") == "importance"]


def test_the_history_shows_what_every_delegate_did_to_those_who_speak_for_the_seat_only(
    world: World, scene: Scene, citizen: Client, stranger: Client, newcomer: Client
) -> None:
    people = world.a_person("Farah First"), world.a_person("Sione Second")
    world.a_delegation(scene.consultation, *people)
    receipts = [
        world.a_vote(scene.round, person, position)
        for person, position in zip(people, ("support", "object"), strict=True)
    ]
    history = f"{scene.home}/rounds/1/history"
    for person in people:
        (_, newer, older) = Client(world.app, world.a_session(person)).get(history).root.all("tr")
        assert all(part in newer.text for part in ("Sione Second", "Object", receipts[1].shown))
        assert all(part in older.text for part in ("Farah First", "Support", receipts[0].shown))
    assert "Nothing has been saved" in citizen.get(history).words
    newcomer.get(history, status=403)
    stranger.get(history, status=303)


def test_what_a_form_adds_of_its_own_changes_nothing_else(
    world: World, scene: Scene, citizen: Client, page: str
) -> None:
    """Threat T9: the page names round, item, seat and moment, never the form."""
    world.a_delegation(scene.consultation, world.a_person())
    foreign = {"seat_id": new_id(), "round_id": new_id(), "item_id": new_id(), "version": "9", "cast_at": "2020-01-01"}
    citizen.fill(page, page, position="support", channel="paper", person_id=scene.people["delegate"], **foreign)
    assert world.a_vote(scene.round, scene.people["citizen"], "object").version == 2
    assert world.a_vote(scene.round, scene.people["delegate"], "object").version == 1
