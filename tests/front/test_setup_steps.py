"""The steps in which a consultation is set up: each is saved by itself, and a refusal keeps what was typed."""

from typing import Any

import pytest

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.front import service as front
from consult.front.rules.setup import GAPS, Gap, Step
from consult.kernel import clock
from consult.participation import service as participation
from consult.rounds.rules.contract import CLAIMED_TOO
from tests.client import Client
from tests.front.planning import SETUP, day, fill, fill_in, publish_notices
from tests.html import values
from tests.world import World

PLACES = [f"{one}{two}" for one in "GKLMN" for two in "AEHGLRWYZ"]
STEPS = ("purpose", "mandate", "categories", "territories", "languages", "text", "timetable", "decision", "review")


def kept(world: World, plan: ConsultationView, step: Step) -> dict[str, Any]:
    with world.reading():
        found = consultations.steps_of(plan.id).get(step)
        return dict(found.answers) if found else {}


def states(client: Client) -> dict[str, str]:
    """Return what the list of steps says of each."""
    lists = [each for each in client.get(SETUP).root.all("ol") if "rows" in each.get("class")]
    return {line.all("a")[0].text: line.all("span")[-1].text for line in lists[0].all("li")}


@pytest.mark.parametrize("step", ["", *(f"/{step}" for step in STEPS)])
def test_only_the_organiser_gets_in_and_no_cache_keeps_it(
    planner: Client, stranger: Client, citizen: Client, step: str
) -> None:
    assert planner.get(SETUP + step).headers["Cache-Control"] == "no-store"
    stranger.get(SETUP + step, status=404)
    citizen.get(SETUP + step, status=404)


def test_the_list_begins_with_everything_to_do_and_the_usual_choices_standing(planner: Client) -> None:
    found = states(planner)
    assert found["Countries and territories"] == "The usual choice stands; look at it if you like."
    assert found["The text"] == "To do."
    page = planner.get(SETUP)
    for gap in (Gap.PURPOSE, Gap.DECIDING_BODY, Gap.MANDATE, Gap.DECISION_MAKER, Gap.TEXT, Gap.TIMETABLE, Gap.DECISION):
        assert page.link(GAPS[gap]).startswith(f"{SETUP}/")
    assert page.link("Publish the legal notices in English.") == f"{SETUP}/notices"


def test_a_step_that_is_saved_leads_to_the_next_that_is_not_done(planner: Client) -> None:
    assert fill(planner, "purpose", purpose="To agree.").headers["Location"] == f"{SETUP}/mandate"
    assert states(planner)["What it is for"] == "Done."
    assert fill(planner, "decision", bundle="poll").headers["Location"] == f"{SETUP}/notices"


def test_everything_is_there_when_it_is_taken_up_again(world: World, plan: ConsultationView, planner: Client) -> None:
    fill_in(planner, timetable={"opens_at": day(3), "closes_at": day(33)})
    publish_notices(world, plan, "en")
    for step, field, value in (
        ("purpose", "purpose", "To agree on what machines may do."),
        ("mandate", "office-0", "President"),
        ("timetable", "opens_at", day(3)),
        ("timetable", "closes_at", day(33)),
        ("decision", "bundle", "multistakeholder"),
    ):
        assert values(planner.get(f"{SETUP}/{step}").form(f"/setup/{step}"))[field] == value
    assert set(states(planner).values()) == {"Done.", "The usual choice stands; look at it if you like.", "To do."}
    assert [step for step, state in states(planner).items() if state == "To do."] == ["Review and announce"]


def test_decision_makers_are_added_a_row_at_a_time(world: World, plan: ConsultationView, planner: Client) -> None:
    person = world.a_person("Dana Decider", email="dana@example.org")
    row = {"name": "Dana Decider", "office": "President", "since": "2026-01-15"}
    first = {f"{part}-0": words for part, words in row.items()}
    sent = fill(planner, "mandate", again="1", **first, **{"email-0": "dana@example.org"})
    assert sent.headers["Location"] == f"{SETUP}/mandate"
    assert kept(world, plan, Step.MANDATE)["decision_makers"] == [{**row, "person": person}]
    shown = values(planner.get(f"{SETUP}/mandate").form("/setup/mandate"))
    assert (shown["name-0"], shown["email-0"], shown["name-1"]) == ("Dana Decider", "", "")
    more = {"name-1": "Ben Bishop", "office-1": "Clerk", "since-1": "2025-02-01"}
    fill(planner, "mandate", deciding_body="The assembly", mandate="Resolution 7", **more)
    deciders = kept(world, plan, Step.MANDATE)["decision_makers"]
    assert isinstance(deciders, list)
    assert [(one["name"], one["person"]) for one in deciders] == [("Dana Decider", person), ("Ben Bishop", None)]
    assert "name-2" in values(planner.get(f"{SETUP}/mandate").form("/setup/mandate"))


