"""A panel in its pages: the organiser opens it, seats rate with reasons, see what was said, and everyone reads the result."""

from collections.abc import Mapping

import pytest
from flask import Flask

from consult.consultations.service import ConsultationView, Role
from consult.kernel.ids import new_id
from tests.client import HTMX, Client, Page
from tests.consensus.rating import CATEGORIES, a_panel, a_rating_round, a_reason, rate_all
from tests.front.test_no_peeking import answer
from tests.html import Element, values
from tests.world import World

HOME = "/en/c/panel"
FORM = f"{HOME}/rounds/new"
HIGH = ["7", "7", "8", "8", "9", "9"]


@pytest.fixture
def panel(world: World) -> tuple[ConsultationView, dict[str, list[str]]]:
    """A panel of six researchers and six citizens on a published draft, before its first round."""
    return a_panel(world, seats={"research_institution": 6, "citizen": 6})


def a_ballot(world: World, one: object, number: int, place: int = 0) -> str:
    return f"{HOME}/rounds/{number}/vote/{world.items(one)[place].id}"


def other_form(page: Page, address: str) -> Element:
    """Return the form that says the same again, which stands beside the ballot's own."""
    (form,) = (one for one in page.root.all("form") if one.get("action") == address and one.get("class") != "ballot")
    return form


def rated(client: Client, address: str, sent: Mapping[str, str]) -> Page:
    """Return the ballot after a rating was sent."""
    key = sent.get("key") or new_id()
    return client.follow(client.post(address, {**sent, "key": key}, status=303))


def asks_why(page: Page) -> bool:
    return "Please say why." in page.words


def test_an_organiser_opens_a_panel_and_a_way_of_deciding_for_votes_is_refused(app: Flask, world: World) -> None:
    organiser = world.a_person("Olga Organiser")
    consultation = world.a_consultation(slug="panel", categories=CATEGORIES, organiser=organiser)
    world.a_draft(consultation)
    client = Client(app, world.a_session(organiser))
    refused = client.fill(FORM, kind="rating", most_rounds="2", status=422)
    assert "This way of deciding is made for another kind of round." in refused.words
    typed = values(refused.form(FORM))
    assert (typed["kind"], typed["most_rounds"]) == ("rating", "2")
    client.fill(FORM, kind="ballot", bundle="delphi", status=422)
    client.fill(FORM, kind="rating", bundle="panel", most_rounds="none", status=422)
    client.fill(FORM, kind="rating", bundle="delphi", most_rounds="2")
    contract = client.get(f"{HOME}/rounds/1").words
    assert "A Delphi panel: most at one end of the scale" in contract
    assert "At least 7/10 of the ratings must lie at one end of the scale, 7 to 9 or 1 to 3." in contract
    assert "at most 2 rounds of ratings" in contract
    assert "You can comment on the draft and rate its clauses until" in client.get(f"{HOME}/").words


def test_a_seat_rates_with_a_reason_and_sees_its_own_part(
    app: Flask, world: World, panel: tuple[ConsultationView, dict[str, list[str]]]
) -> None:
    consultation, people = panel
    one = a_rating_round(world, consultation)
    citizen = Client(app, world.a_session(people["citizen"][0]))
    address = a_ballot(world, one, 1)
    page = citizen.get(address)
    assert page.heading == "Rate clause 1.1"
    assert "1: it should not be in the text" in page.words
    assert [each.get("value") for each in page.form(address).all("input") if each.get("type") == "radio"] == [
        *map(str, range(1, 10)), "no_opinion",
    ]  # fmt: skip
    citizen.fill(address, address, position="10", status=422)
    citizen.fill(address, address, position="7", reason="x" * 1001, status=422)
    assert "You have not voted on this yet." in citizen.get(address).words, "a refused reason saves no rating either"
    shown = citizen.follow(citizen.fill(address, address, position="7", reason=" It is measurable. "))
    assert (values(shown.form(address))["position"], values(shown.form(address))["reason"]) == (
        "7",
        "It is measurable.",
    )
    assert "“7” was saved on" in shown.words
    assert not asks_why(shown), "nothing is asked in a panel's first round"
    assert citizen.fill(address, address, headers=HTMX, status=200, position="7", reason="").by_id("receipt")
    assert values(citizen.get(address).form(address))["reason"] == ""
    assert "1 of 3 clauses have your rating." in citizen.get(f"{HOME}/").words
    opened = citizen.get(f"{HOME}/d/1?open=1.1")
    assert "How far should this clause be in the text?" in opened.words
    assert "Rate this clause" in opened.words
    left = citizen.get(f"{HOME}/vote")
    assert "Rate clause 1.2" in left.words
    assert "1.1" in citizen.get(f"{HOME}/rounds/1/history").words


