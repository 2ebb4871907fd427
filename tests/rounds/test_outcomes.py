"""Who decides, and what they declare to become of a clause: while in office, with a reason where it departs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from consult.consensus import service as consensus
from consult.consensus.rules.registry import offered_rules
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.front import service as front
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.rounds import service as rounds
from consult.rounds.rules.outcomes import LONGEST_REASON, MET, Outcome, departs, may_stand
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from tests.conftest import Scene
from tests.rounds.scenes import a_decision_maker, an_outcome, published
from tests.world import World

AGREED = {"citizen": {"support": 6}, "company": {"support": 5}}


@pytest.fixture
def decider(world: World, scene: Scene) -> str:
    person = world.a_person("Dana Decider")
    a_decision_maker(world, scene.consultation, person)
    return person


@pytest.fixture
def one(world: World, scene: Scene) -> RoundView:
    """A published round whose first clause meets the criteria, and whose others nobody voted on."""
    world.votes(scene.round, AGREED)
    return published(world, scene.round)


def history(world: World, one: RoundView) -> list[tuple[int, str, str]]:
    clause = world.clauses(one)[0]
    with world.reading():
        found = rounds.outcome_history(one.consultation_id, one.id, clause.uid)
    return [(each.version, str(each.outcome), each.reason) for each in found]


@pytest.mark.parametrize("outcome", Outcome)
def test_an_outcome_departs_where_it_adopts_what_is_not_met_or_does_not_adopt_what_is(outcome: Outcome) -> None:
    is_adopting = outcome in {"adopted", "adopted_with_reservations"}
    assert departs(outcome, "criteria_met") is not is_adopting
    assert departs(outcome, "adopted") is not is_adopting
    assert departs(outcome, "short_of_agreement") is is_adopting
    assert departs(outcome, "too_few_voices") is is_adopting


def test_the_states_that_meet_criteria_are_those_of_every_rule_that_a_contract_may_name() -> None:
    assert {state for rule in offered_rules() for state in rule.met} == MET


def test_a_reason_is_short_and_there_where_it_is_needed() -> None:
    assert may_stand("", is_needed=False)
    assert not may_stand("", is_needed=True)
    assert may_stand("x" * LONGEST_REASON, is_needed=True)
    assert not may_stand("x" * (LONGEST_REASON + 1), is_needed=False)


@pytest.mark.parametrize("words", ["", " ", "\u200b", "x" * 201])
def test_a_name_and_an_office_are_words_that_people_can_read(world: World, scene: Scene, words: str) -> None:
    for field, refusal in (("name", rounds.DeciderRefused), ("office", rounds.OfficeRefused)):
        with pytest.raises(refusal) as refused:
            a_decision_maker(world, scene.consultation, **{field: words})
        assert refused.value.field == field


def test_who_is_in_office_is_told_for_every_moment(world: World, scene: Scene) -> None:
    with world.reading() as session:
        now = clock.now(session)
    first = a_decision_maker(world, scene.consultation, name="Emil Elder", since=now - timedelta(days=9))
    second = a_decision_maker(world, scene.consultation, name="Nora Next", since=now - timedelta(days=2))
    with world.acting():
        ended = rounds.end_decision_maker(
            consultation_id=scene.consultation.id,
            decision_maker_id=first.id,
            until=now - timedelta(days=2),
            by_person=scene.people["organiser"],
        )

    def names(days: int | None) -> list[str]:
        at = None if days is None else now - timedelta(days=days)
        with world.reading():
            return [each.name for each in rounds.list_decision_makers(scene.consultation.id, at)]

    assert (names(10), names(9), names(3), names(2)) == ([], ["Emil Elder"], ["Emil Elder"], ["Nora Next"])
    assert names(None) == ["Emil Elder", "Nora Next"]
    assert [ended.holds_office(now - timedelta(days=days)) for days in (10, 9, 2)] == [False, True, False]
    assert second.until is None


@pytest.mark.parametrize("ends_before", [True, False])
def test_an_office_ends_once_and_not_before_it_began(world: World, scene: Scene, ends_before: bool) -> None:
    made = a_decision_maker(world, scene.consultation)
    scope = {"consultation_id": scene.consultation.id, "decision_maker_id": made.id, "by_person": None}
    if not ends_before:
        with world.acting():
            rounds.leave_office(**scope)
    with pytest.raises(rounds.TermRefused), world.acting():
        rounds.end_decision_maker(**scope, until=made.since + timedelta(days=-1 if ends_before else 1))
    with pytest.raises(NotFound), world.acting():
        rounds.leave_office(**{**scope, "decision_maker_id": new_id()})


def test_both_ends_of_an_office_and_each_declaration_are_in_the_log(
    world: World, scene: Scene, one: RoundView, decider: str
) -> None:
    an_outcome(world, one, decider)
    other = a_decision_maker(world, scene.consultation, name="Emil Elder")
    with world.acting():
        rounds.leave_office(consultation_id=scene.consultation.id, decision_maker_id=other.id, by_person=None)
        ledger.drain(scene.consultation.id)
    with world.reading():
        acts = list(ledger.replay(scene.consultation.id))
    told = [act for act in acts if str(act.leaf["type"]).startswith(("decision_maker.", "outcome."))]
    kinds = ["decision_maker.add", "outcome.declare", "decision_maker.add", "decision_maker.end"]
    assert [act.leaf["type"] for act in told] == kinds
    assert told[1].leaf["role"] == "decision_maker"
    assert told[1].leaf["subject"] == world.clauses(one)[0].subject
    assert told[1].content == {
        "round": 1,
        "clause": "1.1",
        "outcome": "adopted",
        "computed": "criteria_met",
        "reason": "",
        "by": "Dana Decider",
        "office": "Chair of the assembly",
        "version": 1,
    }


def test_what_agrees_with_the_rule_needs_no_reason(world: World, one: RoundView, decider: str) -> None:
    declared = an_outcome(world, one, decider)
    assert (declared.outcome, declared.computed, declared.departs) == ("adopted", "criteria_met", False)
    assert (declared.by, declared.office, declared.version) == ("Dana Decider", "Chair of the assembly", 1)
    second = world.clauses(one)[1]
    assert not an_outcome(world, one, decider, "deferred", clause=second).departs


@pytest.mark.parametrize(("place", "outcome"), [(0, "deferred"), (0, "not_adopted"), (1, "adopted")])
def test_what_departs_from_the_rule_needs_a_reason(
    world: World, one: RoundView, decider: str, place: int, outcome: str
) -> None:
    clause = world.clauses(one)[place]
    for reason in ("", "  ", "x" * 1001):
        with pytest.raises(rounds.ReasonNeeded):
            an_outcome(world, one, decider, outcome, clause=clause, reason=reason)
    assert an_outcome(world, one, decider, outcome, clause=clause, reason="We see it otherwise.").departs


def test_a_correction_is_another_version_with_a_reason_and_the_first_one_stays(
    world: World, one: RoundView, decider: str
) -> None:
    an_outcome(world, one, decider)
    with pytest.raises(rounds.ReasonNeeded):
        an_outcome(world, one, decider, "adopted_with_reservations", seen=1)
    an_outcome(world, one, decider, "adopted_with_reservations", seen=1, reason="Two were overlooked.")
    assert history(world, one) == [(1, "adopted", ""), (2, "adopted_with_reservations", "Two were overlooked.")]
    with world.reading():
        (newest,) = rounds.outcomes_of(one.consultation_id, one.id).values()
    assert newest.version == 2


def test_nobody_declares_over_what_they_have_not_read(world: World, one: RoundView, decider: str) -> None:
    an_outcome(world, one, decider)
    for seen in (0, 2):
        with pytest.raises(rounds.OutcomeChanged):
            an_outcome(world, one, decider, "deferred", seen=seen, reason="It is not ripe.")
    assert len(history(world, one)) == 1


def test_a_word_that_is_no_outcome_is_refused(world: World, one: RoundView, decider: str) -> None:
    for word in ("", "criteria_met", "ADOPTED"):
        with pytest.raises(rounds.OutcomeNeeded):
            an_outcome(world, one, decider, word)


def test_until_the_round_is_published_nothing_is_declared(world: World, scene: Scene, decider: str) -> None:
    with pytest.raises(consensus.ResultsHidden):
        an_outcome(world, scene.round, decider)
    world.closed(scene.round)
    with pytest.raises(rounds.NotDeclarable):
        an_outcome(world, scene.round, decider, "deferred")
    world.answering(scene.round)
    with pytest.raises(rounds.NotDeclarable):
        an_outcome(world, scene.round, decider, "deferred")
    with world.reading():
        assert rounds.outcomes_of(scene.consultation.id, scene.round.id) == {}


def test_a_clause_that_the_round_did_not_ask_about_has_no_outcome(world: World, one: RoundView, decider: str) -> None:
    scope: dict[str, Any] = {"one": one, "outcome": "adopted", "reason": "", "person_id": decider, "seen": 0}
    with pytest.raises(NotFound), world.acting():
        front.declare(**scope, item_id=new_id())


def test_a_round_about_statements_has_no_outcomes(world: World) -> None:
    made = world.a_consultation()
    about = world.closed(world.a_round(made, kind=RoundKind.STATEMENTS, statements=("Machines may vote.",)))
    with pytest.raises(NotFound), world.reading():
        front.rulings_of(about)


def test_it_takes_the_role_and_an_office_that_is_held_now(world: World, scene: Scene, one: RoundView) -> None:
    with world.reading() as session:
        now = clock.now(session)
    only_role, only_office, later, gone = (world.a_person() for _ in range(4))
    world.a_role(scene.consultation, only_role, Role.DECISION_MAKER)
    a_decision_maker(world, scene.consultation, only_office)
    a_decision_maker(world, scene.consultation, later, since=now + timedelta(days=1))
    ended = a_decision_maker(world, scene.consultation, gone)
    with world.acting():
        consultations.revoke_role(
            consultation_id=scene.consultation.id, person_id=only_office, role=Role.DECISION_MAKER, revoked_by=None
        )
        rounds.leave_office(consultation_id=scene.consultation.id, decision_maker_id=ended.id, by_person=None)
    for person in (only_role, only_office, later, gone, scene.people["organiser"]):
        with world.reading():
            assert not rounds.may_declare(scene.consultation.id, person)
        with pytest.raises(rounds.NotInOffice):
            an_outcome(world, one, person)
    with world.reading():
        assert not rounds.may_declare(scene.consultation.id, None)


def test_what_was_declared_stands_after_the_office_has_ended(
    world: World, scene: Scene, one: RoundView, decider: str
) -> None:
    an_outcome(world, one, decider)
    with world.acting():
        (made,) = rounds.list_decision_makers(scene.consultation.id)
        rounds.leave_office(consultation_id=scene.consultation.id, decision_maker_id=made.id, by_person=None)
    assert history(world, one) == [(1, "adopted", "")]


def test_two_who_declare_at_once_leave_one_version_and_one_clean_refusal(
    world: World, scene: Scene, one: RoundView, decider: str
) -> None:
    second = world.a_person()
    a_decision_maker(world, scene.consultation, second, name="Emil Elder")
    start = Barrier(2)

    def declare(person: str) -> bool:
        with world.app.app_context():
            db.session.connection()
            start.wait()
            try:
                an_outcome(world, one, person)
            except rounds.OutcomeChanged:
                return False
        return True

    with ThreadPoolExecutor() as threads:
        assert sorted(threads.map(declare, (decider, second))) == [False, True]
    assert [version for version, _, _ in history(world, one)] == [1]


def test_all_that_meets_the_criteria_is_declared_together_as_it_was_listed(
    world: World, scene: Scene, decider: str
) -> None:
    first, second, third = world.clauses(scene.round)
    for clause in (first, second):
        world.votes(scene.round, AGREED, clause=clause)
    one = published(world, scene.round)
    an_outcome(world, one, decider, "deferred", clause=second, reason="It is not ripe.")
    for items in ([], [first.uid, second.uid], [first.uid, third.uid]):
        with pytest.raises(front.PreviewChanged), world.acting():
            front.declare_adopted(one=one, items=items, person_id=decider)
    with world.acting():
        declared = front.declare_adopted(one=one, items=[first.uid], person_id=decider)
    assert [(each.item_id, str(each.outcome)) for each in declared] == [(first.uid, "adopted")]
    with world.reading():
        assert front.undeclared_rounds(one.consultation_id) == [(one, 1)]
        assert front.rulings_of(one).adoptable == ()
