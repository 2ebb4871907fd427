"""An objection's way: raised after the vote, signed with, answered, sustained, and overruled with reasons that everyone reads."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from consult.consultations.service import Role
from tests.conftest import Scene
from tests.journeys.conftest import Visit
from tests.rounds.scenes import a_decision_maker
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]

REASON = "Small offices cannot stop a system that runs somewhere else."
ANSWER = "Whoever runs the system is named in clause 1.2."
WHY = "The clause protects far more people than it burdens."


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_objection_is_raised_signed_answered_sustained_and_overruled(
    visit: Callable[..., Visit], world: World, scene: Scene, has_javascript: bool
) -> None:
    editor, decider = world.a_person("Edda Editor"), world.a_person("Dana Decider")
    world.a_role(scene.consultation, editor, Role.EDITOR)
    a_decision_maker(world, scene.consultation, decider)
    world.votes(scene.round, {"citizen": {"support": 6}, "company": {"support": 6}})

    delegate = visit(has_javascript=has_javascript, width=360)
    delegate.sign_in(scene.people["delegate"])
    raised(delegate, scene, has_javascript=has_javascript)
    signed(visit(has_javascript=has_javascript), scene)

    answering = visit(has_javascript=has_javascript)
    answering.sign_in(editor)
    answering.go(f"{scene.home}/objections")
    answering.follow("Objection 1")
    answering.press("Acknowledge the objection")
    answering.page.get_by_text("Objection 1: Acknowledged.").wait_for()
    answering.type("What you say with it", ANSWER)
    answering.press("Answer the objection")
    answering.page.get_by_text("Objection 1: Answered.").wait_for()

    delegate.go(f"{scene.home}/objections/1")
    expect(delegate.page.locator("main")).to_contain_text(ANSWER)
    delegate.press("Say that the objection stands")
    delegate.page.get_by_text("Objection 1: Sustained.").wait_for()

    world.closed(scene.round)
    world.answering(scene.round)
    stranger = visit(has_javascript=has_javascript)
    stranger.go(f"{scene.home}/rounds/1/results")
    expect(stranger.page.locator("#clause-1\\.1")).to_contain_text("Would meet the criteria, but an objection is open")
    overruled(visit(has_javascript=has_javascript), scene, decider)
    published(visit(has_javascript=has_javascript), scene)
    stranger.go(f"{scene.home}/rounds/1/results")
    for told in ("Meets this round's criteria for agreement", "an objection was overruled", REASON, ANSWER, WHY):
        expect(stranger.page.locator("#clause-1\\.1")).to_contain_text(told)
    summary = stranger.page.request.get(
        f"{stranger.server.address}/en/c/{scene.consultation.slug}/rounds/1/summary.html"
    ).text()
    for told in ("an objection was overruled", REASON, WHY, "Chair of the assembly"):
        assert told in summary


def raised(delegate: Visit, scene: Scene, *, has_javascript: bool) -> None:
    """Object by vote, and raise the objection that is then offered."""
    delegate.go(f"{scene.home}/d/1/1.1")
    delegate.page.get_by_label("Object", exact=True).check()
    if not has_javascript:
        delegate.press("Save my position")
    delegate.page.get_by_text("“Object” was saved on").wait_for()
    delegate.page.locator("#receipt").get_by_role("link", name="Raise an objection").click()
    delegate.page.get_by_label("It cannot be done", exact=True).check()
    delegate.type("Why?", REASON)
    delegate.type("How the clause should read", "Systems serve people, and whoever runs them can stop them.")
    delegate.press("Raise the objection")
    delegate.page.get_by_text("Your objection is raised as number 1.").wait_for()


def signed(citizen: Visit, scene: Scene) -> None:
    """Read it on the clause's page, and sign it too."""
    citizen.sign_in(scene.people["citizen"])
    citizen.go(f"{scene.home}/d/1/1.1")
    citizen.follow("Objection 1")
    citizen.press("Sign this objection")
    citizen.page.get_by_text("Your seat signs objection 1 too.").wait_for()


def overruled(chair: Visit, scene: Scene, decider: str) -> None:
    """Overrule it: not without reasons, then with them."""
    chair.sign_in(decider)
    chair.go(f"{scene.home}/objections/1")
    chair.press("Overrule the objection")
    expect(chair.page.locator("main")).to_contain_text("This needs correcting")
    chair.type("What you say with it", WHY)
    chair.press("Overrule the objection")
    chair.page.get_by_text("Objection 1: Overruled.").wait_for()


def published(organiser: Visit, scene: Scene) -> None:
    """Publish the round, with which the result is found once more."""
    organiser.sign_in(scene.people["organiser"])
    organiser.go(f"{scene.home}/rounds/1/publish")
    organiser.press("Publish the round")
    organiser.page.get_by_text("Round 1 is published.").wait_for()
