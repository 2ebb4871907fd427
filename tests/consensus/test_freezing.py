"""A closed round is counted once; nobody sees it before the reveal, and nobody sees small cells ever."""

import hashlib
import json
from typing import Any

import pytest
import rfc8785

from consult.consensus import service as consensus
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Reveal
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.consensus.scenes import VOTES, a_ballot, a_statement_round
from tests.world import World


def result_of(world: World, one: RoundView) -> dict[str, Any]:
    with world.reading():
        return consensus.result_of(rounds.get_round(one.consultation_id, one.id))


def test_an_open_round_cannot_be_frozen_and_shows_nothing(world: World) -> None:
    _, one = a_ballot(world, {"company": ("support",)})
    with pytest.raises(rounds.WrongMove), world.acting():
        consensus.freeze(consultation_id=one.consultation_id, round_id=one.id)
    with pytest.raises(consensus.ResultsHidden):
        result_of(world, one)


def test_a_result_that_is_revealed_at_publication_stays_hidden_until_then(world: World) -> None:
    _, one = a_ballot(world, {"company": ("support",)}, terms={"reveal": Reveal.AT_PUBLICATION})
    world.closed(one)
    assert world.round_now(one).frozen_at is not None
    with pytest.raises(consensus.ResultsHidden):
        result_of(world, one)
    for state in (RoundState.DISPOSITIONS, RoundState.PUBLISHED):
        with world.acting():
            rounds.advance(
                consultation_id=one.consultation_id, round_id=one.id, to=state, by_role="organiser", by_person=None
            )
    assert result_of(world, one)["clauses"][0]["categories"][1]["support"] == 1


def test_the_result_says_what_each_category_said_and_what_the_rule_found(world: World) -> None:
    _, one = a_ballot(world)
    world.closed(one)
    clause = result_of(world, one)["clauses"][0]
    assert (clause["number"], clause["lang"], clause["state"], clause["labels"]) == (
        "1.1",
        "en",
        "criteria_met",
        ["fragile"],
    )
    government, company, citizen = clause["categories"]
    assert (government["n"], government["support"], government["share"]) == (5, 3, {"exact": "4/5", "value": 0.8})
    assert (company["reservation"], company["lower_bound"]) == (1, 0.375535)
    assert (citizen["suppressed"], citizen["seats"], citizen["n"], citizen["share"]) == (True, 4, None, None)
    assert clause["weakest"] == {"category": "citizen", "share": None, "lower_bound": None}
    assert clause["overall"]["n"] is None
    assert (clause["objections"], clause["declared_outcome"]) == ([], None)


def test_a_country_speaks_with_its_government_seat(world: World) -> None:
    _, one = a_ballot(world)
    world.closed(one)
    countries = result_of(world, one)["clauses"][0]["countries"]
    assert {each["country"]: each["position"] for each in countries["list"]} == {
        "AT": "support", "NA": "support", "KE": "support", "CN": "can_live_with", "BR": "object",
    }  # fmt: skip
    assert countries["share"]["exact"] == "4/5"


def test_seats_that_are_not_verified_are_kept_and_not_counted(world: World) -> None:
    consultation, one = a_ballot(world, {"company": ("support",)})
    person = world.a_person()
    world.a_seat(consultation, "company", person_id=person, is_verified=False)
    world.a_vote(one, person, "object")
    world.closed(one)
    result = result_of(world, one)
    assert result["participation"]["company"] == {"seats": 2, "voted": 2, "not_counted_unverified": 1}
    clause = result["clauses"][0]
    assert (clause["categories"][1]["n"], clause["categories"][1]["object"]) == (1, 0)
    assert clause["not_counted_unverified"] == 1
    with world.reading():
        tally = voting.tally_of(one.consultation_id, one.id)
    assert {(row.category, row.counts, row.position, row.seats) for row in tally} == {
        ("company", True, "support", 1),
        ("company", False, "object", 1),
    }


def test_a_seat_that_is_verified_before_the_freeze_counts(world: World) -> None:
    consultation, one = a_ballot(world, {"company": ("support",)})
    person = world.a_person()
    seat = world.a_seat(consultation, "company", person_id=person, is_verified=False)
    world.a_vote(one, person, "object")
    world.verified(seat)
    world.closed(one)
    assert result_of(world, one)["clauses"][0]["categories"][1]["object"] == 1


def test_turnout_of_a_few_pseudonymous_seats_is_not_told(world: World) -> None:
    _, one = a_ballot(world)
    world.closed(one)
    assert result_of(world, one)["participation"] == {
        "government": {"seats": 5, "voted": 5, "not_counted_unverified": 0},
        "company": {"seats": 5, "voted": 5, "not_counted_unverified": 0},
        "citizen": {"seats": 4, "voted": None, "not_counted_unverified": None},
    }


def test_what_is_left_out_leaves_no_trace_in_what_is_hashed(world: World) -> None:
    """With the hidden cell in it the digest could be tried until it fits: there are but a few possible cells."""
    found = []
    for place, citizens in enumerate((VOTES["citizen"], ("can_live_with", "support", "reservation", "object"))):
        _, one = a_ballot(world, {**VOTES, "citizen": citizens}, slug=f"round-{place}")
        world.closed(one)
        result = result_of(world, one)
        found.append(
            {"clauses": [{**clause, "uid": ""} for clause in result["clauses"]], "who": result["participation"]}
        )
    assert found[0] == found[1]


