"""Beginning a consultation: a title and a language are enough, and nobody else sees it."""

import pytest
from flask import Flask

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.front.forms.setup import LanguageRefused
from consult.front.rules.setup import category_id, suggested_slug
from consult.localisation.rules.named import language_named
from tests.client import Client
from tests.conftest import Scene
from tests.html import values
from tests.world import World

GIVEN = {"slug": "machines", "title": "Machines", "purpose": "To agree.", "language": "English"}


@pytest.fixture
def founder(world: World) -> str:
    """Someone who may create consultations."""
    person = world.a_person("Fatima Founder")
    with world.acting():
        accounts.grant_instance_role(person_id=person, role=accounts.InstanceRole.ORGANISER)
    return person


@pytest.fixture
def client(app: Flask, world: World, founder: str) -> Client:
    """The founder's browser."""
    return Client(app, world.a_session(founder))


def test_it_is_begun_where_only_its_organiser_sees_it(
    world: World, client: Client, stranger: Client, founder: str
) -> None:
    assert client.fill("/en/new", **GIVEN).headers["Location"] == "/en/c/machines/setup"
    with world.reading():
        made = consultations.get_consultation("machines")
        assert (made.title, made.purpose, made.language) == ("Machines", "To agree.", "en")
        assert made.announced_at is None
        assert consultations.roles_of(made.id, founder) == {Role.ORGANISER}
    stranger.get("/en/c/machines/", status=404)
    stranger.get("/en/c/machines/setup", status=404)
    assert client.get("/en/c/machines/setup").heading == "Set up this consultation"


def test_a_short_name_is_made_where_none_is_given(client: Client) -> None:
    for title, slug in (
        ("Ten Principles for AI!", "ten-principles-for-ai"),
        ("Ten principles for AI", "ten-principles-for-ai-2"),
        ("عشرة مبادئ", "consultation-1"),
        ("十项原则", "consultation-2"),
    ):
        assert client.fill("/en/new", title=title).headers["Location"] == f"/en/c/{slug}/setup"


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("English", "en"),
        ("français", "fr"),
        ("Arabic", "ar"),
        ("simplified  chinese", "zh-Hans"),
        ("Arabisch", "ar"),
        ("pt_br", "pt-BR"),
        ("Klingonish", None),
    ],
)
def test_a_language_is_known_by_its_name_or_its_tag(typed: str, tag: str | None) -> None:
    assert language_named(typed, "de") == tag


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Give the consultation a title."),
        ({"title": "x" * 301}, "Give the consultation a title of at most 300 characters."),
        ({"slug": "Big Machines"}, consultations.SlugRefused.sentence),
        ({"slug": "principles"}, "Another consultation is called “principles” already."),
        ({"purpose": "x" * 2001}, "Say the purpose in at most 2,000 characters."),
        ({"language": "Klingonish"}, LanguageRefused.sentence),
        ({"language": ""}, "Say in which language the consultation is held in the first place."),
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


def test_only_who_may_create_begins_a_consultation(
    world: World, stranger: Client, organiser: Client, scene: Scene
) -> None:
    assert stranger.http.get("/en/new").status_code == 303
    organiser.get("/en/new", status=403)
    stranger.post("/en/new", GIVEN, status=401)
    organiser.post("/en/new", GIVEN, status=403)
    with world.reading():
        assert consultations.find_consultation("machines") is None


def test_a_short_name_never_ends_in_a_hyphen_or_takes_one_that_is_there() -> None:
    assert suggested_slug("x" * 47 + " yes", ()) == "x" * 47
    assert suggested_slug("", {"consultation-1", "consultation-2"}) == "consultation-3"
    assert suggested_slug("One", {"one", "one-2"}) == "one-3"


@pytest.mark.parametrize(
    ("name", "taken", "found"),
    [
        ("Indigenous peoples", (), "indigenous_peoples"),
        ("3rd parties", (), "rd_parties"),
        ("الشباب", (), "category_1"),
        ("Company", ("company",), "company_2"),
    ],
)
def test_a_category_is_known_by_what_its_name_is_made_of(name: str, taken: tuple[str, ...], found: str) -> None:
    assert category_id(name, taken) == found
