"""A round opens in a language when its clauses are reviewed there, and the form says how far each has come."""

import pytest
from flask import Flask

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.drafting.rules import TextStatus
from consult.front import service as front
from consult.front.rules.setup import Gap
from consult.front.service import LanguageNotReviewed
from consult.rounds import service as rounds
from tests.client import Client
from tests.html import values
from tests.world import NOTICES, World

FORM = "/en/c/machines/rounds/new"
WORDS = {"1.1": "一", "1.2": "二", "2.1": "三"}


@pytest.fixture
def organiser_id(world: World) -> str:
    return world.a_person("Olga Organiser")


@pytest.fixture
def consultation(world: World, organiser_id: str) -> ConsultationView:
    made = world.a_consultation(slug="machines", organiser=organiser_id)
    world.a_draft(made)
    with world.acting():
        consultations.publish_notices(consultation_id=made.id, contents={"zh-Hans": NOTICES}, by_person=None)
    return made


@pytest.fixture
def client(app: Flask, world: World, consultation: ConsultationView, organiser_id: str) -> Client:
    return Client(app, world.a_session(organiser_id))


def translate(
    world: World, consultation: ConsultationView, *numbers: str, status: TextStatus = TextStatus.HUMAN_REVIEWED
) -> None:
    with world.acting():
        draft = drafting.draft_by_number(consultation.id, 1)
        for number in numbers:
            drafting.add_text(
                consultation_id=consultation.id,
                version_id=drafting.clause_by_number(draft, number, lang="en").version_id,
                lang="zh-Hans",
                heading="",
                text=WORDS[number],
                status=status,
            )


def test_too_few_reviewed_clauses_keep_a_round_from_opening_in_a_language(
    world: World, consultation: ConsultationView
) -> None:
    translate(world, consultation, "1.1", "1.2")
    translate(world, consultation, "2.1", status=TextStatus.MACHINE)
    with pytest.raises(LanguageNotReviewed) as refused:
        world.a_round(consultation, languages=("en", "zh-Hans"))
    assert refused.value.facts["reviewed"] == 2
    assert (refused.value.facts["total"], refused.value.facts["needed"]) == (3, 3)
    with world.reading():
        assert rounds.list_rounds(consultation.id) == []
    one = world.a_round(consultation, languages=("en", "zh-Hans"), review_threshold="2/3")
    with world.reading():
        content = rounds.contract_of_round(consultation.id, one.id).content
    assert (content["languages"], content["review_threshold"]) == (["en", "zh-Hans"], "2/3")


def test_headings_are_not_voted_on_and_need_no_review(world: World, consultation: ConsultationView) -> None:
    translate(world, consultation, *WORDS)
    assert world.a_round(consultation, languages=("en", "zh-Hans")).opened_at is not None


def test_the_contract_makes_its_languages_binding(world: World, consultation: ConsultationView) -> None:
    translate(world, consultation, *WORDS)
    world.a_round(consultation, languages=("en", "zh-Hans"), authentic_languages=("en", "zh-Hans"))
    with world.reading():
        draft = drafting.draft_by_number(consultation.id, 1)
        assert drafting.authentic_languages(draft) == ["en", "zh-Hans"]


def test_the_form_says_how_far_each_language_has_come_and_opens_in_those_that_are_ticked(
    world: World, client: Client, consultation: ConsultationView
) -> None:
    translate(world, consultation, "1.1")
    page = client.get(FORM)
    assert "1 of 3 clauses are reviewed." in page.words
    assert page.link("Translate into Chinese (Simplified)") == "/en/c/machines/d/1/translate/zh-Hans"
    refused = client.fill(FORM, status=409, **{"use-zh-Hans": "y"})
    assert ", 1 of 3 clauses are reviewed, and a round needs 3." in refused.words
    client.fill(FORM, status=303)
    with world.reading():
        (one,) = rounds.list_rounds(consultation.id)
        assert rounds.contract_of_round(consultation.id, one.id).content["languages"] == ["en"]


def test_a_round_is_held_in_some_language(client: Client) -> None:
    opened = client.get(FORM).form("/rounds/new")
    typed = {name: value for name, value in values(opened).items() if name != "use-en"}
    assert "Choose at least one language" in client.post("/en/c/machines/rounds/new", typed, status=422).words


def test_a_plan_lacks_what_is_not_reviewed(world: World, organiser_id: str) -> None:
    plan = world.a_consultation(slug="plan", organiser=organiser_id, is_announced=False)
    draft = world.a_draft(plan, is_published=False)
    with world.acting():
        answers = {"languages": ["en", "zh-Hans"], "authentic": ["en"]}
        consultations.save_step(consultation_id=plan.id, step="languages", answers=answers, by_person=organiser_id)
    with world.reading():
        missing = front.setup_of(plan).missing
    assert [(one.gap, one.lang) for one in missing if one.gap is Gap.TRANSLATION] == [(Gap.TRANSLATION, "zh-Hans")]
    with world.acting():
        for number, words in WORDS.items():
            drafting.add_text(
                consultation_id=plan.id,
                version_id=drafting.clause_by_number(draft, number, lang="en").version_id,
                lang="zh-Hans",
                heading="",
                text=words,
                status=TextStatus.HUMAN_REVIEWED,
            )
    with world.reading():
        assert Gap.TRANSLATION not in {one.gap for one in front.setup_of(plan).missing}
