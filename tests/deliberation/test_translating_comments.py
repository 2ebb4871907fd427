"""Comments in other languages: an author says it again, and a machine is only ever asked and always named."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Attribution, Moderation
from consult.ledger import service as ledger
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind, Ground
from tests.client import Client
from tests.conftest import Scene
from tests.html import Element, values
from tests.kernel.libre import Libre, libre
from tests.world import World

ARABIC = "قولوا من *يقرر*."


@pytest.fixture
def machine(app: Flask) -> Iterator[Libre]:
    with libre() as made:
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], translator_url=made.address)
        yield made


@pytest.fixture
def comment(world: World, scene: Scene) -> str:
    return world.a_comment(scene.round, scene.people["citizen"], "Say who *decides*.")


def translate(citizen: Client, scene: Scene, comment: str, *, status: int = 303, **given: str) -> object:
    form = f"{scene.home}/comments/{comment}/translation"
    return citizen.fill(form, "/translation", status=status, **{"into": "Arabic", "text": ARABIC, **given})


def shown(client: Client, scene: Scene, lang: str) -> Element:
    page = client.get(f"/{lang}/c/{scene.consultation.slug}/d/1/1.1")
    return page.by_id("comment-1")


def test_readers_of_a_language_are_shown_the_author_s_own_words_in_it(
    citizen: Client, stranger: Client, scene: Scene, comment: str
) -> None:
    assert "Comment 1 in another language" in citizen.get(f"{scene.home}/my-comments").words
    translate(citizen, scene, comment)
    found = shown(stranger, scene, "ar")
    words, original = (each for each in found.all("div") if "prose" in each.get("class"))
    assert (words.text, words.get("lang"), words.get("dir")) == ("قولوا من يقرر.", "ar", "rtl")
    assert (original.text, original.get("lang"), original.get("dir")) == ("Say who decides.", "en", "ltr")
    assert original.parent is not None
    assert original.parent.tag == "details"
    in_english = shown(stranger, scene, "en")
    assert "يقرر" not in in_english.text


def test_an_author_changes_a_translation_and_moderators_look_again(
    world: World, citizen: Client, scene: Scene, comment: str
) -> None:
    with world.acting():
        deliberation.set_moderation(consultation_id=scene.consultation.id, comment_id=comment, state=Moderation.KEPT)
    translate(citizen, scene, comment)
    form = citizen.get(f"{scene.home}/comments/{comment}/translation?in=ar").form("/translation")
    assert values(form)["text"].strip() == ARABIC
    translate(citizen, scene, comment, into="ar", text="من يقرر؟")
    with world.reading():
        view = deliberation.get_comment(scene.consultation.id, comment)
    assert [one.markdown for one in view.translations] == ["من يقرر؟"]
    assert view.moderation == Moderation.UNREVIEWED


def test_moderators_read_every_translation(citizen: Client, moderator: Client, scene: Scene, comment: str) -> None:
    translate(citizen, scene, comment)
    assert "قولوا من يقرر." in moderator.get(f"{scene.home}/moderate/{comment}").words


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"into": "Elvish of the woods"}, "No language is known by this name."),
        ({"into": "English"}, "Your comment is in this language already."),
        ({"text": " "}, "Write your comment before you send it."),
        ({"text": "x" * 10_001}, "A comment has at most 10000 characters"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_was_typed(
    citizen: Client, scene: Scene, comment: str, given: dict[str, str], sentence: str
) -> None:
    form = f"{scene.home}/comments/{comment}/translation"
    typed = {"into": "ar", "text": ARABIC, **given}
    refused = citizen.fill(form, "/translation", status=422, **typed)
    assert sentence in refused.words
    kept = values(refused.form("/translation"))
    assert {name: kept[name].strip() for name in typed} == {name: value.strip() for name, value in typed.items()}


def test_nobody_translates_another_s_comment_or_one_that_is_hidden(
    world: World, stranger: Client, newcomer: Client, delegate: Client, citizen: Client, scene: Scene, comment: str
) -> None:
    form = f"{scene.home}/comments/{comment}/translation"
    stranger.get(form, status=303)
    newcomer.get(form, status=403)
    delegate.get(form, status=404)
    translate(citizen, scene, comment)
    with world.acting():
        moderation.decide(
            consultation_id=scene.consultation.id,
            comment_id=comment,
            action=ActionKind.HIDE,
            person_id=scene.people["moderator"],
            rule=Ground.HATE,
            note="It attacks a person.",
        )
    citizen.get(form, status=404)
    assert "يقرر" not in shown(stranger, scene, "ar").text


def test_a_translation_is_in_the_log_with_its_comment(
    world: World, citizen: Client, scene: Scene, comment: str
) -> None:
    translate(citizen, scene, comment)
    with world.acting():
        ledger.drain(scene.consultation.id)
    with world.reading():
        (act,) = (one for one in ledger.replay(scene.consultation.id) if one.leaf["type"] == "comment.translate")
        leaf = deliberation.get_comment(scene.consultation.id, comment).leaf
    assert act.leaf["ref"] == leaf
    assert act.content == {"number": 1, "lang": "ar", "text": ARABIC, "version": 1}


def test_what_is_not_published_is_not_shown_in_another_language(
    world: World, citizen: Client, stranger: Client, scene: Scene
) -> None:
    silent = world.a_comment(scene.round, scene.people["citizen"], "Between us.", attribution=Attribution.UNPUBLISHED)
    translate(citizen, scene, silent)
    assert "يقرر" not in stranger.get(f"/ar/c/{scene.consultation.slug}/d/1/1.1").words


def test_a_machine_s_words_stand_under_the_original_with_their_label(
    newcomer: Client, stranger: Client, machine: Libre, scene: Scene, comment: str
) -> None:
    page = f"/ar/c/{scene.consultation.slug}/comments/{comment}/machine-translation"
    newcomer.fill(page, "/machine-translation", status=303)
    newcomer.fill(page, "/machine-translation", status=303)
    assert machine.texts == ["Say who *decides*."], "what was translated once is kept"
    found = shown(stranger, scene, "ar")
    original, words = (each for each in found.all("div") if "prose" in each.get("class"))
    assert (original.get("lang"), original.get("dir"), original.text) == ("en", "ltr", "Say who decides.")
    assert (words.get("lang"), words.get("dir"), words.text) == ("ar", "rtl", "[ar] Say who decides.")
    assert words.parent is not None
    assert words.parent.tag == "details"


def test_a_machine_that_is_silent_is_told_of_and_nothing_is_kept(
    world: World, newcomer: Client, machine: Libre, scene: Scene, comment: str
) -> None:
    machine.status = 500
    page = f"/ar/c/{scene.consultation.slug}/comments/{comment}/machine-translation"
    newcomer.fill(page, "/machine-translation", status=409)
    with world.reading():
        assert deliberation.get_comment(scene.consultation.id, comment).translations == ()


def test_where_there_is_no_machine_no_page_speaks_of_one(
    world: World, newcomer: Client, stranger: Client, scene: Scene, comment: str
) -> None:
    newcomer.get(f"/ar/c/{scene.consultation.slug}/comments/{comment}/machine-translation", status=404)
    with world.acting():
        deliberation.keep_machine_translation(
            consultation_id=scene.consultation.id,
            comment_id=comment,
            lang="ar",
            text="[ar] kept from before",
            made_from="Say who *decides*.",
        )
    for client in (newcomer, stranger):
        page = client.get(f"/ar/c/{scene.consultation.slug}/d/1/1.1")
        assert "kept from before" not in page.words
        assert "machine-translation" not in page.text


def test_a_machine_is_asked_by_people_who_have_signed_in_about_what_they_may_read(
    stranger: Client, newcomer: Client, machine: Libre, scene: Scene, comment: str
) -> None:
    page = f"/ar/c/{scene.consultation.slug}/comments/{comment}/machine-translation"
    stranger.get(page, status=303)
    newcomer.get(page.replace("/ar/", "/en/"), status=404)
    assert machine.asked == []
