"""Signing in a browser: the ballot of a drafter, the delegation's page of drafts, and what a refusal shows."""

from datetime import timedelta

import pytest
from flask import Flask

from consult.kernel import clock
from consult.rounds.rules.states import RoundKind
from tests.client import Client, Page
from tests.conftest import Scene
from tests.html import values
from tests.voting.signing import Delegation
from tests.world import World


class Browsers:
    """The members of a delegation at their browsers."""

    def __init__(self, app: Flask, world: World, scene: Scene) -> None:
        self.delegation = Delegation(world, scene.consultation, scene.round)
        self.home = scene.home
        self.signing = f"{scene.home}/rounds/1/signing"
        self.by = {name: Client(app, world.a_session(person)) for name, person in self.delegation.people.items()}

    def ballot(self, place: int = 0) -> str:
        return f"{self.home}/rounds/1/vote/{self.delegation.items[place].id}"

    def sent(self, place: int | None = None, **more: str) -> dict[str, str]:
        """Return what the form that signs sends from the page as Sam sees it, with one draft ticked or none."""
        form = values(self.by["sam"].get(self.signing).by_id("signing"))
        return {**form, **({} if place is None else {"sign": self.delegation.items[place].id}), **more}


@pytest.fixture
def browsers(app: Flask, world: World, scene: Scene) -> Browsers:
    return Browsers(app, world, scene)


def facts(page: Page) -> str:
    """Return what a page says in its main part, in one line."""
    return " ".join(page.root.all("main")[0].text.split())


def test_a_drafter_s_ballot_is_kept_as_a_draft_that_the_whole_delegation_sees(browsers: Browsers) -> None:
    dora, ballot = browsers.by["dora"], browsers.ballot()
    page = dora.get(ballot)
    assert "You draft for Ministry of Clocks." in facts(page)
    assert [each.text for each in page.form(ballot).all("button")] == ["Save as a draft"]
    shown = dora.follow(dora.fill(ballot, ballot, position="object"))
    for name in ("dora", "sam", "alma"):
        told = " ".join(browsers.by[name].get(ballot).by_id("receipt").text.split())
        assert "Your delegation proposes: “Object”" in told
        assert "Drafted by Dora Tester on" in told
        assert "not signed yet." in told
    assert values(shown.form(ballot))["position"] == "object"
    assert values(browsers.by["sam"].get(ballot).form(ballot)).get("position") is None
    assert shown.link("Next: clause 1.2")
    browsers.by["rita"].get(ballot, status=403)
    listed = dora.get(f"{browsers.home}/vote")
    counted = "1 of 3 clauses have a vote or a draft of your delegation. 1 of them waits for a signature."
    assert counted in facts(listed)
    assert counted in facts(dora.get(f"{browsers.home}/"))
    assert "0 of 3 clauses have your vote." in facts(browsers.by["sam"].get(f"{browsers.home}/vote"))
    assert "What is drafted for your seat" in facts(listed)
    assert "Vote on clause 1.1" not in facts(listed)
    assert "Vote on clause 1.1" in facts(browsers.by["sam"].get(f"{browsers.home}/vote"))
    public = facts(Client(browsers.delegation.world.app).get(f"{browsers.home}/d/1/1.1"))
    assert "Dora" not in public
    assert "proposes" not in public


def test_a_signatory_reads_what_is_drafted_beside_what_is_signed_and_signs_several_one_or_all(
    browsers: Browsers,
) -> None:
    sam, told = browsers.by["sam"], browsers.delegation
    told.says("sam", "support")
    for place, position in enumerate(("object", "support", "no_opinion")):
        told.says("dora", position, place)
    page = sam.get(browsers.signing)
    first = facts(page).partition("Clause 1.2")[0]
    assert "Drafted Object by Dora Tester on" in first
    assert "Signed now Support by Sam Tester on" in first
    signed = sam.follow(sam.post(browsers.signing, browsers.sent(1), status=303))
    assert "1 vote is signed and counts from now on" in signed.words
    assert told.votes() == {"1.1": "support", "1.2": "support"}
    sam.post(browsers.signing, browsers.sent(only=told.items[2].id), status=303)
    assert told.votes()["2.1"] == "no_opinion"
    sam.post(browsers.signing, browsers.sent(all="yes"), status=303)
    assert told.votes()["1.1"] == "object"
    assert "Nothing waits for a signature." in facts(sam.get(browsers.signing))
    history = facts(sam.get(f"{browsers.home}/rounds/1/history"))
    assert "Object Signed counts" in history
    assert "Sam Tester Drafted by Dora Tester" in history
    assert "Object Drafted" in history


