"""What changed in a draft because of whom, and where the comments that were accepted went."""

from flask import Response

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.deliberation import service
from consult.deliberation.pages.blueprint import pages
from consult.drafting import service as drafting
from consult.drafting.service import DraftView
from consult.kernel.errors import NotFound
from consult.localisation.pages import page_language
from consult.web import guards, render


@pages.get("/c/<slug>/d/<int:draft>/because")
@guards.requires(may(Act.READ))
def because(slug: str, draft: int) -> Response:
    """Show each change of a published draft with what caused it, and each accepted comment with what it changed."""
    consultation = consultations.get_consultation(slug)
    shown = drafting.draft_by_number(consultation.id, draft)
    if shown.published_at is None:
        raise NotFound
    clauses = {clause.uid: clause for clause in drafting.clauses_of(shown, lang=page_language())}
    causes = service.causes_of(shown)
    order = {uid: place for place, uid in enumerate(clauses)}
    return render.page(
        "deliberation/because.html",
        draft=shown,
        causes=sorted(causes.items(), key=lambda one: order.get(one[0], len(order))),
        clauses=clauses,
        before=_clauses_before(shown),
        accepted=service.accepted_before(shown),
        results=service.results_of(consultation.id),
    )


def _clauses_before(draft: DraftView) -> dict[str, drafting.ClauseView]:
    """Return the clauses of the draft before, so that one that is gone can be named."""
    earlier = [one for one in drafting.list_drafts(draft.consultation_id) if one.number == draft.number - 1]
    return {clause.uid: clause for one in earlier for clause in drafting.clauses_of(one, lang=page_language())}
