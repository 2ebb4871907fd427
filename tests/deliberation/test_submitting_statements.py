"""Submitting a statement: what is taken, what is refused and why, and what nobody is asked."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from consult.consultations.service import ConsultationView
from consult.deliberation.rules.statements import MOST_STATEMENTS
from consult.deliberation.rules.words import Moderated
from consult.deliberation.service import NewStatement, NoteLanguageRefused, TextRefused, statements
from consult.kernel import clock
from consult.kernel.errors import NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.participation import service as participation
from consult.participation.rules.seats import MemberRole
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.deliberation.stating import SEEDS, accepted, asking, decided, rejected, submitted
from tests.ledger.story import acts_of
from tests.world import World


@pytest.fixture
def made(world: World) -> ConsultationView:
    return world.a_consultation(slug="say")


@pytest.fixture
def one(world: World, made: ConsultationView) -> RoundView:
    return asking(world, made)


@pytest.fixture
def author(world: World, made: ConsultationView) -> str:
    person = world.a_person("Carmen Citizen")
    world.a_seat(made, person_id=person)
    return person


def texts(world: World, one: RoundView) -> list[str]:
    """Return the words that people are asked about."""
    return [item.text for item in world.items(one)]


def all_of(world: World, one: RoundView) -> Sequence[statements.StatementView]:
    with world.reading():
        return statements.every_statement(one.consultation_id, one.id)


def test_a_submitted_statement_waits_and_nobody_is_asked_about_it(world: World, one: RoundView, author: str) -> None:
    submitted(world, one, author, "  Ask those\n concerned. ")
    last = all_of(world, one)[-1]
    assert (last.number, last.text, last.lang, last.moderated) == (3, "Ask those concerned.", "en", "unmoderated")
    assert last.is_waiting
    assert not last.is_asked
    assert texts(world, one) == [*SEEDS]


def test_an_accepted_statement_is_asked_and_nobody_has_answered_it(world: World, one: RoundView, author: str) -> None:
    accepted(world, one, author)
    assert texts(world, one) == [*SEEDS, "Ask those concerned."]
    with world.reading():
        seat = participation.require_seat(consultation_id=one.consultation_id, person_id=author)
        assert voting.ballots_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat.id) == {}


def test_one_key_submits_once_and_is_refused_with_other_words(world: World, one: RoundView, author: str) -> None:
    key = new_id()
    assert submitted(world, one, author, key=key) == submitted(world, one, author, key=key)
    with pytest.raises(KeyReused):
        submitted(world, one, author, "Something else.", key=key)
    assert len(all_of(world, one)) == 3


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"text": " \n "}, statements.StatementEmpty),
        ({"text": "x" * 301}, statements.SubmittedTooLong),
        ({"text": "a\x00b"}, TextRefused),
        ({"lang": "no such language"}, NoteLanguageRefused),
        ({"text": "EVERY  stop is logged"}, statements.StatementAsked),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_field(
    world: World, one: RoundView, author: str, given: dict[str, Any], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal) as caught:
        submitted(world, one, author, **{"text": "Ask those concerned.", **given})
    assert caught.value.field == next(iter(given))
    assert len(all_of(world, one)) == 2


def test_the_same_words_are_refused_wherever_they_stand(world: World, one: RoundView, author: str) -> None:
    waits = submitted(world, one, author)
    with pytest.raises(statements.StatementUnread):
        submitted(world, one, author, "ask those concerned")
    rejected(world, one, waits)
    with pytest.raises(statements.StatementRejected):
        submitted(world, one, author, "ask those concerned")
    accepted(world, one, author, "Ask them twice.")
    with pytest.raises(statements.StatementAsked) as caught:
        submitted(world, one, author, "Ask them twice")
    assert caught.value.facts["number"] == 4


def test_what_was_withdrawn_may_be_said_again(world: World, one: RoundView, author: str) -> None:
    first = submitted(world, one, author)
    with world.acting():
        done = statements.withdraw_statement(consultation_id=one.consultation_id, statement_id=first, person_id=author)
    assert done.withdrawn_at is not None
    submitted(world, one, author)
    assert [each.is_waiting for each in all_of(world, one)] == [False, False, False, True]


def test_the_database_finds_what_the_words_of_each_statement_are_asked(
    world: World, one: RoundView, author: str
) -> None:
    """What is filtered by queries is what `is_asked` and `is_waiting` say of each statement."""
    accepted(world, one, author, "Ask twice.")
    rejected(world, one, submitted(world, one, author, "Ask never."))
    withdrawn = submitted(world, one, author, "Ask later.")
    with world.acting():
        statements.withdraw_statement(consultation_id=one.consultation_id, statement_id=withdrawn, person_id=author)
    submitted(world, one, author)
    brought = [
        NewStatement(text=f"Brought in {word}.", lang="en", moderated=Moderated(word))
        for word in ("unmoderated", "rejected")
    ]
    scope = {"consultation_id": one.consultation_id, "round_id": one.id}
    with world.acting():
        statements.add_statements(**scope, statements=brought)
    every = all_of(world, one)
    with world.reading():
        asked = statements.asked_statements(**scope)
        assert asked == [each for each in every if each.is_asked]
        assert statements.asked_ids(**scope) == {each.id for each in asked}
        assert statements.origins_of(**scope) == {each.id: (each.seat_id, each.lang) for each in asked}
        waiting = [each for each in every if each.is_waiting]
        assert statements.statements_waiting(**scope, limit=9) == waiting
        assert statements.statements_waiting(**scope, limit=9, after=waiting[-1].number) == []
        assert statements.count_waiting(one.consultation_id, [one.id]) == len(waiting) == 1
        listed = [each for each in every if not each.is_waiting and each.withdrawn_at is None]
        assert statements.list_statements(**scope) == listed
    assert len(every) == 8


def test_a_seat_submits_so_many_and_no_more(world: World, made: ConsultationView, one: RoundView, author: str) -> None:
    for number in range(MOST_STATEMENTS):
        submitted(world, one, author, f"Idea {number}.")
    with pytest.raises(statements.TooManyStatements):
        submitted(world, one, author, "One more.")
    other = world.a_person()
    world.a_seat(made, person_id=other)
    submitted(world, one, other, "Another voice.")


def test_rounds_that_take_none_and_rounds_that_are_over_refuse(
    world: World, made: ConsultationView, author: str
) -> None:
    closed = asking(world, made, statements_from_participants=False)
    with pytest.raises(statements.StatementsNotTaken):
        submitted(world, closed, author)
    world.closed(closed)
    late = asking(world, made, lasts=timedelta(hours=1))
    with clock.moved(timedelta(hours=2)), pytest.raises(rounds.RoundClosed):
        submitted(world, late, author)


def test_only_seats_submit_and_for_delegations_only_signatories(
    world: World, made: ConsultationView, one: RoundView
) -> None:
    with pytest.raises(participation.NoSeat):
        submitted(world, one, world.a_person())
    leader, drafter = world.a_person(), world.a_person()
    seat = world.a_delegation(made, leader, drafter)
    with world.acting():
        participation.set_member_role(
            consultation_id=made.id, person_id=leader, member_id=drafter, role=MemberRole.DRAFTER
        )
    with pytest.raises(participation.NotSignatory):
        submitted(world, one, drafter)
    submitted(world, one, leader)
    assert all_of(world, one)[-1].seat_id == seat.id


def test_a_statement_is_withdrawn_by_its_seat_until_it_is_decided_on(
    world: World, made: ConsultationView, one: RoundView, author: str
) -> None:
    waits, asked = submitted(world, one, author), accepted(world, one, author, "Ask twice.")
    other = world.a_person()
    world.a_seat(made, person_id=other)
    scope = {"consultation_id": made.id}
    with pytest.raises(NotFound), world.acting():
        statements.withdraw_statement(**scope, statement_id=waits, person_id=other)
    with pytest.raises(statements.StatementDecided), world.acting():
        statements.withdraw_statement(**scope, statement_id=asked, person_id=author)
    with world.acting():
        statements.withdraw_statement(**scope, statement_id=waits, person_id=author)
    with pytest.raises(statements.StatementDecided), world.acting():
        statements.withdraw_statement(**scope, statement_id=waits, person_id=author)
    with pytest.raises(Exception, match="already-decided"):
        decided(world, one, waits)


def test_the_record_holds_a_submission_for_its_author_alone_and_accepted_words_for_everyone(
    world: World, made: ConsultationView, one: RoundView, author: str
) -> None:
    accepted(world, one, author)
    acts = {str(act.leaf["type"]): act for act in acts_of(world, made)}
    created, reviewed = acts["statement.create"], acts["moderation.review"]
    assert created.leaf["round"] == one.id
    assert created.content == {"number": 3, "lang": "en", "text": "Ask those concerned."}
    assert reviewed.content is not None
    assert (reviewed.content["statement"], reviewed.content["text"]) == (3, "Ask those concerned.")
    assert reviewed.leaf["subject"] == created.leaf["subject"]
    assert "ref" in reviewed.leaf
