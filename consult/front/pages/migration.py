"""Where the comments of the drafts before went when a draft was published."""

from flask import Response, request

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.deliberation.rules.anchoring import AnchorState
from consult.front import service
from consult.front.pages.blueprint import pages
from consult.localisation.pages import page_language
from consult.web import guards, render


@pages.get("/c/<slug>/d/<int:draft>/migration")
@guards.requires(may(Act.READ))
def migration(slug: str, draft: int) -> Response:
    """Show where each comment of the drafts before went, and what became of those on each clause; `state` names some of them."""
    asked = request.args.get("state", "")
    state = AnchorState(asked) if asked in set(AnchorState) else None
    found = service.migration_of(
        consultations.get_consultation(slug).id,
        draft,
        state=state,
        page=request.args.get("page", 1, type=int),
        lang=page_language(),
    )
    return render.page("front/migration.html", found=found, state=state)
