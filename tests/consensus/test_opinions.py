"""What is found of the opinions in a round: kept at its freeze, with its digest in the log, and seen by nobody before."""

import hashlib
import json

import pytest
import rfc8785

from consult.consensus import service as consensus
from consult.consensus.tables import OpinionAnalysis
from consult.deliberation.rules.words import Moderated
from consult.deliberation.service import NewStatement, add_statements, statements
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds.rules.contract import Disclosure, Reveal
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.consensus.opinionated import a_conversation, two_camps
from tests.consensus.scenes import CATEGORIES, a_ballot, a_statement_round
from tests.world import World


def opinions(world: World, one: RoundView) -> consensus.Opinions:
    with world.reading():
        found = consensus.opinions_of(world.round_now(one))
    assert found is not None
    return found


def test_two_camps_are_found_when_the_round_is_counted(world: World) -> None:
    _, one, _ = two_camps(world)
    found = opinions(world, world.closed(one))
    analysis = found.analysis
    assert (analysis["finding"], analysis["origin"], analysis["participants"]) == ("clear_groups", "computed", 27)
    assert [group["members"] for group in analysis["groups"]] == [13, 9]
    assert (found.occasion, analysis["votes"], analysis["statements"]) == ("frozen", 22 * 8 + 5 * 4, 8)
    assert found.digest == hashlib.sha256(rfc8785.dumps(dict(analysis))).hexdigest()


def test_nobody_sees_what_was_found_before_the_reveal(world: World) -> None:
    _, one, seats = two_camps(world, terms={"reveal": Reveal.AT_PUBLICATION})
    for now in (one, world.closed(one)):
        with world.reading():
            with pytest.raises(consensus.ResultsHidden):
                consensus.opinions_of(now)
            assert consensus.own_place(now, seats["citizen"][0]) is None


def test_the_digest_stands_in_the_log_as_a_leaf_of_its_own(world: World) -> None:
    consultation, one, _ = two_camps(world)
    digest = opinions(world, world.closed(one)).digest
    with world.reading():
        leaves = [act for act in ledger.replay(consultation.id) if act.leaf["type"] == LeafType.TALLY_PUBLISH]
        result = consensus.result_of(world.round_now(one))
    assert [act.leaf.get("subject") for act in leaves] == [None, "opinions"]
    assert [(act.content or {})["sha256"] for act in leaves] == [result["sha256"], digest]


def test_nothing_is_looked_for_where_the_contract_says_so_or_clauses_are_voted_on(world: World) -> None:
    _, without, _ = two_camps(world, terms={"opinion_groups": False})
    _, ballot = a_ballot(world)
    for one in (world.closed(without), world.closed(ballot)):
        with world.reading():
            assert consensus.opinions_of(one) is None
            assert "opinions" not in consensus.result_of(one)


def test_each_seat_is_told_where_it_stands_by_its_own_answers(world: World) -> None:
    _, one, seats = two_camps(world)
    analysis = opinions(world, world.closed(one)).analysis
    with world.reading():
        now = world.round_now(one)
        first, other, between = (consensus.own_place(now, seats["citizen"][place]) for place in (0, 10, 20))
        delegate = consensus.own_place(now, seats["company"][0])
    assert first is not None
    assert other is not None
    assert (first.group, other.group) == ("1", "0")
    assert other == delegate, "who answers alike stands on one place"
    assert between is not None
    assert between.group is None, "four answers are too few for a group"
    centres = {group["group"]: group["centre"] for group in analysis["groups"]}
    assert [other.x, other.y] == pytest.approx(centres["0"], abs=0.01)


def test_who_has_answered_nothing_stands_nowhere(world: World) -> None:
    consultation, one, _ = two_camps(world)
    silent = world.a_seat(consultation)
    world.closed(one)
    with world.reading():
        assert consensus.own_place(world.round_now(one), silent.id) is None


def test_seats_that_do_not_count_are_in_no_group(world: World) -> None:
    consultation, one, _ = two_camps(world)
    for _ in range(4):
        person = world.a_person()
        world.a_seat(consultation, "company", person_id=person, is_verified=False)
        for item in world.items(one):
            world.a_vote(one, person, "pass", item=item)
    assert opinions(world, world.closed(one)).analysis["participants"] == 27