def test_in_the_next_round_a_seat_reads_what_was_said_and_is_asked_why_it_stays_outside(
    app: Flask, world: World, panel: tuple[ConsultationView, dict[str, list[str]]]
) -> None:
    consultation, people = panel
    first = a_rating_round(world, consultation)
    researchers, citizens = people["research_institution"], people["citizen"]
    rate_all(world, first, [*researchers, *citizens], [*HIGH, "7", "8", "8", "9", "2", "6"])
    a_reason(world, first, citizens[4], "It costs small firms too much.")
    a_reason(world, first, researchers[0], "It can be measured.")
    world.closed(first)
    second = a_rating_round(world, consultation)
    dissenter = Client(app, world.a_session(citizens[4]))
    address = a_ballot(world, second, 2)
    page = dissenter.get(address)
    assert "You rated it 2. That does not count in this round until you say it again." in page.words
    assert "12 rated it. The median was 8; the middle half of the ratings lay from 7 to 8.25." in page.words
    assert "1 reason that another seat gave" in page.words
    assert "It can be measured. Research institutions, rates it 7 to 9" in page.words
    assert "You have not voted on this yet." in page.words, "no rating is carried over"
    again = rated(dissenter, address, values(other_form(page, address)))
    assert asks_why(again)
    assert "The same as before" not in again.words
    assert not asks_why(rated(dissenter, address, {"position": "2", "reason": "The cost is still there."}))
    assert not asks_why(rated(dissenter, address, {"position": "8", "reason": ""}))
    assert "The same as before: 2" in dissenter.get(address).words


def test_everyone_reads_how_a_panel_rated_and_whether_it_has_come_to_rest(
    app: Flask, world: World, stranger: Client, panel: tuple[ConsultationView, dict[str, list[str]]]
) -> None:
    consultation, people = panel
    everyone = [*people["research_institution"], *people["citizen"]]
    one = a_rating_round(world, consultation)
    rate_all(world, one, everyone, [*HIGH, "7", "8", "8", "9", "2", "no_opinion"])
    rate_all(world, one, everyone[:3], ["1", "2", "9"], place=1)
    stranger.get(f"{HOME}/results")
    world.closed(one)
    page = stranger.get(f"{HOME}/results")
    assert page.heading == "One of 3 clauses meets this round's criteria"
    assert "This is round 1 of at most 3 of its panel." in page.words
    assert "The panel has not come to rest, and its contract allows another round." in page.words
    assert "11 seats rated it: the median is 8, and the middle half lies from 7 to 8.5." in page.words
    assert "to 8.5. 1 had no opinion and is in no share." in page.words
    assert "Nobody has rated it" in page.words
    bars = [each.get("aria-label") for each in page.root.all("svg") if "rated" in each.get("class")]
    assert bars[0].startswith("0 rated 1, ") or bars[1].startswith("0 rated 1, 1 rated 2, ")
    assert "To be in, at least 7/10 of the ratings must be 7 to 9. There are 90.9 %. Met." in page.words
    stranger.get("/ar/c/panel/results")
    assert "7" in stranger.get(f"{HOME}/rounds/1/roll-call").words
    stranger.get(f"{HOME}/rounds/1/outcomes", status=404)
    for path in (f"{HOME}/decided", f"{HOME}/d/1", f"{HOME}/log", f"{HOME}/"):
        stranger.get(path)
    again = a_rating_round(world, consultation)
    rate_all(world, again, everyone, [*HIGH, "7", "8", "8", "9", "2", "no_opinion"])
    rate_all(world, again, everyone[:3], ["5", "8", "9"], place=1)
    world.closed(again)
    page = stranger.get(f"{HOME}/results")
    assert "At rest. Of 11 seats that rated it in both rounds, 0 % moved on balance" in page.words
    assert "Not at rest. Of 3 seats that rated it in both rounds, 66.7 % moved on balance" in page.words
    assert "is at rest. 2 changed their rating (signed-rank test: p = 0.5). With fewer" in page.words
    assert "With fewer than six changes the test can never find a difference, so it says little." in page.words
    assert "Nobody has rated it in both rounds." in page.words
    stranger.get(f"{HOME}/results?state=consensus_in")


