"""A draft in its fixed rendering, whose line numbers comments may name."""

from collections.abc import Sequence

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
    passages = drafting.lines_of(drafting.clauses_of(found, lang=found.language))
    return render.page(
        "front/lines.html",
        draft=found,
        passages=passages,
        example=_example([[line.number for line in one.lines] for one in passages]),
        corrected=service.marks_on(found).corrected,
    )


def _example(parts: Sequence[Sequence[int]]) -> str:
    """Return lines as a comment may name them: those of the longest part, or the first two where each part is one line."""
    longest, final = max(parts, key=len), parts[-1][-1]
    return f"{longest[0]}-{min(max(longest[-1], longest[0] + 1), final)}"
