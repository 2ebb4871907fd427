"""What a machine fills is a draft with its label, asked for by a person and never in place of anyone's words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from consult.drafting import service as drafting
from consult.drafting.rules.wording import Words
from consult.drafting.service import DraftView
from consult.drafting.service.machine import MOST_ATTEMPTS, fill_with_machine_drafts
from consult.kernel import clock
from consult.kernel.errors import NotFound
from tests.kernel.libre import Libre, libre
from tests.world import World

TEXT = """# People first

Systems serve people. {#serve}

Whoever is harmed is heard. {#heard}
"""


@pytest.fixture
def machine(app: Flask) -> Iterator[Libre]:
    with libre() as made:
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], translator_url=made.address)
        yield made


@pytest.fixture
def draft(world: World) -> DraftView:
    return world.a_draft(world.a_consultation(), TEXT)


def ask(world: World, draft: DraftView, lang: str = "ar") -> None:
    person = world.a_person()
    with world.acting():
        drafting.ask_machine(consultation_id=draft.consultation_id, draft_id=draft.id, lang=lang, by_person=person)


def work(world: World) -> int:
    with world.app.app_context():
        return fill_with_machine_drafts()


def statuses(world: World, draft: DraftView, lang: str = "ar") -> dict[str, tuple[str, str]]:
    with world.reading():
        found = drafting.standings_of(draft, lang)
        return {
            one.source.number: (one.status, one.words.text or one.words.heading if one.words else "") for one in found
        }


def test_a_machine_fills_what_is_missing_and_it_says_so(world: World, draft: DraftView, machine: Libre) -> None:
    ask(world, draft)
    assert work(world) == 3
    assert statuses(world, draft) == {
        "1": ("machine", "[ar] People first"),
        "1.1": ("machine", "[ar] Systems serve people."),
        "1.2": ("machine", "[ar] Whoever is harmed is heard."),
    }
    with world.reading():
        shown = drafting.clause_by_number(draft, "1.1", lang="ar")
        found = drafting.machine_work_on(draft.consultation_id, draft.id, "ar")
    assert (shown.lang, shown.unreliable) == ("en", "machine"), "nobody votes on what a machine said"
    assert found is not None
    assert (found.is_done, found.failure) == (True, None)
    assert work(world) == 0
    assert len(machine.texts) == 3


def test_a_person_reviews_a_machine_s_words_as_another_s(world: World, draft: DraftView, machine: Libre) -> None:
    ask(world, draft)
    work(world)
    person = world.a_person()
    with world.acting():
        version = drafting.clause_by_number(draft, "1.1", lang="en").version_id
        scope = {"consultation_id": draft.consultation_id, "version_id": version, "lang": "ar"}
        drafting.review_text(**scope, by_person=person, seen=1)
    assert statuses(world, draft)["1.1"] == ("human_reviewed", "[ar] Systems serve people.")


def test_words_that_people_have_written_stay(world: World, draft: DraftView, machine: Libre) -> None:
    person = world.a_person()
    with world.acting():
        drafting.save_text(
            consultation_id=draft.consultation_id,
            version_id=drafting.clause_by_number(draft, "1.1", lang="en").version_id,
            lang="ar",
            words=Words("", "الأنظمة تخدم الناس."),
            by_person=person,
            seen=0,
        )
    ask(world, draft)
    assert work(world) == 2
    assert statuses(world, draft)["1.1"] == ("draft", "الأنظمة تخدم الناس.")


def test_a_machine_that_does_not_answer_is_asked_again_and_not_for_ever(
    world: World, draft: DraftView, machine: Libre
) -> None:
    machine.status = 500
    ask(world, draft)
    for attempt in range(MOST_ATTEMPTS + 2):
        with clock.moved(timedelta(hours=attempt)):
            assert work(world) == 0
    assert len(machine.asked) == MOST_ATTEMPTS
    with world.reading():
        found = drafting.machine_work_on(draft.consultation_id, draft.id, "ar")
    assert found is not None
    assert (found.is_done, found.failure) == (False, "it answered 500")
    machine.status = 200
    ask(world, draft)
    assert work(world) == 3, "asked anew, it is asked anew"


def test_what_a_machine_was_asked_for_goes_on_where_it_stopped(world: World, draft: DraftView, machine: Libre) -> None:
    machine.answer = b'{"translatedText": "A"}'
    ask(world, draft)
    work(world)
    machine.answer = None
    ask(world, draft, "zh-Hans")
    ask(world, draft)
    assert work(world) == 3
    assert statuses(world, draft)["1.1"] == ("machine", "A")


def test_without_a_machine_nobody_asks_one(world: World, draft: DraftView) -> None:
    with pytest.raises(NotFound):
        ask(world, draft)
    assert work(world) == 0


def test_a_machine_is_not_asked_for_the_source(world: World, draft: DraftView, machine: Libre) -> None:
    with pytest.raises(drafting.SourceFixed):
        ask(world, draft, "en")
