"""The organiser's own categories and names: on every page of the consultation, in its files, and nowhere else."""

import json

import pytest

from consult.consultations import service as consultations
from consult.consultations.service import CategoryNameRefused, ConsultationView
from consult.rounds.service import RoundView
from consult.web import words
from tests.client import Client
from tests.command import run
from tests.world import World

OWN = {
    ("civil_society", "en"): "People's groups",
    ("indigenous_peoples", "en"): "Peoples of the land",
    ("indigenous_peoples", "ar"): "الشعوب الأصلية",
}


@pytest.fixture
def made(world: World) -> ConsultationView:
    """A consultation with a category of its own, and with its own name for one that every consultation has."""
    categories = ["civil_society", "indigenous_peoples", "citizen"]
    made = world.a_consultation(slug="land", organiser=world.a_person("Olga Organiser"), categories=categories)
    with world.acting():
        consultations.set_category_names(consultation_id=made.id, names=OWN)
    world.a_draft(made)
    return made


@pytest.fixture
def counted(world: World, made: ConsultationView) -> RoundView:
    """A round in which all three categories voted, closed and counted."""
    one = world.a_round(made)
    world.votes(
        one, {"indigenous_peoples": {"support": 6}, "civil_society": {"object": 5}, "citizen": {"reservation": 7}}
    )
    return world.closed(one)


def test_a_name_is_in_the_reader_s_language_else_in_the_consultation_s_own(
    world: World, made: ConsultationView
) -> None:
    english = {"civil_society": "People's groups", "indigenous_peoples": "Peoples of the land"}
    with world.reading():
        assert consultations.category_names(made.id, "en") == english
        assert consultations.category_names(made.id, "zh-Hans") == english
        assert consultations.category_names(made.id, "ar") == {**english, "indigenous_peoples": "الشعوب الأصلية"}
        assert consultations.category_names(world.a_consultation().id, "en") == {}


def test_an_empty_name_takes_one_back_and_an_unreadable_one_is_refused(world: World, made: ConsultationView) -> None:
    scope = {"consultation_id": made.id}
    with world.acting():
        consultations.set_category_names(**scope, names={("civil_society", "en"): " ", ("citizen", "en"): ""})
    with world.reading():
        assert consultations.category_names(made.id, "en") == {"indigenous_peoples": "Peoples of the land"}
    for typed in ("x" * 81, "…", "a\x00b"):
        with pytest.raises(CategoryNameRefused), world.acting():
            consultations.set_category_names(**scope, names={("civil_society", "en"): typed})


def test_only_categories_have_names_of_their_own(world: World) -> None:
    with world.app.test_request_context("/en/"):
        words.using({"civil_society": "People's groups", "youth": "Youth", "editor": "Boss", "object": "Yes"})
        said = [str(words.word(one)) for one in ("civil_society", "youth", "editor", "object", "company")]
        assert said == ["People's groups", "Youth", "Editor", "Object", "Companies"]
        (chosen,) = words.choices(["youth"])
        assert str(chosen.label) == "Youth"
    with world.app.test_request_context("/en/"):
        assert words.word("civil_society") == "Civil society"


def test_people_join_under_a_category_of_the_consultation_s_own(world: World, made: ConsultationView) -> None:
    person = Client(world.app, world.a_session(world.a_person("Sione Second")))
    typed = {"organisation": "Council of elders (invented)", "category": "indigenous_peoples", "accept": "y"}
    assert "Peoples of the land" in person.get("/en/c/land/join").words
    shown = person.follow(person.fill("/en/c/land/join", "/join/organisation", **typed))
    assert "in the category “Peoples of the land”" in shown.words
    assert "الشعوب الأصلية" in person.get("/ar/c/land/join").words


def test_pages_and_files_say_the_organiser_s_own_names(
    world: World, made: ConsultationView, counted: RoundView, stranger: Client
) -> None:
    for place in ("/", "/results", "/rounds/1", "/rounds/1/summary.md", "/rounds/1/summary.html"):
        shown = stranger.get(f"/en/c/land{place}").text.replace("&#39;", "'")
        assert "Peoples of the land" in shown, place
        assert "People's groups" in shown, place
        assert "indigenous_peoples" not in shown.split("<pre")[0], place
    assert "الشعوب الأصلية" in stranger.get("/ar/c/land/results").words
    assert "People's groups" not in stranger.get("/en/").words


def test_the_command_writes_the_same_names_as_the_page(
    world: World, made: ConsultationView, counted: RoundView, stranger: Client
) -> None:
    page = stranger.get("/ar/c/land/rounds/1/summary.md").response.data
    printed = run(world.app, "summary", "land", "--format", "md", "--lang", "ar").stdout_bytes
    assert printed == page
    assert "الشعوب الأصلية" in printed.decode()


def test_the_figures_of_such_a_category_are_counted_like_any_other(
    world: World, made: ConsultationView, counted: RoundView, stranger: Client
) -> None:
    summary = json.loads(stranger.get("/en/c/land/rounds/1/summary.json").text)
    assert list(summary["participation"]) == ["civil_society", "indigenous_peoples", "citizen"]
    assert summary["participation"]["indigenous_peoples"]["voted"] == 6
    (share,) = {
        one["share"]["exact"] for one in summary["clauses"][0]["categories"] if one["category"] == "indigenous_peoples"
    }
    assert share == "1/1"