def test_a_rejected_statement_is_in_no_list(world: World) -> None:
    _, one, _ = two_camps(world)
    with world.acting():
        rejected = NewStatement(text="Buy this.", lang="en", moderated=Moderated.REJECTED)
        made = add_statements(consultation_id=one.consultation_id, round_id=one.id, statements=[rejected])
    analysis = opinions(world, world.closed(one)).analysis
    assert made[-1].id not in {item["statement"] for item in analysis["items"]}


def test_figures_of_a_few_are_left_out_where_somebody_s_answers_are_not_public(world: World) -> None:
    camps = {"citizen": ["agree agree agree agree agree agree agree -"] * 8 + ["disagree " * 7 + "agree"] * 8}
    _, one, _ = a_statement_round(world, [f"Statement {number}." for number in range(8)], camps)
    items = opinions(world, world.closed(one)).analysis["items"]
    by_words = {item["statement"]: item for item in items}
    seldom = by_words[world.items(one)[7].id]
    assert {group["n"] for group in seldom["groups"]} == {None}
    often = by_words[world.items(one)[0].id]
    assert [group["n"] for group in often["groups"]] == [8, 8]
    assert often["weakest"]["lower_bound"] == 0.0


def test_groups_are_shown_to_the_last_where_every_answer_is_public(world: World) -> None:
    rows = ["agree " * 8] * 3 + ["disagree " * 8] * 2
    disclosure = dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL)
    _, one, _ = a_statement_round(
        world,
        [f"Statement {number}." for number in range(8)],
        {"company": rows},
        terms={"disclosure": disclosure},
    )
    analysis = opinions(world, world.closed(one)).analysis
    assert all(item["agree"] == 3 for item in analysis["items"])


def test_what_is_found_is_compared_with_what_people_declare(world: World) -> None:
    _, one, _ = two_camps(world)
    declared = {one["attribute"]: one for one in opinions(world, world.closed(one)).analysis["declared"]}
    assert list(declared) == ["category"]
    assert declared["category"]["table"]["columns"] == ["citizen", "company"]


def test_groups_of_the_source_stay_and_are_looked_at(world: World) -> None:
    one = a_conversation(world, "brexit-consensus")
    analysis = opinions(world, one).analysis
    assert (analysis["origin"], [group["group"] for group in analysis["groups"]]) == ("given", ["0", "1"])
    with world.reading():
        result = consensus.result_of(one)
    of_result = {str(item["id"]): item["groups"] for item in result["statements"]}
    for item in analysis["items"]:
        counted = [{name: group[name] for name in ("group", "agree", "disagree", "pass")} for group in item["groups"]]
        assert counted == of_result[item["statement"]]
    assert analysis["declared"] == []


def test_what_was_found_is_kept_with_the_round_and_is_no_part_of_its_hashed_result(world: World) -> None:
    _, one, _ = two_camps(world)
    world.closed(one)
    with world.reading() as session:
        row = session.get(OpinionAnalysis, (one.consultation_id, one.id, "frozen"))
        assert row is not None
        assert json.loads(row.canonical)["seed"] == 1
        assert "axes" not in consensus.result_of(world.round_now(one))


NOTHING = {
    "nobody": {},
    "one voter": {"citizen": ["agree disagree pass agree"]},
    "all pass": {"citizen": ["pass pass pass pass"] * 9},
    "all agree": {"citizen": ["agree agree agree agree"] * 9},
    "one statement each": {"citizen": ["agree - - -", "- agree - -", "- - disagree -"] * 5},
}


@pytest.mark.parametrize("answers", NOTHING.values(), ids=NOTHING)
def test_a_round_without_opinions_is_counted_and_says_why_there_are_no_groups(
    world: World, answers: dict[str, list[str]]
) -> None:
    _, one, _ = a_statement_round(world, ["One.", "Two.", "Three.", "Four."], answers)
    analysis = opinions(world, world.closed(one)).analysis
    assert analysis["groups"] == []
    assert analysis["finding"] != "clear_groups"


def test_a_round_of_which_moderation_rejected_every_statement_is_counted(world: World) -> None:
    _, one, _ = two_camps(world)
    with world.acting():
        for item in voting.items_of(one, lang="en"):
            statements.set_moderated(consultation_id=one.consultation_id, statement_id=item.id, to=Moderated.REJECTED)
    analysis = opinions(world, world.closed(one)).analysis
    assert (analysis["items"], analysis["groups"]) == ([], [])
