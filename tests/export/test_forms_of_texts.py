"""What a contract lists beside clauses is voted on, and the summary shows it as what it is."""

from flask import Flask

from consult.consultations import service as consultations
from tests.command import run
from tests.html import read
from tests.intake.forms_text import SLUG, with_forms
from tests.world import World


def summary(app: Flask, world: World, form: str) -> str:
    """Return the summary of a round in which every table and every figure was voted on."""
    with_forms(world)
    with world.reading():
        consultation = consultations.get_consultation(SLUG)
    world.notices(consultation)
    one = world.a_round(consultation, voted_kinds=("clause", "table", "figure"))
    assert [item.number for item in world.items(one)] == ["1.1", "1.2", "1.3", "A.1"]
    world.closed(one)
    done = run(app, "summary", SLUG, "--format", form)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_table_is_a_table_and_a_figure_what_it_shows(app: Flask, world: World) -> None:
    page = read(summary(app, world, "html"))
    captions = {each.all("caption")[0].text: each for each in page.all("table")}
    table = captions["Table 1.2"]
    assert [each.text for each in table.all("th", "td")] == ["Risk", "Duty", "high", "audit", "low", "register"]
    assert "Two boxes and an arrow" in [each.text.strip() for each in page.all("blockquote")]
    assert "flow.png" not in page.text


def test_the_same_in_markdown(app: Flask, world: World) -> None:
    assert "| Risk | Duty |\n| --- | --- |\n| high | audit |" in summary(app, world, "md")


def test_only_what_the_contract_lists_is_voted_on(world: World) -> None:
    with_forms(world)
    with world.reading():
        consultation = consultations.get_consultation(SLUG)
    world.notices(consultation)
    one = world.a_round(consultation)
    assert [item.number for item in world.items(one)] == ["1.1", "A.1"]
