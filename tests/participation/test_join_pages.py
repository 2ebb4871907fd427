"""The page on which people take part, and what it says when it cannot take what was typed."""

import pytest

from consult.participation import service as participation
from tests.client import Client
from tests.conftest import Scene
from tests.html import values
from tests.world import World


@pytest.fixture
def page(scene: Scene) -> str:
    return f"{scene.home}/join"


def test_a_person_takes_part_for_herself(newcomer: Client, page: str) -> None:
    shown = newcomer.follow(newcomer.fill(page, "/join/person", territory="NA", accept="y"))
    assert "You take part now" in shown.words
    assert "Noor Newcomer" in shown.words
    assert "verifies the seat" not in shown.words
    assert not [each for each in shown.root.all("form") if "/join/" in each.get("action")]


def test_an_organisation_s_code_is_shown_once_and_lets_a_second_member_in(
    newcomer: Client, world: World, page: str
) -> None:
    typed = {
        "organisation": "Clockworks (invented)",
        "category": "research_institution",
        "territory": "",
        "accept": "y",
    }
    shown = newcomer.follow(newcomer.fill(page, "/join/organisation", **typed))
    code = shown.words.split("shown only once: ")[1].split()[0]
    assert code not in newcomer.get(page).words
    assert "count once it is verified" in shown.words
    second = Client(world.app, world.a_session(world.a_person("Sione Second")))
    told = second.follow(second.fill(page, "/join/code", join_code=code.lower(), accept="y")).words
    assert "You vote and sign for Clockworks (invented) from now on" in told


@pytest.mark.parametrize(
    ("action", "typed", "status", "said"),
    [
        ("/join/code", {"join_code": "ABCD-EFGH-JKMN"}, 422, "No organisation here has this code"),
        ("/join/code", {"join_code": ""}, 422, "Enter the code"),
        ("/join/organisation", {"organisation": ""}, 422, "Enter the organisation"),
        (
            "/join/organisation",
            {"organisation": "DATAWORKS (invented)", "category": "company"},
            409,
            "takes part already",
        ),
        ("/join/organisation", {"organisation": "\u200b", "category": "company"}, 422, "readable characters"),
        ("/join/organisation", {"organisation": "Clockworks"}, 422, "Choose the category"),
        ("/join/organisation", {"organisation": "Clockworks", "category": "citizen"}, 422, "Not a valid choice"),
        ("/join/person", {"territory": "ZZ"}, 422, "Not a valid choice"),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(
    newcomer: Client, page: str, action: str, typed: dict[str, str], status: int, said: str
) -> None:
    shown = newcomer.fill(page, action, status=status, accept="y", **typed)
    assert said in shown.words
    kept = values(shown.form(action))
    words = {name: value for name, value in typed.items() if name in {"organisation", "join_code"}}
    assert {name: kept[name] for name in words} == words
    assert [each for each in newcomer.get(page).root.all("form") if "/join/" in each.get("action")]


def test_the_territories_are_named_in_the_reader_s_language_and_by_the_organiser(
    newcomer: Client, world: World, scene: Scene
) -> None:
    with world.acting():
        participation.set_territory_name(
            consultation_id=scene.consultation.id, territory="NA", lang="ar", name="بلاد ناميبيا"
        )
    names = {
        lang: {each.get("value"): each.text for each in newcomer.get(f"/{lang}/c/principles/join").root.all("option")}
        for lang in ("en", "ar", "zh-Hans")
    }
    assert names["en"]["NA"] == "Namibia"
    assert names["ar"]["NA"] == "بلاد ناميبيا"
    assert names["zh-Hans"]["NA"] == "纳米比亚"
    assert names["en"][""] == "Rather not say"


def test_who_takes_part_already_is_told_so(citizen: Client, page: str) -> None:
    shown = citizen.post(f"{page}/person", {"territory": "", "accept": "y"}, status=409)
    assert "You take part already" in shown.words
    assert citizen.get(page).by_id("main").all("form") == []


def test_taking_part_needs_an_account(stranger: Client, page: str) -> None:
    assert stranger.get(page, status=303).headers["Location"].startswith("/en/sign-in?next=")
    for way in ("person", "organisation", "code"):
        stranger.post(f"{page}/{way}", {"organisation": "Clockworks"}, status=401)


def test_what_a_form_adds_of_its_own_is_passed_over(newcomer: Client, world: World, scene: Scene, page: str) -> None:
    """Threat T9: nobody verifies or weighs a seat by joining."""
    sent = {"verification": "verified", "weight": "99", "person_id": scene.people["citizen"], "role": "organiser"}
    sent["accept"] = "y"
    newcomer.fill(page, "/join/person", **sent, category="government", consultation_id=scene.consultation.id)
    with world.reading():
        seat = participation.seat_of(consultation_id=scene.consultation.id, person_id=scene.people["newcomer"])
    assert seat is not None
    assert (seat.category, seat.verification) == ("citizen", "claimed")
    newcomer.get(f"{scene.home}/roles", status=403)
