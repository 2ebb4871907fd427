"""The public log: what moderators decided, and the newest acts of the record."""

from flask import Response, request

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.front.pages.blueprint import pages
from consult.front.rules.words import RECORDS
from consult.ledger import service as ledger
from consult.moderation import service as moderation
from consult.web import guards, render

PAGE_SIZE = 50
LARGEST_PLACE = 2**31 - 1


@pages.get("/c/<slug>/log")
@guards.requires(may(Act.READ))
def log(slug: str) -> Response:
    """Show the log of moderation, and the acts before the place that the address names."""
    consultation = consultations.get_consultation(slug)
    before = request.args.get("before", type=int)
    acts = ledger.recent_acts(
        log_id=consultation.id,
        limit=PAGE_SIZE,
        before=None if before is None else max(0, min(before, LARGEST_PLACE)),
    )
    return render.page(
        "front/log.html",
        log=moderation.public_log(consultation_id=consultation.id),
        acts=acts,
        records=RECORDS,
        before=before,
        size=ledger.size_of(consultation.id),
    )
