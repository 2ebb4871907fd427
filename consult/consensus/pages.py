"""Results: what each category said, what the rule found, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from flask import Blueprint, Flask, Response, request

from consult.consensus import service
from consult.consensus.rules.multistakeholder import State
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.kernel.errors import NotFound
from consult.rounds import service as rounds
from consult.web import guards, render

pages = Blueprint("consensus", __name__, url_prefix="/<lang:lang>")
PAGE_SIZE = 100
ORDER = (
    State.SPLIT,
    State.NOT_SUPPORTED,
    State.OBJECTION_OPEN,
    State.SHORT_OF_AGREEMENT,
    State.TOO_FEW_VOICES,
    State.NO_VOICES,
    State.CRITERIA_MET,
)
"""What readers ask about first comes first: where people disagree, then where too little is known."""


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
    one = next(reversed(frozen or asked), None)
    try:
        result = service.result_of(one) if one else None
    except service.ResultsHidden:
        result = None
    return render.page("consensus/results.html", one=one, every=every, result=result, **_shown(result))


def _shown(result: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return one page of the clauses or statements, those in one state if one is asked for, and how many are in each."""
    items: Sequence[Mapping[str, Any]] = (result["clauses"] or result["statements"]) if result else ()
    tally = Counter(item["state"] for item in items if "state" in item)
    state = request.args.get("state")
    chosen = [item for item in items if item["state"] == state] if state in tally else list(items)
    if tally:
        chosen.sort(key=lambda item: ORDER.index(State(item["state"])))
    last = max(1, -(-len(chosen) // PAGE_SIZE))
    page = min(max(1, request.args.get("page", 1, type=int)), last)
    return {
        "items": chosen[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        "total": len(items),
        "tally": {one: tally[one] for one in ORDER if tally[one]},
        "state": state if state in tally else None,
        "page": page,
        "last": last,
        "threshold": _threshold(items),
    }


def _threshold(items: Sequence[Mapping[str, Any]]) -> float:
    """Return which share of agreement the round asks of every category: the mark in the drawings."""
    asked = [one["threshold"] for item in items[:1] for one in item.get("criteria", ()) if one["id"] == "every_share"]
    return float(Fraction(asked[0])) if asked else 0.5