def test_everything_that_is_wrong_with_a_decision_maker_is_said_at_once(planner: Client) -> None:
    assert "name-1" not in values(planner.get(f"{SETUP}/mandate").form("/setup/mandate")), "one row to begin with"
    refused = fill(planner, "mandate", status=422, **{"name-0": "Dana", "email-0": "no@example.org"})
    for sentence in ("Give the office in which", "Give the day on which", "Leave the address empty for now"):
        assert sentence in refused.words


def test_categories_are_chosen_named_and_added(world: World, plan: ConsultationView, planner: Client) -> None:
    form = planner.get(f"{SETUP}/categories").form("/setup/categories")
    sent = {name: value for name, value in values(form).items() if name != "use-company"}
    named = {"government-en": "Ministries", "own-0": "Indigenous peoples", "own-1": "الشباب"}
    planner.post(f"{SETUP}/categories", {**sent, **named}, status=303)
    with world.reading():
        found = consultations.consultation_by_id(plan.id)
        names = consultations.category_names(plan.id, "en")
    assert "company" not in found.categories
    assert found.categories[-2:] == ("indigenous_peoples", "category_1")
    assert names == {"government": "Ministries", "indigenous_peoples": "Indigenous peoples", "category_1": "الشباب"}
    again = values(planner.get(f"{SETUP}/categories").form("/setup/categories"))
    assert (again["own-0"], again["government-en"], "use-company" in again) == (
        "Indigenous peoples",
        "Ministries",
        False,
    )
    fill(planner, "categories", **{"own-0": "", "own-1": ""})
    with world.reading():
        assert consultations.category_names(plan.id, "en") == {"government": "Ministries"}


def test_territories_get_names_of_the_organiser_s_own(world: World, plan: ConsultationView, planner: Client) -> None:
    fill(planner, "territories", territory_list="un_members", **{"territory-0": "TR", "called-0": "Türkiye"})
    with world.reading():
        assert consultations.consultation_by_id(plan.id).territory_list == "un_members"
        assert participation.territory_overrides(plan.id, "en") == {"TR": "Türkiye"}
    assert "express no opinion on the legal status" in planner.get(f"{SETUP}/territories").words
    fill(planner, "territories", **{"territory-0": "", "called-0": ""})
    with world.reading():
        assert not any(participation.territory_overrides(plan.id, "en").values())


def test_each_further_language_asks_for_a_title(world: World, plan: ConsultationView, planner: Client) -> None:
    fill(planner, "categories", **{"own-0": "Indigenous peoples"})
    sent = fill(planner, "languages", **{"use-ar": "y", "others": "Swahili, pt-br"})
    assert sent.headers["Location"] == f"{SETUP}/languages", "titles are still missing"
    assert "Now give the title and purpose in Arabic, Swahili, Portuguese (Brazil)." in planner.follow(sent).words
    assert kept(world, plan, Step.LANGUAGES) == {"languages": ["en", "ar", "sw", "pt-BR"], "authentic": ["en"]}
    assert planner.get(SETUP).link("Give the consultation a title in Swahili.") == f"{SETUP}/languages"
    texts = {f"title-{tag}": f"Title {tag}" for tag in ("ar", "sw", "pt-BR")}
    more = {"purpose-ar": "غرض", "indigenous_peoples-ar": "الشعوب الأصلية", "authentic-ar": "y"}
    assert fill(planner, "languages", **texts, **more).headers["Location"] == f"{SETUP}/text"
    with world.reading():
        assert consultations.texts_of(plan.id)["ar"].purpose == "غرض"
        assert consultations.category_names(plan.id, "ar") == {"indigenous_peoples": "الشعوب الأصلية"}
    assert kept(world, plan, Step.LANGUAGES)["authentic"] == ["en", "ar"]


def test_the_decision_holds_what_is_shown_and_who_counts(world: World, plan: ConsultationView, planner: Client) -> None:
    assert "bundle" not in values(planner.get(f"{SETUP}/decision").form("/setup/decision")), "nothing is chosen yet"
    fill(
        planner,
        "decision",
        bundle="multistakeholder",
        n_min="3",
        **{"disclosure-company": "pseudonymous", "counting-company": "claimed_too"},
    )
    answers = kept(world, plan, Step.DECISION)
    assert (answers["bundle"], answers["fewest"], answers["reveal"]) == ("multistakeholder", 3, "at_freeze")
    assert answers["disclosure"]["company"] == "pseudonymous"
    assert answers["counting"]["company"] == list(CLAIMED_TOO)


