"""Two drafts beside each other on a page: what became of each clause in words, and its redline."""

import pytest

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from tests.client import Client, Page
from tests.conftest import Scene
from tests.pages import CUT, REVISED
from tests.world import TEXT, World


@pytest.fixture
def home(world: World) -> str:
    made = world.a_consultation(slug="compared")
    for text in (TEXT, REVISED, CUT):
        world.a_draft(made, text)
    return "/en/c/compared"


def fates(page: Page) -> list[str]:
    return [each.text for each in page.root.all("h2")]


def test_the_two_newest_drafts_are_compared_unless_others_are_named(stranger: Client, home: str) -> None:
    assert stranger.get(f"{home}/compare").heading == "What changed from draft 2 to draft 3"
    assert stranger.get(f"{home}/compare?to=2").heading == "What changed from draft 1 to draft 2"
    assert stranger.get(f"{home}/compare?from=1").heading == "What changed from draft 1 to draft 3"
    assert stranger.get(f"{home}/compare?from=3&to=1").heading == "What changed from draft 1 to draft 3"
    assert stranger.get(f"{home}/compare?to=1").heading == "What changed from draft 1 to draft 1"
    stranger.get(f"{home}/compare?to=9", status=404)
    stranger.get(f"{home}/compare?from=9", status=404)


def test_what_became_of_each_clause_is_said_in_words_with_its_numbers(stranger: Client, home: str) -> None:
    page = stranger.get(f"{home}/compare?from=1&to=2")
    assert f"{home}/d/2/because" in [each.get("href") for each in page.root.all("a")]
    assert fates(page) == ["1, edited", "1.1, edited", "1.3, new", "2.1, new"]
    assert "1 clause edited, 2 new clauses, 2 clauses unchanged, 1 heading changed" in page.words
    page = stranger.get(f"{home}/compare?from=2&to=3")
    assert fates(page) == [
        "1.1, deleted",
        "1.2, deleted",
        "1.1, moved, earlier 2.1",
        "1.2, 1.3, split from 1.3",
    ]
    assert fates(stranger.get(f"{home}/compare?from=3&to=3")) == []


def test_a_redline_names_what_was_removed_and_what_was_added(stranger: Client, home: str) -> None:
    page = stranger.get(f"{home}/compare?from=1&to=2")
    assert [each.text for each in page.root.all("ins")][:2] == ["added come", "added at any time"]
    for each in page.root.all("ins") + page.root.all("del"):
        (label,) = each.all("i")
        assert (label.get("lang"), label.get("dir")) == ("en", "ltr")
        assert each.all("span")[0].get("class") == "nw"
    whole = stranger.get(f"{home}/compare")
    assert "removed Systems serve people" in whole.words


def test_a_redline_keeps_the_direction_of_its_text_and_its_labels_that_of_the_page(
    world: World, stranger: Client
) -> None:
    made = world.a_consultation(slug="arabic")
    for text in ("الأنظمة تخدم الناس. {#a}", "الأنظمة تخدم جميع الناس. {#a}"):
        world.a_draft(made, text, lang="ar")
    page = stranger.get("/en/c/arabic/compare")
    (text,) = (each for each in page.root.all("div") if each.get("class") == "read")
    assert (text.get("lang"), text.get("dir")) == ("ar", "rtl")
    (label,) = text.all("i")
    assert (label.get("lang"), label.get("dir")) == ("en", "ltr")
    assert "Shown in its source language: Arabic" in page.words


def test_side_by_side_each_draft_stands_in_its_own_column(stranger: Client, home: str) -> None:
    page = stranger.get(f"{home}/compare?from=1&to=2&view=side")
    columns = [each for each in page.root.all("div") if each.get("class") == "cols two"]
    assert len(columns) == 4
    assert "Draft 1, 1.1" in columns[1].text
    assert "Draft 2, 1.1" in columns[1].text
    assert "This clause did not exist." in columns[2].text
    assert page.link("In one text") == f"{home}/compare?from=1&to=2"
    assert "This clause is no longer there." in stranger.get(f"{home}/compare?view=side").words


def test_clauses_without_a_change_are_folded(stranger: Client, home: str) -> None:
    page = stranger.get(f"{home}/compare?from=1&to=2")
    folded = [each.text for each in page.root.all("details")]
    assert ["1 clause unchanged" in each for each in folded] == [True, True]
    assert "Whoever is harmed is heard and made whole." in folded[0]
    assert "2.2, earlier 2.1" in folded[1]


def test_the_drafts_are_chosen_with_a_form_once_there_are_three(
    world: World, stranger: Client, home: str, scene: Scene
) -> None:
    page = stranger.get(f"{home}/compare?from=1&to=2&view=side")
    (form,) = page.root.all("form")
    assert (form.get("method"), form.get("action")) == ("get", f"{home}/compare")
    chosen = {each.get("value") for each in form.all("option") if "selected" in each.attributes}
    assert chosen == {"1", "2"}
    world.a_draft(scene.consultation, REVISED)
    assert stranger.get(f"{scene.home}/compare").root.all("form") == []


def test_with_one_draft_there_is_nothing_to_compare(world: World, stranger: Client, scene: Scene) -> None:
    world.a_draft(scene.consultation, REVISED, is_published=False)
    page = stranger.get(f"{scene.home}/compare")
    assert "There is nothing to compare yet." in page.words
    assert page.link("Read the text") == f"{scene.home}/d/"
    assert "What changed" not in stranger.get(f"{scene.home}/d/1").words


def test_the_text_its_clauses_and_the_home_lead_to_what_changed(world: World, stranger: Client, home: str) -> None:
    with world.reading():
        world.a_round(consultations.get_consultation("compared"))
    assert stranger.get(f"{home}/").link("What changed since draft 2") == f"{home}/compare?to=3"
    assert stranger.get(f"{home}/d/2").link("What changed since draft 1") == f"{home}/compare?to=2"
    assert stranger.get(f"{home}/d/2/1.1").link("What changed in this clause") == f"{home}/compare?to=2#c1-1"
    assert stranger.get(f"{home}/compare?to=2").by_id("c1-1").text == "1.1, edited"
    for unchanged in ("d/2/1.2", "d/1/1.1"):
        assert "What changed in this clause" not in stranger.get(f"{home}/{unchanged}").words


def test_comments_stay_with_a_clause_whose_words_change(world: World, stranger: Client) -> None:
    made: ConsultationView = world.a_consultation(slug="reworded")
    first = world.a_draft(made, "Whoever is harmed by a machine is heard within a month and made whole.")
    second = world.a_draft(made, "Whoever is harmed by a machine is heard within a week and made whole.")
    with world.reading():
        (before,), (after,) = (drafting.clauses_of(draft, lang="en") for draft in (first, second))
    assert before.uid == after.uid
    assert fates(stranger.get("/en/c/reworded/compare")) == ["1, edited"]
