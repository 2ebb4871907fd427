"""How the text was decided: the index of its clauses, and a page for each that prints on one sheet."""

from flask import Response

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.deliberation import service as deliberation
from consult.front import service
from consult.front.pages.blueprint import pages
from consult.localisation.pages import page_language
from consult.web import guards, render


@pages.get("/c/<slug>/decided")
@guards.requires(may(Act.READ))
def decided(slug: str) -> Response:
    """Show every clause of the newest published draft with what each round found and what was declared."""
    consultation = consultations.get_consultation(slug)
    return render.page(
        "front/decided.html",
        index=service.decided_index(consultation.id, lang=page_language()),
        texts=deliberation.adopted_texts(consultation.id, lang=page_language()),
    )


@pages.get("/c/<slug>/k/<uuid:uid>/decided")
@guards.requires(may(Act.READ))
def clause_decided(slug: str, uid: object) -> Response:
    """Show how one clause came to be, what each round made of it, who declared what, and how to check it."""
    consultation = consultations.get_consultation(slug)
    return render.page(
        "front/clause_decided.html",
        story=service.story_of(consultation.id, str(uid), lang=page_language()),
        texts=deliberation.adopted_texts(consultation.id, lang=page_language()),
    )
