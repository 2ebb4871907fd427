"""The workbench: translators see what is left, work beside the source, and a second person reviews."""

import pytest
from flask import Flask

from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.drafting.rules import TextStatus
from consult.drafting.service import DraftView
from tests.client import Client
from tests.conftest import Scene
from tests.html import values
from tests.world import World

CHINESE = "系统为人服务，人可以叫停系统。"


@pytest.fixture
def translator(app: Flask, world: World, scene: Scene) -> Client:
    person = world.a_person("Tarik Translator")
    world.a_role(scene.consultation, person, Role.TRANSLATOR)
    return Client(app, world.a_session(person))


@pytest.fixture
def reviewer(app: Flask, world: World, scene: Scene) -> Client:
    person = world.a_person("Rita Reviewer")
    world.a_role(scene.consultation, person, Role.TRANSLATOR)
    return Client(app, world.a_session(person))


@pytest.fixture
def draft(world: World, scene: Scene) -> DraftView:
    with world.reading():
        return drafting.draft_by_number(scene.consultation.id, 1)


@pytest.fixture
def place(world: World, scene: Scene) -> str:
    """The address of the first clause in Chinese."""
    return f"{scene.home}/d/1/translate/zh-Hans/{world.clauses(scene.round)[0].uid}"


def test_a_translator_finds_the_way_from_the_text_to_a_clause(translator: Client, scene: Scene, place: str) -> None:
    languages = translator.get(translator.get(f"{scene.home}/d/1").link("Translate and review"))
    assert languages.heading == "Draft 1 in other languages"
    led = translator.fill(f"{scene.home}/d/1/translate", "/translate", into="zh-Hans", status=303)
    assert led.headers["Location"].endswith(f"{scene.home}/d/1/translate/zh-Hans")
    workbench = translator.get(f"{scene.home}/d/1/translate/zh-Hans")
    assert "0 of 5 clauses are translated from the words as they stand. 0 of 5 are reviewed." in workbench.words
    assert workbench.link("Clause 1.1") == place


def test_a_clause_is_translated_by_one_person_and_reviewed_by_another(
    translator: Client, reviewer: Client, stranger: Client, scene: Scene, place: str
) -> None:
    page = translator.get(place)
    source, written = page.root.all("section")[:2]
    assert [each.get("lang") for each in source.all("div")][:1] == ["en"]
    area = next(each for each in written.all("textarea") if each.get("name") == "text")
    assert (area.get("lang"), area.get("dir")) == ("zh-Hans", "ltr")
    translator.fill(place, place, text=CHINESE, note="First try", status=303)
    mine = translator.get(place)
    assert "You wrote the words that were saved last, so someone else reviews them." in mine.words
    chinese = f"/zh-Hans/c/{scene.consultation.slug}/d/1/1.1"
    assert CHINESE not in stranger.get(chinese).words
    reviewer.fill(place, "/review", status=303)
    shown = reviewer.get(place)
    assert "Translated by Tarik Translator. Reviewed by Rita Reviewer." in shown.words
    assert "2 versions so far" in shown.words
    assert "First try" in shown.words
    read = next(each for each in stranger.get(chinese).root.all("div") if each.text == CHINESE)
    assert (read.get("lang"), read.get("dir")) == ("zh-Hans", "ltr")


def test_a_translator_filters_what_is_left(translator: Client, scene: Scene, place: str) -> None:
    translator.fill(place, place, text=CHINESE, status=303)
    address = f"{scene.home}/d/1/translate/zh-Hans?show="
    waiting = translator.get(f"{address}draft")
    assert "Clause 1.1" in waiting.words
    assert "Clause 1.2" not in waiting.words
    assert "Clause 1.1" not in translator.get(f"{address}missing").words
    assert "There is no such clause." in translator.get(f"{address}reviewed").words
    assert "Clause 1.1" in translator.get(f"{address}anything").words


