"""The pages where several rooms meet."""

from typing import Any

from flask import Flask, request

from consult.consultations import service as consultations
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
    app.context_processor(_contract_note)
    app.context_processor(setup.shown_around)
    app.jinja_env.globals["round_to_declare"] = service.round_to_declare
    app.jinja_env.globals["glossary_entry"] = ENTRIES.__getitem__


def _contract_note() -> dict[str, Any]:
    slug = (request.view_args or {}).get("slug")
    found = consultations.find_consultation(str(slug)) if slug else None
    one = service.current_round(found.id) if found else None
    if one is None or one.opened_at is None:
        return {}
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    return {"contract_note": {"number": one.number, "fixed_at": one.opened_at, "sha256": contract.sha256}}
