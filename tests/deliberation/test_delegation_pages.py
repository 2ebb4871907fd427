"""Two steps in a browser: a delegation's page, its drafts, and the release with its preview."""

import pytest
from flask import Flask

from consult.deliberation import service as deliberation
from consult.participation import service as participation
from consult.participation.service import MemberRole
from tests.client import Client, Page
from tests.html import values
from tests.world import World

HOME = "/en/c/principles"
DELEGATION = f"{HOME}/delegation"
COMMENT = f"{HOME}/d/1/1.1/comment"


class Scene:
    """An open round, and a ministry for which Sam signs and Dora and Rita speak too, in one step."""

    def __init__(self, app: Flask, world: World) -> None:
        self.world = world
        self.made = world.a_consultation(slug="principles")
        world.a_draft(self.made)
        self.ids = {name: world.a_person(f"{name.title()} Tester") for name in ("sam", "dora", "rita")}
        self.seat = world.a_delegation(self.made, *self.ids.values(), name="Ministry of Clocks")
        self.one = world.a_round(self.made)
        self.sam, self.dora, self.rita = (Client(app, world.a_session(person)) for person in self.ids.values())

    def in_two_steps(self) -> None:
        """Have Sam release what Dora drafts and Rita reads."""
        self.sam.post(f"{DELEGATION}/mode", {"two_step": "on"}, status=303)
        for name, role in (("dora", "drafter"), ("rita", "reader")):
            self.sam.post(f"{DELEGATION}/members/{self.ids[name]}", {"role": role}, status=303)

    def drafted(self, text: str = "Say who decides.") -> str:
        """Return the address of a draft that Dora wrote on the first clause."""
        return self.dora.fill(COMMENT, "/comment", text=text).headers["Location"]

    def said(self) -> list[str]:
        """Return the delegation's comments."""
        with self.world.reading():
            found = deliberation.comments_by(consultation_id=self.made.id, seat_id=self.seat.id)
        return [one.markdown for one in found]


@pytest.fixture
def scene(app: Flask, world: World) -> Scene:
    return Scene(app, world)


def test_a_signatory_switches_to_two_steps_and_gives_roles(scene: Scene) -> None:
    page = scene.sam.get(DELEGATION)
    assert "In one step" in page.words
    shown = scene.sam.follow(scene.sam.fill(DELEGATION, "/mode"))
    assert "In two steps" in shown.words
    member = f"/members/{scene.ids['dora']}"
    assert values(shown.form(member))["role"] == "signatory"
    scene.sam.fill(DELEGATION, member, role="drafter")
    page = scene.dora.get(DELEGATION)
    assert "comments and suggestions until a signatory releases them." in page.words
    assert page.root.all("select") == []


def test_what_is_not_allowed_is_said_on_the_same_page(scene: Scene) -> None:
    scene.in_two_steps()
    page = scene.sam.post(f"{DELEGATION}/members/{scene.ids['sam']}", {"role": "reader"}, status=409)
    assert "This is your delegation's only signatory." in page.words
    assert scene.sam.post(f"{DELEGATION}/members/{scene.ids['sam']}", {"role": "king"}).status == 422
    page = scene.dora.post(f"{DELEGATION}/mode", {"two_step": "off"}, status=422)
    assert "Only a signatory of your delegation can do this." in page.words
    assert "In two steps" in page.words


def test_someone_without_an_organisation_has_no_such_page(app: Flask, world: World, scene: Scene) -> None:
    person = world.a_person()
    world.a_seat(scene.made, person_id=person)
    Client(app, world.a_session(person)).get(DELEGATION, status=404)


