"""A round's contract, the terms everyone sees before they vote."""

import json

from flask import Response

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.rounds import service
from consult.rounds.pages.blueprint import pages
from consult.rounds.rules.changes import NEVER_CHANGE
from consult.web import guards, render


@pages.get("/c/<slug>/rounds/<int:number>")
@guards.requires(may(Act.READ))
def contract(slug: str, number: int) -> Response:
    """Show a round's contract in words and as the bytes that were hashed; before the opening, its terms."""
    consultation = consultations.get_consultation(slug)
    one = service.round_by_number(consultation.id, number)
    if one.opened_at is None:
        terms = service.announced_terms(consultation.id, one.id)
        return render.page("rounds/contract.html", one=one, terms=terms, never_change=NEVER_CHANGE)
    found = service.contract_of_round(consultation.id, one.id)
    whole = json.dumps(found.content, indent=2, ensure_ascii=False)
    return render.page(
        "rounds/contract.html",
        one=one,
        terms=found.content,
        contract=found,
        whole=whole,
        never_change=NEVER_CHANGE,
        changes=service.changes_of(consultation.id, one.id),
        versions=service.versions_of(consultation.id, one.id),
    )
