"""Adoption and corrigenda on pages: recorded by those who may, and read by everyone."""

from typing import Any

import pytest
from flask import Flask

from consult.consultations.service import ConsultationView, Role
from consult.drafting import service as drafting
from consult.drafting.rules import TextStatus
from tests.client import Client
from tests.conftest import Scene
from tests.drafting.negotiating import a_final_draft
from tests.html import values
from tests.world import World


@pytest.fixture
def final_consultation(world: World) -> ConsultationView:
    """A consultation with a final draft."""
    made = world.a_consultation(slug="final")
    a_final_draft(world, made, symbol="A/RES/1")
    return made


@pytest.fixture
def people(app: Flask, world: World, final_consultation: ConsultationView) -> dict[str, Client]:
    """An organiser, a decision-maker and two editors of the consultation with a final draft."""
    found = {}
    for name, role in (
        ("organiser", Role.ORGANISER),
        ("decider", Role.DECISION_MAKER),
        ("editor", Role.EDITOR),
        ("second", Role.EDITOR),
    ):
        person = world.a_person(f"{name.capitalize()} Person")
        world.a_role(final_consultation, person, role)
        found[name] = Client(app, world.a_session(person))
    return found


HOME = "/en/c/final"
TOLD: dict[str, Any] = {"body": "The assembly", "place": "Geneva", "adopted_on": "2026-03-02", "manner": "consensus"}


@pytest.mark.parametrize("who", ["organiser", "decider"])
def test_an_adoption_is_recorded_and_everyone_reads_by_whom_where_when_and_how(
    people: dict[str, Client], stranger: Client, who: str
) -> None:
    assert "No text is adopted yet." in stranger.get(f"{HOME}/adopted").words
    typed: dict[str, Any] = {**TOLD, "manner": "vote", "in_favour": "120", "against": "3", "abstained": "10"}
    done = people[who].fill(f"{HOME}/d/1/adopt", "/adopt", **typed)
    assert done.headers["Location"] == f"{HOME}/adopted"
    shown = stranger.get(f"{HOME}/adopted").words
    for told in (
        "Adopted text · A/RES/1",
        "The assembly",
        "Geneva",
        "2 March 2026",
        "By vote",
        "120 in favour, 3 against, 10 abstained",
        "No statements on it",
    ):
        assert told in shown, told
    assert "Adopted by The assembly on 2 March 2026." in stranger.get(f"{HOME}/d/1").words
    assert "This text is adopted." in people[who].get(f"{HOME}/d/1/adopt").words
    assert people[who].post(f"{HOME}/d/1/adopt", TOLD | {"statement_days": "14"}, status=409).status == 409


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"body": ""}, "Name the body that adopted the text"),
        ({"place": ""}, "Say where the text was adopted"),
        ({"adopted_on": "2999-01-01"}, "It cannot lie in the future"),
        ({"manner": ""}, "Choose how the text was adopted"),
        ({"manner": "vote", "in_favour": "most"}, "how many were in favour"),
        ({"statement_days": "many"}, "for how many days statements are taken"),
    ],
)
def test_an_adoption_that_leaves_something_untold_is_refused_with_what_was_typed(
    people: dict[str, Client], typed: dict[str, Any], told: str
) -> None:
    refused = people["organiser"].fill(f"{HOME}/d/1/adopt", "/adopt", status=422, **{**TOLD, **typed})
    assert told in refused.words
    assert "Geneva" in refused.text or "place" in typed


def test_nobody_else_records_an_adoption_and_only_of_a_final_draft(
    scene: Scene, people: dict[str, Client], citizen: Client, organiser: Client
) -> None:
    assert people["editor"].get(f"{HOME}/d/1/adopt", status=403).status == 403
    assert citizen.post(f"{HOME}/d/1/adopt", TOLD, status=403).status == 403
    assert "Only a final draft can be adopted." in organiser.get(f"{scene.home}/d/1/adopt").words
    assert organiser.post(f"{scene.home}/d/1/adopt", TOLD | {"statement_days": "14"}, status=409).status == 409


