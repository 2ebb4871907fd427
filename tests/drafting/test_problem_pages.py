"""Readers report a problem with a translation beside the clause, and everyone reads what became of it."""

import pytest
from flask import Flask

from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.drafting.rules import TextStatus
from tests.client import Client, Page
from tests.conftest import Scene
from tests.html import values
from tests.world import World

CHINESE = "系统为人服务。"


@pytest.fixture
def translator(app: Flask, world: World, scene: Scene) -> Client:
    person = world.a_person("Tarik Translator")
    world.a_role(scene.consultation, person, Role.TRANSLATOR)
    return Client(app, world.a_session(person))


@pytest.fixture
def form(world: World, scene: Scene) -> str:
    with world.acting():
        drafting.add_text(
            consultation_id=scene.consultation.id,
            version_id=world.clauses(scene.round)[0].version_id,
            lang="zh-Hans",
            heading="",
            text=CHINESE,
            status=TextStatus.OFFICIAL,
        )
    return f"{scene.home}/d/1/1.1/translation-problem"


def report(client: Client, form: str, *, status: int = 303, **given: str) -> Page:
    typed = {"in_language": "zh-Hans", "quote": "为人", "note": "It leaves out that people can stop them.", **given}
    return client.fill(form, "/translation-problem", status=status, **typed)


def test_a_reader_reports_a_problem_and_the_clause_says_so(
    newcomer: Client, stranger: Client, scene: Scene, form: str
) -> None:
    chinese = f"/zh-Hans/c/{scene.consultation.slug}/d/1/1.1"
    assert f"{chinese}/translation-problem" in [each.get("href") for each in stranger.get(chinese).root.all("a")]
    before = len(stranger.get(chinese).root.all("p"))
    report(newcomer, form)
    shown = stranger.get(f"{scene.home}/translation-problems")
    assert "Report 1, on clause 1.1 of draft 1" in shown.words
    quote = shown.root.all("blockquote")[0]
    assert (quote.text, quote.get("lang"), quote.get("dir")) == ("为人", "zh-Hans", "ltr")
    assert "Noor" not in shown.words
    assert len(stranger.get(chinese).root.all("p")) == before + 1
    assert "Readers reported" not in stranger.get(f"{scene.home}/d/1/1.1").words, "the source is not in doubt"


def test_a_translator_answers_and_everyone_reads_it(
    newcomer: Client, translator: Client, stranger: Client, scene: Scene, form: str
) -> None:
    report(newcomer, form)
    queue = f"{scene.home}/translation-problems"
    answer = translator.get(queue).link("Answer report 1")
    assert CHINESE in translator.get(answer).words
    translator.fill(answer, "/translation-problems/1", state="confirmed", answer="You are right.", status=303)
    assert "Confirmed, and to be corrected" in stranger.get(queue).words
    translator.fill(answer, "/translation-problems/1", state="fixed", answer="It says so now.", status=303)
    shown = stranger.get(queue)
    assert "Settled" in shown.words
    assert "It says so now." in shown.words
    assert not translator.get(answer).root.all("textarea"), "what is settled stays settled"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"note": ""}, "Say what is wrong before you send it."),
        ({"note": "x" * 1001}, "This may have 1000 characters and has 1001."),
        ({"quote": "Systems"}, "The quoted words are not in this translation."),
    ],
)
def test_a_report_that_cannot_be_taken_keeps_what_was_typed(
    newcomer: Client, form: str, given: dict[str, str], sentence: str
) -> None:
    refused = report(newcomer, form, status=422, **given)
    assert sentence in refused.words
    kept = values(refused.form("/translation-problem"))
    assert {name: kept[name].strip() for name in given} == given


def test_an_answer_without_a_choice_or_words_is_refused(
    newcomer: Client, translator: Client, scene: Scene, form: str
) -> None:
    report(newcomer, form)
    answer = f"{scene.home}/translation-problems/1"
    assert "Choose what becomes of it." in translator.fill(answer, "/1", answer="So.", status=422).words
    assert "Say what is wrong" in translator.fill(answer, "/1", state="dismissed", answer=" ", status=422).words


def test_two_translators_do_not_answer_the_same_report(
    newcomer: Client, translator: Client, scene: Scene, form: str
) -> None:
    report(newcomer, form)
    answer = f"{scene.home}/translation-problems/1"
    opened = values(translator.get(answer).form("/1"))
    translator.fill(answer, "/1", state="confirmed", answer="Yes.", status=303)
    refused = translator.post(answer, {**opened, "state": "dismissed", "answer": "No."}, status=409)
    assert "Someone has answered this report in the meantime." in refused.words


def test_reporting_needs_an_account_and_answering_a_role(
    stranger: Client, citizen: Client, newcomer: Client, scene: Scene, form: str
) -> None:
    stranger.get(form, status=303)
    report(newcomer, form)
    citizen.get(f"{scene.home}/translation-problems/1", status=403)
    assert "Answer report 1" not in citizen.get(f"{scene.home}/translation-problems").words
    newcomer.get(form.replace("/1.1/", "/9.9/"), status=404)


def test_where_nothing_is_translated_nothing_is_reported(newcomer: Client, scene: Scene) -> None:
    page = newcomer.get(f"{scene.home}/d/1/1.2/translation-problem")
    assert "This clause has no words in another language yet" in page.words
    assert "Nobody has reported a problem." in newcomer.get(f"{scene.home}/translation-problems").words
