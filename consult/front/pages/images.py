"""The images of figures, each under the address of its part."""

from flask import Response, g

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service as drafting
from consult.front.pages.blueprint import pages
from consult.kernel.errors import NotFound
from consult.web import guards
from consult.web.visitor import person_id

may_edit = may(Act.EDIT)
POLICY = "default-src 'none'; sandbox"


@pages.get("/c/<slug>/d/<int:draft>/<number>/image")
@guards.requires(may(Act.READ))
def image(slug: str, draft: int, number: str) -> Response:
    """Send the image of a figure; of a draft that is not published, only to those who write it."""
    found = drafting.draft_by_number(consultations.get_consultation(slug).id, draft)
    if found.published_at is None:
        if not may_edit(person_id(), {"slug": slug}):
            raise NotFound
        g.never_stored = True
    clause = drafting.clause_by_number(found, number, lang=found.language)
    if clause.figure is None:
        raise NotFound
    kept = drafting.image_of(found.consultation_id, clause.text)
    response = Response(kept.content, mimetype=kept.media_type)
    response.set_etag(kept.sha256)
    response.headers["Content-Disposition"] = "attachment"
    response.headers["Content-Security-Policy"] = POLICY
    return response
