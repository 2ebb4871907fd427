"""Bringing a text in on a page: the one that a consultation is set up with, and every draft after it."""

from io import BytesIO

import pytest
from flask import Flask

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.intake import service as intake
from consult.intake.forms import REASONS, LanguageRefused, TextNeeded
from consult.intake.rules.problems import Reason
from tests.client import Client, Page
from tests.conftest import Scene
from tests.html import values
from tests.world import World

TEXT = "# People first\n\nSystems serve people. {#serve}\n\nPeople can stop them. {#stop}\n"
GIVEN = {"title": "Machines", "language": "en", "text": TEXT}
SETUP = "/en/c/machines/setup/text"


@pytest.fixture
def founder(world: World) -> str:
    """Return someone who sets a consultation up."""
    return world.a_person("Fatima Founder")


@pytest.fixture
def plan(world: World, founder: str) -> ConsultationView:
    """A consultation called `machines` that is not announced."""
    return world.a_consultation(slug="machines", title="Machines", organiser=founder, is_announced=False)


@pytest.fixture
def client(app: Flask, world: World, founder: str, plan: ConsultationView) -> Client:
    """The founder's browser."""
    return Client(app, world.a_session(founder))


def upload(client: Client, path: str, name: str, content: bytes, **typed: str) -> Page:
    """Send a form with a file in it."""
    form = client.get(path).form(path)
    sent = {**values(form), **typed, "file": (BytesIO(content), name)}
    return Page(client.http.post(form.get("action"), data=sent, content_type="multipart/form-data"))


def drafts(world: World, slug: str) -> list[list[str]]:
    """Return the words of the clauses of each draft."""
    with world.reading():
        found = consultations.get_consultation(slug)
        return [
            [clause.text for clause in drafting.clauses_of(draft, lang=draft.language) if clause.text]
            for draft in drafting.list_drafts(found.id)
        ]


def test_the_text_is_kept_where_only_the_organiser_sees_it(
    world: World, client: Client, stranger: Client, moderator: Client
) -> None:
    assert client.fill(SETUP, "/setup/text", text=TEXT).headers["Location"] == SETUP
    assert drafts(world, "machines") == [["Systems serve people.", "People can stop them."]]
    page = client.get(SETUP)
    assert values(page.form("/setup/text"))["text"].strip() == TEXT.strip()
    for words in ("1 People first", "1.1 Systems serve people.", "1.2 People can stop them."):
        assert words in page.words
    for someone in (stranger, moderator):
        someone.get("/en/c/machines/d/1", status=404)
    client.get("/en/c/machines/d/1", status=404)


def test_a_text_that_is_brought_in_again_takes_the_place_of_the_first(world: World, client: Client) -> None:
    client.fill(SETUP, "/setup/text", text=TEXT)
    client.fill(SETUP, "/setup/text", text="# People first\n\nPeople can stop every system. {#stop}\n")
    assert drafts(world, "machines") == [["People can stop every system."]]
    with world.reading():
        (one,) = drafting.list_drafts(consultations.get_consultation("machines").id)
    assert (one.number, one.published_at) == (1, None)


def test_the_text_may_come_as_a_file_in_another_language(world: World, client: Client) -> None:
    text = "# الناس أولا\n\nالأنظمة تخدم الناس.\n".encode()
    given = {"language": "AR", "text": "This was pasted before."}
    assert upload(client, SETUP, "draft.md", text, **given).status == 303
    assert drafts(world, "machines") == [["الأنظمة تخدم الناس."]]
    kept = values(client.get(SETUP).form("/setup/text"))
    assert (kept["language"], kept["text"].strip()) == ("ar", text.decode().strip())


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Give the text a title."),
        ({"title": "x" * 301}, "Give the text a title of at most 300 characters."),
        ({"language": "Klingonish"}, LanguageRefused.sentence),
        ({"language": ""}, "Say in which language the text is written."),
        ({"text": ""}, TextNeeded.sentence),
        ({"text": "# Only a heading"}, REASONS[Reason.NO_CLAUSE]),
    ],
)
def test_a_refusal_keeps_what_was_typed_and_the_text_that_was_there(
    world: World, client: Client, typed: dict[str, str], sentence: str
) -> None:
    client.fill(SETUP, "/setup/text", text="The first one.")
    given = {**GIVEN, **typed}
    refused = client.fill(SETUP, "/setup/text", status=422, headers=None, **given)
    assert sentence in refused.words
    kept = values(refused.form("/setup/text"))
    assert {name: kept[name].strip() for name in given} == {name: value.strip() for name, value in given.items()}
    assert drafts(world, "machines") == [["The first one."]]


