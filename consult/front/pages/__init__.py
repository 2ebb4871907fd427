"""The pages where several rooms meet."""

from typing import Any

from flask import Flask, request

from consult.consultations.pages.around import here
from consult.consultations.service import Role
from consult.front import service
from consult.front.pages import (
    comparing,
    decided,
    desk,
    glossary,
    lines,
    log,
    moves,
    opening,
    outcomes,
    overview,
    practice,
    seats,
    setup,
    start,
    styleguide,
    text,
    vote,
)
from consult.front.pages.blueprint import pages
from consult.front.rules.glossary import ENTRIES
from consult.rounds import service as rounds

__all__ = [
    "comparing",
    "decided",
    "desk",
    "glossary",
    "init_app",
    "lines",
    "log",
    "moves",
    "opening",
    "outcomes",
    "overview",
    "practice",
    "seats",
    "setup",
    "start",
    "styleguide",
    "text",
    "vote",
]


def init_app(app: Flask) -> None:
    """Serve the pages; give templates the glossary, and every page of a consultation the note about its contract."""
    app.register_blueprint(pages)
    app.context_processor(_around)
    app.context_processor(setup.shown_around)
    app.jinja_env.globals["glossary_entry"] = ENTRIES.__getitem__


def _around() -> dict[str, Any]:
    """Return the note about the contract of the round that the page is about, and where a decision-maker declares."""
    found = here()
    if found is None:
        return {}
    own = found.consultation.id
    declaring = service.round_to_declare(own) if Role.DECISION_MAKER in found.roles else None
    one = _round_here(own)
    if one is None or one.opened_at is None:
        return {"declaring": declaring}
    sha256 = rounds.contract_of_round(own, one.id).sha256
    return {
        "declaring": declaring,
        "contract_note": {"number": one.number, "fixed_at": one.opened_at, "sha256": sha256},
    }


def _round_here(consultation_id: str) -> rounds.RoundView | None:
    """Return the round that the address names, else the current one."""
    number = (request.view_args or {}).get("number")
    named = (one for one in rounds.list_rounds(consultation_id) if one.number == number)
    return next(named, None) or service.current_round(consultation_id)