def test_what_cannot_be_signed_is_said_with_what_is_drafted_now(browsers: Browsers) -> None:
    sam, told = browsers.by["sam"], browsers.delegation
    told.says("dora", "object")
    sent = browsers.sent(0)
    told.says("alma", "reservation")
    page = sam.post(browsers.signing, sent, status=409)
    assert "Changed: 1.1." in page.words
    assert "Drafted Join with a reservation by Alma Tester on" in facts(page)
    assert told.votes() == {}
    assert [each for each in page.root.all("input") if "checked" in each.attributes] == []
    told.says("dora", "support", 1)
    refused = browsers.sent(1, **{f"seen-{told.items[0].id}": "1"})
    told.says("dora", "object", 0)
    page = sam.post(browsers.signing, {**refused, "all": "yes"}, status=409)
    ticked = [each.get("value") for each in page.root.all("input") if "checked" in each.attributes]
    assert ticked == [told.items[1].id]
    nothing = {name: value for name, value in browsers.sent().items() if name != "sign"}
    assert "Tick the drafted votes that you sign" in sam.post(browsers.signing, nothing, status=422).words
    assert sam.post(browsers.signing, {**nothing, "key": ""}).status == 422
    dora = browsers.by["dora"].post(browsers.signing, {**sent, "csrf_token": browsers.by["dora"].proof()})
    assert dora.status == 422
    assert "Only a signatory of your delegation can do this." in dora.words


def test_a_draft_is_discarded_with_a_note_that_its_drafter_reads(browsers: Browsers) -> None:
    sam, told = browsers.by["sam"], browsers.delegation
    told.says("dora", "object")
    discard = f"{browsers.signing}/{told.items[0].id}/discard"
    page = sam.fill(browsers.signing, discard, note=" ", status=422)
    assert "Say in one to 500 characters why the draft is set aside" in page.words
    told.says("dora", "support", 1)
    answer = sam.follow(sam.fill(browsers.signing, discard, note="Too early."))
    assert "The draft is discarded." in answer.words
    ballot = facts(browsers.by["dora"].get(browsers.ballot()))
    assert "The draft “Object” was discarded by Sam Tester on" in ballot
    assert "Too early." in ballot
    assert "was discarded" not in facts(browsers.by["dora"].get(browsers.ballot(1)))
    shown = facts(browsers.by["dora"].get(browsers.signing))
    assert "Discarded by Sam Tester on" in shown
    assert "Too early." in shown
    assert "Too early." in facts(browsers.by["dora"].get(f"{browsers.home}/rounds/1/history"))
    page = sam.post(discard, {"note": "Again.", "seen": "1"}, status=409)
    assert "What is drafted has changed since you opened this page" in page.words


def test_a_drafter_takes_their_own_waiting_draft_back(browsers: Browsers) -> None:
    dora, told = browsers.by["dora"], browsers.delegation
    told.says("dora", "object")
    back = f"{browsers.signing}/{told.items[0].id}/take-back"
    assert not [
        form for form in browsers.by["sam"].get(browsers.signing).root.all("form") if "take-back" in form.get("action")
    ]
    assert "not a draft of yours that waits" in browsers.by["sam"].post(back, status=409).words
    answer = dora.follow(dora.fill(browsers.signing, back))
    assert "Your draft is taken back." in answer.words
    assert "Taken back by whoever drafted it" in facts(answer)
    assert told.told()[0] == ("taken_back", "dora", "object")
    assert "Draft taken back" in facts(dora.get(f"{browsers.home}/rounds/1/history"))
    assert "Your delegation proposes" not in facts(dora.get(browsers.ballot()))
    dora.post(back, status=409)
    assert told.votes() == {}


