"""The draft in numbered lines, which comments of a sheet may name."""

from consult.intake import service as intake
from tests.client import Client
from tests.conftest import Scene
from tests.world import World


def test_the_lines_of_the_page_are_those_that_a_sheet_names(
    organiser: Client, stranger: Client, world: World, scene: Scene
) -> None:
    page = stranger.get(stranger.get(f"{scene.home}/d/1").link("In numbered lines"))
    assert page.by_id("l5").text == "5 2.1 Duties rise with risk, and the grading is published."
    with world.acting():
        plan = intake.plan_comments(slug="principles", name="s.csv", data=b"MB,Line,Comments\nFI,5,Say how.\n")
    assert [row.number for row in plan.rows] == ["2.1"]


def test_the_lines_are_in_the_language_of_the_text_whatever_the_reader_speaks(stranger: Client, world: World) -> None:
    made = world.a_consultation(slug="chinese", language="zh-Hans")
    world.a_draft(made, "# 一\n\n机器为人服务。\n", lang="zh-Hans")
    page = stranger.get("/ar/c/chinese/d/1/lines")
    assert "机器为人服务。" in page.words
    assert [(each.get("lang"), each.get("dir")) for each in page.root.all("tbody")] == [("zh-Hans", "ltr")]


def test_a_draft_that_is_not_published_has_no_lines(organiser: Client, world: World, scene: Scene) -> None:
    world.a_draft(scene.consultation, is_published=False)
    organiser.get(f"{scene.home}/d/2/lines", status=404)
