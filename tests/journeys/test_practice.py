"""A ballot tried before taking part: in place, or as a plain form."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.conftest import Scene
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_stranger_tries_a_ballot_and_changes_their_mind(
    visit: Callable[..., Visit], scene: Scene, has_javascript: bool
) -> None:
    stranger = visit(has_javascript=has_javascript, width=360)
    stranger.go(f"{scene.home}/")
    stranger.follow("Try a ballot")
    expect(stranger.page.locator("#receipt")).to_have_text("You have not tried a position yet.")
    for position in ("Can live with it", "Join with a reservation"):
        stranger.page.get_by_label(position, exact=True).check()
        if not has_javascript:
            stranger.press("Try this position")
        expect(stranger.page.locator("#receipt")).to_contain_text(f"You chose “{position}”.")
        expect(stranger.page.get_by_label(position, exact=True)).to_be_checked()
        expect(stranger.page.locator("#receipt")).to_contain_text("This was practice: nothing was saved.")
    assert stranger.context.cookies() == []


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_help_opens_beside_the_ballot_and_leads_to_the_word(
    visit: Callable[..., Visit], scene: Scene, has_javascript: bool
) -> None:
    stranger = visit(has_javascript=has_javascript, width=360)
    stranger.go("/en/practice")
    meaning = stranger.page.get_by_text("You do not join. It counts against agreement.")
    expect(meaning).to_be_hidden()
    stranger.page.get_by_text("What each position means").click()
    expect(meaning).to_be_visible()
    stranger.follow("All words used here")
    expect(stranger.page.locator("#support")).to_be_in_viewport()
