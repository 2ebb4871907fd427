"""Stages, negotiations and meetings on pages: those who edit the text move it on, and everyone reads where it stands."""

from typing import Any

import pytest
from flask import Flask

from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.drafting.service import DraftView
from tests.client import Client
from tests.conftest import Scene
from tests.drafting.negotiating import a_move, an_alternative, clauses
from tests.world import World


@pytest.fixture
def editor(app: Flask, world: World, scene: Scene) -> Client:
    person = world.a_person("Edda Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    return Client(app, world.a_session(person))


@pytest.fixture
def draft(world: World, scene: Scene) -> DraftView:
    with world.reading():
        return drafting.draft_by_id(scene.consultation.id, scene.round.draft_id or "")


@pytest.fixture
def unpublished(world: World, scene: Scene) -> DraftView:
    return world.a_draft(scene.consultation, is_published=False)


def test_an_editor_gives_an_unpublished_draft_its_stage_and_symbol(
    scene: Scene, unpublished: DraftView, editor: Client
) -> None:
    address = f"{scene.home}/d/2/stage"
    shown = editor.get(address)
    assert "Draft 1, the one before, is: Zero draft." in shown.words
    assert "3 clauses are open or in brackets" in shown.words
    done = editor.fill(address, "/stage", stage="revision", revision="2", symbol="A/AI/2026/L.3")
    assert "Revision 2 · A/AI/2026/L.3" in editor.follow(done).words


def test_a_stage_that_goes_backwards_is_refused_with_what_was_typed(
    scene: Scene, unpublished: DraftView, editor: Client
) -> None:
    address = f"{scene.home}/d/2/stage"
    refused = editor.fill(address, "/stage", status=422, stage="outline", symbol="A/1")
    assert "A text never goes back" in refused.words
    assert 'value="A/1"' in refused.text
    refused = editor.fill(address, "/stage", status=422, stage="revision", revision="many")
    assert "Give the number of the revision" in refused.words


def test_the_stage_of_a_published_draft_stays_and_everyone_reads_it(
    scene: Scene, editor: Client, stranger: Client
) -> None:
    address = f"{scene.home}/d/1/stage"
    assert "its stage and its symbol stay" in editor.get(address).words
    assert editor.post(address, {"stage": "final"}, status=409).status == 409
    assert "Zero draft" in stranger.get(f"{scene.home}/d/1").words
    assert "Zero draft" in stranger.get(f"{scene.home}/").words


def test_only_those_who_edit_reach_the_pages_of_stage_and_negotiation(
    scene: Scene, citizen: Client, stranger: Client
) -> None:
    for path in ("stage", "negotiation", "1.1/negotiation"):
        assert citizen.get(f"{scene.home}/d/1/{path}", status=403).status == 403
        assert stranger.get(f"{scene.home}/d/1/{path}", status=303).status == 303
    assert citizen.post(f"{scene.home}/d/1/1.1/negotiation/close", {"seen": "0"}, status=403).status == 403


def test_an_alternative_stands_in_the_text_in_brackets_with_its_proposers(
    scene: Scene, editor: Client, stranger: Client
) -> None:
    address = f"{scene.home}/d/1/1.1/negotiation"
    done = editor.fill(
        address,
        "/alternative",
        passage="can stop them",
        wording="stop them at once",
        proposers="Ruritania\r\nSyldavia",
    )
    assert "The alternative stands in brackets beside clause 1.1." in editor.follow(done).words
    for path in ("d/1", "d/1/1.1"):
        words = stranger.get(f"{scene.home}/{path}").words
        assert "people [can stop them]." in words
        assert "In brackets" in words
        assert "Alternative A" in words
        assert "Proposed by: Ruritania, Syldavia" in words
        assert "Negotiate clause" not in words


def test_an_alternative_without_proposers_is_refused_with_what_was_typed(scene: Scene, editor: Client) -> None:
    address = f"{scene.home}/d/1/1.1/negotiation"
    refused = editor.fill(address, "/alternative", status=422, wording="Nobody is above the law.", proposers="")
    assert "Name who proposes this" in refused.words
    assert "Nobody is above the law." in refused.text


def test_a_clause_is_agreed_on_an_alternative_closed_and_taken_up_again(
    world: World, scene: Scene, draft: DraftView, editor: Client, stranger: Client
) -> None:
    clause = clauses(world, draft)[0]
    found = an_alternative(world, clause, scene.consultation)
    address = f"{scene.home}/d/1/1.1/negotiation"
    editor.fill(address, "/agree", on=found.standing[0].id)
    shown = stranger.get(f"{scene.home}/d/1").words
    assert "Agreed ad referendum Agreed on alternative A, which the next draft takes up:" in shown
    editor.fill(address, "/close")
    assert "Closed" in stranger.get(f"{scene.home}/d/1/1.1").words
    refused = editor.fill(address, "/reopen", status=422, reason="")
    assert "why the clause is taken up again" in refused.words
    done = editor.fill(address, "/reopen", reason="Two states ask for it.")
    assert "Two states ask for it." in editor.follow(done).words


def test_a_clause_that_moved_on_meanwhile_is_shown_as_it_stands(
    world: World, scene: Scene, draft: DraftView, editor: Client
) -> None:
    a_move(world, clauses(world, draft)[0], scene.consultation, "closed")
    refused = editor.post(f"{scene.home}/d/1/1.1/negotiation/agree", {"seen": "0", "on": ""}, status=409)
    assert "stands elsewhere by now" in refused.words
    assert "Take it up again" in refused.words


def test_an_alternative_is_withdrawn(world: World, scene: Scene, draft: DraftView, editor: Client) -> None:
    an_alternative(world, clauses(world, draft)[0], scene.consultation)
    address = f"{scene.home}/d/1/1.1/negotiation"
    done = editor.fill(address, "/withdraw")
    assert "Withdrawn by its proposers" in editor.follow(done).words


def test_the_text_shows_what_is_still_open_once_the_negotiation_has_begun(
    world: World, scene: Scene, draft: DraftView, stranger: Client, editor: Client
) -> None:
    address = f"{scene.home}/d/1"
    assert "Show what is still open" not in stranger.get(address).words
    for clause in clauses(world, draft)[:2]:
        a_move(world, clause, scene.consultation)
    shown = stranger.get(address)
    filtered = stranger.get(shown.link("Show what is still open: 1 clause"))
    assert "Duties rise with risk" in filtered.words
    assert "Systems serve people" not in filtered.words
    assert "Show the whole text" in filtered.words
    assert "1 of 3 clauses is still open or in brackets." in editor.get(f"{address}/negotiation").words


def test_the_list_of_negotiations_marks_only_what_is_in_brackets(
    world: World, scene: Scene, draft: DraftView, editor: Client
) -> None:
    clause = clauses(world, draft)[0]
    an_alternative(world, clause, scene.consultation)
    rows = editor.get(f"{scene.home}/d/1/negotiation").root.all("tr")[1:]
    assert [row.get("class") for row in rows] == ["weak", "", ""]
    assert [row.all("td")[-1].text for row in rows] == ["1", "", ""]
    assert rows[0].all("td")[0].text in clause.text
    assert rows[0].all("td")[0].text.startswith("Systems serve people")


MEETING: dict[str, Any] = {
    "title": "Second reading",
    "held_on": "2026-11-02",
    "place": "Geneva",
    "attended-government": "12",
}


def test_a_meeting_is_noted_changed_and_published_and_only_then_everyone_reads_it(
    scene: Scene, editor: Client, stranger: Client
) -> None:
    done = editor.fill(f"{scene.home}/meetings/new", "/meetings/new", **MEETING, report="Nobody\nobjected.")
    address = done.headers["Location"]
    assert "This meeting is not published" in editor.get(address).words
    assert stranger.get(address, status=404).status == 404
    assert "No meeting is published." in stranger.get(f"{scene.home}/meetings").words
    editor.fill(f"{address}/edit", "/edit", title="Third reading")
    editor.fill(address, "/publish")
    shown = stranger.get(address).words
    for told in (
        "Third reading",
        "2 November 2026",
        "Geneva",
        "Governments 12",
        "12 people altogether",
        "Nobody objected.",
    ):
        assert told in shown, told
    assert "Third reading" in stranger.get(f"{scene.home}/meetings").words
    assert editor.get(f"{address}/edit", status=302).headers["Location"] == address
    assert editor.post(f"{address}/edit", MEETING, status=409).status == 409
    assert editor.post(f"{address}/publish", {}, status=409).status == 409


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"title": ""}, "Give the meeting a title"),
        ({"held_on": "soon"}, "Give the day of the meeting"),
        ({"place": ""}, "Say where the meeting takes place"),
        ({"attended-government": "many"}, "as a whole number from 0 to 1,000,000"),
    ],
)
def test_what_cannot_be_noted_of_a_meeting_is_refused_with_what_was_typed(
    scene: Scene, editor: Client, typed: dict[str, Any], told: str
) -> None:
    given: dict[str, Any] = {**MEETING, "agenda": "1. Everything", **typed}
    refused = editor.fill(f"{scene.home}/meetings/new", "/meetings/new", status=422, **given)
    assert told in refused.words
    assert "1. Everything" in refused.text


def test_nobody_else_notes_meetings(scene: Scene, citizen: Client) -> None:
    assert citizen.get(f"{scene.home}/meetings/new", status=403).status == 403
    assert citizen.post(f"{scene.home}/meetings/new", MEETING, status=403).status == 403