def test_the_workbench_shows_each_clause_with_its_translation_and_says_what_is_missing(
    world: World, translator: Client, scene: Scene, place: str
) -> None:
    with world.acting():
        drafting.add_text(
            consultation_id=scene.consultation.id,
            version_id=world.clauses(scene.round)[0].version_id,
            lang="ar",
            heading="",
            text="الأنظمة تخدم الناس.",
            status=TextStatus.OFFICIAL,
        )
    page = translator.get(f"{scene.home}/d/1/translate/ar")
    rows = {row.all("a")[0].text: row for row in page.root.all("li") if row.all("h2")}
    source, translation = (
        each for each in rows["Clause 1.1"].all("div") if each.parent and "two" in each.parent.get("class")
    )
    assert source.text.startswith("English Systems serve people")
    assert translation.text == "Arabic Official translation الأنظمة تخدم الناس."
    assert [(each.get("lang"), each.get("dir")) for each in translation.all("div")] == [("ar", "rtl")]
    assert rows["Clause 1.2"].text.endswith("Arabic Not translated yet")


def test_a_right_to_left_translation_is_written_from_the_right(translator: Client, place: str) -> None:
    page = translator.get(place.replace("zh-Hans", "ar"))
    area = next(each for each in page.root.all("textarea") if each.get("name") == "text")
    assert (area.get("lang"), area.get("dir")) == ("ar", "rtl")


def test_what_someone_saved_meanwhile_is_shown_beside_what_was_typed(
    translator: Client, reviewer: Client, place: str
) -> None:
    opened = values(translator.get(place).form(place))
    reviewer.fill(place, place, text="另一译文。", status=303)
    refused = translator.post(place, {**opened, "text": CHINESE}, status=409)
    assert "Someone saved this translation after you had opened it." in refused.words
    assert "另一译文。" in refused.words
    kept = values(refused.form(place))
    assert kept["text"].strip() == CHINESE
    translator.post(place, kept, status=303)


@pytest.mark.parametrize(("text", "sentence"), [(" ", "There is nothing here yet."), ("字" * 4001, "has 4001")])
def test_words_that_cannot_stand_are_refused_and_kept(translator: Client, place: str, text: str, sentence: str) -> None:
    refused = translator.fill(place, place, text=text, note="Why", status=422)
    assert sentence in refused.words
    kept = values(refused.form(place))
    assert (kept["text"].strip(), kept["note"], kept["seen"]) == (text.strip(), "Why", "0")


def test_one_s_own_words_are_not_reviewed_by_oneself(translator: Client, place: str) -> None:
    translator.fill(place, place, text=CHINESE, status=303)
    page = translator.get(place)
    assert not [form for form in page.root.all("form") if form.get("action").endswith("/review")]
    token = values(page.form(place))["csrf_token"]
    refused = translator.post(f"{place}/review", {"csrf_token": token, "seen": "1"}, status=409)
    assert "You wrote these words yourself." in refused.words


@pytest.mark.parametrize("tag", ["en", "zz", "ZH-hans", "x"])
def test_a_language_that_is_none_or_the_source_s_has_no_workbench(translator: Client, scene: Scene, tag: str) -> None:
    translator.get(f"{scene.home}/d/1/translate/{tag}", status=404)


@pytest.mark.parametrize("typed", ["Elvish of the woods", "", "English"])
def test_a_language_that_nobody_knows_is_refused_in_the_form(translator: Client, scene: Scene, typed: str) -> None:
    refused = translator.fill(f"{scene.home}/d/1/translate", "/translate", into=typed, status=422)
    assert "No language is known by this name." in refused.words
    assert values(refused.form("/translate"))["into"] == typed


def test_translating_is_for_those_who_were_asked_to(
    stranger: Client, citizen: Client, moderator: Client, scene: Scene, place: str
) -> None:
    for path in (f"{scene.home}/d/1/translate", f"{scene.home}/d/1/translate/ar", place):
        stranger.get(path, status=303)
        citizen.get(path, status=403)
        moderator.get(path, status=403)
    assert "Translate and review" not in citizen.get(f"{scene.home}/d/1").words


def test_a_draft_is_translated_before_everyone_may_read_it(
    world: World, translator: Client, citizen: Client, scene: Scene
) -> None:
    world.a_draft(scene.consultation, "People first.\n\nHarm is made whole.\n", is_published=False)
    assert "Clause 1" in translator.get(f"{scene.home}/d/2/translate/ar").words
    translator.get(f"{scene.home}/d/2/concordance")
    citizen.get(f"{scene.home}/d/2/concordance", status=404)
