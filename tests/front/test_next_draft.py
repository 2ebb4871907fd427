"""The pages of the next draft: its lineage, its changes, the gate, and the report that everyone can read."""

from typing import Any

import pytest
from flask import Flask

from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.drafting.rules.changes import SourceKind
from consult.drafting.service import DraftView
from tests.client import Client
from tests.conftest import Scene
from tests.html import values
from tests.world import World

SECOND = """# People first

Systems serve people, and people can halt them at once. {#stop}

Bread is baked before dawn by those who rise early. {#bread}

# Graded risk

Duties rise with risk, and the grading is published. {#risk}
"""
SAID: dict[str, Any] = {
    "drafter": "The drafting group",
    "reason": "Stopping takes too long.",
    "change_class": "3",
    "comments": "",
    "meeting": "",
    "note_kind": "editorial",
    "note": "Read through twice.",
}


@pytest.fixture
def draft(world: World, scene: Scene) -> DraftView:
    return world.a_draft(scene.consultation, SECOND, is_published=False)


@pytest.fixture
def home(scene: Scene, draft: DraftView) -> str:
    return f"{scene.home}/d/{draft.number}"


@pytest.fixture
def editor(app: Flask, world: World, scene: Scene) -> Client:
    person = world.a_person("Edda Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    return Client(app, world.a_session(person))


def changed(world: World, draft: DraftView) -> dict[str, str]:
    """Return the identity of each clause that changed, by what became of it."""
    with world.reading():
        return {str(one.kind): one.uid for one in drafting.list_changed(draft.consultation_id, draft.id)}


def test_from_the_lineage_by_the_changes_to_publication_and_the_report(
    world: World, scene: Scene, draft: DraftView, home: str, editor: Client, organiser: Client, stranger: Client
) -> None:
    first = world.a_comment(scene.round, scene.people["citizen"], "Say how fast.", quote="people can stop them")
    world.a_comment(scene.round, scene.people["delegate"], "At once.", parent_id=first)
    shown = editor.get(f"{home}/lineage")
    assert "1.1, edited" in shown.words
    assert "1.2, new" in shown.words
    assert "1.2, deleted" in shown.words
    assert "Words in common, in the same order: " in shown.words
    assert editor.fill(f"{home}/lineage", "/lineage").headers["Location"] == f"{home}/changes"
    told = editor.get(f"{home}/publish").words
    assert "where they come from: 1.1, 1.2." in told, told
    found = changed(world, draft)
    page = editor.get(f"{home}/changes/{found['edited']}")
    assert "Comment 1 Say how fast." in page.words
    editor.fill(f"{home}/changes/{found['edited']}", found["edited"], **SAID | {"picked": "1", "change_class": "2"})
    several: dict[str, Any] = {**SAID, "clause": [found["new"], found["deleted"]]}
    editor.post(f"{home}/changes", several, status=303)
    assert "another editor or organiser has to confirm" in editor.get(f"{home}/changes").words
    assert "wait for a second editor: 1.1" in editor.get(f"{home}/publish").words
    organiser.fill(f"{home}/changes", "/confirm")
    assert "Nothing is missing." in editor.get(f"{home}/publish").words
    assert editor.fill(f"{home}/publish", "/publish").headers["Location"] == f"{home}/migration"
    report = stranger.get(f"{home}/migration")
    assert "2 comments were there before = 0 carried + 0 found again + 2 detached." in report.words
    assert "The words it quotes are no longer in the text." in report.words
    assert "Drafted by The drafting group." in report.words
    assert stranger.get(f"{home}/migration?state=carried").words.count("No comment is among these.") == 1
    text = stranger.get(home)
    assert "Text no longer present" in text.words
    assert text.link("Where each comment went") == f"{home}/migration"
    compared = stranger.get(f"{scene.home}/compare")
    assert "Stopping takes too long." in compared.words
    assert compared.link("Comment 1") == f"{scene.home}/comments/1"


def test_a_mapping_is_corrected_by_numbers_and_takes_the_confirmation_back(
    world: World, scene: Scene, draft: DraftView, home: str, editor: Client
) -> None:
    with world.reading():
        first = drafting.draft_by_number(scene.consultation.id, 1)
        bread = drafting.clause_by_number(draft, "1.2", lang="en").uid
        stop = drafting.clause_by_number(draft, "1.1", lang="en").uid
    with world.acting():
        drafting.confirm_lineage(consultation_id=draft.consultation_id, draft_id=draft.id, by_person=None)
    wrong = editor.fill(f"{home}/lineage/{bread}", bread, status=422, numbers="1.1, 9.9")
    assert "Draft 1 has no clause with the number 9.9." in wrong.words
    assert values(wrong.form(bread))["numbers"] == "1.1, 9.9"
    heading = editor.fill(f"{home}/lineage/{bread}", bread, status=422, numbers="2")
    assert "A heading comes from a heading only" in heading.words
    editor.fill(f"{home}/lineage/{bread}", bread, numbers="1.1")
    with world.reading():
        rows = drafting.list_lineage(draft.consultation_id, draft.id)
        old = drafting.clause_by_number(first, "1.1", lang="en").uid
        lacks = [one.lack for one in drafting.lacks_of(draft.consultation_id, draft.id)]
    assert {(kind, successor) for kind, origin, successor in rows if origin == old} == {
        ("split", stop),
        ("split", bread),
    }
    assert "confirmation" in lacks
    gone = changed(world, draft)["deleted"]
    editor.fill(f"{home}/lineage/{gone}", gone, numbers="2.1")
    assert "deleted" not in changed(world, draft)


def test_what_is_missing_or_unknown_is_said_and_what_was_typed_is_kept(
    world: World, draft: DraftView, home: str, editor: Client
) -> None:
    uid = changed(world, draft)["edited"]
    path = f"{home}/changes/{uid}"
    for typed, told in (
        ({"comments": "99"}, "There is no comment with the number 99 in this consultation."),
        ({"comments": "many"}, "There is no comment with the number many in this consultation."),
        ({"drafter": " "}, "Say who drafted the new words"),
        ({"reason": ""}, "Say why the clause was changed"),
        ({"note": ""}, "Name at least one source of the change"),
        ({"meeting": uid, "note": ""}, "There is no such meeting in this consultation."),
    ):
        refused = editor.fill(path, uid, status=422, **SAID | typed)
        assert told in refused.words
        assert values(refused.form(uid))["drafter"] == (SAID | typed)["drafter"]
    unclassed = editor.post(path, {name: value for name, value in SAID.items() if name != "change_class"}, status=422)
    assert "Choose the class of the change" in unclassed.words
    none = editor.post(f"{home}/changes", SAID, status=422)
    assert "Tick the changes that this is to be said of." in none.words
    with world.reading():
        assert drafting.changes_of(draft.consultation_id, draft.id) == {}


def test_a_meeting_and_a_suggestion_are_sources_too(
    world: World, scene: Scene, draft: DraftView, home: str, editor: Client
) -> None:
    uid = changed(world, draft)["edited"]
    with world.acting():
        met = drafting.add_meeting(
            consultation_id=scene.consultation.id,
            by_person=scene.people["organiser"],
            title="Second reading",
            held_on="2026-05-04",
            place="Geneva",
            agenda="",
            attendance={},
            report="",
        )
    editor.fill(f"{home}/changes/{uid}", uid, **SAID | {"meeting": met.id, "note": ""})
    assert "Second reading" in editor.get(f"{home}/changes").words
    with world.reading():
        (said,) = drafting.changes_of(draft.consultation_id, draft.id).values()
    assert [(one.kind, one.ref) for one in said.sources] == [(SourceKind.MEETING, met.id)]


def test_a_draft_that_lacks_something_is_not_published_and_says_what(home: str, editor: Client) -> None:
    refused = editor.post(f"{home}/publish", status=409)
    assert "Nobody has confirmed yet what became of each clause" in refused.words
    own = editor.post(f"{home}/lineage", status=303)
    assert own.headers["Location"] == f"{home}/changes"


def test_nobody_confirms_their_own_change(world: World, draft: DraftView, home: str, editor: Client) -> None:
    uid = changed(world, draft)["edited"]
    editor.fill(f"{home}/changes/{uid}", uid, **SAID | {"change_class": "1"})
    refused = editor.post(f"{home}/changes/{uid}/confirm", status=409)
    assert "You entered this change yourself." in refused.words


@pytest.mark.parametrize(("who", "status"), [("stranger", 401), ("citizen", 403), ("moderator", 403)])
def test_only_those_who_edit_see_the_next_draft(
    request: pytest.FixtureRequest, world: World, draft: DraftView, home: str, who: str, status: int
) -> None:
    visitor, uid = request.getfixturevalue(who), changed(world, draft)["edited"]
    for path in ("lineage", f"lineage/{uid}", "changes", f"changes/{uid}", "publish"):
        visitor.get(f"{home}/{path}", status=303 if who == "stranger" else status)
        visitor.post(f"{home}/{path}", SAID, status=status)
    visitor.post(f"{home}/changes/{uid}/confirm", status=status)
    visitor.get(f"{home}/migration", status=404)


def test_a_published_draft_and_a_first_one_have_no_such_pages(
    world: World, scene: Scene, draft: DraftView, home: str, editor: Client
) -> None:
    world.published(draft)
    assert "This draft is published" in editor.get(f"{home}/lineage", status=409).words
    assert "This draft is published" in editor.get(f"{scene.home}/d/1/changes", status=409).words
    editor.get(f"{scene.home}/d/7/lineage", status=404)
    editor.get(f"{home}/migration?state=nonsense&page=9")


def test_a_comment_that_came_along_says_on_which_draft_it_was_made_and_is_answered_on_the_new_one(
    world: World, scene: Scene, draft: DraftView, home: str, delegate: Client
) -> None:
    world.a_comment(scene.round, scene.people["citizen"], "Say how fast.", quote="Systems serve people")
    world.closed(scene.round)
    world.published(draft)
    world.a_round(scene.consultation)
    page = delegate.get(f"{home}/1.1")
    assert "made on draft 1" in page.words
    assert "1 comment" in page.words
    assert "1 comment" in delegate.get(home).words
    sent = delegate.fill(page.link("Reply"), text="At once.", attribution="named")
    answered = delegate.follow(sent)
    assert "2 comments" in answered.words
    assert "At once." in answered.words
