"""From an empty installation to an announced consultation: with JavaScript and without, in English and in Arabic."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from consult.consultations import service as consultations
from consult.operations import service as operations
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from tests.journeys.conftest import Visit
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]

TEXTS = {
    "en": "# People first\n\nSystems serve people, and people can stop them. {#stop}\n\nHarm is made whole. {#heal}\n",
    "ar": "# الناس أولا\n\nالأنظمة تخدم الناس، ويمكن للناس إيقافها. {#stop}\n\nيُجبر الضرر. {#heal}\n",
}
SUBMIT = "main form button.go"
"""The one filled button of a step; its words depend on the language."""


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_an_empty_installation_to_an_announced_consultation(
    visit: Callable[..., Visit], world: World, tmp_path: Path, lang: str, has_javascript: bool
) -> None:
    organiser = visit(has_javascript=has_javascript)
    come_in(organiser, world, lang)
    begin(organiser, lang)
    fill_in(organiser, lang, tmp_path)
    publish_notices(organiser)
    announce(organiser, lang)
    with world.reading():
        made = consultations.get_consultation("machines")
        (one,) = rounds.list_rounds(made.id)
        content = rounds.contract_of_round(made.id, one.id).content
    assert (made.language, one.state) == (lang, RoundState.OPEN)
    assert (content["deciding_body"], content["bundle"], content["languages"]) == ("The assembly", "poll", [lang])
    reader = visit(has_javascript=has_javascript)
    reader.go(f"/{lang}/c/machines/d/1")
    expect(reader.page.locator("article")).to_contain_text(TEXTS[lang].splitlines()[2].partition(" {#")[0])


def come_in(visit: Visit, world: World, lang: str) -> None:
    """Use the link that the preparing of an empty installation prints for its first organiser."""
    with world.app.app_context():
        link = operations.first_link(world.app.config["SETTINGS"])
    assert link is not None
    path = "/sign-in/link/" + link.rpartition("/sign-in/link/")[2]
    visit.go(f"/{lang}{path}")
    visit.page.locator(SUBMIT).click()
    visit.page.wait_for_url(lambda address: "/sign-in/link/" not in address)


def begin(visit: Visit, lang: str) -> None:
    visit.go(f"/{lang}/")
    visit.page.locator(f"main a[href='/{lang}/new']").click()
    write(visit, title="Machines", slug="machines")
    assert visit.page.locator("#language").input_value() == lang, "the language of the page is suggested"
    send(visit)
    visit.page.wait_for_url(f"**/{lang}/c/machines/setup")
    assert visit.page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
    visit.page.locator("main a.go").click()


def fill_in(visit: Visit, lang: str, folder: Path) -> None:
    """Fill in each step where the one before has led, leave, and come back."""
    at(visit, "purpose")
    write(visit, purpose="To agree on what machines may do.")
    send(visit)
    at(visit, "mandate")
    write(visit, deciding_body="The assembly", mandate="Resolution 7")
    write(visit, **{"name-0": "Dana Decider", "office-0": "President", "since-0": "2026-01-15"})
    send(visit)
    for step in ("categories", "territories", "languages"):
        at(visit, step)
        send(visit)
    at(visit, "text")
    file = folder / "draft.md"
    file.write_text(TEXTS[lang], encoding="utf-8")
    visit.page.locator("#file").set_input_files(file)
    send(visit)
    visit.page.locator("[aria-labelledby=understood] .read").nth(1).wait_for()
    visit.go(f"/{lang}/")
    visit.page.locator(f"main a[href='/{lang}/c/machines/']").click()
    visit.page.locator("main a.go").click()
    visit.page.locator("main a.go").click()
    at(visit, "timetable")
    write(visit, closes_at=f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%dT18:00}")
    send(visit)
    at(visit, "decision")
    visit.page.locator("input[name=bundle][value=poll]").check()
    send(visit)


def publish_notices(visit: Visit) -> None:
    at(visit, "notices")
    for field in visit.page.locator("main form :is(textarea, input[type=text])").all():
        field.fill("It is said here.")
    send(visit)


def announce(visit: Visit, lang: str) -> None:
    visit.page.wait_for_url(f"**/{lang}/c/machines/setup")
    visit.page.locator("main a.go").click()
    at(visit, "review")
    expect(visit.page.locator("main")).to_contain_text("Resolution 7")
    send(visit)
    visit.page.wait_for_url(f"**/{lang}/c/machines/desk")


def at(visit: Visit, step: str) -> None:
    visit.page.wait_for_url(f"**/setup/{step}")


def write(visit: Visit, **words: str) -> None:
    for name, typed in words.items():
        visit.page.locator(f"[name='{name}']").fill(typed)


def send(visit: Visit) -> None:
    visit.page.locator(SUBMIT).click()
