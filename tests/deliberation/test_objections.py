"""Objections: raised with a reason and a proposal, signed with, and taken from step to step by those who may."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from consult.consultations import service as consultations
from consult.consultations.rules.calendar import USUAL
from consult.consultations.service import Role
from consult.deliberation.rules.objections import ObjectionState, Party, Proposal, Step
from consult.deliberation.service import objections
from consult.deliberation.tables import Objection
from consult.kernel import clock
from consult.kernel.errors import Forbidden, NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind, Ground
from consult.participation import service as participation
from consult.participation.service import MemberRole
from consult.rounds.rules.contract import Blocking
from tests.conftest import Scene
from tests.deliberation.objecting import (
    REASON,
    a_signature,
    a_step,
    an_answer,
    an_editor,
    an_objection,
    facts,
    objection,
)
from tests.rounds.scenes import a_decision_maker, published
from tests.world import World


def code_of(told: pytest.ExceptionInfo[Refused]) -> str:
    return str(told.value.code)


def test_an_objection_of_a_verified_organisation_stands_with_its_name_and_blocks(world: World, scene: Scene) -> None:
    told = an_objection(world, scene.round, scene.people["delegate"])
    found = objection(world, scene.round, told.number)
    assert (found.number, found.state, found.is_blocking, found.is_late) == (1, ObjectionState.OPEN, True, False)
    assert (found.name, found.category, found.reason) == ("Dataworks (invented)", "company", REASON)
    assert [event.step for event in found.events] == ["raise"]
    assert found.clock is not None
    assert not found.clock.is_past
    with world.reading():
        assert ledger.find_receipt(log_id=scene.consultation.id, typed=told.receipt) is not None


def test_a_citizens_objection_is_pseudonymous_unless_they_say_otherwise(world: World, scene: Scene) -> None:
    citizen, other = scene.people["citizen"], world.a_person("Nadia Named")
    world.a_seat(scene.consultation, "citizen", person_id=other)
    assert objection(world, scene.round, an_objection(world, scene.round, citizen).number).name is None
    named = an_objection(world, scene.round, other, is_named=True, proposal=Proposal.DELETE, proposed="")
    found = objection(world, scene.round, named.number)
    assert (found.name, found.proposed) == ("Nadia Named", None)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"reason": "  "}, "objection-reason-needed", "reason"),
        ({"reason": "x" * 2001}, "objection-reason-refused", "reason"),
        ({"proposal": "maybe"}, "objection-proposal-needed", "proposal"),
        ({"proposed": ""}, "objection-proposal-needed", "proposed"),
        ({"proposed": " Systems  serve people, and people can stop them. "}, "objection-unchanged", "proposed"),
        ({"harm": "boredom"}, "harm-needed", "harm"),
    ],
)
def test_what_is_missing_is_asked_for(world: World, scene: Scene, given: dict[str, str], code: str, field: str) -> None:
    with pytest.raises(Refused) as told:
        an_objection(world, scene.round, scene.people["delegate"], **given)
    assert (code_of(told), told.value.field) == (code, field)
    assert facts(world, scene.round) == []


def test_a_seat_has_one_standing_objection_to_a_clause_and_may_raise_another_once_it_is_withdrawn(
    world: World, scene: Scene
) -> None:
    delegate, key = scene.people["delegate"], new_id()
    first = an_objection(world, scene.round, delegate, key=key)
    assert an_objection(world, scene.round, delegate, key=key) == first
    with pytest.raises(KeyReused):
        an_objection(world, scene.round, delegate, key=key, reason="Another one.")
    with pytest.raises(objections.ObjectionStands):
        an_objection(world, scene.round, delegate)
    an_objection(world, scene.round, delegate, clause=world.clauses(scene.round)[1])
    a_step(world, scene.round, first.number, Step.WITHDRAW, delegate, words="")
    an_objection(world, scene.round, delegate)
    assert [each.state for each in facts(world, scene.round)] == ["withdrawn", "open", "open"]


def test_two_requests_at_once_leave_one_objection(world: World, scene: Scene) -> None:
    def attempt(_: int) -> str:
        try:
            an_objection(world, scene.round, scene.people["delegate"])
        except objections.ObjectionStands as told:
            return str(told.code)
        return "raised"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == ["objection-stands", "raised"]
    with world.reading() as session:
        assert len(session.scalars(select(Objection)).all()) == 1


def test_a_citizens_objection_blocks_with_enough_counting_seats_behind_it(world: World, scene: Scene) -> None:
    consultation = world.a_consultation(slug="few", organiser=scene.people["organiser"])
    world.a_draft(consultation)
    people = [world.a_person() for _ in range(3)]
    for person in people:
        world.a_seat(consultation, "citizen", person_id=person)
    unverified = world.a_person()
    world.a_seat(consultation, "company", person_id=unverified, is_verified=False)
    one = world.a_round(consultation, co_signers=2)
    number = an_objection(world, one, people[0]).number
    key = new_id()
    first = a_signature(world, one, number, people[1], key=key)
    assert a_signature(world, one, number, people[1], key=key) == first
    with pytest.raises(objections.AlreadySigned):
        a_signature(world, one, number, people[1])
    a_signature(world, one, number, unverified)
    before = objection(world, one, number)
    assert (before.co_signers, before.needed, before.is_blocking) == (1, 2, False)
    with pytest.raises(objections.OwnObjection):
        a_signature(world, one, number, people[0])
    a_signature(world, one, number, people[2])
    assert objection(world, one, number).is_blocking
    a_step(world, one, number, Step.WITHDRAW, people[0])
    with pytest.raises(objections.ObjectionMoved):
        a_signature(world, one, number, people[2])


def test_those_whom_the_contract_does_not_name_are_answered_and_do_not_block(world: World, scene: Scene) -> None:
    consultation = world.a_consultation(slug="mild", organiser=scene.people["organiser"])
    world.a_draft(consultation)
    company, claimed = world.a_person(), world.a_person()
    world.a_seat(consultation, "company", person_id=company)
    world.a_seat(consultation, "government", person_id=claimed, is_verified=False)
    blocking = dict.fromkeys(consultation.categories, Blocking.VERIFIED)
    one = world.a_round(consultation, blocking={**blocking, "company": Blocking.NOBODY})
    an_objection(world, one, company)
    an_objection(world, one, claimed)
    assert [each.is_blocking for each in facts(world, one)] == [False, False]


def test_after_the_closing_an_objection_is_late_and_after_publication_there_is_none(world: World, scene: Scene) -> None:
    citizen, delegate = scene.people["citizen"], scene.people["delegate"]
    world.closed(scene.round)
    late = an_objection(world, scene.round, delegate)
    found = objection(world, scene.round, late.number)
    assert (found.is_late, found.is_blocking) == (True, False)
    editor = an_editor(world, scene.round)
    scope = {"consultation_id": scene.consultation.id, "round_id": scene.round.id}
    world.answering(scene.round)
    a_step(world, scene.round, late.number, Step.ACKNOWLEDGE, editor, words="")
    with pytest.raises(Refused) as told, world.acting():
        moderation.publish_round(**scope, person_id=scene.people["organiser"])
    assert code_of(told) == "unanswered"
    a_step(world, scene.round, late.number, Step.ANSWER, editor)
    with world.acting():
        moderation.publish_round(**scope, person_id=scene.people["organiser"])
    for person, step in ((delegate, Step.WITHDRAW), (editor, Step.RESOLVE)):
        with pytest.raises(objections.ObjectionsOver):
            a_step(world, scene.round, late.number, step, person)
    with pytest.raises(objections.ObjectionsOver):
        an_objection(world, scene.round, citizen)


def test_an_objection_goes_from_step_to_step_by_those_who_may(world: World, scene: Scene) -> None:
    delegate, citizen, organiser = (scene.people[who] for who in ("delegate", "citizen", "organiser"))
    editor, decider = an_editor(world, scene.round), world.a_person("Dana Decider")
    world.a_role(scene.consultation, decider, Role.DECISION_MAKER)
    number = an_objection(world, scene.round, delegate).number
    for person, step in ((delegate, Step.ACKNOWLEDGE), (citizen, Step.WITHDRAW), (editor, Step.WITHDRAW)):
        with pytest.raises(Forbidden):
            a_step(world, scene.round, number, step, person)
    with pytest.raises(objections.ObjectionMoved):
        a_step(world, scene.round, number, Step.ANSWER, editor)
    a_step(world, scene.round, number, Step.ACKNOWLEDGE, editor, words="")
    with pytest.raises(objections.ObjectionMoved):
        a_step(world, scene.round, number, Step.ANSWER, editor, seen="open")
    with pytest.raises(objections.ObjectionWordsNeeded):
        a_step(world, scene.round, number, Step.ANSWER, editor, words=" ")
    with pytest.raises(objections.ObjectionWordsRefused):
        a_step(world, scene.round, number, Step.ANSWER, editor, words="x" * 2001)
    a_step(world, scene.round, number, Step.ANSWER, editor, words="It is in clause 2.1.")
    with pytest.raises(objections.ResolvingDraftNeeded):
        a_step(world, scene.round, number, Step.RESOLVE, editor, draft_number=1)
    a_step(world, scene.round, number, Step.SUSTAIN, organiser, words="They say so in their letter of 3 March.")
    with world.reading():
        assert objections.count_sustained(consultation_id=scene.consultation.id) == 1
    with pytest.raises(Refused) as told:
        a_step(world, scene.round, number, Step.OVERRULE, decider)
    assert code_of(told) == "not-in-office"
    a_decision_maker(world, scene.consultation, decider)
    done = a_step(world, scene.round, number, Step.OVERRULE, decider, words="The clause protects many more people.")
    assert (done.state, done.is_standing) == (ObjectionState.OVERRULED, False)
    assert done.ruling is not None
    assert (done.ruling.name, done.ruling.office) == ("Dana Decider", "Chair of the assembly")
    assert done.answer is not None
    assert done.answer.words == "It is in clause 2.1."
    with pytest.raises(objections.ObjectionOverruled):
        an_objection(world, scene.round, delegate)
    an_objection(world, scene.round, delegate, clause=world.clauses(scene.round)[1])
    assert [event.role for event in done.events] == [
        *("participant", "editor", "editor", "organiser", "decision_maker"),
    ]


def test_a_later_draft_resolves_it(world: World, scene: Scene) -> None:
    number = an_objection(world, scene.round, scene.people["delegate"]).number
    editor = an_editor(world, scene.round)
    an_answer(world, scene.round, number, editor)
    world.a_draft(scene.consultation)
    done = a_step(world, scene.round, number, Step.RESOLVE, editor, draft_number=2)
    assert done.resolution is not None
    assert (done.state, done.resolution.draft) == (ObjectionState.RESOLVED_BY_CHANGE, 2)


def test_a_delegation_objects_by_its_signatories(world: World, scene: Scene) -> None:
    signatory, drafter = world.a_person(), world.a_person()
    scope = {"consultation_id": scene.consultation.id}
    seat = world.a_delegation(scene.consultation, signatory, drafter)
    with world.acting():
        participation.set_two_step(**scope, person_id=signatory, two_step=True)
        participation.set_member_role(**scope, person_id=signatory, member_id=drafter, role=MemberRole.DRAFTER)
    with pytest.raises(objections.ObjectorNeeded):
        an_objection(world, scene.round, drafter)
    number = an_objection(world, scene.round, signatory).number
    with pytest.raises(objections.ObjectorNeeded):
        a_step(world, scene.round, number, Step.WITHDRAW, drafter)
    other = an_objection(world, scene.round, scene.people["delegate"]).number
    with pytest.raises(objections.ObjectorNeeded):
        a_signature(world, scene.round, other, drafter)
    with world.reading():
        told = [
            objections.parties_of(**scope, seat_id=seat.id, person_id=person) for person in (signatory, drafter, None)
        ]
    assert told == [{Party.OBJECTOR}, frozenset(), frozenset()]


def test_nobody_answers_the_objection_of_their_own_seat(world: World, scene: Scene) -> None:
    delegate = scene.people["delegate"]
    world.a_role(scene.consultation, delegate, Role.EDITOR)
    number = an_objection(world, scene.round, delegate).number
    with pytest.raises(Forbidden):
        a_step(world, scene.round, number, Step.ACKNOWLEDGE, delegate)


def test_words_are_public_from_when_the_contract_says(world: World, scene: Scene) -> None:
    consultation = world.a_consultation(slug="quiet", organiser=scene.people["organiser"])
    world.a_draft(consultation)
    company, citizen = world.a_person(), world.a_person()
    seat = world.a_seat(consultation, "company", person_id=company)
    world.a_seat(consultation, "citizen", person_id=citizen)
    one = world.a_round(consultation, objections_public=False)
    number = an_objection(world, one, company).number
    shut = objection(world, one, number)
    assert (shut.reason, shut.proposed, shut.is_readable, shut.state) == ("", None, False, "open")
    assert objection(world, one, number, own_seat=seat.id).reason == REASON
    assert objection(world, one, number, reads_all=True).reason == REASON
    with pytest.raises(objections.ObjectionUnreadable):
        a_signature(world, one, number, citizen)
    an_answer(world, one, number, an_editor(world, one))
    published(world, one)
    assert objection(world, one, number).reason == REASON


def test_a_moderator_hides_the_words_and_leaves_the_objection_as_it_stands(world: World, scene: Scene) -> None:
    one, delegate = scene.round, scene.people["delegate"]
    an_objection(world, one, delegate)
    an_answer(world, one, 1, an_editor(world, one))
    a_step(world, one, 1, Step.SUSTAIN, delegate, words="It stands.")
    before, moderator = objection(world, one, 1), scene.people["moderator"]

    def decide(action: ActionKind, rule: str | None, note: str) -> None:
        with world.acting():
            moderation.decide_on_objection(
                consultation_id=one.consultation_id, number=1, action=action, person_id=moderator, rule=rule, note=note
            )

    for action, rule, note, code in (
        (ActionKind.HIDE, None, "It is.", "ground-needed"),
        (ActionKind.HIDE, Ground.SPAM, " ", "note-needed"),
        (ActionKind.RESTORE, None, "It is.", "already-decided"),
    ):
        with pytest.raises(Refused) as told:
            decide(action, rule, note)
        assert code_of(told) == code
    decide(ActionKind.HIDE, Ground.PERSONAL_DATA, "It gives an address.")
    shut = objection(world, one, 1)
    assert (shut.reason, shut.proposed, shut.hidden_under, shut.hidden_note) == (
        *("", None, "personal_data", "It gives an address."),
    )
    assert [event.words for event in shut.events] == ["", "", before.events[2].words, ""]
    assert (shut.state, shut.is_blocking, shut.category) == (before.state, before.is_blocking, before.category)
    assert objection(world, one, 1, own_seat=shut.seat_id).reason == ""
    assert objection(world, one, 1, reads_all=True).reason == REASON
    with pytest.raises(objections.ObjectionUnreadable):
        a_signature(world, one, 1, scene.people["citizen"])
    decide(ActionKind.RESTORE, None, "The address is public.")
    assert objection(world, one, 1) == before
    with world.acting():
        ledger.drain(one.consultation_id)
    with world.reading():
        acts = [act for act in ledger.replay(one.consultation_id) if str(act.leaf["type"]).startswith("moderation.")]
    assert [(act.leaf["type"], act.leaf["ref"]) for act in acts] == [
        *(("moderation.hide", before.leaf), ("moderation.restore", before.leaf)),
    ]


def test_the_clock_follows_the_organisers_calendar(world: World, scene: Scene) -> None:
    number = an_objection(world, scene.round, scene.people["delegate"]).number
    usual = objection(world, scene.round, number).clock
    assert usual is not None
    with world.acting():
        consultations.set_calendar(
            consultation_id=scene.consultation.id,
            zone="Africa/Nairobi",
            weekdays=range(5),
            holidays=usual.due.isoformat(),
            by_person=scene.people["organiser"],
        )
    moved = objection(world, scene.round, number).clock
    assert moved is not None
    assert moved.due > usual.due
    with clock.moved(timedelta(days=40)):
        overdue = objection(world, scene.round, number).clock
    assert overdue is not None
    assert overdue.is_overdue


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"zone": "Mars/Olympus"}, "zone-refused"),
        ({"weekdays": ()}, "weekdays-needed"),
        ({"weekdays": (9,)}, "weekdays-needed"),
        ({"holidays": "next week"}, "holidays-refused"),
    ],
)
def test_a_calendar_that_is_none_is_refused(world: World, scene: Scene, given: dict[str, Any], code: str) -> None:
    values = {"zone": "UTC", "weekdays": (0, 1), "holidays": "", "by_person": None, **given}
    with pytest.raises(Refused) as told, world.acting():
        consultations.set_calendar(consultation_id=scene.consultation.id, **values)
    assert code_of(told) == code
    with world.reading():
        assert consultations.calendar_of(scene.consultation.id) == USUAL


def test_what_is_not_there_is_not_found(world: World, scene: Scene) -> None:
    with pytest.raises(NotFound):
        objection(world, scene.round, 7)
    with pytest.raises(NotFound):
        a_signature(world, scene.round, 7, scene.people["citizen"])