def test_a_short_round_is_allowed_with_a_warning(planner: Client) -> None:
    fill(planner, "timetable", closes_at=day(30))
    assert "less than two weeks" not in planner.get(f"{SETUP}/review").words
    sent = fill(planner, "timetable", closes_at=day(5))
    assert "less than two weeks" in planner.follow(sent).words
    assert "less than two weeks" in planner.get(f"{SETUP}/review").words


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("purpose", {"title": ""}, "Give the consultation a title."),
        ("purpose", {"title": "x" * 301}, "Give the consultation a title of at most 300 characters."),
        ("purpose", {"purpose": "x" * 2001}, "Say the purpose in at most 2,000 characters."),
        ("mandate", {"deciding_body": "x" * 301}, "Name the deciding body in at most 300 characters."),
        ("mandate", {"office-0": "President"}, "Give the decision-maker's name in 1 to 200 readable characters."),
        ("mandate", {"name-0": "Dana"}, "Give the office in which the person decides"),
        (
            "mandate",
            {"name-0": "Dana", "office-0": "Clerk"},
            "Give the day on which each decision-maker took the office",
        ),
        (
            "mandate",
            {"name-0": "Dana", "office-0": "Clerk", "since-0": "2026-01-01", "email-0": "no@example.org"},
            "Nobody here has this address.",
        ),
        ("categories", {"own-0": "x" * 81}, "Give each category a name of 1 to 80 readable characters"),
        ("territories", {"called-0": "Nowhere"}, "Choose the country or territory and type its name"),
        ("territories", {"territory-0": "KE"}, "Choose the country or territory and type its name"),
        ("languages", {"others": "Klingonish"}, "“Klingonish” names no language."),
        ("languages", {"others": " ".join(f"en-{place}" for place in PLACES)}, "in at most 24 languages"),
        ("timetable", {"closes_at": "2020-01-01T10:00"}, "must come after the opening date"),
        ("timetable", {"closes_at": ""}, "Give the day and the time at which the round closes."),
        ("timetable", {"closes_at": "soon"}, "Give the day and the time at which the round closes, as in"),
        ("timetable", {"opens_at": "soon"}, "Give the day and the time at which the round opens, as in"),
        ("timetable", {"opens_at": "2020-01-01T10:00"}, "must come after the opening date"),
        ("timetable", {"opens_at": "9998-01-01T10:00"}, "must come after the opening date"),
        ("decision", {"n_min": "0", "bundle": "poll"}, "Give a whole number from 1 to 9999."),
        ("decision", {}, "Choose one of the ways to decide."),
        ("text", {"text": ""}, "Paste the text, or choose a file that holds it."),
        ("text", {"text": "# Only a heading"}, "The text has no clause: no paragraph and no list item."),
    ],
)
def test_a_refusal_keeps_what_was_typed_and_saves_nothing(
    world: World, plan: ConsultationView, planner: Client, step: str, typed: dict[str, str], sentence: str
) -> None:
    refused = fill(planner, step, status=422, **typed)
    assert sentence in refused.words
    sent = values(refused.form(f"/setup/{step}"))
    assert {name: sent[name].strip() for name in typed} == {name: value.strip() for name, value in typed.items()}
    assert kept(world, plan, Step(step)) == {}
    with world.reading():
        assert consultations.consultation_by_id(plan.id) == plan
        assert drafting.latest_draft(plan.id) is None


def test_a_consultation_without_a_category_is_refused(world: World, plan: ConsultationView, planner: Client) -> None:
    refused = planner.post(f"{SETUP}/categories", {"government-en": "Ministries"}, status=422)
    assert consultations.CategoriesRefused.sentence in refused.words
    assert values(refused.form("/setup/categories"))["government-en"] == "Ministries"
    with world.reading():
        assert consultations.category_names(plan.id, "en") == {}


def test_what_is_announced_is_no_longer_set_up(world: World, plan: ConsultationView, planner: Client) -> None:
    with world.acting():
        consultations.announce_consultation(consultation_id=plan.id)
    for step in ("", *(f"/{step}" for step in STEPS)):
        assert planner.get(SETUP + step, status=302).headers["Location"] == "/en/c/plan/desk"
    typed = {"purpose": {"title": "Other"}, "timetable": {"closes_at": day(20)}, "text": {"text": "One."}}
    for step, words in typed.items():
        given = {"title": "Other", "language": "en", **words}
        refused = planner.post(f"{SETUP}/{step}", given, status=409)
        assert front.SetupOver.sentence in refused.words
    planner.post(f"{SETUP}/announce", status=409)
    with world.reading() as session:
        assert consultations.consultation_by_id(plan.id).title == "Machines"
        assert clock.now(session)
