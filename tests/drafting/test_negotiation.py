"""The negotiation of clauses: alternatives with proposers beside the words, agreed, closed, and taken up again for a reason."""

from itertools import product

import pytest

from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.drafting.rules import NegotiationState, new_of, old_of
from consult.drafting.rules.negotiation import (
    LONGEST_REASON,
    MOVES,
    UNSETTLED,
    applied,
    bracketed,
    letter,
    may_be_bracketed,
    may_move,
    needs_reason,
)
from consult.drafting.service import ClauseView, DraftView
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from tests.drafting.negotiating import a_move, an_alternative, clauses, negotiation
from tests.world import TEXT, World


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


@pytest.fixture
def draft(world: World, consultation: ConsultationView) -> DraftView:
    return world.a_draft(consultation)


@pytest.fixture
def clause(world: World, draft: DraftView) -> ClauseView:
    return clauses(world, draft)[0]


@pytest.mark.parametrize(("origin", "target"), list(product(NegotiationState, repeat=2)))
def test_which_state_may_follow_which(origin: NegotiationState, target: NegotiationState) -> None:
    allowed = {
        ("open", "bracketed"),
        ("open", "agreed_ad_ref"),
        ("open", "closed"),
        ("bracketed", "open"),
        ("bracketed", "agreed_ad_ref"),
        ("agreed_ad_ref", "closed"),
        ("agreed_ad_ref", "open"),
        ("closed", "open"),
    }
    assert may_move(origin, target) is ((origin, target) in allowed)
    assert needs_reason(origin, target) is ((origin, target) in {("agreed_ad_ref", "open"), ("closed", "open")})


def test_every_state_has_its_moves_and_can_be_left() -> None:
    assert set(MOVES) == set(NegotiationState)
    assert all(MOVES.values())
    assert {state for state in NegotiationState if may_be_bracketed(state)} == UNSETTLED


def test_alternatives_are_called_by_letters_and_replace_a_passage_or_everything() -> None:
    assert (letter(1), letter(26)) == ("A", "Z")
    assert applied("People can stop them.", "can stop", "may stop") == "People may stop them."
    assert applied("People can stop them.", None, "") == ""


@pytest.mark.parametrize(
    ("passages", "shown"),
    [
        (["can stop", "People"], "[People] [can stop] them."),
        (["People ", "can stop"], "[People ][can stop] them."),
        ([None, "them"], "[People can stop [them].]"),
        (["can stop", "words that are not there"], "People [can stop] them."),
        ([], "People can stop them."),
    ],
)
def test_brackets_stand_around_what_is_in_the_words_and_around_nothing_else(
    passages: list[str | None], shown: str
) -> None:
    assert bracketed("People can stop them.", passages) == shown


def test_an_alternative_puts_the_clause_in_brackets_and_names_its_proposers(
    world: World, consultation: ConsultationView, clause: ClauseView
) -> None:
    seat = world.a_seat(consultation, "government", name="Ministry of Clocks")
    found = an_alternative(
        world,
        clause,
        consultation,
        passage="can stop them",
        wording="stop them at once",
        proposers=["ministry of  CLOCKS", " ", "Ruritania", "Ruritania"],
    )
    assert (found.state, found.is_open, found.version) == ("bracketed", True, 1)
    (bracket,) = found.standing
    assert (bracket.letter, bracket.passage, bracket.wording) == ("A", "can stop them", "stop them at once")
    assert [(one.name, one.seat_id) for one in bracket.proposers] == [
        ("ministry of CLOCKS", seat.id),
        ("Ruritania", None),
    ]
    assert old_of(bracket.pieces) == clause.text
    assert new_of(bracket.pieces) == "Systems serve people, and people stop them at once."


def test_brackets_may_be_put_on_a_published_draft_and_change_neither_its_words_nor_its_digest(
    world: World, consultation: ConsultationView, draft: DraftView, clause: ClauseView
) -> None:
    an_alternative(world, clause, consultation)
    a_move(world, clause, consultation, "agreed_ad_ref")
    with world.reading():
        after = drafting.draft_by_id(consultation.id, draft.id)
    assert after.sha256 == draft.sha256
    assert clauses(world, after) == clauses(world, draft)


@pytest.mark.parametrize(
    ("given", "refusal", "field"),
    [
        ({"passage": "words that are not there"}, drafting.PassageNotFound, "passage"),
        ({"passage": "people"}, drafting.PassageNotFound, "passage"),
        ({"wording": "x" * 4_001}, drafting.AlternativeRefused, "wording"),
        ({"passage": "can stop", "wording": "can stop"}, drafting.AlternativeRefused, "wording"),
        ({"proposers": []}, drafting.ProposersNeeded, "proposers"),
        ({"proposers": [" "]}, drafting.ProposersNeeded, "proposers"),
        ({"proposers": ["Ruritania", "x" * 201]}, drafting.ProposersNeeded, "proposers"),
        ({"proposers": [f"Country {number}" for number in range(51)]}, drafting.ProposersNeeded, "proposers"),
    ],
)
def test_an_alternative_that_says_nothing_or_is_nobodys_is_refused(
    world: World,
    consultation: ConsultationView,
    clause: ClauseView,
    given: dict[str, object],
    refusal: type[drafting.ProposersNeeded],
    field: str,
) -> None:
    with pytest.raises(refusal) as refused:
        an_alternative(world, clause, consultation, **given)
    assert refused.value.field == field
    assert negotiation(world, clause, consultation).state == "open"