def test_readers_see_what_is_drafted_and_others_do_not(browsers: Browsers, citizen: Client, stranger: Client) -> None:
    browsers.delegation.says("dora", "object")
    page = browsers.by["rita"].get(browsers.signing)
    assert "Drafted Object by Dora Tester on" in facts(page)
    assert "These sign for your delegation: Sam Tester" in facts(page)
    assert page.root.all("main")[0].all("input") == []
    citizen.get(browsers.signing, status=404)
    assert "/sign-in" in stranger.get(browsers.signing, status=303).headers["Location"]
    assert "What is drafted and signed in round 1" in facts(browsers.by["rita"].get(f"{browsers.home}/delegation"))


def test_an_absence_lets_the_alternate_sign_and_ends_when_the_signatory_is_back(browsers: Browsers) -> None:
    sam, alma, page = browsers.by["sam"], browsers.by["alma"], f"{browsers.home}/delegation"
    browsers.delegation.says("dora", "object")
    assert "Give a day, such as 2027-03-31." in sam.fill(page, "/absence", until="soon", status=422).words
    assert "Give a day that is not over yet" in sam.fill(page, "/absence", until="2020-01-01", status=422).words
    with browsers.delegation.world.reading() as session:
        day = (clock.now(session) + timedelta(days=3)).date()
    sam.fill(page, "/absence", until=day.isoformat())
    assert "Absent until" in facts(alma.get(page))
    assert "You sign in place of the signatories" in facts(alma.get(browsers.signing))
    assert alma.get(page).root.all("select") == []
    assert "Nobody can sign or release" not in facts(alma.get(page))
    told = sam.follow(sam.fill(page, f"/members/{browsers.delegation.people['alma']}", role="drafter"))
    assert "From now on Alma Tester is: Drafter." in told.words
    for where in (page, browsers.signing):
        assert "Nobody can sign or release until" in facts(alma.get(where))
    assert "Your delegation has no alternate" in facts(told)
    told = sam.follow(sam.fill(page, "/absence", back="yes"))
    assert "It is noted that you are there again." in told.words
    assert "Absent until" not in facts(alma.get(page))
    assert "Nobody can sign or release" not in facts(alma.get(page))


def test_what_was_not_signed_in_time_is_listed_as_not_released(world: World, browsers: Browsers) -> None:
    told = browsers.delegation
    told.says("dora", "object")
    for path in ("/", "/delegation", "/rounds/1/signing"):
        assert "1 vote of your delegation is drafted and not signed." in facts(
            browsers.by["sam"].get(f"{browsers.home}{path}")
        )
    world.closed(told.one)
    page = facts(browsers.by["rita"].get(browsers.signing))
    assert "Not released" in page
    assert "The round closed before anyone signed these." in page
    result = facts(Client(told.world.app).get(f"{browsers.home}/rounds/1/results"))
    assert "1 organisation drafted votes that it did not release." in result


def test_a_drafter_goes_through_statements_and_drafts_each(app: Flask, world: World) -> None:
    made = world.a_consultation(slug="said")
    world.a_draft(made)
    one = world.a_round(made, kind=RoundKind.STATEMENTS, statements=("Machines may vote.", "People may overrule."))
    told = Delegation(world, made, one)
    dora = Client(app, world.a_session(told.people["dora"]))
    page = dora.get("/en/c/said/vote")
    first = values(page.form("/vote"))
    page = dora.follow(dora.post("/en/c/said/vote", {**first, "position": "agree"}, status=303))
    assert "Statement 2 of 2" in facts(page)
    assert "not signed yet" in facts(page)
    dora.post("/en/c/said/vote", {**values(page.form("/vote")), "position": "pass"}, status=303)
    assert "Every statement has your answer" in facts(dora.get("/en/c/said/vote"))
    assert told.votes() == {}
    sam = Client(app, world.a_session(told.people["sam"]))
    assert "Statement 1" in facts(sam.get("/en/c/said/rounds/1/signing"))
