"""Two drafts beside each other: what became of every clause."""

from flask import Response, request

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.front import service
from consult.front.pages.blueprint import pages
from consult.localisation.pages import page_language
from consult.web import guards, render


@pages.get("/c/<slug>/compare")
@guards.requires(may(Act.READ))
def compare(slug: str) -> Response:
    """Show what changed from one published draft to another; `from` and `to` name them, `view` is `side` for two columns."""
    found = service.compare_published(
        consultations.get_consultation(slug).id,
        earlier=request.args.get("from", type=int),
        later=request.args.get("to", type=int),
        lang=page_language(),
    )
    if found is None:
        return render.page("front/nothing_to_compare.html")
    return render.page("front/compare.html", found=found, is_side_by_side=request.args.get("view") == "side")
