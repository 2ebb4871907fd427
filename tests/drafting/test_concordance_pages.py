"""All languages of a clause side by side, for anyone to compare; translators confirm that authentic ones say the same."""

import pytest
from flask import Flask

from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.drafting.rules import TextStatus
from consult.front import service as front
from tests.client import Client, Page
from tests.conftest import Scene
from tests.html import Element, values
from tests.world import World

WORDS = {"zh-Hans": "系统为人服务。", "ar": "الأنظمة تخدم الناس."}


@pytest.fixture
def translator(app: Flask, world: World, scene: Scene) -> Client:
    person = world.a_person("Tarik Translator")
    world.a_role(scene.consultation, person, Role.TRANSLATOR)
    return Client(app, world.a_session(person))


@pytest.fixture
def page(world: World, scene: Scene) -> str:
    """The address of the first clause, which is binding in English and Arabic and which a machine put into Chinese."""
    clause = world.clauses(scene.round)[0]
    with world.acting():
        drafting.set_authentic(consultation_id=scene.consultation.id, languages=["ar"], by_person=None)
        for lang, status in (("ar", TextStatus.AUTHORITATIVE), ("zh-Hans", TextStatus.MACHINE)):
            drafting.add_text(
                consultation_id=scene.consultation.id,
                version_id=clause.version_id,
                lang=lang,
                heading="",
                text=WORDS[lang],
                status=status,
            )
    return f"{scene.home}/d/1/concordance/{clause.uid}"


def test_anyone_reads_a_clause_in_all_its_languages_each_with_its_status(stranger: Client, page: str) -> None:
    shown = stranger.get(page)
    languages = {each.all("h2")[0].text: each for each in shown.root.all("section")}
    assert list(languages) == ["English", "Arabic", "Chinese (Simplified)"]
    for name, lang, direction in (("Arabic", "ar", "rtl"), ("Chinese (Simplified)", "zh-Hans", "ltr")):
        (words,) = (each for each in languages[name].all("div") if "read" in each.get("class"))
        assert (words.text, words.get("lang"), words.get("dir")) == (WORDS[lang], lang, direction)
    assert "Authentic" in languages["English"].text
    assert "Nobody has confirmed yet" in languages["Arabic"].text
    assert "Translated by a machine; nobody has reviewed it" in languages["Chinese (Simplified)"].text
    assert not [form for form in shown.root.all("form") if "concordance" in form.get("action")]


def test_the_whole_draft_shows_what_is_pending(stranger: Client, scene: Scene, page: str) -> None:
    text = stranger.get(f"{scene.home}/d/1")
    assert "Nobody has confirmed yet that this clause says the same in: Arabic." in text.words
    every = stranger.get(text.link("All languages"))
    assert "Arabic: Not translated yet Not yet confirmed to say the same" in every.words
    assert "Arabic: Authentic Not yet confirmed to say the same" in every.words
    assert every.link("Clause 1.1") == page
    assert "The text is equally binding in these languages: English, Arabic." in every.words


def rows_of(page: Page) -> list[Element]:
    """The clauses of a draft in all its languages, each as it is listed."""
    return [each for each in page.root.all("li") if each.all("h2")]


def test_a_clause_tells_only_of_the_languages_in_which_it_differs_from_most(
    stranger: Client, scene: Scene, page: str
) -> None:
    shown = stranger.get(f"{scene.home}/d/1/concordance")
    assert shown.words.count("English: Authentic") == 1
    assert shown.words.count("Not translated yet") == 2, "Arabic and Chinese, told once above the clauses"
    differing = next(each for each in rows_of(shown) if each.all("a")[0].get("href") == page)
    assert [each.text for each in differing.all("li")] == [
        "Arabic: Authentic Not yet confirmed to say the same",
        "Chinese (Simplified): Translated by a machine; nobody has reviewed it",
    ]
    assert [each.all("li") for each in rows_of(shown) if each is not differing] == [[]] * 4


