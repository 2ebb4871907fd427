"""Announcing what was set up: everything at once, or nothing and each missing thing by name."""

from datetime import timedelta

import pytest

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView, Role
from consult.drafting import service as drafting
from consult.front import service as front
from consult.front.rules.setup import GAPS, Gap
from consult.kernel import clock
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView
from tests.client import Client
from tests.front.planning import SETUP, day, fill, fill_in, publish_notices
from tests.world import World

ANNOUNCE = f"{SETUP}/announce"
ARABIC = "# الناس أولا\n\nالأنظمة تخدم الناس.\n\nيمكن للناس إيقافها.\n"


@pytest.fixture
def ready(world: World, plan: ConsultationView, planner: Client) -> Client:
    """The organiser's browser once every step is filled in."""
    fill_in(planner)
    publish_notices(world, plan, "en")
    return planner


def announced(world: World, plan: ConsultationView) -> list[RoundView]:
    with world.reading():
        return rounds.list_rounds(plan.id)


def test_it_is_announced_with_its_text_and_an_open_round(
    world: World, plan: ConsultationView, ready: Client, stranger: Client
) -> None:
    stranger.get("/en/c/plan/", status=404)
    sent = ready.fill(f"{SETUP}/review", "/setup/announce")
    assert sent.headers["Location"] == "/en/c/plan/desk"
    (one,) = announced(world, plan)
    assert one.state is RoundState.OPEN
    assert "You can comment and vote on the draft until" in stranger.get("/en/c/plan/").words
    assert stranger.get("/en/c/plan/d/1").heading == "Draft 1: Machines"
    with world.reading():
        content = rounds.contract_of_round(plan.id, one.id).content
        (decider,) = rounds.list_decision_makers(plan.id)
    assert (content["deciding_body"], content["mandate"]) == ("The assembly", "Resolution 7")
    assert (content["effect"], content["bundle"]) == ("recommendation", "multistakeholder")
    assert content["languages"] == content["authentic_languages"] == ["en"]
    assert content["decision_makers"] == [{"name": "Dana Decider", "office": "President", "since": "2026-01-15"}]
    assert (decider.name, decider.office, f"{decider.since:%Y-%m-%d}") == ("Dana Decider", "President", "2026-01-15")


def test_a_decision_maker_with_an_account_can_declare(world: World, plan: ConsultationView, ready: Client) -> None:
    person = world.a_person("Dana Decider", email="dana@example.org")
    fill(ready, "mandate", **{"email-0": "dana@example.org"})
    ready.fill(f"{SETUP}/review", "/setup/announce")
    with world.reading():
        (decider,) = rounds.list_decision_makers(plan.id)
        assert decider.person_id == person
        assert Role.DECISION_MAKER in consultations.roles_of(plan.id, person)


def test_a_poll_is_announced_with_the_poll_s_own_rule(world: World, plan: ConsultationView, ready: Client) -> None:
    fill(ready, "decision", bundle="poll", n_min="3")
    ready.fill(f"{SETUP}/review", "/setup/announce")
    (one,) = announced(world, plan)
    with world.reading():
        content = rounds.contract_of_round(plan.id, one.id).content
    assert (content["bundle"], "n_min" in content["rule"]["parameters"]) == ("poll", False)


def test_a_panel_is_announced_as_a_round_of_ratings(world: World, plan: ConsultationView, ready: Client) -> None:
    fill(ready, "decision", bundle="delphi")
    ready.fill(f"{SETUP}/review", "/setup/announce")
    (one,) = announced(world, plan)
    with world.reading():
        content = rounds.contract_of_round(plan.id, one.id).content
    assert (one.kind, content["bundle"], content["rule"]["id"]) == ("rating", "delphi", "delphi_70_15")


@pytest.mark.parametrize(
    ("step", "typed", "gap"),
    [
        ("purpose", {"purpose": ""}, Gap.PURPOSE),
        ("mandate", {"deciding_body": ""}, Gap.DECIDING_BODY),
        ("mandate", {"mandate": ""}, Gap.MANDATE),
        ("mandate", {"name-0": "", "office-0": "", "since-0": ""}, Gap.DECISION_MAKER),
    ],
)
def test_what_was_taken_out_again_is_named(
    world: World, plan: ConsultationView, ready: Client, step: str, typed: dict[str, str], gap: Gap
) -> None:
    fill(ready, step, **typed)
    refused = ready.post(ANNOUNCE, status=409)
    assert front.SetupIncomplete.sentence in refused.words
    assert refused.link(GAPS[gap]) == f"{SETUP}/{step}"
    with world.reading():
        assert consultations.consultation_by_id(plan.id).announced_at is None
        assert rounds.list_rounds(plan.id) == []
        assert [one.published_at for one in drafting.list_drafts(plan.id)] == [None]


