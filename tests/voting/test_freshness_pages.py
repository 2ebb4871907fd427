"""A new draft in a browser: what was carried over says so, what is stale is said again with one click, beside the redline."""

from collections.abc import Mapping

import pytest
from flask import Flask

from consult.voting import service as voting
from tests.client import HTMX, Client, Page
from tests.html import Element, values
from tests.voting.redrafting import WORDS, a_redraft, a_text
from tests.world import World

STOP = "Systems serve people, and people can always stop them."
HEARD = "Whoever is harmed is heard, and made whole."
HOME = "/en/c/principles"


class Scene:
    """A citizen who voted on three of the four clauses of draft 1; in draft 2 one of them changed and another was edited."""

    def __init__(self, world: World) -> None:
        self.world = world
        made = self.made = world.a_consultation(slug="principles")
        world.a_draft(made, a_text())
        self.person = world.a_person("Carmen Citizen")
        self.seat = world.a_seat(made, person_id=self.person)
        first = world.a_round(made)
        positions = {WORDS["stop"]: "object", WORDS["heard"]: "can_live_with", WORDS["risk"]: "support"}
        for item in world.items(first):
            if item.text in positions:
                world.a_vote(first, self.person, positions[item.text], item=item, importance=1)
        world.closed(first)
        a_redraft(world, made, a_text(stop=STOP, heard=HEARD), {"stop": 3, "heard": 2})
        self.one = world.a_round(made)

    def ballot(self, text: str) -> str:
        """Return the address of the ballot on the clause with these words."""
        item = next(each for each in self.world.items(self.one) if each.text == text)
        return f"{HOME}/rounds/2/vote/{item.id}"

    def freshness(self) -> Mapping[str, str]:
        """Return how fresh the citizen's answers are, by the clause's words."""
        texts = {item.id: item.text for item in self.world.items(self.one)}
        scope = {"consultation_id": self.one.consultation_id, "round_id": self.one.id}
        with self.world.reading():
            found = voting.ballots_of(**scope, seat_id=self.seat.id)
        return {texts[item]: str(ballot.freshness) for item, ballot in found.items()}


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world)


@pytest.fixture
def voter(app: Flask, world: World, scene: Scene) -> Client:
    return Client(app, world.a_session(scene.person))


def reconfirming(page: Page) -> Element:
    """Return the form behind the button that says the same again."""
    return next(form for form in page.by_id("ballot-before").all("form") if "This still holds" in form.text)


def test_the_history_says_apart_that_a_vote_was_carried_over_and_that_it_counts(voter: Client) -> None:
    told = voter.get(f"{HOME}/rounds/2/history").words
    assert "Support Carried over from an earlier draft counts" in told


def test_a_stale_vote_stands_beside_its_redline_and_is_not_chosen(scene: Scene, voter: Client) -> None:
    page = voter.get(scene.ballot(STOP))
    before = page.by_id("ballot-before")
    assert "You said “Object” on draft 1; the clause has changed since" in before.text
    assert "That does not count on this draft until you say it again." in before.text
    assert [each.text.removeprefix("added ").strip() for each in before.all("ins")] == ["always"]
    assert "You have not voted on this draft of the clause yet." in page.by_id("receipt").text
    chosen = [each for each in page.root.all("input") if "checked" in each.attributes]
    assert chosen == []


def test_one_click_says_it_again_with_a_receipt(scene: Scene, voter: Client) -> None:
    address = scene.ballot(STOP)
    form = reconfirming(voter.get(address))
    assert values(form)["position"] == "object"
    assert values(form)["importance"] == "1"
    page = voter.follow(voter.post(address, values(form)))
    assert "“Object” was saved on" in page.by_id("receipt").text
    assert page.by_id("receipt").all("code")
    assert page.by_id("ballot-before").text.strip() == ""
    assert scene.freshness()[STOP] == "fresh"


def test_with_htmx_the_whole_ballot_comes_back_without_the_button(scene: Scene, voter: Client) -> None:
    address = scene.ballot(STOP)
    form = reconfirming(voter.get(address))
    assert form.get("hx-target") == "#ballot"
    page = voter.post(address, values(form), headers=HTMX)
    assert page.by_id("ballot-before").text.strip() == ""
    assert "“Object” was saved on" in page.by_id("receipt").text


def test_a_carried_vote_says_from_where_and_can_be_changed(scene: Scene, voter: Client) -> None:
    address = scene.ballot(HEARD)
    page = voter.get(address)
    before = page.by_id("ballot-before").text
    assert "“Can live with it” is carried over from draft 1" in before
    assert "The words have changed only editorially since" in before
    assert "This still holds" not in before
    assert values(page.form(address))["position"] == "can_live_with"
    voter.fill(address, address, position="support")
    assert scene.freshness()[HEARD] == "fresh"
    assert "carried over" not in voter.get(address).by_id("ballot-before").text


def test_a_carried_vote_on_the_same_words_shows_no_redline(scene: Scene, voter: Client) -> None:
    before = voter.get(scene.ballot(WORDS["risk"])).by_id("ballot-before")
    assert "Not a word of the clause has changed since" in before.text
    assert before.all("ins", "del") == []


def test_what_is_left_lists_the_stale_ones_first_and_counts_what_was_carried_as_done(
    scene: Scene, voter: Client
) -> None:
    page = voter.get(f"{HOME}/vote")
    assert "2 of 4 clauses have your vote." in page.words
    assert "2 votes of your seat are carried over from an earlier draft" in page.words
    waiting = [each.get("href") for each in page.root.all("a") if "/rounds/2/vote/" in each.get("href")]
    assert waiting[:2] == [scene.ballot(STOP), scene.ballot(WORDS["audit"])]
    assert "You said “Object” on an earlier draft; the clause has changed since." in page.words
    assert "See what changed in clause 1.1 and say if it still holds" in page.words


def test_the_text_asks_for_another_vote_on_a_clause_that_changed(scene: Scene, voter: Client) -> None:
    words = voter.get(f"{HOME}/d/2").words
    assert "Changed since you voted: vote again" in words
    assert words.count("You voted:") == 2
    opened = voter.get(f"{HOME}/d/2/1.1")
    assert "You said “Object” on draft 1; the clause has changed since" in opened.words


def test_the_history_says_what_was_carried_and_what_does_not_count(scene: Scene, voter: Client) -> None:
    words = voter.get(f"{HOME}/rounds/2/history").words
    assert words.count("Carried over from an earlier draft") == 2
    assert words.count("Brought over, and stale: the clause has changed") == 1
    assert words.count("counts") == 2


def test_someone_without_earlier_votes_sees_nothing_of_it(world: World, app: Flask, scene: Scene) -> None:
    person = world.a_person()
    world.a_seat(scene.made, person_id=person)
    page = Client(app, world.a_session(person)).get(scene.ballot(STOP))
    assert page.by_id("ballot-before").text.strip() == ""
