"""The whole way: register, comment, vote, close, download; with JavaScript and without."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import Scene
from tests.journeys.conftest import LINK, Visit

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]

COMMENT = "Who may stop a system must be *named*, not implied."


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_registering_to_the_summary(
    visit: Callable[..., Visit], scene: Scene, downloads: Path, has_javascript: bool
) -> None:
    newcomer = visit(has_javascript=has_javascript)
    register(newcomer)
    take_part(newcomer, scene)
    comment(newcomer, scene)
    vote(newcomer, scene, has_javascript=has_javascript)
    review(visit(has_javascript=has_javascript), scene)
    close(visit, scene, has_javascript=has_javascript)
    summary = download(newcomer, scene, downloads)
    assert summary["round"]["state"] == "closed"
    assert summary["participation"]["citizen"]["seats"] == 2
    assert len(summary["clauses"]) == 3


def register(visit: Visit) -> None:
    visit.go("/en/")
    visit.follow("Sign in")
    visit.follow("I am new here")
    visit.type("Name", "Nadia Newcomer")
    visit.type("E-mail address", "nadia@example.org")
    visit.press("Register")
    visit.page.wait_for_url("**/sign-in/code")
    (link,) = LINK.findall(visit.letter())
    visit.page.goto(link.replace("http://127.0.0.1:8000", visit.server.address))
    visit.press("Sign in")
    expect(visit.page.get_by_text("Nadia Newcomer")).to_be_visible()


def take_part(visit: Visit, scene: Scene) -> None:
    visit.go(scene.home + "/")
    visit.follow("Take part")
    visit.page.locator("#territory").first.select_option("KE")
    visit.page.locator("#person-accept").check()
    visit.press("Take part as a citizen")
    expect(visit.page.get_by_text("You take part now.")).to_be_visible()


def comment(visit: Visit, scene: Scene) -> None:
    visit.go(f"{scene.home}/d/1/1.1")
    visit.follow("Write a comment")
    visit.type("Your comment", COMMENT)
    visit.page.get_by_label("With the seat's name").check()
    visit.press("Send the comment")
    expect(visit.page.get_by_text("Who may stop a system")).to_be_visible()
    expect(visit.page.locator(".comment em", has_text="named")).to_be_visible()


def vote(visit: Visit, scene: Scene, *, has_javascript: bool) -> None:
    visit.go(f"{scene.home}/d/1/1.1")
    visit.page.get_by_label("Can live with it").check()
    if not has_javascript:
        visit.press("Save my position")
    visit.page.locator("#receipt code").wait_for()
    visit.page.reload()
    expect(visit.page.get_by_label("Can live with it")).to_be_checked()


def review(visit: Visit, scene: Scene) -> None:
    visit.sign_in(scene.people["moderator"])
    visit.go(f"{scene.home}/moderate")
    visit.page.get_by_role("link", name="Comment 1").click()
    visit.press("Keep it")
    expect(visit.page.get_by_text("Every comment has been read.")).to_be_visible()


def close(visit: Callable[..., Visit], scene: Scene, *, has_javascript: bool) -> None:
    for person, shown in (("organiser", "Your consent is recorded."), ("moderator", "The weakest category")):
        someone = visit(has_javascript=has_javascript)
        someone.sign_in(scene.people[person])
        someone.go(f"{scene.home}/rounds/1/close")
        someone.type("Reason, published with the closing", "Everyone has spoken.")
        someone.press("Consent to closing now")
        expect(someone.page.get_by_text(shown).first).to_be_visible()


def download(visit: Visit, scene: Scene, downloads: Path) -> dict[str, dict[str, dict[str, object]]]:
    visit.go(f"{scene.home}/results")
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("link", name="JSON", exact=True).click()
    file = downloads / waiting.value.suggested_filename
    waiting.value.save_as(file)
    found: dict[str, dict[str, dict[str, object]]] = json.loads(file.read_text(encoding="utf-8"))
    return found
