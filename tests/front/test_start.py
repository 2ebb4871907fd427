"""The first page: which consultations one may see, what each asks for now, and who may begin another."""

from flask import Flask

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView, Role
from tests.client import Client
from tests.conftest import Scene
from tests.world import World


def test_a_stranger_sees_what_is_announced_and_until_when_it_is_open(stranger: Client, scene: Scene) -> None:
    page = stranger.get("/en/")
    assert page.link(scene.consultation.title) == f"{scene.home}/"
    assert scene.consultation.purpose in page.words
    assert "You can comment and vote on the draft until" in page.words


def test_what_is_not_announced_is_seen_by_whoever_has_a_role_in_it(
    world: World, stranger: Client, moderator: Client, scene: Scene
) -> None:
    hidden = world.a_consultation(title="Not yet", is_announced=False)
    world.a_role(hidden, scene.people["moderator"], Role.MODERATOR)
    assert "Not yet" not in stranger.get("/en/").words
    assert "Not yet" in moderator.get("/en/").words


def test_ones_own_consultation_that_is_being_set_up_says_so_and_leads_on(
    world: World, moderator: Client, planner: Client, plan: ConsultationView, scene: Scene
) -> None:
    page = planner.get("/en/")
    assert "It is being set up, and only you and those with a role see it." in page.words
    assert page.link("Go on setting it up") == "/en/c/plan/setup"
    world.a_role(plan, scene.people["moderator"], Role.MODERATOR)
    for path in ("/en/", "/en/c/plan/"):
        words = moderator.get(path).words
        assert "It is being set up, and only you and those with a role see it." in words
        assert "Go on setting it up" not in words


def test_a_title_is_shown_in_the_readers_language_and_says_which_language_it_is_in(
    world: World, stranger: Client, scene: Scene
) -> None:
    with world.acting():
        consultations.set_text(consultation_id=scene.consultation.id, lang="ar", title="مبادئ", purpose="")
    (shown,) = stranger.get("/ar/").root.all("h3")
    assert (shown.text, shown.get("lang"), shown.get("dir")) == ("مبادئ", "ar", "rtl")
    (other,) = stranger.get("/zh-Hans/").root.all("h3")
    assert (other.text, other.get("lang"), other.get("dir")) == (scene.consultation.title, "en", "ltr")


def test_only_who_may_create_consultations_is_led_to_the_form(app: Flask, world: World, scene: Scene) -> None:
    assert "Begin a consultation" not in Client(app, world.a_session(scene.people["organiser"])).get("/en/").words
    with world.acting():
        accounts.grant_instance_role(person_id=scene.people["organiser"], role=accounts.InstanceRole.ORGANISER)
    page = Client(app, world.a_session(scene.people["organiser"])).get("/en/")
    assert page.link("Begin a consultation") == "/en/new"


def test_an_installation_without_consultations_says_so(stranger: Client, world: World) -> None:
    page = stranger.get("/en/")
    assert "There is no consultation that you may see yet." in page.words
    assert "runs this installation, signs in first" in page.words
    assert [each.text for each in page.root.all("a") if each.get("class") == "btn go"] == ["Sign in"]


def test_the_first_organiser_of_an_empty_installation_is_told_what_to_do(app: Flask, world: World) -> None:
    person = world.a_person()
    with world.acting():
        accounts.grant_instance_role(person_id=person, role=accounts.InstanceRole.ORGANISER)
    page = Client(app, world.a_session(person)).get("/en/")
    assert "bring in the first draft" in page.words
    (first,) = [each for each in page.root.all("a") if each.get("class") == "btn go"]
    assert (first.text, first.get("href")) == ("Begin a consultation", "/en/new")


def test_an_address_without_a_language_leads_to_the_readers_own(stranger: Client, scene: Scene) -> None:
    for header, tag in (("zh-TW, en;q=0.5", "zh-Hans"), ("ar-EG", "ar"), ("sw", "en")):
        for path in ("/", f"/c/{scene.consultation.slug}/", f"/c/{scene.consultation.slug}/d/1"):
            answer = stranger.http.get(path, headers={"Accept-Language": header})
            assert (answer.status_code, answer.headers["Location"]) == (302, f"/{tag}{path}")