def test_a_file_is_refused_with_its_name_the_line_and_the_reason(world: World, client: Client) -> None:
    refused = upload(client, SETUP, "draft.md", b"# People\n\nSystems serve \xff people.\n", text="")
    assert refused.status == 422
    assert f"draft.md, line 3: {REASONS[Reason.WRONG_ENCODING]}" in refused.words
    assert drafts(world, "machines") == []


def test_what_was_pasted_is_refused_with_the_line_and_the_reason(client: Client) -> None:
    refused = client.fill(SETUP, "/setup/text", status=422, text="One. {#a}\n\nTwo. {#a}\n")
    assert f"Pasted text, line 3: {REASONS[Reason.DUPLICATE_ID] % {'detail': 'a'}}" in refused.words


def test_a_refusal_speaks_the_readers_language(client: Client) -> None:
    page = client.fill(SETUP.replace("/en/", "/ar/"), "/setup/text", status=422, title="")
    assert page.root.all("html")[0].get("lang") == "ar"


@pytest.mark.parametrize("who", ["stranger", "citizen", "organiser"])
def test_nobody_else_brings_in_the_text(
    world: World, plan: ConsultationView, request: pytest.FixtureRequest, who: str
) -> None:
    request.getfixturevalue(who).post(SETUP, GIVEN, status=404)
    assert drafts(world, plan.slug) == []


def test_an_import_takes_the_place_of_a_text_that_nobody_has_published(world: World, client: Client) -> None:
    client.fill(SETUP, "/setup/text", text=TEXT)
    with world.acting():
        intake.import_draft(slug="machines", title="Machines", files=[("draft.md", b"Only this.")])
    assert drafts(world, "machines") == [["Only this."]]


def test_the_next_draft_follows_the_one_before(world: World, organiser: Client, scene: Scene) -> None:
    before = {clause.number: clause.uid for clause in world.clauses(scene.round)}
    page = organiser.get(f"{scene.home}/drafts/new")
    assert "It follows draft 1" in page.words
    assert "Round 1 is open: people go on voting on the draft it was opened on." in page.words
    changed = "# People first\n\nPeople can stop every system. {#stop}\n"
    sent = organiser.fill(f"{scene.home}/drafts/new", text=changed)
    assert sent.headers["Location"] == f"{scene.home}/d/2/lineage"
    assert drafts(world, "principles")[1] == ["People can stop every system."]
    with world.reading():
        second = drafting.draft_by_number(scene.consultation.id, 2)
        assert drafting.clause_by_number(second, "1.1", lang="en").uid == before["1.1"]
        assert second.published_at is None
    assert "Draft 2 is here already and not published yet." in organiser.get(f"{scene.home}/drafts/new").words


def test_a_next_draft_that_is_refused_keeps_what_was_typed(world: World, organiser: Client, scene: Scene) -> None:
    refused = organiser.fill(f"{scene.home}/drafts/new", status=422, title="Second", text="# Nothing else")
    assert values(refused.form("/drafts/new"))["title"] == "Second"
    assert values(refused.form("/drafts/new"))["text"].strip() == "# Nothing else"
    assert len(drafts(world, "principles")) == 1


@pytest.mark.parametrize(("who", "status"), [("stranger", 401), ("citizen", 403), ("moderator", 403)])
def test_nobody_else_brings_in_a_draft(
    world: World, scene: Scene, request: pytest.FixtureRequest, who: str, status: int
) -> None:
    request.getfixturevalue(who).post(f"{scene.home}/drafts/new", GIVEN, status=status)
    assert len(drafts(world, "principles")) == 1


def test_an_organiser_brings_nothing_into_another_consultation(world: World, organiser: Client, scene: Scene) -> None:
    world.a_draft(world.a_consultation(slug="other"))
    organiser.post("/en/c/other/drafts/new", GIVEN, status=403)
    assert len(drafts(world, "other")) == 1
