"""The pages of the legal notices: written, published, read in one's language, and accepted."""

import pytest

from consult.consultations import service as consultations
from consult.consultations.forms import drafted
from consult.consultations.forms.drafts import DRAFTS
from consult.consultations.rules.notices import has_gaps
from consult.consultations.service import AcceptanceView, NoticesView, Section
from tests.client import Client
from tests.conftest import Scene
from tests.html import values
from tests.world import NOTICES, World

OTHER = {**NOTICES, Section.HOSTING: "Kept in Namibia.\nBy the assembly itself."}
WHOLE = {f"{section}-en": text for section, text in OTHER.items()}


def publish(world: World, scene: Scene, **contents: dict[Section, str]) -> None:
    with world.acting():
        consultations.publish_notices(consultation_id=scene.consultation.id, contents=contents, by_person=None)


def standing(world: World, scene: Scene) -> NoticesView:
    with world.reading():
        found = consultations.notices_of(scene.consultation.id)
    assert found is not None
    return found


def accepted(world: World, scene: Scene, name: str) -> AcceptanceView | None:
    with world.reading():
        return consultations.acceptance_of(scene.consultation.id, scene.people[name])


def test_everyone_reads_the_notices_from_the_foot_of_each_page(stranger: Client, world: World, scene: Scene) -> None:
    address = stranger.get(f"{scene.home}/").link("Legal notices")
    shown = stranger.get(address)
    assert all(text in shown.words for text in NOTICES.values())
    assert "This is version 1" in shown.words
    assert standing(world, scene).by_language["en"].sha256 in shown.words
    assert "Accept these notices" not in shown.words
    assert "Write the legal notices" not in shown.words


def test_notices_in_another_language_say_so_and_are_marked(stranger: Client, world: World, scene: Scene) -> None:
    shown = stranger.get("/ar/c/principles/notices")
    assert {each.get("dir") for each in shown.root if each.get("lang") == "en" and each.tag == "div"} == {"ltr"}
    publish(world, scene, ar={**NOTICES, Section.HOSTING: "في ناميبيا"})
    assert "في ناميبيا" in stranger.get("/ar/c/principles/notices").words
    english = stranger.get("/en/c/principles/notices")
    assert "في ناميبيا" not in english.words
    asked = stranger.get(english.link("Arabic"))
    assert "في ناميبيا" in asked.words
    assert {each.get("dir") for each in asked.root if each.get("lang") == "ar" and each.tag == "div"} == {"rtl"}
    assert stranger.get("/en/c/principles/notices?in=xx").words == english.words


def test_without_notices_the_page_says_so(stranger: Client, world: World) -> None:
    made = world.a_consultation(has_notices=False)
    assert "No legal notices are published yet" in stranger.get(f"/en/c/{made.slug}/notices").words


def test_who_takes_part_accepts_the_version_on_the_page(citizen: Client, world: World, scene: Scene) -> None:
    page = f"{scene.home}/notices"
    publish(world, scene, ar=OTHER)
    shown = citizen.follow(citizen.fill(f"{page}?in=ar", "/notices/accept"))
    assert "You have accepted the legal notices." in shown.words
    found = accepted(world, scene, "citizen")
    assert found is not None
    assert (found.version, found.lang, found.is_current) == (2, "ar", True)
    assert "You accepted this version on" in citizen.get(page).words
    assert "Accept these notices" not in citizen.get(page).words


def test_a_version_that_has_changed_meanwhile_is_not_accepted(citizen: Client, world: World, scene: Scene) -> None:
    sent = values(citizen.get(f"{scene.home}/notices").form("/notices/accept"))
    publish(world, scene, en=OTHER)
    shown = citizen.post(f"{scene.home}/notices/accept", sent, status=409)
    assert "The notices have changed since you opened this page" in shown.words
    assert "Kept in Namibia." in shown.words
    assert accepted(world, scene, "citizen") is None


def test_only_who_is_signed_in_accepts_and_only_an_organiser_writes(
    stranger: Client, newcomer: Client, citizen: Client, moderator: Client, scene: Scene
) -> None:
    stranger.post(f"{scene.home}/notices/accept", {"version": "1"}, status=401)
    assert "Accept these notices" not in newcomer.get(f"{scene.home}/notices").words
    for person in (newcomer, citizen, moderator):
        person.get(f"{scene.home}/setup/notices", status=403)
        person.post(f"{scene.home}/setup/notices", {**WHOLE, "act": "publish"}, status=403)


