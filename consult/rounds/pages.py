"""A round's contract: the terms everyone sees before they vote."""

import json

from flask import Blueprint, Flask, Response

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.rounds import service
from consult.web import guards, render

pages = Blueprint("rounds", __name__, url_prefix="/<lang:lang>")


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)


@pages.get("/c/<slug>/rounds/<int:number>")
@guards.requires(may(Act.READ))
def contract(slug: str, number: int) -> Response:
    """Show a round's contract in words and as the bytes that were hashed."""
    consultation = consultations.get_consultation(slug)
    one = service.round_by_number(consultation.id, number)
    found = service.contract_of_round(consultation.id, one.id)
    whole = json.dumps(found.content, indent=2, ensure_ascii=False)
    return render.page("rounds/contract.html", one=one, contract=found, whole=whole)
