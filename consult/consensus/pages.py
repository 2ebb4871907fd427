"""Results: what each category said, what the rule found, and why."""

from flask import Blueprint, Flask, Response

from consult.consensus import service
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.kernel.errors import NotFound
from consult.rounds import service as rounds
from consult.web import guards, render

pages = Blueprint("consensus", __name__, url_prefix="/<lang:lang>")


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)


@pages.get("/c/<slug>/results")
@pages.get("/c/<slug>/rounds/<int:number>/results")
@guards.requires(may(Act.READ))
def results(slug: str, number: int | None = None) -> Response:
    """Show the newest revealed result, or that of the round asked for, or why there is none yet."""
    consultation = consultations.get_consultation(slug)
    every = rounds.list_rounds(consultation.id)
    if number is not None and number not in {one.number for one in every}:
        raise NotFound
    asked = [one for one in every if number in {None, one.number}]
    frozen = [one for one in asked if one.frozen_at is not None]
    one = (frozen or asked or [None])[-1]
    try:
        result = service.result_of(one) if one else None
    except service.ResultsHidden:
        result = None
    met = sum(clause["state"] == "criteria_met" for clause in result["clauses"]) if result else 0
    return render.page("consensus/results.html", one=one, every=every, result=result, met=met)
