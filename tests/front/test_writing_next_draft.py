"""The next draft on its pages: begun, its parts changed one by one, thrown away; and nobody else sees it."""

import pytest
from flask import Flask

from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.drafting.service.outlines import outline_of
from tests.client import HTMX, Client, Page
from tests.conftest import Scene
from tests.front.test_assembling import Answered
from tests.html import values
from tests.world import World

STOP = "Systems serve people, and people can stop them."
HEARD = "Whoever is harmed is heard and made whole."


@pytest.fixture
def editor(app: Flask, world: World, scene: Scene) -> Client:
    """The browser of an editor of the consultation."""
    person = world.a_person("Edda Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    return Client(app, world.a_session(person))


@pytest.fixture
def begun(editor: Client, scene: Scene) -> str:
    """The address of the next draft, begun as a copy of the published one."""
    page = editor.fill(f"{scene.home}/drafts/next", begin="copied", title="Second draft")
    assert page.headers["Location"].endswith("/d/2/edit")
    return f"{scene.home}/d/2/edit"


def lines(world: World, scene: Scene) -> list[str]:
    with world.reading():
        draft = drafting.draft_in_hand(scene.consultation.id)
        assert draft is not None
        return [f"{one.number} {one.words.text or one.words.heading}" for one in outline_of(draft)]


def uid(world: World, scene: Scene, words: str) -> str:
    with world.reading():
        draft = drafting.draft_in_hand(scene.consultation.id)
        assert draft is not None
        return next(one.uid for one in outline_of(draft) if (one.words.text or one.words.heading).startswith(words))


def section(page: Page, words: str) -> str:
    return next(each.text for each in page.root.all("section") if words in each.text)


def test_the_whole_draft_shows_each_part_with_what_can_be_done_with_it(editor: Client, begun: str) -> None:
    page = editor.get(begun)
    assert page.heading == "Write draft 2: Second draft"
    row = section(page, STOP)
    for words in ("Edit", "Move", "Split", "Put together with the next", "Remove", "Insert after it"):
        assert words in row
    heading = section(page, "People first")
    assert "Split" not in heading
    assert "Put together" not in section(page, "Duties rise")


def test_only_editors_and_organisers_see_that_a_draft_is_being_written(
    editor: Client, organiser: Client, citizen: Client, stranger: Client, scene: Scene, begun: str
) -> None:
    said = "Draft 2 is being written"
    for someone in (editor, organiser):
        assert said in someone.get(f"{scene.home}/d/1").words
    assert said in organiser.get(f"{scene.home}/desk").words
    for someone in (citizen, stranger):
        assert said not in someone.get(f"{scene.home}/d/1").words
    for address in (begun, f"{begun}/title", f"{begun}/discard", f"{scene.home}/drafts/next"):
        citizen.get(address, status=403)
        stranger.get(address, status=303)
    stranger.get(f"{scene.home}/d/2", status=404)


def test_whoever_begins_a_second_next_draft_comes_to_the_one_in_hand(editor: Client, scene: Scene, begun: str) -> None:
    page = editor.get(f"{scene.home}/drafts/next", status=302)
    assert page.headers["Location"].endswith("/d/2/edit")
    page = editor.post(f"{scene.home}/drafts/next", {"begin": "copied", "title": "Third"}, status=409)
    assert "number 2, is being written already" in page.words
    assert values(page.form("/drafts/next"))["title"] == "Third"


def test_a_draft_needs_a_way_to_begin_and_a_title(editor: Client, scene: Scene) -> None:
    page = editor.post(f"{scene.home}/drafts/next", {"title": "Second"}, status=422)
    assert "Choose how the next draft begins." in page.words
    assert values(page.form("/drafts/next"))["title"] == "Second"
    editor.post(f"{scene.home}/drafts/next", {"begin": "copied", "title": " "}, status=422)
    page = editor.post(f"{scene.home}/drafts/next", {"begin": "imported"}, status=303)
    assert page.headers["Location"].endswith("/drafts/new")


def test_without_an_accepted_suggestion_only_the_other_ways_are_offered(editor: Client, scene: Scene) -> None:
    page = editor.get(f"{scene.home}/drafts/next")
    assert [each.get("value") for each in page.root.all("input") if each.get("name") == "begin"] == [
        "copied",
        "imported",
    ]


def test_accepted_suggestions_are_put_in_and_those_that_collide_wait_with_a_button(
    world: World, app: Flask, scene: Scene, organiser: Client
) -> None:
    answered = Answered(world, scene)
    answered.suggest(quote="serve people", wording="serve all people")
    answered.suggest("citizen", quote="Systems serve", wording="Machines help")
    answered.suggest("citizen", wording="Who stops them is named.", change="insert")
    answered.decide()
    page = organiser.get(f"{scene.home}/drafts/next")
    assert "3 suggestions on it are accepted." in page.words
    page = organiser.follow(organiser.fill(f"{scene.home}/drafts/next"))
    assert "Accepted suggestions put in: 1; left for you: 2." in page.words
    assert "2 accepted suggestions wait" in section(page, STOP)
    address = f"{scene.home}/d/2/edit/{uid(world, scene, 'Systems')}"
    page = organiser.get(address)
    assert "Put this one in" in page.words
    assert [each.text for each in page.root.all("ins")][:2] == ["added all", "added Machines help"]
    (form, _) = [each for each in page.root.all("form") if "/suggestions/" in each.get("action")]
    organiser.post(form.get("action"), values(form), status=303)
    assert lines(world, scene)[1] == "1.1 Systems serve all people, and people can stop them."
    page = organiser.get(address)
    (form,) = [each for each in page.root.all("form") if "/suggestions/" in each.get("action")]
    page = organiser.post(form.get("action"), {"seen": "0"}, status=409)
    assert "Someone changed this since you opened it" in page.words


def test_the_words_of_a_clause_are_saved_and_shown_as_edited(
    world: World, editor: Client, scene: Scene, begun: str
) -> None:
    address = f"{begun}/{uid(world, scene, STOP)}"
    page = editor.follow(editor.fill(address, address[3:], text="Systems serve people."))
    assert "Edited" in section(page, "Systems serve people.")
    assert "The words are saved." in page.words
    assert lines(world, scene)[1] == "1.1 Systems serve people."


def test_a_preview_shows_the_redline_and_saves_nothing(world: World, editor: Client, scene: Scene, begun: str) -> None:
    address = f"{begun}/{uid(world, scene, STOP)}"
    page = editor.fill(address, address[3:], text="Systems serve all people.", preview="yes", status=200)
    assert [each.text for each in page.root.all("ins")] == ["added all people"]
    assert values(page.form(address[3:]))["text"].strip() == "Systems serve all people."
    assert lines(world, scene)[1] == f"1.1 {STOP}"
    sent = {"text": "Systems serve all people.", "heading": "", "preview": "yes"}
    fragment = editor.post(address, sent, status=200, headers=HTMX)
    assert (fragment.root.all("h1"), "added all" in fragment.words) == ([], True)


def test_two_editors_never_write_over_each_other_unread(
    world: World, editor: Client, organiser: Client, scene: Scene, begun: str
) -> None:
    address = f"{begun}/{uid(world, scene, STOP)}"
    first = values(editor.get(address).form(address[3:]))
    organiser.fill(address, address[3:], text="Systems serve everyone.")
    page = editor.post(address, {**first, "text": "Systems serve some."}, status=409)
    assert "Someone changed this since you opened it" in page.words
    assert "Systems serve everyone." in section(page, "As it stands in the draft now")
    form = page.form(address[3:])
    assert values(form)["text"].strip() == "Systems serve some."
    assert lines(world, scene)[1] == "1.1 Systems serve everyone."
    editor.post(address, values(form), status=303)
    assert lines(world, scene)[1] == "1.1 Systems serve some."


@pytest.mark.parametrize(
    ("text", "said"),
    [(" ", "There are no words here."), ("a" * 4001, "This is 4001 characters long, and at most 4000")],
)
def test_words_that_cannot_stand_are_refused_in_the_form_with_what_was_typed(
    world: World, editor: Client, scene: Scene, begun: str, text: str, said: str
) -> None:
    address = f"{begun}/{uid(world, scene, STOP)}"
    page = editor.fill(address, address[3:], text=text, heading="Kept", status=422)
    assert said in page.words
    assert values(page.form(address[3:]))["heading"] == "Kept"
    assert lines(world, scene)[1] == f"1.1 {STOP}"


def test_what_people_said_about_a_clause_stands_beside_its_words(
    world: World, editor: Client, scene: Scene, begun: str
) -> None:
    world.a_comment(scene.round, scene.people["citizen"], "Name who stops it.")
    page = editor.get(f"{begun}/{uid(world, scene, STOP)}")
    assert "Name who stops it." in page.words
    assert "Nobody has commented on it" in editor.get(f"{begun}/{uid(world, scene, HEARD)}").words


def test_a_clause_is_split_at_a_sentence_that_is_chosen(world: World, editor: Client, scene: Scene, begun: str) -> None:
    address = f"{begun}/{uid(world, scene, STOP)}"
    assert "There is no place to split it" in editor.get(f"{address}/split").words
    editor.fill(address, address[3:], text="One is one. Two is two. Three is three.")
    page = editor.fill(f"{address}/split", status=422)
    assert "Choose one of the places that are listed." in page.words
    editor.fill(address, address[3:], text="One is one. Two is two.")
    (only,) = [each for each in editor.get(f"{address}/split").root.all("input") if each.get("name") == "place"]
    assert only.get("checked") is not None, "the only place is chosen already"
    page = editor.follow(editor.fill(f"{address}/split", place="12"))
    assert lines(world, scene)[1:3] == ["1.1 One is one.", "1.2 Two is two."]
    assert "Split from another clause" in section(page, "Two is two.")


def test_a_clause_is_put_together_with_the_next_after_both_are_shown(
    world: World, editor: Client, scene: Scene, begun: str
) -> None:
    address = f"{begun}/{uid(world, scene, STOP)}"
    page = editor.get(f"{address}/merge")
    assert STOP in section(page, "Together")
    assert HEARD in section(page, "Together")
    page = editor.follow(editor.fill(f"{address}/merge"))
    assert lines(world, scene)[1] == f"1.1 {STOP}\n\n{HEARD}"
    assert "Made of several clauses" in section(page, STOP)
    alone = editor.get(f"{begun}/{uid(world, scene, 'Duties')}/merge")
    assert "there is nothing to put it together with" in alone.words
    editor.post(f"{begun}/{uid(world, scene, 'Duties')}/merge", status=409)


def test_a_clause_moves_up_down_and_behind_another(world: World, editor: Client, scene: Scene, begun: str) -> None:
    address = f"{begun}/{uid(world, scene, STOP)}/move"
    form, there = (values(each) for each in editor.get(address).root.all("form") if "/move" in each.get("action"))
    assert there["after"] == uid(world, scene, lines(world, scene)[0].removeprefix("1 "))
    editor.post(address, {**form, "way": "down"}, status=303)
    assert lines(world, scene)[1:3] == [f"1.1 {HEARD}", f"1.2 {STOP}"]
    page = editor.post(address, {**form, "way": "down"}, status=409)
    assert "Someone changed this since you opened it" in page.words
    number = values(next(each for each in page.root.all("form") if "/move" in each.get("action")))["number"]
    page = editor.post(address, {"number": number, "way": "down"}, status=409)
    assert "There is no part of its kind on that side" in page.words
    editor.post(address, {"number": number, "after": uid(world, scene, "Graded")}, status=303)
    assert lines(world, scene)[2:4] == ["2 Graded risk", f"2.1 {STOP}"]
    editor.post(address, {"number": "2.1", "after": "nowhere"}, status=422)
    editor.post(address, {"number": "2.1", "after": "first"}, status=303)
    assert lines(world, scene)[0] == f"0.1 {STOP}"


def test_a_part_is_removed_after_a_page_that_says_what_that_means(
    world: World, editor: Client, scene: Scene, begun: str
) -> None:
    page = editor.follow(editor.fill(f"{begun}/{uid(world, scene, STOP)}/remove"))
    assert STOP in section(page, "No longer in the draft")
    page = editor.fill(f"{begun}/{uid(world, scene, 'People first')}/remove", status=409)
    assert "Other parts stand under this one." in page.words


def test_a_part_is_inserted_once_however_often_the_form_is_sent(
    world: World, editor: Client, scene: Scene, begun: str
) -> None:
    address = f"{begun}/{uid(world, scene, STOP)}/insert"
    form = {**values(editor.get(address).form("/insert")), "text": "Who stops them is named.", "kind": "clause"}
    for _ in range(2):
        editor.post(address, form, status=303)
    assert lines(world, scene)[2] == "1.2 Who stops them is named."
    assert lines(world, scene)[3] == f"1.3 {HEARD}"
    page = editor.fill(f"{begun}/insert", kind="principle", heading=" ", text="Kept", status=422)
    assert values(page.form("/insert"))["text"].strip() == "Kept"
    editor.fill(f"{begun}/insert", kind="principle", heading="Before all")
    assert "Before all" in lines(world, scene)[0]


def test_the_draft_gets_another_title(world: World, editor: Client, begun: str) -> None:
    page = editor.follow(editor.fill(f"{begun}/title", title="Better title"))
    assert page.heading == "Write draft 2: Better title"
    page = editor.post(f"{begun}/title", {"title": "Third", "seen": "Second draft"}, status=409)
    assert values(page.form("/title"))["title"] == "Third"
    editor.fill(f"{begun}/title", title=" ", status=422)


def test_a_draft_is_thrown_away_after_a_page_that_says_what_goes(
    world: World, editor: Client, scene: Scene, begun: str
) -> None:
    assert "It cannot be taken back." in editor.get(f"{begun}/discard").words
    page = editor.follow(editor.fill(f"{begun}/discard"))
    assert page.heading == "Begin the next draft"
    editor.get(begun, status=404)
    with world.reading():
        assert drafting.draft_in_hand(scene.consultation.id) is None


def test_a_published_draft_and_a_clause_that_is_not_there_are_not_edited(
    editor: Client, world: World, scene: Scene, begun: str
) -> None:
    assert editor.get(f"{scene.home}/d/1/edit", status=302).headers["Location"].endswith("/d/1")
    own = uid(world, scene, STOP)
    editor.get(f"{scene.home}/d/1/edit/{own}", status=409)
    editor.post(f"{scene.home}/d/1/edit/discard", status=409)
    gone = "00000000-0000-4000-8000-000000000000"
    for page in ("", "/move", "/split", "/merge", "/remove", "/insert"):
        editor.get(f"{begun}/{gone}{page}", status=404)
    page = editor.post(f"{begun}/{gone}", {"text": "What I typed."}, status=404)
    assert "What I typed." in page.words