def test_the_comment_form_saves_to_the_drafts_and_says_so(scene: Scene) -> None:
    assert "Your delegation's drafts" not in scene.dora.get(COMMENT).words
    scene.in_two_steps()
    page = scene.dora.get(COMMENT)
    assert "Your delegation's drafts: a signatory releases them." in page.words
    assert [each.text for each in page.root.all("button") if "draft" in each.text]
    shown = scene.dora.get(scene.drafted())
    assert "It is saved among your delegation's drafts." in shown.words
    assert values(shown.form(shown_path(shown)))["text"] == "Say who decides."
    assert scene.said() == []
    assert "Say who decides." in scene.rita.get(DELEGATION).words


def shown_path(page: Page) -> str:
    """Return the end of the address of the form that edits the draft shown."""
    forms = [form.get("action") for form in page.root.all("form")]
    return next(action for action in forms if action.rpartition("/")[0].endswith("/drafts"))


def test_a_refused_draft_keeps_what_was_typed(scene: Scene) -> None:
    scene.in_two_steps()
    page = scene.dora.fill(COMMENT, "/comment", status=422, text="Mind the gap.", quote="not in the clause")
    assert "The quoted words are not in this clause." in page.words
    assert values(page.form("/comment"))["text"] == "Mind the gap."


def test_a_suggestion_goes_to_the_drafts_too(scene: Scene) -> None:
    scene.in_two_steps()
    address = f"{HOME}/d/1/1.1/suggest"
    led = scene.dora.fill(address, "/suggest", wording="Machines serve people.", text="It is shorter.")
    page = scene.dora.get(led.headers["Location"])
    assert "Suggestion on clause 1.1" in page.words
    assert values(page.form(shown_path(page)))["wording"] == "Machines serve people."
    assert scene.said() == []


def test_nobody_overwrites_a_colleague_s_edit_and_what_was_typed_is_kept(scene: Scene) -> None:
    scene.in_two_steps()
    address = scene.drafted()
    action = address
    old = values(scene.dora.get(address).form(action))
    scene.sam.fill(address, action, text="Say who decides, and when.")
    page = scene.dora.post(address, {**old, "text": "Mine."}, status=409)
    assert "Someone of your delegation has changed this draft meanwhile." in page.words
    assert "Say who decides, and when." in page.words
    form = values(page.form(action))
    assert form["text"] == "Mine."
    scene.dora.post(address, form, status=303)
    assert "Mine." in scene.sam.get(DELEGATION).words


def test_a_signatory_accepts_previews_and_releases(scene: Scene) -> None:
    scene.in_two_steps()
    first, second = scene.drafted("One."), scene.drafted("Two.")
    scene.sam.fill(first, "/decide", decision="accepted")
    page = scene.sam.fill(second, "/decide", status=422, decision="set_aside")
    assert "Say in one to 500 characters why the draft is set aside" in page.words
    scene.sam.fill(second, "/decide", decision="set_aside", note="Said already.")
    assert "Said already." in scene.dora.get(DELEGATION).words
    preview = scene.sam.get(scene.sam.get(DELEGATION).link("Read and release 1 accepted draft"))
    assert "One." in preview.words
    assert "Two." not in preview.words
    shown = scene.sam.follow(scene.sam.fill(f"{DELEGATION}/release", "/release"))
    assert "Released: 1." in shown.words
    assert "Released by Sam Tester" in shown.words
    assert scene.said() == ["One."]
    assert (
        "This draft is released"
        in scene.sam.post(f"{first}/decide", {"decision": "waiting", "seen": "2"}, status=409).words
    )


def test_a_release_of_something_else_than_the_preview_is_refused(scene: Scene) -> None:
    scene.in_two_steps()
    scene.sam.fill(scene.drafted("One."), "/decide", decision="accepted")
    old = values(scene.sam.get(f"{DELEGATION}/release").form("/release"))
    scene.sam.fill(scene.drafted("Two."), "/decide", decision="accepted")
    page = scene.sam.post(f"{DELEGATION}/release", old, status=409)
    assert "The accepted drafts have changed since you opened this page" in page.words
    assert "Two." in page.words
    assert scene.said() == []