def test_the_digest_is_of_what_everyone_sees_and_stands_in_the_log(world: World) -> None:
    _, one = a_ballot(world)
    world.closed(one)
    result = result_of(world, one)
    seen = {name: result[name] for name in ("participation", "clauses", "statements", "flagged", "gaps")}
    assert hashlib.sha256(rfc8785.dumps(seen)).hexdigest() == result["sha256"]
    with world.reading():
        acts = list(ledger.replay(one.consultation_id))
    (published,) = [act.content for act in acts if act.leaf["type"] == LeafType.TALLY_PUBLISH]
    assert published == {"round": 1, "sha256": result["sha256"], "formula_version": result["formula_version"]}


def test_the_result_of_a_frozen_round_does_not_change_with_what_happens_afterwards(world: World) -> None:
    consultation, one = a_ballot(world, {"company": ("support", "object")})
    world.closed(one)
    before = json.dumps(result_of(world, one))
    world.a_seat(consultation, "company")
    world.a_draft(consultation, "# One\n\nSomething else entirely.\n")
    assert json.dumps(result_of(world, one)) == before


def test_statements_have_a_state_where_seats_have_categories_and_small_cells_are_left_out(world: World) -> None:
    answers = {
        "government": ("agree agree", "agree disagree", "agree pass", "agree agree", "agree -"),
        "company": ("agree disagree", "agree disagree", "agree disagree", "agree agree", "disagree -"),
        "citizen": ("agree pass", "disagree agree"),
    }
    _, one, _ = a_statement_round(world, ["Machines serve.", "Machines rule."], answers)
    world.closed(one)
    first, second = result_of(world, one)["statements"]
    assert (first["text"], first["moderated"], first["state"]) == ("Machines serve.", "accepted", "split")
    government, company, citizen = first["categories"]
    assert (government["agree"], government["share"]["exact"]) == (5, "1/1")
    assert (company["disagree"], company["share"]["exact"]) == (1, "4/5")
    assert (citizen["suppressed"], citizen["n"], first["agree"], first["share"]) == (True, None, None, None)
    assert (second["categories"][0]["n"], second["categories"][0]["pass"]) == (4, 1)


def test_groups_are_given_whole_with_the_agreement_across_them(world: World) -> None:
    answers = {"company": ("agree pass", "agree -", "disagree -")}
    _, one, seats = a_statement_round(world, ["Machines serve.", "Machines rule."], answers)
    members = dict(zip(seats["company"], ("1", "10", "1"), strict=True))
    with world.acting():
        consensus.add_groups(consultation_id=one.consultation_id, round_id=one.id, members=members, origin="imported")
    world.closed(one)
    first, second = result_of(world, one)["statements"]
    assert first["groups"] == [
        {"group": "1", "agree": 1, "disagree": 1, "pass": 0},
        {"group": "10", "agree": 1, "disagree": 0, "pass": 0},
    ]
    assert first["group_informed_consensus"] == pytest.approx(2 / 4 * 2 / 3, abs=1e-15)
    assert second["groups"][1] == {"group": "10", "agree": 0, "disagree": 0, "pass": 0}


def test_statements_without_groups_have_none_and_no_agreement_across_them(world: World) -> None:
    _, one, _ = a_statement_round(world, ["Machines serve."], {"company": ("agree",)})
    world.closed(one)
    (statement,) = result_of(world, one)["statements"]
    assert (statement["groups"], statement["group_informed_consensus"]) == ([], None)


def test_a_rule_or_a_parameter_that_nobody_knows_is_refused() -> None:
    assert consensus.rule_version("multistakeholder", {"n_min": 7}) == "1"
    for rule, parameters, field in [
        ("majority", {}, "rule"),
        ("multistakeholder", {"n_min": 0}, "parameters"),
        ("multistakeholder", {"colour": "red"}, "parameters"),
    ]:
        with pytest.raises(consensus.RuleUnknown) as refused:
            consensus.rule_version(rule, parameters)
        assert refused.value.field == field


def test_every_parameter_of_a_rule_is_told_the_chosen_and_the_usual() -> None:
    assert consensus.rule_parameters("multistakeholder", {"n_min": 7}) == {
        "n_min": 7, "reservation_counts": "agreement", "share_threshold": "1/2", "mean_threshold": "2/3",
    }  # fmt: skip


def test_a_result_groups_its_countries_and_keeps_who_was_missing(world: World) -> None:
    consultation, one = a_ballot(world)
    person, speaker = world.a_person(), world.a_person()
    world.a_seat(consultation, "company", person_id=speaker)
    with world.acting():
        participation.set_targets(
            consultation_id=consultation.id, targets={("government", "africa"): 4}, by_person=person
        )
    world.a_comment(one, speaker)
    world.closed(one)
    result = result_of(world, one)
    clause = result["clauses"][0]
    assert {row["group"]: (row["countries"], row["n"]) for row in clause["regions"]} == {
        "africa": (2, 2),
        "americas": (1, 1),
        "asia": (1, 1),
        "europe": (1, 1),
    }
    assert sum(row["n"] for row in clause["income_groups"]) == 5
    assert (clause["ldc"]["countries"], clause["sids"]["n"]) == (0, 0)
    gaps = result["gaps"]
    africa = gaps["categories"][0]["regions"][0]
    assert (africa["group"], africa["target"], africa["seats"], africa["active"], africa["completed"]) == (
        *("africa", 4, 2, 2, 0),
    )
    company = gaps["categories"][1]
    assert (company["seats"], company["active"], company["target"]) == (6, 6, None)
    assert (gaps["categories"][2]["seats"], gaps["categories"][2]["active"]) == (4, None)
