"""A text with tables, figures, footnotes, definitions and annexes, read in a browser on a small screen and a large one."""

from collections.abc import Callable

import pytest

from consult.intake import service as intake
from tests.intake.forms_text import with_forms
from tests.journeys.conftest import Visit
from tests.journeys.looking import problems
from tests.world import World

pytestmark = pytest.mark.journey


def test_each_part_can_be_read_reached_and_scrolled(world: World, visit: Callable[[], Visit]) -> None:
    text, reader = with_forms(world), visit()
    page = reader.page
    reader.go(text)
    assert problems(page) == []
    image = page.locator("figure img")
    image.scroll_into_view_if_needed()
    assert image.evaluate("async (each) => { await each.decode(); return each.naturalWidth; }") == 480
    page.get_by_role("link", name="Footnote 1", exact=True).click()
    assert page.url.endswith("#cfn1")
    reader.follow("Back to clause 1.1")
    assert page.url.endswith("#c1-1")
    for number in ("1.1", "1.2", "1.3", "1.4", "fn1"):
        reader.go(f"{text}/{number}")
        assert problems(page) == [], number


def test_a_wide_table_scrolls_within_itself_by_keyboard(world: World, visit: Callable[..., Visit]) -> None:
    wide = "Text.\n\n|" + " Column |" * 12 + "\n|" + "---|" * 12 + "\n|" + " many words |" * 12
    with world.acting():
        intake.import_draft(slug="wide", title="Wide", files=[("t.md", wide.encode())])
    reader = visit(width=320)
    reader.go("/en/c/wide/d/1")
    assert problems(reader.page) == []
    reader.page.set_viewport_size({"width": 320, "height": 700})
    region = reader.page.get_by_role("region", name="Rows and columns of table 2")
    region.focus()
    for _ in range(5):
        reader.page.keyboard.press("ArrowRight")
    reader.page.wait_for_function("() => document.activeElement.scrollLeft > 40")
