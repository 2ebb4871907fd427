"""All suggestions on a draft, clause by clause."""

from flask import Response, g, request

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.front import service
from consult.front.pages.blueprint import pages
from consult.front.service import Which
from consult.kernel.ids import new_id
from consult.localisation.pages import page_language
from consult.web import guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/d/<int:draft>/suggestions")
@guards.requires(may(Act.READ))
def suggestions(slug: str, draft: int) -> Response:
    """Show what is suggested for a draft, in the order of its clauses; `show` names what of it."""
    found = service.published_draft(consultations.get_consultation(slug).id, draft)
    asked = request.args.get("show", Which.EVERY)
    which = Which(asked) if asked in set(Which) else Which.EVERY
    text = service.read_text(found, lang=page_language(), person_id=person_id())
    g.never_stored = text.may_support
    return render.page(
        "front/suggestions.html",
        text=text,
        which=which,
        found=service.suggested_in(found, which, seat=text.seat, lang=page_language()),
        fresh_key=new_id(),
    )
