"""A Delphi panel rates a clause in three rounds, until it has come to rest: in the browser, one of it without JavaScript."""

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import expect

from consult.consultations.service import ConsultationView, Role
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from tests.consensus.rating import a_panel, a_rating_round, a_reason, rate_all
from tests.journeys.conftest import Visit
from tests.voting.redrafting import a_text
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]
HOME = "/en/c/panel"


def test_a_delphi_rating_runs_three_rounds_to_stability(visit: Callable[..., Visit], world: World) -> None:
    text = a_text(heard=None, risk=None, audit=None)
    consultation, people = a_panel(world, seats={"research_institution": 2, "citizen": 6}, text=text)
    with_scripts, without, *others = [*people["research_institution"], *people["citizen"]]
    organiser, rater, quiet = visit(), visit(), visit(has_javascript=False, width=360)
    rater.sign_in(with_scripts)
    quiet.sign_in(without)
    first = opened(world, consultation, organiser)
    the_panel_is_far_apart(world, first, others, rater, quiet)
    second = a_rating_round(world, consultation)
    it_hears_the_reasons(world, second, others, rater, quiet)
    organiser.go(f"{HOME}/results")
    expect(organiser.page.get_by_text("This is round 2 of at most 3 of its panel.")).to_be_visible()
    expect(organiser.page.get_by_text("Not at rest.")).to_be_visible()
    third = a_rating_round(world, consultation)
    it_says_the_same_again(world, third, others, rater, quiet)
    quiet.go(f"{HOME}/results")
    expect(quiet.page.get_by_text("This is round 3 of at most 3 of its panel.")).to_be_visible()
    expect(quiet.page.get_by_text("The panel has come to rest on every clause.")).to_be_visible()
    expect(quiet.page.get_by_role("img", name="3 rated 7")).to_be_visible()
    assert quiet.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert (
        "Methods appendix" in organiser.page.request.get(f"{organiser.server.address}{HOME}/rounds/3/summary.md").text()
    )


def opened(world: World, consultation: ConsultationView, organiser: Visit) -> RoundView:
    """Return the panel's first round, which an organiser opens in the browser."""
    person = world.a_person("Olga Organiser")
    world.a_role(consultation, person, Role.ORGANISER)
    organiser.sign_in(person)
    organiser.go(f"{HOME}/rounds/new")
    organiser.follow("Ratings of clauses, from 1 to 9")
    organiser.page.get_by_label("A Delphi panel: most at one end of the scale", exact=True).check()
    organiser.press("Announce the round")
    with world.reading():
        (first,) = rounds.list_rounds(consultation.id)
    return first


def rates(visitor: Visit, rating: str) -> None:
    """Choose a rating on the ballot that is left."""
    visitor.go(f"{HOME}/vote")
    visitor.follow("Rate clause 1.1")
    visitor.page.get_by_label(rating, exact=True).check()


def is_saved(visitor: Visit, rating: str) -> None:
    expect(visitor.page.locator("#receipt")).to_contain_text(f"“{rating}” was saved on")


def the_panel_is_far_apart(world: World, one: RoundView, others: Sequence[str], rater: Visit, quiet: Visit) -> None:
    rate_all(world, one, others, ["2", "3", "7", "8", "8", "9"])
    a_reason(world, one, others[0], "Small firms cannot measure it.")
    rates(quiet, "9")
    quiet.type("Why you rate it so", "People must stay in charge.")
    quiet.press("Save my position")
    is_saved(quiet, "9")
    rates(rater, "8")
    is_saved(rater, "8")
    world.closed(one)


def it_hears_the_reasons(world: World, one: RoundView, others: Sequence[str], rater: Visit, quiet: Visit) -> None:
    rate_all(world, one, others, ["7", "7", "7", "8", "8", "9"])
    rater.go(f"{HOME}/vote")
    rater.follow("Rate clause 1.1")
    expect(rater.page.get_by_text("You rated it 8.")).to_be_visible()
    expect(rater.page.get_by_text("8 rated it. The median was 8")).to_be_visible()
    rater.press("The same as before: 8")
    is_saved(rater, "8")
    rates(quiet, "5")
    quiet.page.locator("details summary", has_text="reason").click()
    expect(quiet.page.get_by_text("Small firms cannot measure it.")).to_be_visible()
    quiet.press("Save my position")
    expect(quiet.page.get_by_text("Please say why.")).to_be_visible()
    quiet.type("Why you rate it so", "The small firms have convinced me.")
    quiet.press("Save my position")
    expect(quiet.page.get_by_text("Please say why.")).to_have_count(0)
    world.closed(one)


def it_says_the_same_again(world: World, one: RoundView, others: Sequence[str], rater: Visit, quiet: Visit) -> None:
    rate_all(world, one, others, ["7", "7", "7", "8", "8", "9"])
    for visitor, rating in ((rater, "8"), (quiet, "5")):
        visitor.go(f"{HOME}/vote")
        visitor.follow("Rate clause 1.1")
        visitor.press(f"The same as before: {rating}")
        is_saved(visitor, rating)
    world.closed(one)
