"""Inviting by a list: one letter each, a link that works once, and a table of how far everyone has come."""

import io
import re

from flask import Flask

from consult.kernel.chores import work_once
from consult.ledger import service as ledger
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
    nothing = organiser.post(page, status=422).words
    assert "Choose the file with the list of people to invite." in nothing
    assert "A file has to be chosen again" in nothing
    assert "Name the missing columns" not in nothing
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
    emil = by["emil"].follow(by["emil"].fill(f"{links['emil@clocks.example']}/join", "/join", accept="y"))
    assert "You draft for Ministry of Clocks from now on." in emil.words
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


def test_an_invitation_that_nobody_has_used_is_withdrawn_and_its_link_opens_nothing(
    app: Flask, world: World, scene: Scene, organiser: Client, citizen: Client, stranger: Client
) -> None:
    page = f"{scene.home}/invitations"
    send(organiser, page, LIST)
    links = letters(world)
    with world.reading():
        ids = {one.email: one.id for one in participation.invitations_of(scene.consultation.id)}
    stranger.fill(links["dora@clocks.example"], links["dora@clocks.example"])
    citizen.post(f"{page}/{ids['dora@clocks.example']}/withdraw", status=403)
    told = organiser.follow(organiser.fill(page, f"/{ids['dora@clocks.example']}/withdraw"))
    assert "The invitation to dora@clocks.example is withdrawn." in told.words
    stranger.get(links["dora@clocks.example"], status=404)
    carl = Client(app, world.a_session(world.a_person()))
    carl.fill(f"{links['carl@example.org']}/join", "/join", accept="y")
    refused = organiser.post(f"{page}/{ids['carl@example.org']}/withdraw", status=409)
    assert "so it cannot be withdrawn" in refused.words
    organiser.post(f"{page}/{ids['dora@clocks.example']}/withdraw", status=404)
    send(organiser, page, LIST)
    assert "1 letter is on its way." in organiser.get(page).words, "who was withdrawn is invited anew"
    with world.acting():
        ledger.drain(scene.consultation.id)
    assert "An invitation that nobody had used was withdrawn" in facts(stranger.get(f"{scene.home}/log"))