def test_while_a_round_is_open_no_page_tells_how_others_rate_or_why(
    app: Flask, world: World, panel: tuple[ConsultationView, dict[str, list[str]]]
) -> None:
    """Everybody rates at one end, then at the other, with other reasons: what anyone else is shown stays the same."""
    consultation, people = panel
    organiser = world.a_person("Olga Organiser")
    world.a_role(consultation, organiser, Role.ORGANISER)
    first = a_rating_round(world, consultation)
    *raters, onlooker = [*people["research_institution"], *people["citizen"]]
    rate_all(world, first, raters, [*HIGH, "7", "8", "8", "9", "2"])
    world.closed(first)
    second = a_rating_round(world, consultation)
    browsers = [Client(app), Client(app, world.a_session(onlooker)), Client(app, world.a_session(organiser))]
    uid = world.items(second)[0].id
    paths = [
        *(
            f"{HOME}{path}"
            for path in ("/", "/vote", "/d/1", "/d/1/1.1", "/d/1?open=1.1", "/results", "/decided", "/desk")
        ),
        *(f"{HOME}/rounds/2/{path}" for path in ("results", "roll-call", f"vote/{uid}", "outcomes", "summary.json")),
        *(f"{HOME}/{path}" for path in ("seats", f"k/{uid}", "suggestions", "rounds/2")),
    ]
    shown = []
    for rating, why in (("1", "It is wrong."), ("9", "It is right.")):
        rate_all(world, second, raters, [rating] * len(raters))
        a_reason(world, second, raters[0], why)
        shown.append(
            [answer(browser, path, headers) for browser in browsers for path in paths for headers in ({}, HTMX)]
        )
    assert [before for before, after in zip(*shown, strict=True) if before != after] == []
    assert sum(" 200 " in each or each.startswith("200") for each in shown[0]) > len(paths)


def test_the_ways_of_panels_are_explained_with_an_example_on_which_they_differ(stranger: Client) -> None:
    delphi, other = (stranger.get(f"/en/decide/{bundle}") for bundle in ("delphi", "panel"))
    for page in (delphi, other):
        assert (
            "20 seats rated it: the median is 8, and the middle half lies from 6.75 to 9. 1 had no opinion"
            in page.words
        )
    assert "To be in, less than 3/20 of the ratings may be 1 to 3. There are 15 %. Not met." in delphi.words
    assert "Not enough of the panel at one end of the scale" in delphi.words
    assert "Less than 3/20 of the ratings may lie at the other end." in delphi.words
    assert "Median from 6.5 up, and the panel does not disagree" in other.words
    assert "The median must be 6.5 or more. It is 8. Met." in other.words
    assert "Whether the panel disagrees is read from the spread of the middle ratings" in other.words
