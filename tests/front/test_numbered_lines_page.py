"""The draft in numbered lines, which comments of a sheet may name."""

from consult.intake import service as intake
from tests.client import Client
from tests.conftest import Scene
from tests.world import World


def test_the_lines_of_the_page_are_those_that_a_sheet_names(
    organiser: Client, stranger: Client, world: World, scene: Scene
) -> None:
    page = stranger.get(stranger.get(f"{scene.home}/d/1").link("In numbered lines"))
    assert "as in 1-2." in page.words
    assert page.by_id("l5").text == "5 2.1 Duties rise with risk, and the grading is published."
    with world.acting():
        plan = intake.plan_comments(slug="principles", name="s.csv", data=b"MB,Line,Comments\nFI,5,Say how.\n")
    assert [row.number for row in plan.rows] == ["2.1"]


def test_the_lines_are_in_the_language_of_the_text_whatever_the_reader_speaks(stranger: Client, world: World) -> None:
    made = world.a_consultation(slug="chinese", language="zh-Hans")
    world.a_draft(made, "# 一\n\n机器为人服务。\n", lang="zh-Hans")
    page = stranger.get("/ar/c/chinese/d/1/lines")
    assert "机器为人服务。" in page.words
    assert [(each.get("lang"), each.get("dir")) for each in page.root.all("table")] == [("zh-Hans", "ltr")]
    assert [each.get("lang") for each in page.root.all("th")] == ["ar", "ar"]


def test_the_example_of_lines_that_a_comment_names_is_in_this_draft(stranger: Client, world: World) -> None:
    made = world.a_consultation(slug="long")
    world.a_draft(made, f"# One\n\nShort.\n\n{'Many words are said. ' * 9}\n")
    page = stranger.get("/en/c/long/d/1/lines")
    assert "as in 3-5." in page.words
    assert page.by_id("l5").text.endswith("Many words are said.")


def test_a_draft_that_is_not_published_has_no_lines(organiser: Client, world: World, scene: Scene) -> None:
    world.a_draft(scene.consultation, is_published=False)
    organiser.get(f"{scene.home}/d/2/lines", status=404)
