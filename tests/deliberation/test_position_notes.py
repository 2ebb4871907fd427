"""Statements on an adopted text: put on record by a seat, public at once, named where the seat answers by roll call."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from consult.consultations.service import ConsultationView
from consult.deliberation import service as deliberation
from consult.deliberation.rules.notes import LONGEST_POSITION_NOTE
from consult.drafting.service import DraftView
from consult.kernel import clock
from consult.kernel.errors import NotFound, Refused
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.participation import service as participation
from consult.participation.tables import Membership
from tests.drafting.negotiating import a_final_draft, a_note, an_adoption, clauses
from tests.world import World


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


@pytest.fixture
def draft(world: World, consultation: ConsultationView) -> DraftView:
    """An adopted text."""
    final = a_final_draft(world, consultation)
    an_adoption(world, final, world.a_person())
    return final


@pytest.fixture
def delegate(world: World, consultation: ConsultationView) -> str:
    person = world.a_person()
    world.a_delegation(consultation, person, name="Ruritania")
    return person


def test_a_statement_is_public_at_once_with_the_name_of_the_organisation(
    world: World, draft: DraftView, delegate: str
) -> None:
    noted = a_note(world, draft, delegate, kind="reservation", lang="FR", text="Nous lisons\r\ncela ainsi.")
    with world.reading():
        (found,) = deliberation.notes_on(draft.consultation_id, draft.id)
    assert found == noted.note
    assert (str(found.kind), found.lang, found.text) == ("reservation", "fr", "Nous lisons\ncela ainsi.")
    assert found.seat is not None
    assert (found.seat.name, found.is_late) == ("Ruritania", False)
    assert noted.receipt


def test_a_person_whose_answers_are_pseudonymous_is_shown_by_category_only(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    person = world.a_person("Carmen Citizen")
    world.a_seat(consultation, "citizen", person_id=person)
    note = a_note(world, draft, person).note
    assert (note.seat, note.category) == (None, "citizen")


def test_the_contract_of_the_newest_round_on_the_text_says_who_is_named(
    world: World, consultation: ConsultationView, delegate: str
) -> None:
    final = a_final_draft(world, consultation)
    disclosure = dict.fromkeys(consultation.categories, "pseudonymous")
    world.closed(world.a_round(consultation, disclosure=disclosure))
    an_adoption(world, final, world.a_person())
    assert a_note(world, final, delegate).note.seat is None


def test_a_statement_may_be_on_one_clause(world: World, draft: DraftView, delegate: str) -> None:
    first, second, _ = clauses(world, draft)
    a_note(world, draft, delegate, clause=first)
    a_note(world, draft, delegate)
    with world.reading():
        scope = (draft.consultation_id, draft.id)
        assert [one.clause_uid for one in deliberation.notes_on(*scope)] == [first.uid, None]
        assert len(deliberation.notes_on(*scope, clause_uid=first.uid)) == 1
        assert deliberation.notes_on(*scope, clause_uid=second.uid) == []


def test_a_statement_after_the_window_is_taken_and_labelled_late(world: World, draft: DraftView, delegate: str) -> None:
    assert not a_note(world, draft, delegate).note.is_late
    with clock.moved(timedelta(days=16)):
        assert a_note(world, draft, delegate).note.is_late


def test_the_same_form_sent_twice_puts_one_statement_on_record(world: World, draft: DraftView, delegate: str) -> None:
    key = new_id()
    first, again = a_note(world, draft, delegate, key=key), a_note(world, draft, delegate, key=key)
    assert first == again
    with world.reading():
        assert len(deliberation.notes_on(draft.consultation_id, draft.id)) == 1


@pytest.mark.parametrize(
    ("given", "refusal", "field"),
    [
        ({"kind": "opinion"}, deliberation.NoteKindNeeded, "kind"),
        ({"text": " "}, deliberation.NoteTextRefused, "text"),
        ({"text": "x" * (LONGEST_POSITION_NOTE + 1)}, deliberation.NoteTextRefused, "text"),
        ({"text": "a\x07b"}, deliberation.NoteTextRefused, "text"),
        ({"lang": "xx-nonsense"}, deliberation.NoteLanguageRefused, "lang"),
    ],
)
def test_a_statement_that_says_nothing_or_too_much_is_refused(
    world: World, draft: DraftView, delegate: str, given: dict[str, object], refusal: type[Refused], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        a_note(world, draft, delegate, **given)
    assert refused.value.field == field
    assert a_note(world, draft, delegate, text="x" * LONGEST_POSITION_NOTE).note.text


def test_only_a_signatory_speaks_for_an_organisation_and_only_seats_speak_at_all(
    world: World, draft: DraftView, delegate: str
) -> None:
    with world.acting() as session:
        session.execute(update(Membership).where(Membership.person_id == delegate).values(role="drafter"))
    with pytest.raises(deliberation.SignatoryNeeded):
        a_note(world, draft, delegate)
    with pytest.raises(participation.NoSeat):
        a_note(world, draft, world.a_person())


def test_nothing_is_put_on_record_about_a_text_that_is_not_adopted(
    world: World, consultation: ConsultationView, delegate: str
) -> None:
    final = a_final_draft(world, consultation)
    with pytest.raises(NotFound):
        a_note(world, final, delegate)


def test_a_clause_of_another_draft_is_not_found(world: World, draft: DraftView, delegate: str) -> None:
    other = clauses(world, world.a_draft(world.a_consultation()))[0]
    with pytest.raises(NotFound):
        a_note(world, draft, delegate, clause=other)


def test_a_statement_is_in_the_log(world: World, draft: DraftView, delegate: str) -> None:
    noted = a_note(world, draft, delegate)
    with world.acting():
        ledger.drain(draft.consultation_id)
    with world.reading():
        found = ledger.find_receipt(log_id=draft.consultation_id, typed=noted.receipt)
    assert found is not None
    assert str(found.kind) == "position.note"
