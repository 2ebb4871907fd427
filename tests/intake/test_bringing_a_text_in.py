"""Bringing a text in on a page: the first draft of a new consultation, and every one after it."""

from io import BytesIO

import pytest
from flask import Flask

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.intake.forms import REASONS, LanguageRefused, TextNeeded
from consult.intake.rules.problems import Reason
from tests.client import Client, Page
from tests.conftest import Scene
from tests.html import values
from tests.world import World

TEXT = "# People first\n\nSystems serve people. {#serve}\n\nPeople can stop them. {#stop}\n"
GIVEN = {"slug": "machines", "title": "Machines", "purpose": "To agree.", "language": "en", "text": TEXT}


@pytest.fixture
def founder(world: World) -> str:
    """Return someone who may create consultations."""
    person = world.a_person("Fatima Founder")
    with world.acting():
        accounts.grant_instance_role(person_id=person, role=accounts.InstanceRole.ORGANISER)
    return person


@pytest.fixture
def client(app: Flask, world: World, founder: str) -> Client:
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


def test_a_consultation_begins_with_its_first_draft(
    world: World, client: Client, stranger: Client, founder: str
) -> None:
    assert client.fill("/en/new", **GIVEN).headers["Location"] == "/en/c/machines/desk"
    with world.reading():
        made = consultations.get_consultation("machines")
        assert (made.title, made.purpose, made.language) == ("Machines", "To agree.", "en")
        assert consultations.roles_of(made.id, founder) == {Role.ORGANISER}
    assert drafts(world, "machines") == [["Systems serve people.", "People can stop them."]]
    assert stranger.get("/en/c/machines/d/1").heading == "Draft 1: Machines"
    client.get("/en/c/machines/desk")


def test_the_text_may_come_as_a_file_in_another_language(world: World, client: Client) -> None:
    text = "# الناس أولا\n\nالأنظمة تخدم الناس.\n".encode()
    given = {**GIVEN, "language": "AR", "text": "This was pasted before."}
    assert upload(client, "/en/new", "draft.md", text, **given).status == 303
    assert drafts(world, "machines") == [["الأنظمة تخدم الناس."]]
    with world.reading():
        assert consultations.get_consultation("machines").language == "ar"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Give the text a title."),
        ({"title": "x" * 301}, "Give the text a title of at most 300 characters."),
        ({"slug": ""}, "Give it a short name."),
        ({"slug": "Big Machines"}, consultations.SlugRefused.sentence),
        ({"slug": "principles"}, "Another consultation is called “principles” already."),
        ({"purpose": "x" * 2001}, "Say the purpose in at most 2,000 characters."),
        ({"language": "Klingonish"}, LanguageRefused.sentence),
        ({"language": ""}, "Say in which language the text is written."),
        ({"text": ""}, TextNeeded.sentence),
        ({"text": "# Only a heading"}, REASONS[Reason.NO_CLAUSE]),
    ],
)
def test_a_refusal_keeps_what_was_typed_and_makes_nothing(
    world: World, client: Client, scene: Scene, typed: dict[str, str], sentence: str
) -> None:
    given = {**GIVEN, **typed}
    refused = client.post("/en/new", given)
    assert refused.status in {409, 422}
    assert sentence in refused.words
    kept = values(refused.form("/new"))
    assert {name: kept[name] for name in given} == given
    with world.reading():
        assert [one.slug for one in consultations.list_consultations(everything=True)] == ["principles"]


def test_a_file_is_refused_with_its_name_the_line_and_the_reason(world: World, client: Client) -> None:
    refused = upload(
        client, "/en/new", "draft.md", b"# People\n\nSystems serve \xff people.\n", **{**GIVEN, "text": ""}
    )
    assert refused.status == 422
    assert f"draft.md, line 3: {REASONS[Reason.WRONG_ENCODING]}" in refused.words
    with world.reading():
        assert consultations.find_consultation("machines") is None


def test_what_was_pasted_is_refused_with_the_line_and_the_reason(client: Client) -> None:
    refused = client.fill("/en/new", status=422, **{**GIVEN, "text": "One. {#a}\n\nTwo. {#a}\n"})
    assert f"Pasted text, line 3: {REASONS[Reason.DUPLICATE_ID] % {'detail': 'a'}}" in refused.words


def test_a_refusal_speaks_the_readers_language(world: World, client: Client) -> None:
    page = client.fill("/ar/new", status=422, **{**GIVEN, "title": ""})
    assert page.root.all("html")[0].get("lang") == "ar"


def test_only_who_may_create_begins_a_consultation(
    world: World, stranger: Client, organiser: Client, scene: Scene
) -> None:
    assert stranger.http.get("/en/new").status_code == 303
    organiser.get("/en/new", status=403)
    stranger.post("/en/new", GIVEN, status=401)
    organiser.post("/en/new", GIVEN, status=403)
    with world.reading():
        assert consultations.find_consultation("machines") is None


def test_the_next_draft_follows_the_one_before(world: World, organiser: Client, scene: Scene) -> None:
    before = {clause.number: clause.uid for clause in world.clauses(scene.round)}
    page = organiser.get(f"{scene.home}/drafts/new")
    assert "It follows draft 1" in page.words
    assert "Round 1 is open: people go on voting on the draft it was opened on." in page.words
    changed = "# People first\n\nPeople can stop every system. {#stop}\n"
    sent = organiser.fill(f"{scene.home}/drafts/new", text=changed)
    assert sent.headers["Location"] == f"{scene.home}/d/2"
    assert drafts(world, "principles")[1] == ["People can stop every system."]
    with world.reading():
        second = drafting.draft_by_number(scene.consultation.id, 2)
        assert drafting.clause_by_number(second, "1.1", lang="en").uid == before["1.1"]
        assert second.published_at is not None


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
