"""A delegation's way to a vote: one member drafts, a signatory reads, discards one and signs the other."""

from collections.abc import Callable

import pytest

from consult.consensus import service as consensus
from consult.participation import service as participation
from consult.participation.service import MemberRole
from tests.conftest import Scene
from tests.journeys.conftest import Visit
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_only_what_the_signatory_signs_counts(
    visit: Callable[..., Visit], world: World, scene: Scene, has_javascript: bool
) -> None:
    sam, dora = world.a_person("Sam Signatory"), world.a_person("Dora Drafter")
    world.a_delegation(scene.consultation, sam, dora, name="Ministry of Clocks")
    with world.acting():
        participation.set_member_role(
            consultation_id=scene.consultation.id, person_id=sam, member_id=dora, role=MemberRole.DRAFTER
        )
    drafter, signatory = (visit(has_javascript=has_javascript) for _ in range(2))

    drafter.sign_in(dora)
    for number, position in (("1.1", "Support"), ("1.2", "Object")):
        drafter.go(f"{scene.home}/vote")
        drafter.follow(f"Vote on clause {number}")
        drafter.page.get_by_label(position, exact=True).check()
        if not has_javascript:
            drafter.press("Save as a draft")
        drafter.page.get_by_text(f"Your delegation proposes: “{position}”").wait_for()
        drafter.page.get_by_text("Drafted by Dora Drafter on").wait_for()

    signatory.sign_in(sam)
    signatory.go(f"{scene.home}/")
    signatory.page.get_by_text("2 votes of your delegation are drafted and not signed.").wait_for()
    signatory.follow("What your delegation drafts and signs")
    signatory.page.get_by_text("Discard it 1.2").first.click()
    signatory.page.get_by_label("Why it is discarded").nth(1).fill("We can live with it.")
    signatory.press("Discard it 1.2")
    signatory.page.get_by_text("We can live with it.").wait_for()
    signatory.page.get_by_label("Sign this 1.1").check()
    signatory.press("Sign those ticked")
    signatory.page.get_by_text("1 vote is signed and counts from now on").wait_for()

    world.closed(scene.round)
    signatory.go(f"{scene.home}/rounds/1/history")
    signatory.page.get_by_text("Draft discarded").wait_for()
    one = world.round_now(scene.round)
    with world.reading():
        found = consensus.result_of(one)
    counted = {
        clause["number"]: {row["category"]: row["n"] for row in clause["categories"]} for clause in found["clauses"]
    }
    assert counted["1.1"]["government"] == 1
    assert counted["1.2"].get("government", 0) == 0
    assert "not_released" not in found["participation"]["government"]
