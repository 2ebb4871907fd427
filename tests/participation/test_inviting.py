"""Inviting by a list: one letter each, a link that works once, and a table of how far everyone has come."""

import io
import re

from flask import Flask

from consult.kernel.chores import work_once
from consult.operations import service as operations
from consult.participation import service as participation
from consult.participation.service import MemberRole
from tests.client import Client, Page
from tests.conftest import Scene
from tests.world import World

LIST = """email,name,organisation,category,country
dora@clocks.example,Dora Delegate,Ministry of Clocks,government,NA
emil@clocks.example,Emil Expert,Ministry of Clocks,government,NA
carl@example.org,Carl Citizen,,citizen,
"""
LINK = re.compile(r"https?://[^/\s]+(/\S+/invited/\S+)")


def facts(page: Page) -> str:
    return " ".join(page.root.all("main")[0].text.split())


def send(organiser: Client, page: str, text: str) -> Page:
    data = {"csrf_token": organiser.proof(), "file": (io.BytesIO(text.encode()), "list.csv")}
    return Page(organiser.http.post(page, data=data))


def letters(world: World) -> dict[str, str]:
    """Return the link that each address was sent."""
    with world.reading():
        work_once()
        kept = operations.kept_letters(world.app.config["SETTINGS"])
    found = {letter.to: LINK.search(letter.text) for letter in kept}
    return {address: link.group(1) for address, link in found.items() if link}


def test_a_list_is_checked_whole_and_each_link_lets_one_person_in(
    app: Flask, world: World, scene: Scene, organiser: Client, citizen: Client, stranger: Client
) -> None:
    page = f"{scene.home}/invitations"
    citizen.get(page, status=403)
    refused = send(organiser, page, LIST + "nobody,Nobody,Nothing,press,\n")
    assert refused.status == 422
    assert "5 Give an e-mail address. nobody" in facts(refused)
    assert letters(world) == {}
    assert send(organiser, page, LIST).status == 303
    assert "3 letters are on their way." in organiser.get(page).words
    send(organiser, page, LIST)
    links = letters(world)
    assert sorted(links) == ["carl@example.org", "dora@clocks.example", "emil@clocks.example"]

    link = links["dora@clocks.example"]
    assert "you would speak for Ministry of Clocks" in facts(stranger.get(link))
    assert stranger.fill(link, link).headers["Location"].endswith("/join")
    assert "Followed the link 1" in facts(organiser.get(page))
    assert "/sign-in" in stranger.get(f"{link}/join", status=303).headers["Location"]

    people = {name: world.a_person(name.title()) for name in ("dora", "emil", "carl")}
    by = {name: Client(app, world.a_session(person)) for name, person in people.items()}
    by["dora"].fill(f"{link}/join", "/join", status=422)
    told = by["dora"].follow(by["dora"].fill(f"{link}/join", "/join", accept="y"))
    assert "Other members join with this code, shown only once" in told.words
    by["emil"].fill(f"{links['emil@clocks.example']}/join", "/join", accept="y")
    by["carl"].fill(f"{links['carl@example.org']}/join", "/join", accept="y")
    late = Client(app, world.a_session(world.a_person()))
    assert "with this invitation already" in late.fill(f"{link}/join", "/join", accept="y", status=409).words
    assert "with this invitation already" in facts(late.get(link))
    late.get(f"{scene.home}/invited/nothing", status=404)

    with world.reading():
        found = participation.delegation_of(consultation_id=scene.consultation.id, person_id=people["emil"])
        own = participation.seat_of(consultation_id=scene.consultation.id, person_id=people["carl"])
    assert found is not None
    assert [(one.name, one.role) for one in found.members] == [
        ("Dora", MemberRole.SIGNATORY),
        ("Emil", MemberRole.DRAFTER),
    ]
    assert own is not None
    assert own.category == "citizen"
    assert "Takes part 3" in facts(organiser.get(page))