def test_a_reader_sees_the_source_beside_their_own_language_where_it_is_there(
    stranger: Client, scene: Scene, page: str
) -> None:
    shown = stranger.get(f"/ar/c/{scene.consultation.slug}/d/1/concordance")
    languages = [[each.get("lang") for each in row.all("div") if each.get("lang")] for row in rows_of(shown)]
    assert sorted(languages) == [["en"]] * 4 + [["en", "ar"]]
    assert WORDS["ar"] in shown.words
    assert WORDS["zh-Hans"] not in shown.words


def test_machine_words_say_so_at_every_clause_that_shows_them(world: World, stranger: Client, scene: Scene) -> None:
    for clause in world.clauses(scene.round):
        with world.acting():
            drafting.add_text(
                consultation_id=scene.consultation.id,
                version_id=clause.version_id,
                lang="zh-Hans",
                heading="",
                text="以人为本。",
                status=TextStatus.MACHINE,
            )
    shown = stranger.get(f"/zh-Hans/c/{scene.consultation.slug}/d/1/concordance")
    beside = [row for row in rows_of(shown) if "以人为本。" in row.text]
    assert beside
    assert all(len(row.all("li")) == 1 for row in beside)


def test_a_translator_confirms_that_a_language_says_the_same(translator: Client, stranger: Client, page: str) -> None:
    translator.fill(page, page, status=303)
    shown = stranger.get(page)
    assert "Nobody has confirmed yet" not in shown.words
    assert "Tarik Translator confirmed on" in shown.words


def test_words_that_changed_meanwhile_are_not_confirmed(
    world: World, translator: Client, scene: Scene, page: str
) -> None:
    opened = values(translator.get(page).form(page))
    with world.acting():
        drafting.add_text(
            consultation_id=scene.consultation.id,
            version_id=drafting.clause_by_number(
                drafting.draft_by_number(scene.consultation.id, 1), "1.1", lang="en"
            ).version_id,
            lang="ar",
            heading="",
            text="الآلات تخدم الناس.",
            status=TextStatus.AUTHORITATIVE,
        )
    refused = translator.post(page, opened, status=409)
    assert "The words have changed since you opened this page." in refused.words


def test_confirming_is_for_translators(stranger: Client, citizen: Client, page: str) -> None:
    stranger.post(page, {"language": "ar", "seen": "x"}, status=401)
    citizen.post(page, {"language": "ar", "seen": "x"}, status=403)


def test_a_clause_that_is_not_there_has_no_languages(stranger: Client, scene: Scene) -> None:
    stranger.get(f"{scene.home}/d/1/concordance/00000000-0000-0000-0000-000000000000", status=404)
    stranger.get(f"{scene.home}/d/7/concordance", status=404)


def test_an_improved_translation_says_how_many_had_voted_on_the_one_before(
    world: World, citizen: Client, stranger: Client, scene: Scene, page: str
) -> None:
    ballot = f"/ar/c/{scene.consultation.slug}/rounds/1/vote/{page.rsplit('/', 1)[1]}"
    citizen.fill(ballot, "/vote/" + page.rsplit("/", 1)[1], position="support", status=None)
    clause = f"/ar/c/{scene.consultation.slug}/d/1/1.1"
    before = len(stranger.get(clause).root.all("p"))
    with world.acting():
        version = drafting.clause_by_number(
            drafting.draft_by_number(scene.consultation.id, 1), "1.1", lang="en"
        ).version_id
        drafting.add_text(
            consultation_id=scene.consultation.id,
            version_id=version,
            lang="ar",
            heading="",
            text="الأنظمة في خدمة الناس.",
            status=TextStatus.AUTHORITATIVE,
        )
    with world.reading():
        draft = drafting.draft_by_number(scene.consultation.id, 1)
        found = front.improvement_of(draft, drafting.clause_by_number(draft, "1.1", lang="ar"))
    assert found is not None
    assert found.votes == 1
    assert len(stranger.get(clause).root.all("p")) == before + 1