def test_a_drafter_sees_the_preview_and_no_button(scene: Scene) -> None:
    scene.in_two_steps()
    scene.sam.fill(scene.drafted("One."), "/decide", decision="accepted")
    page = scene.dora.get(f"{DELEGATION}/release")
    assert "Only a signatory of your delegation can do this." in page.words
    assert not [form for form in page.root.all("form") if form.get("action").endswith("/release")]
    scene.dora.post(f"{DELEGATION}/release", {"seen": ""}, status=422)
    assert scene.said() == []


def test_drafts_change_places(scene: Scene) -> None:
    scene.in_two_steps()
    scene.drafted("One.")
    second = scene.drafted("Two.")
    scene.sam.post(f"{second}/move", {"to": "up"}, status=303)
    words = scene.sam.get(DELEGATION).words
    assert words.index("Two.") < words.index("One.")
    scene.sam.post(f"{second}/move", {"to": "down"}, status=303)
    words = scene.sam.get(DELEGATION).words
    assert words.index("One.") < words.index("Two.")
    assert scene.dora.post(f"{second}/move", {"to": "up"}).status == 422


def test_what_was_not_released_in_time_is_shown_to_the_delegation_only(
    world: World, scene: Scene, stranger: Client
) -> None:
    scene.in_two_steps()
    address = scene.drafted("Too late.")
    world.closed(scene.one)
    page = scene.dora.get(DELEGATION)
    assert "The round closed before a signatory released these." in page.words
    assert "Too late." in page.words
    for public in (f"{HOME}/d/1/1.1", f"{HOME}/log", f"{HOME}/"):
        assert "Too late." not in stranger.get(public).words
    assert scene.sam.post(f"{address}/decide", {"decision": "accepted", "seen": "1"}).status == 409
    assert "No round is open" in scene.sam.get(f"{DELEGATION}/release").words
    assert scene.sam.post(f"{DELEGATION}/release", {"seen": ""}).status == 409


def test_nobody_else_finds_a_draft(app: Flask, world: World, scene: Scene, stranger: Client) -> None:
    scene.in_two_steps()
    address = scene.drafted()
    other = world.a_person()
    world.a_delegation(scene.made, other, category="company")
    Client(app, world.a_session(other)).get(address, status=404)
    assert "Say who decides." not in stranger.http.get(address, follow_redirects=True).text


def test_a_reader_reads_and_writes_nothing(world: World, scene: Scene) -> None:
    scene.in_two_steps()
    address = scene.drafted()
    page = scene.rita.get(address)
    assert "Say who decides." in page.words
    assert not [form for form in page.root.all("form") if "/drafts/" in form.get("action")]
    scene.rita.get(COMMENT, status=403)
    with world.acting():
        participation.set_member_role(
            consultation_id=scene.made.id,
            person_id=scene.ids["sam"],
            member_id=scene.ids["rita"],
            role=MemberRole.DRAFTER,
        )
    assert "Your delegation's drafts" in scene.rita.get(COMMENT).words


def test_the_overview_leads_a_member_to_the_delegation(scene: Scene) -> None:
    overview = scene.rita.get(f"{HOME}/")
    assert overview.link("Your delegation: its members, and who releases what it says") == DELEGATION


def test_a_draft_stands_under_the_clause_as_readers_of_the_text_see_it(scene: Scene) -> None:
    scene.in_two_steps()
    page = scene.dora.get(scene.drafted())
    [shown] = [each for each in page.root.all("div") if "read" in (each.get("class") or "").split()]
    assert not [each for each in shown.all("p") if "measure" in (each.get("class") or "").split()]


def test_other_words_in_a_draft_are_told_from_those_that_they_replace(scene: Scene) -> None:
    scene.in_two_steps()
    scene.dora.fill(
        f"{HOME}/d/1/1.1/suggest?way=passage",
        "/suggest",
        quote="stop them",
        wording="switch them off",
        text="It is plainer.",
    )
    page = scene.sam.get(DELEGATION)
    assert "On the words stop them The words that should stand there switch them off" in page.words