@pytest.mark.parametrize(
    ("left_out", "gap"),
    [
        ("languages", Gap.LANGUAGE),
        ("text", Gap.TEXT),
        ("timetable", Gap.TIMETABLE),
        ("decision", Gap.DECISION),
    ],
)
def test_a_step_that_nobody_filled_in_is_named(
    world: World, plan: ConsultationView, planner: Client, left_out: str, gap: Gap
) -> None:
    fill_in(planner, without=left_out)
    publish_notices(world, plan, "en")
    page = planner.get(f"{SETUP}/review")
    assert page.link(GAPS[gap]) == f"{SETUP}/{left_out}"
    assert [each for each in page.root.all("form") if each.get("action").endswith("/announce")] == []
    planner.post(ANNOUNCE, status=409)
    assert announced(world, plan) == []


def test_every_language_needs_its_title_its_text_and_its_notices(
    world: World, plan: ConsultationView, ready: Client
) -> None:
    fill(ready, "languages", **{"use-ar": "y"})
    refused = ready.post(ANNOUNCE, status=409)
    assert refused.link("Give the consultation a title in Arabic.") == f"{SETUP}/languages"
    assert refused.link("Publish the legal notices in Arabic.") == f"{SETUP}/notices"
    untranslated = "Bring in a reviewed translation of the text into Arabic, or take the language out of the round."
    assert refused.link(untranslated) == f"{SETUP}/text"
    fill(ready, "languages", **{"title-ar": "الآلات"})
    publish_notices(world, plan, "ar")
    assert untranslated in ready.post(ANNOUNCE, status=409).words
    ready.fill(f"{SETUP}/text", "/setup/text/ar", status=303, **{"ar-text": ARABIC, "ar-reviewed": "y"})
    ready.post(ANNOUNCE, status=303)
    (one,) = announced(world, plan)
    with world.reading():
        assert rounds.contract_of_round(plan.id, one.id).content["languages"] == ["en", "ar"]


def test_a_timetable_that_time_has_overtaken_is_named(
    world: World, plan: ConsultationView, ready: Client, planner_id: str
) -> None:
    fill(ready, "timetable", opens_at=day(2), closes_at=day(40))
    for days, gap in ((4, Gap.OPENING_PASSED), (50, Gap.CLOSING_PASSED)):
        with clock.moved(timedelta(days=days)):
            with world.reading():
                now = consultations.consultation_by_id(plan.id)
                assert [one.gap for one in front.setup_of(now).missing] == [gap]
            with pytest.raises(front.SetupIncomplete), world.acting():
                front.announce(consultation_id=plan.id, person_id=planner_id)
    assert announced(world, plan) == []


def test_the_review_shows_what_everyone_will_read(ready: Client) -> None:
    page = ready.get(f"{SETUP}/review")
    for words in (
        "Machines",
        "To agree on what machines may do.",
        "The assembly",
        "Resolution 7",
        "Dana Decider",
        "Recommendation",
        "Systems serve people.",
        "2 clauses",
        "As soon as the consultation is announced",
        "Nothing is missing.",
        "1 principle and 2 clauses",
        "Fewest voices in each category",
        "When results are shown",
        "Verified seats only",
        "The round opens now and closes on",
    ):
        assert words in page.words
    assert page.words.rindex("Change") < page.words.index("The round opens now"), "announced after all was read"
    changes = {each.get("href") for each in page.root.all("a") if each.text.startswith("Change ")}
    assert changes == {
        f"{SETUP}/{step}"
        for step in (
            *("purpose", "mandate", "categories", "territories", "languages"),
            *("text", "timetable", "decision", "notices"),
        )
    }


def test_it_is_announced_once(world: World, plan: ConsultationView, ready: Client) -> None:
    ready.post(ANNOUNCE, status=303)
    assert front.SetupOver.sentence in ready.post(ANNOUNCE, status=409).words
    assert len(announced(world, plan)) == 1


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("citizen", 404)])
def test_nobody_else_announces_it(
    world: World, plan: ConsultationView, ready: Client, request: pytest.FixtureRequest, who: str, status: int
) -> None:
    request.getfixturevalue(who).post(ANNOUNCE, status=status)
    assert announced(world, plan) == []


def test_an_organiser_is_led_back_to_the_setting_up(planner: Client) -> None:
    for path in ("/en/c/plan/", "/en/c/plan/desk"):
        assert planner.get(path).link("Go on setting it up") == SETUP
    for path, goal in (("/rounds/new", SETUP), ("/drafts/new", f"{SETUP}/text")):
        assert planner.get(f"/en/c/plan{path}", status=302).headers["Location"] == goal
