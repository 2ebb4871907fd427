"""A blocking objection keeps a clause from meeting the criteria until it is settled, as it stands at the publication."""

import json
from typing import Any

from consult.consensus import service as consensus
from consult.consensus.tables import Snapshot
from consult.deliberation.rules.objections import Step
from consult.ledger import service as ledger
from consult.moderation import service as moderation
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from tests.consensus.scenes import a_ballot
from tests.deliberation.objecting import a_step, an_answer, an_editor, an_objection
from tests.rounds.scenes import a_decision_maker
from tests.world import World

AGREED = {
    "government": ("support",) * 5,
    "company": ("support",) * 5,
    "citizen": ("support",) * 5,
}


OCCASIONS = ("at_freeze", "at_publication")


def first_clause(world: World, one: RoundView) -> dict[str, Any]:
    with world.reading():
        clause: dict[str, Any] = consensus.result_of(rounds.get_round(one.consultation_id, one.id))["clauses"][0]
        return clause


def publish(world: World, one: RoundView) -> None:
    person = world.a_person("Olga Organiser")
    with world.acting():
        moderation.publish_round(consultation_id=one.consultation_id, round_id=one.id, person_id=person)


def test_one_unresolved_blocking_objection_keeps_the_criteria_from_being_met_until_it_is_overruled(
    world: World,
) -> None:
    consultation, one = a_ballot(world, AGREED)
    objector, editor, decider = world.a_person(), an_editor(world, one), world.a_person("Dana Decider")
    world.a_delegation(consultation, objector, category="company")
    a_decision_maker(world, consultation, decider)
    number = an_objection(world, one, objector).number
    world.closed(one)
    an_objection(world, one, objector, clause=world.clauses(one)[1])
    frozen = first_clause(world, one)
    raised = {
        "number": 1,
        "category": "company",
        "state": "open",
        "is_blocking": True,
        "is_late": False,
        "on_record": None,
    }
    assert (frozen["state"], frozen["status"], frozen["objections"]) == ("objection_open", "open_issues", [raised])
    assert [each["met"] for each in frozen["criteria"] if each["id"] == "blocking_objections"] == [False]
    world.answering(one)
    an_answer(world, one, number, editor)
    an_answer(world, one, 2, editor)
    a_step(world, one, number, Step.SUSTAIN, objector, words="It still cannot be done.")
    a_step(world, one, number, Step.OVERRULE, decider, words="It protects many more people than it burdens.")
    assert first_clause(world, one) == frozen, "nothing is found anew before the publication"
    publish(world, one)
    found = first_clause(world, one)
    assert (found["state"], found["labels"]) == ("criteria_met", ["objection_overruled"])
    assert found["objections"] == [{**raised, "state": "overruled"}]
    assert found["without_flagged"] == {"state": "criteria_met", "differs": False}
    anew = ("state", "status", "labels", "criteria", "without_flagged", "objections")
    assert {name: found[name] for name in found if name not in anew} == {
        name: frozen[name] for name in frozen if name not in anew
    }
    with world.acting():
        ledger.drain(one.consultation_id)
    with world.reading() as session:
        kept = {occasion: session.get_one(Snapshot, (one.consultation_id, one.id, occasion)) for occasion in OCCASIONS}
        second = json.loads(kept["at_publication"].canonical)["clauses"][1]
        acts = [str(act.leaf["type"]) for act in ledger.replay(one.consultation_id)]
    assert (second["state"], second["objections"][0]["is_late"]) == ("no_voices", True)
    assert kept["at_freeze"].sha256 != kept["at_publication"].sha256
    assert acts.count("tally.publish") == 2


def test_one_that_is_sustained_stands_in_the_way_and_one_that_is_withdrawn_does_not(world: World) -> None:
    consultation, one = a_ballot(world, AGREED)
    editor, people = an_editor(world, one), [world.a_person() for _ in range(2)]
    for person in people:
        world.a_delegation(consultation, person, category="government")
        an_objection(world, one, person)
    world.closed(one)
    world.answering(one)
    a_step(world, one, 1, Step.WITHDRAW, people[0], words="")
    an_answer(world, one, 2, editor)
    a_step(world, one, 2, Step.SUSTAIN, people[1], words="")
    publish(world, one)
    found = first_clause(world, one)
    assert (found["state"], [each["state"] for each in found["objections"]]) == (
        "objection_open",
        ["withdrawn", "sustained"],
    )


def test_a_round_without_objections_is_published_with_the_digest_of_its_freeze(world: World) -> None:
    _, one = a_ballot(world, AGREED)
    world.closed(one)
    with world.reading():
        frozen = consensus.result_of(rounds.get_round(one.consultation_id, one.id))
    world.answering(one)
    publish(world, one)
    with world.reading():
        assert consensus.result_of(rounds.get_round(one.consultation_id, one.id)) == frozen
