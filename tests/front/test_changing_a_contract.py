"""The page on which an organiser changes the contract of an open round, and where everyone reads of it."""

from datetime import UTC, datetime, timedelta

from consult.consultations import service as consultations
from consult.kernel import clock, jobs
from consult.rounds import service as rounds
from tests.client import Client
from tests.conftest import Scene
from tests.front.test_round_languages import translate
from tests.world import NOTICES, World

REASON = "The meetings in the villages could not be held in time."
LATER = {
    "kind": "closes_later",
    "closes_at": (datetime.now(UTC) + timedelta(days=30)).strftime("%Y-%m-%dT18:00"),
    "reason": REASON,
}


def test_a_change_is_public_at_once_with_its_reason_and_holds_two_days_later(
    world: World, organiser: Client, stranger: Client, scene: Scene
) -> None:
    form = f"{scene.home}/rounds/1/change"
    assert form in organiser.get(f"{scene.home}/desk").text
    shown = organiser.get(form)
    assert "closes on" in shown.words
    contract = organiser.follow(organiser.fill(form, "/change", **LATER))
    assert REASON in contract.words
    assert REASON in stranger.get(f"{scene.home}/rounds/1").words
    assert "in effect from" in stranger.get(f"{scene.home}/rounds/1").words
    assert "will close later" in stranger.get(f"{scene.home}/").words
    assert "will close later" in organiser.get(f"{scene.home}/desk").words
    with clock.moved(timedelta(hours=49)), world.app.app_context():
        jobs.run_due_jobs()
    page = stranger.get(f"{scene.home}/rounds/1")
    with world.reading():
        versions = rounds.versions_of(scene.consultation.id, scene.round.id)
    assert "in effect since" in page.words
    assert all(one.sha256 in page.words for one in versions)


def test_what_is_refused_stays_typed_and_nobody_else_changes_a_contract(
    organiser: Client, citizen: Client, stranger: Client, scene: Scene
) -> None:
    form = f"{scene.home}/rounds/1/change"
    for typed, told in (
        ({"closes_at": "soon"}, "Give the day and the time at which the round closes instead"),
        ({"closes_at": "2020-01-01T18:00"}, "later than the one that the round has"),
        ({"closes_at": "2126-01-01T18:00"}, "at most 92 days later"),
        ({"reason": " "}, "Give a reason"),
        ({"kind": "scale"}, "Choose what changes."),
        ({"kind": "language_added", "language": "en"}, "held in this language already"),
    ):
        refused = organiser.post(form, data=LATER | typed, status=422)
        assert told in refused.words
        assert (typed.get("reason") or REASON) in refused.text
    citizen.post(form, data=LATER, status=403)
    stranger.post(form, data=LATER, status=401)
    assert "Nothing was changed." in stranger.get(f"{scene.home}/rounds/1").words


def test_a_language_is_added_once_its_clauses_are_reviewed_and_its_notices_are_there(
    world: World, organiser: Client, scene: Scene
) -> None:
    form, adding = f"{scene.home}/rounds/1/change", {"kind": "language_added", "language": "zh-Hans", "reason": REASON}
    translate(world, scene.consultation, "1.1", "1.2")
    assert "中文" in organiser.post(form, data=adding, status=409).words  # the notices are missing
    with world.acting():
        consultations.publish_notices(
            consultation_id=scene.consultation.id, contents={"en": NOTICES, "zh-Hans": NOTICES}, by_person=None
        )
    assert "2 of 3" in organiser.post(form, data=adding).words  # too few clauses are reviewed
    translate(world, scene.consultation, "2.1")
    assert REASON in organiser.follow(organiser.post(form, data=adding, status=303)).words
    with clock.moved(timedelta(hours=49)), world.app.app_context():
        jobs.run_due_jobs()
        found = rounds.contract_of_round(scene.consultation.id, scene.round.id)
    assert found.content["languages"] == ["en", "zh-Hans"]
