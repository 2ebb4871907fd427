"""The texts that a consultation adopted, each with the statements on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from consult.deliberation.service.notes import NoteView, notes_on
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView, DraftView
from consult.kernel import clock
from consult.kernel.db import db
from consult.rounds import service as rounds
from consult.rounds.rules.adopting import is_late
from consult.rounds.service import AdoptionView


@dataclass(frozen=True, slots=True)
class AdoptedText:
    """An adopted draft with its clauses by identity, the adoption and the statements on it.

    `is_over` says that the time for statements is over, so that new ones are late.
    """

    draft: DraftView
    adoption: AdoptionView
    notes: tuple[NoteView, ...]
    clauses: Mapping[str, ClauseView]
    is_over: bool


def adopted_texts(consultation_id: str, *, lang: str) -> list[AdoptedText]:
    """Return every text that was adopted, the newest first, with its clauses in the reader's language."""
    moment = clock.now(db.session)
    found = []
    for adoption in rounds.adoptions_of(consultation_id):
        draft = drafting.draft_by_id(consultation_id, adoption.draft_id)
        clauses = {one.uid: one for one in drafting.clauses_of(draft, lang=lang)}
        notes = tuple(notes_on(consultation_id, draft.id))
        found.append(AdoptedText(draft, adoption, notes, clauses, is_late(moment, adoption.statements_until)))
    return found