def test_a_clause_has_as_many_alternatives_as_there_are_letters(
    world: World, consultation: ConsultationView, clause: ClauseView
) -> None:
    editor = world.a_person()
    for number in range(26):
        an_alternative(world, clause, consultation, wording=f"Alternative {number}.", by_person=editor)
    with pytest.raises(drafting.TooManyAlternatives):
        an_alternative(world, clause, consultation, by_person=editor)


def test_the_last_alternative_that_is_withdrawn_opens_the_clause(
    world: World, consultation: ConsultationView, clause: ClauseView
) -> None:
    editor = world.a_person()
    an_alternative(world, clause, consultation)
    found = an_alternative(world, clause, consultation, wording="", proposers=["Syldavia"])
    states = []
    for bracket in found.standing:
        with world.acting():
            found = drafting.withdraw_alternative(
                clause=clause, consultation_id=consultation.id, bracket_id=bracket.id, by_person=editor
            )
        states.append(str(found.state))
    assert states == ["bracketed", "open"]
    assert [one.state for one in found.brackets] == ["withdrawn", "withdrawn"]
    for bracket_id, refusal in ((found.brackets[0].id, drafting.NegotiationMoved), (new_id(), NotFound)):
        with pytest.raises(refusal), world.acting():
            drafting.withdraw_alternative(
                clause=clause, consultation_id=consultation.id, bracket_id=bracket_id, by_person=editor
            )


def test_a_clause_is_agreed_on_an_alternative_which_waits_for_the_next_draft(
    world: World, consultation: ConsultationView, draft: DraftView, clause: ClauseView
) -> None:
    an_alternative(world, clause, consultation, passage="can stop them", wording="stop them at once")
    found = an_alternative(world, clause, consultation, wording="Delete this.")
    agreed = a_move(world, clause, consultation, bracket_id=found.standing[0].id)
    assert (agreed.state, agreed.agreed_on) == ("agreed_ad_ref", agreed.brackets[0])
    assert [one.state for one in agreed.brackets] == ["agreed", "not_agreed"]
    with world.reading():
        assert clause.number in drafting.unsettled_clauses(draft)
    next_draft = world.a_draft(consultation, TEXT.replace("can stop them", "stop them at once"), is_published=False)
    taken = clauses(world, next_draft)[0]
    assert taken.uid == clause.uid
    assert negotiation(world, taken, consultation).state == "agreed_ad_ref"


def test_a_new_draft_goes_on_where_the_negotiation_stood_where_the_words_are_the_same(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    first, second, third = clauses(world, draft)
    an_alternative(world, first, consultation, proposers=["Ruritania", "Syldavia"])
    a_move(world, second, consultation, "closed")
    a_move(world, third, consultation)
    text = TEXT.replace("Duties rise", "All duties rise")
    later = clauses(world, world.a_draft(consultation, text, is_published=False))
    found = [negotiation(world, one, consultation) for one in later]
    assert [str(one.state) for one in found] == ["bracketed", "closed", "open"]
    (bracket,) = found[0].standing
    assert [one.name for one in bracket.proposers] == ["Ruritania", "Syldavia"]


def test_what_was_agreed_is_taken_up_again_only_for_a_reason(
    world: World, consultation: ConsultationView, clause: ClauseView
) -> None:
    a_move(world, clause, consultation, "closed")
    for reason in ("", " ", "x" * (LONGEST_REASON + 1)):
        with pytest.raises(drafting.NegotiationReasonNeeded) as refused:
            a_move(world, clause, consultation, "open", reason=reason)
        assert refused.value.field == "reason"
    found = a_move(world, clause, consultation, "open", reason="Two states ask for it.")
    assert (found.state, found.moves[-1].reason) == ("open", "Two states ask for it.")


@pytest.mark.parametrize("target", ["bracketed", "nonsense", "open"])
def test_a_state_that_may_not_follow_is_refused(
    world: World, consultation: ConsultationView, clause: ClauseView, target: str
) -> None:
    with pytest.raises(drafting.NegotiationMoved):
        a_move(world, clause, consultation, target)


def test_nobody_moves_a_clause_on_that_has_moved_since_they_read_it(
    world: World, consultation: ConsultationView, clause: ClauseView
) -> None:
    an_alternative(world, clause, consultation)
    with pytest.raises(drafting.NegotiationMoved):
        a_move(world, clause, consultation, seen=0)
    a_move(world, clause, consultation, seen=1)
    with pytest.raises(drafting.NegotiationMoved):
        an_alternative(world, clause, consultation)


def test_every_step_is_in_the_log_and_open_to_everyone_on_a_published_draft(
    world: World, consultation: ConsultationView, clause: ClauseView
) -> None:
    found = an_alternative(world, clause, consultation)
    a_move(world, clause, consultation, bracket_id=found.standing[0].id)
    a_move(world, clause, consultation, "closed")
    a_move(world, clause, consultation, "open", reason="Anew.")
    with world.acting():
        ledger.drain(consultation.id)
    with world.reading():
        acts = ledger.recent_acts(log_id=consultation.id)
    assert [str(act.kind) for act in acts].count("clause.negotiate") == 4


def test_a_draft_that_is_taken_away_takes_its_brackets_along(world: World, consultation: ConsultationView) -> None:
    draft = world.a_draft(consultation, is_published=False)
    an_alternative(world, clauses(world, draft)[0], consultation)
    with world.acting():
        drafting.drop_draft(consultation_id=consultation.id, draft_id=draft.id)
    with world.reading():
        assert drafting.list_drafts(consultation.id) == []
