"""The demonstration in a browser: a clause on which companies and countries differ, and who was missing."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.demonstration.conftest import Built, built, first
from tests.journeys.conftest import Visit

__all__ = ["built", "first"]
"""The fixtures of the demonstration's tests, which are asked for here by name too."""

pytestmark = pytest.mark.journey
HOME = "/en/c/ai-principles"


@pytest.fixture
def app(built: Built) -> Flask:
    """The application with the demonstration in it."""
    return built.app


def test_a_reader_sees_why_the_view_by_country_differs_and_who_was_missing(visit: Callable[..., Visit]) -> None:
    reader = visit(has_javascript=False, width=360)
    reader.go(f"{HOME}/rounds/1/results")
    expect(reader.page.locator("#gaps")).to_contain_text("Who was wanted, and who was missing")
    reader.follow("By category and by country 4.3")
    why = reader.page.locator("#why")
    expect(why).to_contain_text("By category, agreement is lowest here: Companies, with 27")
    expect(why).to_contain_text("Among the 10 countries that took a position 70")
    expect(why).to_contain_text("Of the 27 countries that could speak, 17 have no position on this clause.")
    expect(reader.page.get_by_text("One country one voice within groups")).to_be_visible()
    expect(reader.page.get_by_text("express no opinion on the legal status")).to_be_visible()
    reader.follow("2.1")
    expect(reader.page.locator("#why")).to_contain_text("The two views say much the same")
    reader.go(f"{HOME}/rounds/2/countries?clause=1.4")
    reader.page.locator("#what-if summary").click()
    expect(reader.page.locator("#what-if")).to_contain_text("15 answers are worth 14.4 (effective sample size")
    expect(reader.page.locator("#what-if")).to_contain_text("This is an illustration and decides nothing")
    reader.go(f"{HOME}/gaps")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Who takes part, and who is missing")
    expect(reader.page.locator("table").first).to_contain_text("Governments")
