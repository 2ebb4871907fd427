"""A text on its way from draft to draft, with the class that two people found each change to have."""

from collections.abc import Mapping

from sqlalchemy import select, update

from consult.consultations.service import ConsultationView
from consult.drafting.service import DraftView
from consult.drafting.tables import Clause, ClauseVersion
from tests.world import World

WORDS = {
    "stop": "Systems serve people, and people can stop them.",
    "heard": "Whoever is harmed is heard and made whole.",
    "risk": "Duties rise with risk, and the grading is published.",
    "audit": "Every system is audited once a year by someone independent.",
}


def a_text(**changed: str | None) -> str:
    """Return a text of these clauses, with other words where they are given and without those that are None."""
    words = {**WORDS, **changed}
    return "# People first\n\n" + "\n\n".join(f"{text} {{#{hint}}}" for hint, text in words.items() if text)


def a_redraft(world: World, made: ConsultationView, text: str, classes: Mapping[str, int] | None = None) -> DraftView:
    """Return the next draft, published; `classes` say of clauses, by their ids in the text, how much they changed."""
    draft = world.a_draft(made, text)
    with world.acting() as session:
        for hint, found in (classes or {}).items():
            uid = select(Clause.uid).where(Clause.consultation_id == made.id, Clause.hint == hint).scalar_subquery()
            session.execute(
                update(ClauseVersion)
                .where(ClauseVersion.consultation_id == made.id, ClauseVersion.draft_id == draft.id)
                .where(ClauseVersion.clause_uid == uid)
                .values(change_class=found)
            )
    return draft
