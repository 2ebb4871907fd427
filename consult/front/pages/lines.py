"""A draft in its fixed rendering, whose line numbers comments may name."""

from flask import Response

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service as drafting
from consult.front import service
from consult.front.pages.blueprint import pages
from consult.web import guards, render


@pages.get("/c/<slug>/d/<int:draft>/lines")
@guards.requires(may(Act.READ))
def lines(slug: str, draft: int) -> Response:
    """Show a draft in numbered lines, the same for everyone, in the language it was written in."""
    found = service.published_draft(consultations.get_consultation(slug).id, draft)
    clauses = drafting.clauses_of(found, lang=found.language)
    return render.page(
        "front/lines.html",
        draft=found,
        passages=drafting.lines_of(clauses),
        corrected=service.marks_on(found).corrected,
    )