def test_an_organiser_publishes_a_new_version(organiser: Client, world: World, scene: Scene) -> None:
    shown = organiser.follow(organiser.fill(f"{scene.home}/setup/notices", "/setup/notices", **WHOLE, act="publish"))
    assert "The legal notices are published." in shown.words
    found = standing(world, scene)
    assert (found.version, found.by_language["en"].content) == (2, OTHER)


def test_notices_are_saved_as_far_as_they_are_and_gone_on_with(organiser: Client, world: World, scene: Scene) -> None:
    page = f"{scene.home}/setup/notices"
    typed = {"hosting-en": "In Namibia.", "recipients-en": ""}
    shown = organiser.follow(organiser.fill(page, "/setup/notices", **typed, act="save"))
    assert "Nobody else sees them until you publish them." in shown.words
    kept = values(organiser.get(page).form("/setup/notices"))
    assert (kept["hosting-en"], kept["recipients-en"]) == ("In Namibia.", "")
    assert kept["controller-en"] == NOTICES[Section.CONTROLLER]
    assert standing(world, scene).version == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"hosting-en": " "}, "“Where the data are kept, and whether they leave that country” is empty"),
        ({"hosting-en": "…"}, "“Where the data are kept, and whether they leave that country” is empty"),
        (
            {"hosting-en": "In [country]."},
            "leave that country” in English is still a sample text. Replace what stands in",
        ),
        ({"hosting-en": "x" * 4001}, "Say it in at most 4000 characters."),
    ],
)
def test_notices_that_do_not_say_everything_are_not_published_and_nothing_typed_is_lost(
    organiser: Client, world: World, scene: Scene, typed: dict[str, str], said: str
) -> None:
    sent = {**WHOLE, **typed, "act": "publish"}
    shown = organiser.fill(f"{scene.home}/setup/notices", "/setup/notices", status=422, **sent)
    assert said in shown.words
    assert values(shown.form("/setup/notices"))["hosting-en"] == typed["hosting-en"]
    assert standing(world, scene).version == 1


def test_drafts_stand_in_the_form_until_something_is_written(world: World) -> None:
    person = world.a_person("Olga Organiser")
    made = world.a_consultation(
        slug="quiet", organiser=person, is_announced=False, has_notices=False, licence="CC0", title="Clocks"
    )
    organiser, page = Client(world.app, world.a_session(person)), "/en/c/quiet/setup/notices"
    drafts = values(organiser.get(page).form("/setup/notices"))
    assert "Results and open data are published under CC0." in drafts["export_licence-en"]
    assert "the consultation “Clocks”" in drafts["purpose-en"]
    assert "[Name of the organisation]" in drafts["controller-en"]
    assert "A sample text stands here; adapt it." in organiser.get(page).words
    shown = organiser.fill(page, "/setup/notices", status=422, act="publish")
    assert "Replace what stands in square brackets" in shown.words
    led = organiser.fill(page, "/setup/notices", act="save")
    assert led.headers["Location"] == "/en/c/quiet/setup"
    with world.acting():
        consultations.save_step(
            consultation_id=made.id, step="languages", answers={"languages": ["en", "ar", "sw"]}, by_person=person
        )
    asked = values(organiser.get(page).form("/setup/notices"))
    assert len([name for name in asked if name.endswith(("-en", "-ar", "-sw"))]) == 3 * len(Section)
    assert asked["controller-ar"]
    assert asked["controller-sw"] == ""


@pytest.mark.parametrize("lang", ["en", "zh-Hans", "ar"])
def test_a_draft_marks_what_is_to_be_filled_in_alike_in_every_language(world: World, lang: str) -> None:
    with world.app.test_request_context("/en/"):
        texts = drafted(lang, title="Clocks", licence="CC0")
    assert {section for section, text in texts.items() if has_gaps(text)} == {
        section for section, text in DRAFTS.items() if has_gaps(text)
    }
