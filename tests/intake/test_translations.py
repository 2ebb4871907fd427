"""The text of a consultation that is being set up, brought in in the further languages of its round."""

import pytest
from flask import Flask

from consult.consultations import service as consultations
from consult.drafting import service as drafting
from consult.intake.service import PartsDiffer
from tests.client import Client
from tests.html import values
from tests.world import World

TEXT = "# People first\n\nSystems serve people.\n\nPeople can stop them.\n"
ARABIC = "# الناس أولا\n\nالأنظمة تخدم الناس.\n\nيمكن للناس إيقافها.\n"
SETUP = "/en/c/machines/setup/text"
LACKING = "0 of 2 clauses are reviewed in Arabic. The round does not open in this language before more of them are."


@pytest.fixture
def client(app: Flask, world: World) -> Client:
    """The browser of someone who sets a consultation up in English and Arabic, with a text in English."""
    person = world.a_person("Fatima Founder")
    plan = world.a_consultation(slug="machines", title="Machines", organiser=person, is_announced=False)
    with world.acting():
        answers = {"languages": ["en", "ar"], "authentic": ["en"]}
        consultations.save_step(consultation_id=plan.id, step="languages", answers=answers, by_person=person)
    client = Client(app, world.a_session(person))
    client.fill(SETUP, "/setup/text", text=TEXT)
    return client


def words(world: World) -> list[str]:
    """Return what readers of Arabic are shown."""
    with world.reading():
        draft = drafting.latest_draft(consultations.get_consultation("machines").id)
        assert draft is not None
        return [one.text for one in drafting.clauses_of(draft, lang="ar") if one.text]


def test_a_reviewed_translation_is_what_its_readers_see(world: World, client: Client) -> None:
    shown = client.get(SETUP)
    assert LACKING in shown.words
    assert "1 principle and 2 clauses" in shown.words
    client.fill(SETUP, "/setup/text/ar", status=303, headers=None, **{"ar-text": ARABIC, "ar-reviewed": "y"})
    assert words(world) == ["الأنظمة تخدم الناس.", "يمكن للناس إيقافها."]
    assert LACKING not in client.get(SETUP).words
    client.fill(SETUP, "/setup/text", text=TEXT.replace("stop", "halt"))
    assert words(world) == ["الأنظمة تخدم الناس.", "يمكن للناس إيقافها."], "it is kept when the text is saved again"


def test_what_nobody_has_reviewed_is_kept_and_not_shown_to_readers(world: World, client: Client) -> None:
    client.fill(SETUP, "/setup/text/ar", status=303, headers=None, **{"ar-text": ARABIC})
    assert words(world) == ["Systems serve people.", "People can stop them."]
    shown = client.get(SETUP)
    assert LACKING in shown.words
    assert values(shown.form("/setup/text/ar"))["ar-text"].strip() == ARABIC.strip()


def test_a_translation_with_other_parts_is_refused_and_nothing_typed_is_lost(world: World, client: Client) -> None:
    refused = client.fill(SETUP, "/setup/text/ar", status=422, headers=None, **{"ar-text": "واحد", "ar-reviewed": "y"})
    assert PartsDiffer.sentence in refused.words
    assert values(refused.form("/setup/text/ar"))["ar-text"].strip() == "واحد"
    assert words(world) == ["Systems serve people.", "People can stop them."]


def test_a_language_that_is_not_one_of_the_round_has_no_place(client: Client) -> None:
    client.post(f"{SETUP}/sw", {"sw-text": "Moja"}, status=404)
    client.post(f"{SETUP}/en", {"en-text": "One"}, status=404)


def test_a_text_without_a_heading_is_saved_with_a_warning(client: Client) -> None:
    client.fill(SETUP, "/setup/text", text="Principle 1. Safety\n\n1.1 Nobody is put in danger.\n")
    assert "No principle was found." in client.get(SETUP).words