CORRECTION: dict[str, Any] = {
    "old_words": "can stop them",
    "new_words": "can stop it",
    "change_class": "2",
    "reason": "A slip of the pen.",
}


def test_a_corrigendum_is_proposed_by_one_editor_confirmed_by_another_and_read_by_everyone(
    people: dict[str, Client], stranger: Client
) -> None:
    proposed = people["editor"].fill(f"{HOME}/d/1/1.1/correct", "/correct", **CORRECTION)
    address = proposed.headers["Location"]
    assert "You proposed this." in people["editor"].get(address).words
    assert people["editor"].post(address, {"decision": "confirm"}, status=409).status == 409
    listed = f"{HOME}/d/1/corrigenda"
    assert "Waiting for a second editor" in people["second"].get(listed).words
    waiting = stranger.get(listed).words
    assert "Nothing in this text has been corrected." in waiting
    assert "A slip of the pen." not in waiting
    done = people["second"].post(address, {"decision": "confirm"}, status=303)
    assert "Corrigendum 1 is confirmed" in people["second"].follow(done).words
    shown = stranger.get(listed).words
    for told in ("Corrigendum 1", "A slip of the pen.", "removed", "added", "The fingerprint of the draft stays"):
        assert told in shown, told
    for path in ("d/1", "d/1/1.1"):
        read = stranger.get(f"{HOME}/{path}")
        assert "people can stop it." in read.words
        assert read.link("Corrected by corrigendum 1") == f"{listed}#corrigendum-1"
    assert "as 1 corrigendum corrected them" in stranger.get(f"{HOME}/d/1/lines").words
    assert "It is confirmed as corrigendum 1." in people["second"].get(address).words


def test_a_correction_is_of_the_language_whose_words_are_shown(
    world: World, final_consultation: ConsultationView, people: dict[str, Client]
) -> None:
    with world.acting():
        draft = drafting.draft_by_number(final_consultation.id, 1)
        drafting.add_text(
            consultation_id=draft.consultation_id,
            version_id=drafting.clause_by_number(draft, "1.1", lang="en").version_id,
            lang="ar",
            heading="",
            text="الأنظمة تخدم الناس.",
            status=TextStatus.OFFICIAL,
        )
    for number, lang in (("1.1", "ar"), ("1.2", "en")):
        page = people["editor"].get(f"/ar{HOME.removeprefix('/en')}/d/1/{number}/correct")
        assert values(page.form("/correct"))["lang"] == lang


def test_a_corrigendum_can_be_declined(people: dict[str, Client], stranger: Client) -> None:
    proposed = people["editor"].fill(f"{HOME}/d/1/1.1/correct", "/correct", **CORRECTION)
    people["second"].post(proposed.headers["Location"], {"decision": "decline"}, status=303)
    assert "It was declined" in people["second"].get(proposed.headers["Location"]).words
    assert "can stop them" in stranger.get(f"{HOME}/d/1/1.1").words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"old_words": "never said"}, "do not stand in the clause"),
        ({"new_words": "can stop them"}, "different from those that stand there"),
        ({"change_class": ""}, "Choose what the correction is"),
        ({"reason": ""}, "why the words are corrected"),
    ],
)
def test_what_is_no_correction_is_refused_with_what_was_typed(
    people: dict[str, Client], typed: dict[str, Any], told: str
) -> None:
    given: dict[str, Any] = {**CORRECTION, **typed}
    refused = people["editor"].fill(f"{HOME}/d/1/1.1/correct", "/correct", status=422, **given)
    assert told in refused.words
    assert given["old_words"] in refused.text


def test_nobody_else_corrects_a_text(people: dict[str, Client], citizen: Client) -> None:
    for who in (people["decider"], citizen):
        assert who.get(f"{HOME}/d/1/1.1/correct", status=403).status == 403
        assert who.post(f"{HOME}/d/1/1.1/correct", CORRECTION, status=403).status == 403
