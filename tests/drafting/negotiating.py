"""Texts that are negotiated: drafts with a stage, alternatives in brackets, clauses that are agreed, texts that are adopted."""

from datetime import UTC
from typing import Any

from consult.consultations.service import ConsultationView, Role
from consult.deliberation import service as deliberation
from consult.deliberation.service import Noted
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView, DraftView, MeetingView, Negotiation
from consult.kernel import clock
from consult.kernel.ids import new_id
from consult.rounds import service as rounds
from consult.rounds.service import AdoptionView, CorrigendumView
from tests.world import TEXT, World


def clauses(world: World, draft: DraftView) -> list[ClauseView]:
    """Return the clauses of a draft without its headings, in the language it is written in."""
    with world.reading():
        return [one for one in drafting.clauses_of(draft, lang=draft.language) if one.kind == "clause"]


def negotiation(world: World, clause: ClauseView, consultation: ConsultationView) -> Negotiation:
    """Return where the negotiation of a clause stands."""
    with world.reading():
        draft = drafting.draft_by_id(consultation.id, clause.draft_id)
        return drafting.negotiation_of_clause(draft, clause.uid)


def an_alternative(world: World, clause: ClauseView, consultation: ConsultationView, **given: Any) -> Negotiation:
    """Return the negotiation of a clause with one more alternative, to the whole clause unless a passage is named."""
    values = {"passage": "", "wording": "Nobody is above the law.", "proposers": ["Ruritania"], **given}
    person = values.pop("by_person", None) or world.a_person("Edda Editor")
    with world.acting():
        return drafting.add_alternative(clause=clause, consultation_id=consultation.id, by_person=person, **values)


def a_move(
    world: World, clause: ClauseView, consultation: ConsultationView, target: str = "agreed_ad_ref", **given: Any
) -> Negotiation:
    """Return the negotiation of a clause in its new state."""
    person = given.pop("by_person", None) or world.a_person("Edda Editor")
    values = {"reason": "", "seen": negotiation(world, clause, consultation).version, **given}
    with world.acting():
        return drafting.move_negotiation(
            clause=clause, consultation_id=consultation.id, target=target, by_person=person, **values
        )


def staged(world: World, draft: DraftView, stage: str = "final", **given: Any) -> DraftView:
    """Return the unpublished draft with its stage."""
    values = {"revision": None, "symbol": "", "by_person": None, **given}
    with world.acting():
        return drafting.set_stage(consultation_id=draft.consultation_id, draft_id=draft.id, stage=stage, **values)


def a_final_draft(world: World, consultation: ConsultationView, text: str = TEXT, **given: Any) -> DraftView:
    """Return a published final draft, every clause of which is closed."""
    draft = staged(world, world.a_draft(consultation, text, is_published=False), **given)
    for clause in clauses(world, draft):
        a_move(world, clause, consultation, "closed")
    with world.acting():
        return drafting.publish_draft(consultation_id=consultation.id, draft_id=draft.id, by_person=None)


def an_adoption(world: World, draft: DraftView, person_id: str, **given: Any) -> AdoptionView:
    """Return the adoption of a final draft, today and by consensus unless something else is named."""
    with world.acting() as session:
        today = clock.now(session).date().isoformat()
        values = {
            "body": "The assembly",
            "place": "Geneva",
            "adopted_on": today,
            "manner": "consensus",
            "counts": None,
            "statement_days": 14,
            **given,
        }
        return rounds.adopt_text(
            consultation_id=draft.consultation_id,
            draft_id=draft.id,
            zone=UTC,
            person_id=person_id,
            **values,
        )


def editors(world: World, consultation: ConsultationView) -> tuple[str, str]:
    """Return two people who edit the text."""
    people = world.a_person("Edda Editor"), world.a_person("Enzo Editor")
    for person in people:
        world.a_role(consultation, person, Role.EDITOR)
    return people


def a_meeting(world: World, consultation: ConsultationView, *, is_published: bool = False, **given: Any) -> MeetingView:
    """Return a meeting on the text."""
    values = {
        "title": "Second reading",
        "held_on": "2026-11-02",
        "place": "Geneva",
        "agenda": "1. Clause 1.1",
        "attendance": {"government": 12, "citizen": 3},
        "report": "Clause 1.1 was read.\r\nNobody objected.",
        **given,
    }
    with world.acting():
        made = drafting.add_meeting(consultation_id=consultation.id, by_person=None, **values)
        if not is_published:
            return made
        return drafting.publish_meeting(consultation_id=consultation.id, meeting_id=made.id, by_person=None)


def a_corrigendum(world: World, draft: DraftView, people: tuple[str, str], **given: Any) -> CorrigendumView:
    """Return a corrigendum to the first clause of a draft, proposed by one editor and confirmed by the other."""
    values = {
        "clause_uid": clauses(world, draft)[0].uid,
        "lang": draft.language,
        "old_words": "can stop them",
        "new_words": "can stop it",
        "change_class": 2,
        "reason": "A slip of the pen.",
        **given,
    }
    with world.acting():
        made = rounds.propose_corrigendum(draft=draft, person_id=people[0], **values)
        return rounds.confirm_corrigendum(draft=draft, corrigendum_id=made.id, person_id=people[1])


def a_note(world: World, draft: DraftView, person_id: str, **given: Any) -> Noted:
    """Return a statement of the person's seat on an adopted draft."""
    values = {
        "clause": None,
        "kind": "explanation",
        "text": "We read it as a promise.",
        "lang": "en",
        "key": new_id(),
        **given,
    }
    with world.acting():
        return deliberation.add_note(
            consultation_id=draft.consultation_id, draft_id=draft.id, person_id=person_id, **values
        )
