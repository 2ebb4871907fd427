"""A summary tells of the text that the round was on: its stage and symbol, its adoption with the statements, its corrigenda."""

import pytest
from flask import Flask

from consult.consultations.service import ConsultationView
from consult.deliberation import service as deliberation
from consult.drafting.service import DraftView
from consult.export import letters, service
from consult.kernel.ids import new_id
from consult.rounds import service as rounds
from consult.rounds.service import Counts
from tests.drafting.negotiating import a_final_draft, an_adoption, clauses
from tests.export.test_summary_value import SCHEMA, assert_in_the_schema_s_order, validate
from tests.world import World


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


@pytest.fixture
def draft(world: World, consultation: ConsultationView) -> DraftView:
    """A final draft on which a round was held, adopted by vote, with a statement and a corrigendum."""
    final = a_final_draft(world, consultation, symbol="A/RES/1")
    delegate = world.a_person()
    world.a_delegation(consultation, delegate, name="Ruritania")
    world.closed(world.a_round(consultation))
    counts = Counts(in_favour=120, against=3, abstained=10)
    an_adoption(world, final, world.a_person(), manner="vote", counts=counts)
    clause = clauses(world, final)[0]
    with world.acting():
        deliberation.add_note(
            consultation_id=consultation.id,
            draft_id=final.id,
            clause=clause,
            kind="reservation",
            text="Nous lisons cela ainsi.",
            lang="fr",
            person_id=delegate,
            key=new_id(),
        )
    proposer, second = world.a_person(), world.a_person()
    with world.acting():
        made = rounds.propose_corrigendum(
            draft=final,
            clause_uid=clause.uid,
            lang="en",
            old_words="can stop them",
            new_words="can stop it",
            change_class=2,
            reason="A slip.",
            person_id=proposer,
        )
    with world.acting():
        rounds.confirm_corrigendum(draft=final, corrigendum_id=made.id, person_id=second)
    return final


def test_the_value_holds_stage_symbol_adoption_statements_and_corrigenda(
    world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    with world.reading():
        summary = service.gather(consultation=consultation)
    validate(summary)
    assert_in_the_schema_s_order(summary, SCHEMA)
    told = summary["draft"]
    assert (told["stage"], told["revision"], told["symbol"], told["sha256"]) == (
        "adopted",
        None,
        "A/RES/1",
        draft.sha256,
    )
    adoption = told["adoption"]
    assert (adoption["body"], adoption["manner"], adoption["in_favour"]) == ("The assembly", "vote", 120)
    (note,) = adoption["notes"]
    assert (note["kind"], note["by"], note["clause"], note["late"]) == ("reservation", "Ruritania", "1.1", False)
    (corrigendum,) = told["corrigenda"]
    assert (corrigendum["number"], corrigendum["old"], corrigendum["new"]) == (1, "can stop them", "can stop it")


def test_the_documents_for_readers_say_it_too(
    app: Flask, world: World, consultation: ConsultationView, draft: DraftView
) -> None:
    with world.reading():
        summary = service.gather(consultation=consultation)
    with app.test_request_context("/en/"):
        written = letters.write_summary(summary, "md", lang="en", names={}).decode()
    for told in ("Adopted text", "A/RES/1", "The assembly", "120 in favour", "Ruritania", "Corrigendum 1", "A slip."):
        assert told in written, told


def test_a_round_on_a_draft_that_is_not_adopted_says_so(world: World, consultation: ConsultationView) -> None:
    world.a_draft(consultation)
    world.closed(world.a_round(consultation))
    with world.reading():
        summary = service.gather(consultation=consultation)
    validate(summary)
    told = summary["draft"]
    assert (told["stage"], told["adoption"], told["corrigenda"]) == ("zero_draft", None, [])
